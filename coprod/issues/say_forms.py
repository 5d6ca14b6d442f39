"""The questions of *Say something*, each a form that reads a `Say` and gives back a new one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from coprod.decided import Say as HowMuch
from coprod.forms import Form, line, needed, story
from coprod.issues.said import Say
from coprod.issues.words import IssueKind, SaidAs
from coprod.text import BODY

NO_PICTURE = "none"
ASKS_NOTHING = "nothing"


class Words(Form):
    """The one thing that is needed: words, a voice, or a photo that speaks for itself."""

    words = story(_("What do you want to say?"), most=BODY)
    photo = FileField(_("Add a photo"))
    voice = FileField(_("Record your voice"))


class Send(Form):
    """Everything was looked at; press to send."""


class Checked(Send):
    """The same. `seen` marks what the page showed."""

    seen = HiddenField()


def listed(_form: Form, field: Any) -> None:
    """Everything chosen is on the list, however long a number somebody sends."""
    offered = {str(choice[0]) for choice in field.choices}
    chosen = field.data if isinstance(field.data, list) else [field.data]
    if not {str(one) for one in chosen} <= offered:
        raise ValidationError(str(_("Choose from the list.")))


def _one(label: Any) -> RadioField:
    validators = [needed(_("Choose one. You can also skip this.")), listed]
    return RadioField(label, choices=[], validators=validators, validate_choice=False)


def _some(label: Any) -> SelectMultipleField:
    return SelectMultipleField(label, choices=[], validators=[listed], validate_choice=False)


class Question(Form):
    """One question: a field to choose in, and what the answer makes of the whole."""

    chooses = ""  # the field whose choices depend on the area and the person

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Say what can be chosen."""
        if self.chooses:
            self[self.chooses].choices = list(choices)

    def answer(self, said: Say) -> Say:
        """What was said, with this answer in it."""
        return said


class Place(Question):
    chooses = "place"
    place = _some(_("Which place is it about?"))

    def answer(self, said: Say) -> Say:
        return replace(said, place_ids=tuple(map(int, self.place.data or [])))


class Kind(Question):
    chooses = "kind"
    kind = _one(_("What sort of thing is it?"))

    def answer(self, said: Say) -> Say:
        return replace(said, kind=IssueKind(self.kind.data))


class How(Question):
    chooses = "how"
    how = _one(_("How was it said?"))

    def answer(self, said: Say) -> Say:
        return replace(said, said_as=SaidAs(self.how.data))


class Helper(Question):
    chooses = "helper"
    helper = SelectField(
        _("Who helped you?"), choices=[], validators=[listed], validate_choice=False
    )

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        self.helper.choices = [("", _("Somebody else")), *choices]

    def answer(self, said: Say) -> Say:
        return replace(said, helper_id=int(self.helper.data) if self.helper.data else None)


class Seen(Question):
    means = story(_("What do you think it means?"), most=1000)
    agrees = line(_("Who agrees with you?"), most=300)

    def answer(self, said: Say) -> Say:
        return replace(said, means=self.means.data or "", agrees=self.agrees.data or "")


class Statement(Question):
    chooses = "statement"
    statement = _some(_("Which part of our good life is it about?"))

    def answer(self, said: Say) -> Say:
        return replace(said, statement_ids=tuple(map(int, self.statement.data or [])))


class Picture(Question):
    chooses = "picture"
    picture = _one(_("Choose a picture"))

    def answer(self, said: Say) -> Say:
        chosen = self.picture.data
        return replace(said, symbol="" if chosen == NO_PICTURE else chosen)


class Photo(Question):
    photo = FileField(_("Add a photo"))
    shows = line(_("What does the photo show?"), most=300)
    remove = BooleanField(_("Take the photo away"))

    def answer(self, said: Say) -> Say:
        return replace(said, shows=self.shows.data or "")


class Voice(Question):
    voice = FileField(_("Record your voice"))
    remove = BooleanField(_("Take the recording away"))


class Name(Question):
    chooses = "name"
    name = _one(_("Do you want to show your name?"))

    def answer(self, said: Say) -> Say:
        return replace(said, name_held=self.name.data == "held")


class Readers(Question):
    chooses = "readers"
    readers = _one(_("Who may read it?"))

    def answer(self, said: Say) -> Say:
        return replace(said, published=self.readers.data == "anyone")


class Much(Question):
    chooses = "much"
    much = _one(_("How much say do people have?"))

    def answer(self, said: Say) -> Say:
        chosen = self.much.data
        return replace(said, how_much=None if chosen == ASKS_NOTHING else HowMuch(chosen))


class WriteDown(Form):
    """What a recording says."""

    words = story(_("Write down what was said"), _("Write what you hear."), most=BODY)


class Pair(Form):
    """Two words that mean the same here."""

    word = line(_("A word"), _("Write a word."), most=60)
    means = line(_("Means the same as"), _("Write a word."), most=60)

    def value(self) -> tuple[str, str]:
        return self.word.data or "", self.means.data or ""
