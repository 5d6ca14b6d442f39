"""What people send about a statement. The services check it; these read it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from coprod.forms import EditForm, Form, line, story
from coprod.vision.labels import PICTURES
from coprod.vision.models import SignUpSays

MONTHS = (3, 6, 9, 12)


class Press(Form):
    """Only a button."""


class DraftForm(EditForm):
    """One question about a draft."""

    @property
    def value(self) -> Any:
        return self["answer"].data


class Words(DraftForm):
    """A sentence or a few."""

    answer = story(_l("Your words"))

    @property
    def value(self) -> str:
        return self.answer.data or ""


class Line(DraftForm):
    """A few words."""

    answer = line(_l("Your words"))

    @property
    def value(self) -> str:
        return self.answer.data or ""


class Picture(DraftForm):
    """One picture."""

    answer = RadioField(
        _l("Picture"),
        choices=[SelectChoice(meaning, name) for meaning, name in PICTURES.items()],
        validators=[InputRequired(_l("Choose a picture."))],
    )


class People(DraftForm):
    """Some people."""

    answer = SelectMultipleField(_l("People"), coerce=int, validate_choice=False)

    @property
    def value(self) -> list[int]:
        return list(self.answer.data or [])


class Where(DraftForm):
    """The whole area (0) or a place."""

    answer = RadioField(
        _l("Whose words"),
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(_l("Choose whose words these are."))],
    )


BY_KIND: dict[str, type[DraftForm]] = {
    "words": Words,
    "line": Line,
    "lines": Words,
    "picture": Picture,
    "people": People,
    "place": Where,
}


class SignUpForm(EditForm):
    """What somebody says to a statement as they read it, and why."""

    says = RadioField(
        _l("What do you say?"),
        choices=[SelectChoice(says.value, says.value) for says in SignUpSays],
        validators=[InputRequired(_l("Choose what you say."))],
    )
    why = story(_l("Why?"), most=1000)


class WhenForm(Form):
    """In how many months to look again."""

    months = RadioField(
        _l("When shall we look again?"),
        coerce=int,
        choices=[SelectChoice(months, str(months)) for months in MONTHS],
        validators=[InputRequired(_l("Choose when to look again."))],
    )


class PutAwayForm(Form):
    """Why words are put away."""

    why = line(_l("Why?"), _l("Say why. A few words are enough."), most=1000)


class LookForm(DraftForm):
    """One group's box at a looking."""

    better = story(_l("What is better?"), most=2000)
    same_or_worse = story(_l("What is the same, or worse?"), most=2000)
    next = story(_l("What next?"), most=2000)

    @property
    def words(self) -> dict[str, str]:
        names = ("better", "same_or_worse", "next")
        return {name: self[name].data or "" for name in names}


class PrincipleForm(Form):
    """A principle of the area. The `was` fields say what its writer saw."""

    name = line(_l("In a few words"), _l("Write a few words."))
    core = story(_l("In a sentence"), _l("Write a sentence."), most=500)
    symbol = RadioField(
        _l("Picture"),
        choices=[SelectChoice(meaning, name) for meaning, name in PICTURES.items()],
        validators=[InputRequired(_l("Choose a picture."))],
    )
    why = story(_l("Why?"), _l("Say why. A few words are enough."), most=1000)
    was_name = HiddenField()
    was_core = HiddenField()
    was_symbol = HiddenField()

    @property
    def seen(self) -> dict[str, str]:
        return {name: self[f"was_{name}"].data or "" for name in ("name", "core", "symbol")}

    def value(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in ("name", "core", "symbol", "why")}


class TakeForm(Form):
    """Which of the principles on offer to start with."""

    take = SelectMultipleField(_l("Which ones?"), validate_choice=False)


class MoveForm(Form):
    """One up, or one down."""

    way = HiddenField()
