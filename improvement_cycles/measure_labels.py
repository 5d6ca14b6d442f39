"""How the words of measures read on screen, each with its picture."""

from typing import Any

from flask_babel import lazy_gettext as _l

from improvement_cycles.measure_words import AskedBy, Better, HowOften, Kind, Role, Sampling
from improvement_cycles.stats.kinds import ChartKind
from improvement_cycles.words import NoteKind

ROLE: dict[str, tuple[Any, str, Any]] = {  # words, picture, hint
    Role.OUTCOME: (_l("About someone's life"), "home", _l("Such as nights out, or a good sleep.")),
    Role.PROCESS: (_l("How we work"), "fix", _l("Such as whether we rang first.")),
    Role.WHAT_WE_SEE: (
        _l("What we see"),
        "eye",
        _l("For a person who does not use words. We say that we only saw it."),
    ),
    Role.BALANCING: (
        _l("Did it make anything worse?"),
        "equal-say",
        _l("Such as late finishes for staff."),
    ),
}
KIND: dict[str, tuple[Any, str, Any]] = {
    Kind.COUNT: (_l("How many"), "measure", _l("Such as 3 nights out this week.")),
    Kind.SHARE: (_l("How many out of all"), "people", _l("Such as 5 people out of 8 we asked.")),
    Kind.RATE: (
        _l("How many for each 100"),
        "people",
        _l("Such as missed visits for each 100 visits."),
    ),
    Kind.FACES: (_l("Faces"), "happy", _l("How many were happy, ok or sad.")),
    Kind.DAYS: (_l("How many days it took"), "calendar", _l("One dot each time it happens.")),
    Kind.VALUE: (_l("Another number"), "chart", _l("Such as minutes, or pounds.")),
    Kind.EVENTS: (_l("It happened"), "news", _l("Put in the day. We draw the days between.")),
}
BETTER: dict[str, tuple[Any, str]] = {
    Better.MORE: (_l("More is better"), "yes"),
    Better.FEWER: (_l("Fewer is better"), "yes"),
    Better.NEITHER: (_l("Neither. We just want to see."), "eye"),
}
BETTER_BETWEEN: dict[str, tuple[Any, str]] = {  # for events: the days between are drawn
    Better.MORE: (_l("It happens less often"), "yes"),
    Better.FEWER: (_l("It happens more often"), "yes"),
    Better.NEITHER: BETTER[Better.NEITHER],
}
SAMPLING: dict[str, tuple[Any, str, Any]] = {
    Sampling.EVERYBODY: (_l("All of them"), "people", _l("Everybody, or every time.")),
    Sampling.SOME: (_l("Some of them"), "person", _l("Such as the first 5 on a Monday.")),
}
MULTIPLY: dict[str, Any] = {
    "10": _l("For each 10"),
    "100": _l("For each 100"),
    "1000": _l("For each 1,000"),
    "10000": _l("For each 10,000"),
}
WEEKDAY: dict[str, Any] = {
    "1": _l("Monday"),
    "2": _l("Tuesday"),
    "4": _l("Wednesday"),
    "8": _l("Thursday"),
    "16": _l("Friday"),
    "32": _l("Saturday"),
    "64": _l("Sunday"),
}
ANY_DAY: dict[str, Any] = {"": _l("Any day")}
DAY_OF_MONTH: dict[str, Any] = {
    **{str(day): str(day) for day in range(1, 31)},
    "31": _l("The last day"),
}
OFTEN: dict[str, Any] = {
    HowOften.DAILY: _l("Every day or two"),
    HowOften.WEEKLY: _l("Every week"),
    HowOften.MONTHLY: _l("Every month"),
    HowOften.EACH_TIME: _l("Each time it happens"),
}
ASKED_BY: dict[str, tuple[Any, str, Any]] = {
    AskedBy.US: (_l("We did"), "people", ""),
    AskedBy.SOMEONE_ELSE: (
        _l("Somebody else did"),
        "commissioner",
        _l("Then it cannot be the main picture."),
    ),
}
NOTE: dict[str, tuple[Any, str, Any]] = {
    NoteKind.OUTSIDE: (_l("Something else happened"), "news", _l("Such as a bus strike.")),
    NoteKind.HOW_WE_COUNT: (
        _l("We changed how we count"),
        "measure",
        _l("Such as a new person who counts."),
    ),
    NoteKind.NEW_PART: (
        _l("A new part begins here"),
        "chart",
        _l("The dots before it and from it on are read apart."),
    ),
}
ODD: dict[str, Any] = {
    "": _l("No, a usual day"),
    "no_count": _l("Nobody could count"),
    "left_out": _l("Yes. Draw the dot, but leave it out."),
}
DUE: dict[str, Any] = {
    HowOften.DAILY: _l("Put in today's dot"),
    HowOften.WEEKLY: _l("Put in this week's dot"),
    HowOften.MONTHLY: _l("Put in this month's dot"),
    HowOften.EACH_TIME: _l("Put in a dot"),
}
"""Today's dot, by how often one is due."""
CHART: dict[ChartKind, Any] = {
    ChartKind.RUN: _l("With the middle line (run chart)"),
    ChartKind.I: _l("With the usual range (I chart)"),
    ChartKind.MR: _l("How far from one dot to the next (MR chart)"),
    ChartKind.C: _l("With the usual range (C chart)"),
    ChartKind.P: _l("With the usual range (P chart)"),
    ChartKind.PP: _l("With a wider usual range (P\u2032 chart)"),
    ChartKind.U: _l("With the usual range (U chart)"),
    ChartKind.UP: _l("With a wider usual range (U\u2032 chart)"),
    ChartKind.T: _l("With the usual range (T chart)"),
    ChartKind.G: _l("With the usual range (G chart)"),
}
"""The kinds of chart that a measure can be drawn as."""


def better(kind: Kind) -> dict[str, tuple[Any, str]]:
    """Which way is better, in words for what is drawn."""
    return BETTER_BETWEEN if kind is Kind.EVENTS else BETTER


def days_of(says: Any) -> str:
    """The days on which a dot is expected, in words."""
    if says.day_of_month:
        return str(DAY_OF_MONTH[str(says.day_of_month)])
    names = [str(words) for bit, words in WEEKDAY.items() if says.weekdays & int(bit)]
    return ", ".join(names) or str(ANY_DAY[""])
