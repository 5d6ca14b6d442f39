"""When the contacts of an area read, and until when somebody waits at most.

Pure: no database and no clock. Hours are kept as 7 parts, Monday first, such as
"09:00-17:00,09:00-17:00,,,,,": an empty part is a day without. They are times of the wall clock in
London. On bank holidays nobody reads.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from coprod.db import HERE, day_of
from coprod.people.working_days import Nation, bank_holidays

WAIT = timedelta(minutes=60)  # of their hours, before the next contact is told
MORNING = time(9)
OFFICE = ",".join(["09:00-17:00"] * 5 + ["", ""])
DAYS = 7
_LOOK = 40  # days ahead: no run of holidays is longer
_PART = re.compile(
    r"([01]?\d|2[0-3])[:.]?([0-5]\d)?\s*(?:-|–|to)\s*(2[0-4]|[01]?\d)[:.]?([0-5]\d)?"
)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Week:
    """When one contact reads."""

    hours: str
    away_from: date | None = None
    away_to: date | None = None

    def is_away(self, day: date) -> bool:
        """Away days are whole days; without a last one they go on."""
        return self.away_from is not None and (
            self.away_from <= day and (self.away_to is None or day <= self.away_to)
        )

    def span(self, day: date, nation: Nation) -> Span | None:
        """When they read on a day, if they do."""
        part = self.hours.split(",")[day.weekday()] if self.hours.count(",") == DAYS - 1 else ""
        if not part or self.is_away(day) or day in bank_holidays(nation, day.year):
            return None
        first, last = part.split("-")
        return _moment(day, first), _moment(day, last)

    def reads_at(self, moment: datetime, nation: Nation) -> bool:
        span = self.span(day_of(moment), nation)
        return span is not None and span[0] <= moment < span[1]


def told_by(weeks: Sequence[Week], nation: Nation, since: datetime) -> datetime:
    """By when what came at `since` is read, or else the next contact is told.

    That is after 60 minutes in which at least one of them reads, or at 9 in the first morning on
    which one does, whichever is sooner, and never before 60 minutes are over. Where nobody reads
    for weeks it is after 60 minutes: better too soon than never.
    """
    since = since.astimezone(UTC)  # else an hour would be one of the clock on the wall
    left, spans = WAIT, _spans(weeks, nation, day_of(since))
    for first, last in spans:
        morning = _moment(day_of(first), MORNING.isoformat("minutes"))
        begins = max(first, since)
        if morning >= since + WAIT:
            return min(morning, begins + left) if last > since else morning
        if begins + left <= last:
            return begins + left
        left -= max(last - begins, timedelta())
    return since + WAIT


def typed(words: str) -> str | None:
    """Hours of one day as somebody typed them, such as "9 to 5:30"; None for what are none."""
    words = words.strip().lower()
    if not words:
        return ""
    found = _PART.fullmatch(words)
    if found is None:
        return None
    first, last = int(found[1]) * 60 + int(found[2] or 0), int(found[3]) * 60 + int(found[4] or 0)
    if last <= first and last <= 12 * 60:
        last += 12 * 60
    if not first < last <= 24 * 60:
        return None
    return f"{_written(first)}-{_written(last)}"


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _spans(weeks: Sequence[Week], nation: Nation, day: date) -> Iterator[Span]:
    """When at least one of them reads, from this day on, in order and apart from each other."""
    for ahead in range(_LOOK):
        on = day + timedelta(days=ahead)
        found = sorted(span for week in weeks if (span := week.span(on, nation)))
        while found:
            first, last = found.pop(0)
            while found and found[0][0] <= last:
                last = max(last, found.pop(0)[1])
            yield first, last


def _moment(day: date, at: str) -> datetime:
    """A time of the wall clock as a moment in UTC, so that an hour is an hour in October too."""
    if at == "24:00":
        day, at = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(at), HERE).astimezone(UTC)
