"""What was measured, ready to be judged and drawn: the dots, and what is known about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import floor, log10

from improvement_cycles.charts.sentence import Better
from improvement_cycles.stats.chart import Chart, Options, read_chart
from improvement_cycles.stats.finding import (
    FEWEST_ASKED,
    SHORTEST_BASELINE,
    Finding,
    baselines_in_use,
    find_changes,
    too_early_for_outsiders,
)
from improvement_cycles.stats.kinds import SUBGROUPED, ChartKind
from improvement_cycles.stats.plotted import Measurements
from improvement_cycles.stats.ratios import ratios, share_happy

_A_YEAR = 365  # days
_SMALL = 0.01  # a number closer to 0 is said with two figures
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Dot:
    """One point: where it stands, and how the table says it."""

    when: str  # short: it is written under the axis
    value: float | None  # in the unit of the measure, a percentage for a share; None is a gap
    words: str  # for the table
    out_of: float | None = None  # how many were asked, for a share


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened at a point, counted from 1: a go started, a bus strike."""

    point: int
    text: str


@dataclass(frozen=True)
class Measured:
    """A measure's dots in time order, and how they are to be read. Points count from 1."""

    name: str
    unit: str
    dots: Sequence[Dot]
    better: Better = "neither"  # which way is better for people
    percent: bool = False  # a share: the axis runs from 0 to 100
    kind: ChartKind = ChartKind.RUN
    series: Measurements | None = None  # what the lines come from, where it is not the dots
    options: Options | None = None
    baseline: int | tuple[int, ...] | None = None  # the first points: how it was before
    shortest_baseline: int = SHORTEST_BASELINE  # one with fewer points is not used; 0: each is
    phases: tuple[int, ...] = ()  # a new phase starts after each of these
    exclude: frozenset[int] = frozenset()  # left out of the reading, with a reason in a note
    notes: tuple[Note, ...] = ()
    fewest: int = FEWEST_ASKED  # people a dot must stand for, to be drawn to outsiders
    has_older: bool = False  # dots, which are not drawn

    @cached_property
    def chart(self) -> Chart:
        """Its lines and points. Raises ValueError if there are no dots."""
        return read_chart(
            self.kind,
            self._measurements,
            freeze=self.frozen,
            phases=self.phases,
            exclude=self.exclude,
            options=self.options,
        )

    @cached_property
    def values(self) -> list[float | None]:
        """What is plotted, in time order."""
        return [point.value for point in self.chart.points]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What each phase shows, in time order. Raises ValueError if there are no dots."""
        return find_changes(self.chart)

    @cached_property
    def frozen(self) -> tuple[int, ...]:
        """The last point of each baseline that is long enough to be judged against."""
        if not self.shortest_baseline and self.baseline is not None:
            return (self.baseline,) if isinstance(self.baseline, int) else self.baseline
        return baselines_in_use(
            self._measurements.values,
            self.baseline,
            phases=self.phases,
            exclude=self.exclude,
            shortest=self.shortest_baseline,
        )

    @property
    def _measurements(self) -> Measurements:
        return self.series or Measurements([dot.value for dot in self.dots])

    @property
    def is_worked_out(self) -> bool:
        """Whether what is plotted is not what was put in: a range, or of a subgroup."""
        return self.kind is ChartKind.MR or self.kind in SUBGROUPED

    @property
    def too_early_for_outsiders(self) -> bool:
        """Whether people outside the group read "too early to say" instead."""
        values = [dot.value for dot in self.dots]
        denominators = [dot.out_of for dot in self.dots]
        return too_early_for_outsiders(values, denominators, self.fewest)


def number_dot(when: str, value: float | None) -> Dot:
    """A count, an amount or days between: plotted as it is."""
    return Dot(when, value, "" if value is None else number_words(value))


def share_dot(when: str, count: float | None, out_of: float | None) -> Dot:
    """So many out of those asked: plotted as a percentage; nobody asked is a gap."""
    (value,) = ratios([count], [out_of], 100)
    if value is None or count is None or out_of is None:
        return Dot(when, None, "", out_of)
    return Dot(when, value, f"{number_words(count)} of {number_words(out_of)}", out_of)


def rate_dot(when: str, count: float | None, amount: float | None, multiply: float) -> Dot:
    """So many for each `multiply` of an amount that varies; an amount of 0 is a gap."""
    (value,) = ratios([count], [amount], multiply)
    return replace(share_dot(when, count, amount), value=value)


def faces_dot(when: str, happy: int, ok: int, sad: int) -> Dot:
    """Happy, ok and sad faces: plotted as the percentage that is happy."""
    words = f"{happy} happy, {ok} ok, {sad} sad"
    return Dot(when, share_happy(happy, ok, sad), words, happy + ok + sad)


def day_labels(days: Sequence[date]) -> list[str]:
    """Short dates: "Apr 2016" if each is the first of a month, else "3 Nov".

    Where two of them would read the same, each has its year.
    """
    if all(day.day == 1 for day in days):
        return [f"{_MONTHS[day.month - 1]} {day.year}" for day in days]
    short = [f"{day.day} {_MONTHS[day.month - 1]}" for day in days]
    if not spans_years(days):
        return short
    return [f"{words} {day.year}" for words, day in zip(short, days, strict=True)]


def spans_years(days: Sequence[date]) -> bool:
    """Whether a day and a month alone do not say which of these days is meant."""
    return bool(days) and (max(days) - min(days)).days >= _A_YEAR


def number_words(value: float) -> str:
    """A number as people write it: 1,250 or 2.5 or 0.004, never 1e+06."""
    places = 2 if abs(value) >= _SMALL or not value else 1 - floor(log10(abs(value)))
    words = f"{round(value, places) or 0.0:,.{places}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
