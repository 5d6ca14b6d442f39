"""What is sent about a measure as a whole: one short form for each page of its definition."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import Optional

from coprod.forms import EditForm, Form, line, needed, story
from improvement_cycles.measure_labels import ASKED_BY, BETTER, KIND, NOTE, OFTEN, ROLE
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_services import NewMeasure, NewNote
from improvement_cycles.measure_words import AskedBy, Better, HowOften, Kind, Role
from improvement_cycles.words import NoteKind

NOT_A_DAY = "Write the day like this: 2026-11-03."


def choices(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """The choices of a field: value and words."""
    return [SelectChoice(value, words) for value, words, *_more in cards(labels)]


def cards(labels: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
    """The same for a page: value, words, and perhaps a picture and a hint."""
    return [
        (str(key), *(said if isinstance(said, tuple) else (said,))) for key, said in labels.items()
    ]


class _Day:
    """A field's validator: a day, written as browsers send it."""

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data and day_of(field.data) is None:
            raise ValidationError(_(NOT_A_DAY))


def day_of(sent: str | None) -> date | None:
    """A day as it was sent, if it is one."""
    try:
        return date.fromisoformat(sent or "")
    except ValueError:
        return None


def day_field(label: str, ask: str = "") -> StringField:
    return StringField(label, [needed(ask) if ask else Optional(), _Day()])


class PartForm(EditForm):
    """One part of what a measure is."""

    def values(self) -> dict[str, Any]:
        """What it sets, by column. A part that asks nothing sets nothing."""
        return {}


class WhatForm(PartForm):
    """What is counted, and what sort of number it is."""

    name = line(_("What will you count?"), _("Say what you will count. A few words will do."))
    kind = RadioField(
        _("What sort of number is it?"),
        choices=choices(KIND),
        validators=[needed(_("Choose a sort of number."))],
    )

    def value(self) -> NewMeasure:
        return NewMeasure(self.name.data or "", Kind(self.kind.data))

    def values(self) -> dict[str, Any]:
        return {"name": self.name.data, "kind": Kind(self.kind.data)}


class AboutForm(PartForm):
    """What it is about, and who asked for it."""

    role = RadioField(
        _("What is it about?"), choices=choices(ROLE), validators=[needed(_("Choose one."))]
    )
    asked_by = RadioField(
        _("Who asked for it?"), choices=choices(ASKED_BY), validators=[needed(_("Choose one."))]
    )
    asked_by_words = line(_("Who was it, if somebody else asked?"))

    def values(self) -> dict[str, Any]:
        ours = self.asked_by.data == AskedBy.US
        return {
            "role": Role(self.role.data),
            "asked_by": AskedBy(self.asked_by.data),
            "asked_by_words": "" if ours else self.asked_by_words.data or "",
        }


class CountsForm(PartForm):
    """What counts and what does not, so that two people would count the same."""

    what_counts = story(_("What counts?"), most=2000)
    what_does_not = story(_("What does not count?"), most=2000)
    unit = line(_("What are the numbers?"), most=100)

    def values(self) -> dict[str, Any]:
        names = ("what_counts", "what_does_not", "unit")
        return {name: self[name].data or "" for name in names}


class BetterForm(PartForm):
    """Which way is better, and a hope in words. There is no number to reach."""

    better = RadioField(
        _("Which way is better?"), choices=choices(BETTER), validators=[needed(_("Choose one."))]
    )
    our_hope = line(_("What do you hope for?"), most=400)

    def values(self) -> dict[str, Any]:
        return {"better": Better(self.better.data), "our_hope": self.our_hope.data or ""}


class WhoForm(PartForm):
    """Who counts, how, and how often."""

    who_counts = SelectField(_("Who counts?"), validators=[Optional()])
    how = story(_("How do they count?"), most=2000)
    how_often = RadioField(
        _("How often?"), choices=choices(OFTEN), validators=[needed(_("Choose one."))]
    )

    def values(self) -> dict[str, Any]:
        who = self.who_counts.data
        return {
            "who_counts_id": int(who) if who else None,
            "how": self.how.data or "",
            "how_often": HowOften(self.how_often.data),
        }


PARTS: dict[str, tuple[type[PartForm], Any]] = {  # page of the definition: its form and heading
    "what": (WhatForm, _("What we count")),
    "about": (AboutForm, _("What it is about")),
    "counts": (CountsForm, _("What counts, and what does not")),
    "better": (BetterForm, _("Which way is better")),
    "who": (WhoForm, _("Who counts, and how")),
}


def of_part(part: str, measure: Measure) -> PartForm:
    """The form of a part, filled with what is there."""
    there = {
        name: str(getattr(measure, name) or "")
        for name in Measure.__table__.columns.keys()  # noqa: SIM118  not a dict
    }
    form: PartForm = PARTS[part][0](
        data=there | {"who_counts": there["who_counts_id"], "edits": str(measure.edits)}
    )
    return form


class MarkForm(Form):
    """A mark on a picture by hand."""

    on = day_field(_("Which day?"), _("Say which day it was."))
    words = line(_("What happened?"), _("Say what happened. A few words will do."), most=400)
    kind = RadioField(
        _("What sort of thing was it?"),
        choices=choices(NOTE),
        validators=[needed(_("Choose one."))],
    )
    everywhere = BooleanField(_("Show it on every picture of this try"))

    def value(self) -> NewNote:
        on = day_of(self.on.data)
        if on is None:
            raise ValueError("a mark without a day")
        return NewNote(
            on, self.words.data or "", NoteKind(self.kind.data), bool(self.everywhere.data)
        )


class BeforeForm(Form):
    """Up to which day the dots show how it was before."""

    until = day_field(_("Up to which day?"), _("Choose a day."))
