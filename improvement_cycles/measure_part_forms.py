"""What is sent about a measure as a whole: one short form for each page of its definition."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional, Regexp

from coprod.forms import EditForm, line, needed, story
from improvement_cycles import measure_days
from improvement_cycles.measure_forms import choices
from improvement_cycles.measure_labels import (
    ANY_DAY,
    ASKED_BY,
    BETTER,
    DAY_OF_MONTH,
    KIND,
    MULTIPLY,
    OFTEN,
    ROLE,
    SAMPLING,
    WEEKDAY,
)
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_services import NewMeasure
from improvement_cycles.measure_words import (
    OUT_OF,
    SHARES,
    AskedBy,
    Better,
    HowOften,
    Kind,
    Role,
    Sampling,
)

NOT_WHOLE = "Write a whole number, like 10."


class PartForm(EditForm):
    """One part of what a measure is."""

    def values(self) -> dict[str, Any]:
        """What it sets, by column. A part that asks nothing sets nothing."""
        return {}


class WhatForm(PartForm):
    """What is counted, what sort of number it is, and at first whether others may know of it."""

    name = line(_("What will you count?"), _("Say what you will count. A few words will do."))
    kind = RadioField(
        _("What sort of number is it?"),
        choices=choices(KIND),
        validators=[needed(_("Choose a sort of number."))],
    )
    group_only = BooleanField(_("Yes. Only our group sees it."))  # before anybody reads its name

    def value(self) -> NewMeasure:
        only = bool(self.group_only.data)
        return NewMeasure(self.name.data or "", Kind(self.kind.data), group_only=only)

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
        said = {"who_counts_id": int(who) if who else None, "how": self.how.data or ""}
        # What happens by itself has no other time to be counted.
        often = {"how_often": HowOften(self.how_often.data)} if "how_often" in self else {}
        return said | often


class OutOfForm(PartForm):
    """What is counted and out of what, for shares and rates; a rate is for each so many."""

    numerator = line(_("What do you count?"), most=400)
    denominator = line(_("Out of what?"), most=400)
    multiply = RadioField(
        _("For each how many?"),
        choices=choices(MULTIPLY),
        validators=[needed(_("Choose one."))],
    )

    def values(self) -> dict[str, Any]:
        words = {name: self[name].data or "" for name in ("numerator", "denominator")}
        return words | ({"multiply": int(self.multiply.data)} if "multiply" in self else {})


class WhomForm(PartForm):
    """Whether all are counted or some, and how those are chosen."""

    sampling = RadioField(
        _("Do you count all, or some?"),
        choices=choices(SAMPLING),
        validators=[needed(_("Choose one."))],
    )
    chosen_how = story(_("If some, how do you choose them?"), most=2000)

    def values(self) -> dict[str, Any]:
        everybody = self.sampling.data == Sampling.EVERYBODY
        return {
            "sampling": Sampling(self.sampling.data),
            "chosen_how": "" if everybody else self.chosen_how.data or "",
        }


class DaysForm(PartForm):
    """On which days a dot is expected, by how often one is."""

    weekdays = SelectMultipleField(_("On which days do you count?"), choices=choices(WEEKDAY))
    weekday = SelectField(_("On which day do you count?"), choices=choices(ANY_DAY | WEEKDAY))
    day_of_month = SelectField(
        _("On which day of the month do you count?"), choices=choices(ANY_DAY | DAY_OF_MONTH)
    )

    def values(self) -> dict[str, Any]:
        if "day_of_month" in self:
            return {"day_of_month": int(self.day_of_month.data or 0) or None}
        chosen = set(self.weekdays.data or ()) if "weekdays" in self else {self.weekday.data or "0"}
        return {"weekdays": sum(map(int, chosen))}


class FewForm(PartForm):
    """How many people a dot must stand for, before others may see it."""

    fewest = StringField(
        _("How many people must a dot stand for?"),
        [Optional(), Regexp("[0-9]{1,6}$", message=NOT_WHOLE)],
    )

    def values(self) -> dict[str, Any]:
        return {"fewest": int(self.fewest.data) if self.fewest.data else None}


PARTS: dict[str, tuple[type[PartForm], Any]] = {  # page of the definition: its form and heading
    "what": (WhatForm, _("What we count")),
    "about": (AboutForm, _("What it is about")),
    "counts": (CountsForm, _("What counts, and what does not")),
    "out-of": (OutOfForm, _("Out of what")),
    "better": (BetterForm, _("Which way is better")),
    "who": (WhoForm, _("Who counts, and how")),
    "days": (DaysForm, _("Which days")),
    "whom": (WhomForm, _("All, or some")),
    "few": (FewForm, _("When there are few people")),
}
_ONLY = {"weekdays": HowOften.DAILY, "weekday": HowOften.WEEKLY, "day_of_month": HowOften.MONTHLY}


def parts_of(measure: Any) -> list[str]:
    """The pages that ask something of a measure of its kind, in order."""
    of_people = measure.kind in SHARES | OUT_OF
    left = set() if of_people else {"out-of", "few"}
    if measure.how_often is HowOften.EACH_TIME:
        left.add("days")
    return [name for name in PARTS if name not in left]


def of_part(part: str, measure: Measure) -> PartForm:
    """The form of a part, filled with what is there, without what its kind does not ask."""
    there: dict[str, Any] = {
        name: str(getattr(measure, name) or "")
        for name in Measure.__table__.columns.keys()  # noqa: SIM118  not a dict
    }
    bits = [str(bit) for bit in measure_days.bits_of(measure.weekdays)]
    more = {
        "who_counts": there["who_counts_id"],
        "weekdays": bits,
        "weekday": bits[0] if bits else "",
        "edits": str(measure.edits),
    }
    form: PartForm = PARTS[part][0](data=there | more)
    unasked = [name for name, often in _ONLY.items() if measure.how_often is not often]
    unasked += ["group_only"]  # later it has a page of its own
    unasked += ["multiply"] if measure.kind is not Kind.RATE else []
    unasked += ["how_often"] if measure.kind is Kind.EVENTS else []
    for name in unasked:
        if name in form:
            del form[name]
    if measure.kind is Kind.EVENTS and "better" in form:
        form.better.label.text = _("Which is better: more days between, or fewer?")
    return form
