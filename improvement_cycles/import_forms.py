"""Choosing a file of dots, and which of its columns hold what."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import FileField, HiddenField

from coprod.forms import Form, line
from improvement_cycles.import_rows import Chosen
from improvement_cycles.measure_words import Kind

NAMES = ("when", "value", "n", "ok", "sad", "only", "only_value", "put_right")
_LIKELY = {  # what people call such a column
    "when": ("day", "date", "when", "period", "week", "month"),
    "value": ("value", "number", "count", "how many", "happy", "y"),
    "n": ("out_of", "out of", "of", "n", "total", "denominator", "asked", "attendances"),
    "ok": ("ok", "okay"),
    "sad": ("sad",),
}
ASKED: dict[Kind, tuple[str, ...]] = {
    Kind.SHARE: ("when", "value", "n"),
    Kind.RATE: ("when", "value", "n"),
    Kind.EVENTS: ("when",),
    Kind.FACES: ("when", "value", "ok", "sad"),
}


class FileForm(Form):
    """A file."""

    file = FileField(_("Choose a file"))


class PutInForm(Form):
    """The choice of columns, as it was checked, and why dots that are there were not right."""

    when = HiddenField()
    value = HiddenField()
    n = HiddenField()
    ok = HiddenField()
    sad = HiddenField()
    only = HiddenField()
    only_value = HiddenField()
    put_right = HiddenField()
    seen = HiddenField()  # a mark of the dots that would be put right, as they were checked
    reason = line(_("Why were the old dots not right?"), most=400)

    def chosen(self) -> Chosen:
        only = {self.only.data: self.only_value.data or ""} if self.only.data else {}
        return Chosen(
            self.when.data or None,
            self.value.data or None,
            self.n.data or None,
            self.ok.data or None,
            self.sad.data or None,
            only,
        )


def asked_for(kind: Kind) -> tuple[str, ...]:
    """The columns that a measure of this kind needs."""
    return ASKED.get(kind, ("when", "value"))


def guess(kind: Kind, headings: Sequence[str]) -> dict[str, str]:
    """Which column is likely which, by its heading: a first choice that people can change."""
    lower = {heading.lower(): heading for heading in reversed(headings)}
    names = asked_for(kind)
    found = {
        name: next((lower[word] for word in _LIKELY[name] if word in lower), "") for name in names
    }
    for name in names:
        rest = [heading for heading in headings if heading not in found.values()]
        found[name] = found[name] or (rest[0] if rest else "")
    return found
