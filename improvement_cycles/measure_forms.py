"""What is sent about the picture of a measure: its marks, and how it was before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import Optional

from coprod.forms import Form, a_day, line, needed
from improvement_cycles.measure_labels import NOTE
from improvement_cycles.measure_services import NewNote
from improvement_cycles.words import NoteKind

NOT_A_DAY = "Write the day like this: 3/11/2026."


def choices(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """The choices of a field: value and words."""
    return [SelectChoice(value, words) for value, words, *_more in cards(labels)]


def cards(labels: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
    """The same for a page: value, words, and perhaps a picture and a hint."""
    return [
        (str(key), *(said if isinstance(said, tuple) else (said,))) for key, said in labels.items()
    ]


class _Day:
    """A field's validator: a day."""

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data and day_of(field.data) is None:
            raise ValidationError(_(NOT_A_DAY))


def day_of(sent: str | None) -> date | None:
    """A day as it was sent, if it is one: by a browser's calendar, or typed on an old phone."""
    return a_day(sent or "")


def day_field(label: str, ask: str = "") -> StringField:
    return StringField(label, [needed(ask) if ask else Optional(), _Day()])


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
