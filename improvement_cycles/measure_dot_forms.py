"""Today's dot as it is sent: the numbers its kind needs, the day, and whether it was an odd day."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField, ValidationError
from wtforms.validators import StopValidation

from coprod.forms import Form, line
from improvement_cycles.measure_forms import choices, day_field, day_of
from improvement_cycles.measure_labels import ODD
from improvement_cycles.measure_words import Kind
from improvement_cycles.points import NO_NUMBER, Counted

NO_COUNT, LEFT_OUT = "no_count", "left_out"
_NUMBER = re.compile(r"[-+]?([0-9]{1,30}(\.[0-9]{0,20})?|\.[0-9]{1,20})")
_WHOLE = re.compile(r"[0-9]{1,16}")
WITH_A_POINT = "Write it with a point, like 3.5."
NOT_A_NUMBER = "Write a number, like 4."
NOT_WHOLE = "Write a whole number, like 4."


class _Number:
    """A field's validator: a number, needed unless nobody could count that day."""

    def __init__(self, whole: bool = False) -> None:
        self.whole = whole

    def __call__(self, form: Any, field: Any) -> None:
        if form.odd.data == NO_COUNT:
            raise StopValidation
        sent = (field.data or "").replace(" ", "")
        if not sent:
            raise ValidationError(_(NO_NUMBER))
        if "," in sent:
            raise ValidationError(_(WITH_A_POINT))
        if self.whole and not _WHOLE.fullmatch(sent):
            raise ValidationError(_(NOT_WHOLE))
        if not _NUMBER.fullmatch(sent):
            raise ValidationError(_(NOT_A_NUMBER))


class DotForm(Form):
    """What every dot says, whatever its kind."""

    numbers: tuple[str, ...] = ()  # the names of its fields of numbers

    on = day_field(_("Which day?"), _("Choose a day."))
    odd = RadioField(
        _("Was it an odd day?"),
        choices=choices(ODD),
        default="",
    )
    note = line(_("Why was it odd?"), most=400)

    def counted(self) -> Counted:
        """The dot that was sent, of a form that is valid."""
        return Counted(
            on=day_of(self.on.data) or date.min,
            left_out=self.odd.data == LEFT_OUT,
            note=self.note.data or "" if self.odd.data else "",
            **self._told(),
        )

    def _told(self) -> dict[str, Any]:
        if self.odd.data == NO_COUNT:
            return {}
        return {name: float(self[name].data.replace(" ", "")) for name in self.numbers}


class NumberForm(DotForm):
    """One number."""

    numbers = ("value",)
    value = StringField(_("How many?"), [_Number()])


class ShareForm(DotForm):
    """So many out of those asked."""

    numbers = ("value", "out_of")
    value = StringField(_("How many?"), [_Number()])
    out_of = StringField(_("Out of how many?"), [_Number()])


class FacesForm(DotForm):
    """Happy, ok and sad faces."""

    numbers = ("happy", "ok", "sad")
    happy = StringField(_("How many were happy?"), [_Number(whole=True)])
    ok = StringField(_("How many were ok?"), [_Number(whole=True)])
    sad = StringField(_("How many were sad?"), [_Number(whole=True)])

    def _told(self) -> dict[str, Any]:
        return {name: int(many) for name, many in super()._told().items()}


class EventForm(DotForm):
    """It happened: only the day."""

    def _told(self) -> dict[str, Any]:
        return {} if self.odd.data == NO_COUNT else {"value": 1.0}


class NobodyForm(Form):
    """Nobody could count on a day: only a button."""

    on = HiddenField()


FORMS: dict[Kind, type[DotForm]] = {
    Kind.SHARE: ShareForm,
    Kind.RATE: ShareForm,
    Kind.FACES: FacesForm,
    Kind.EVENTS: EventForm,
}


def dot_form(kind: Kind, **kwargs: Any) -> DotForm:
    """The form for a dot of this kind."""
    return FORMS.get(kind, NumberForm)(**kwargs)


def right_form(kind: Kind, **kwargs: Any) -> DotForm:
    """The form that puts a dot of this kind right: it also asks why."""
    parent = FORMS.get(kind, NumberForm)
    asks = {"reason": line(_("Why was it not right?"), _("Say why. A word will do."), most=400)}
    form: DotForm = type("RightForm", (parent,), asks)(**kwargs)
    return form


def as_sent(counted: Counted) -> dict[str, Any]:
    """A dot as its form shows it."""
    odd = LEFT_OUT if counted.left_out else NO_COUNT if counted.is_missing else ""
    names = ("value", "out_of", "happy", "ok", "sad")
    numbers = {name: getattr(counted, name) for name in names}
    shown = {name: "" if n is None else _in_full(n) for name, n in numbers.items()}
    return shown | {"on": counted.on.isoformat(), "odd": odd, "note": counted.note}


def _in_full(number: float) -> str:
    """A number with all its digits and no power of 10, as its field takes it back."""
    return f"{Decimal(repr(number)):f}".removesuffix(".0")
