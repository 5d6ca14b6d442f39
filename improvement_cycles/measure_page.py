"""The page of one measure: what it is, its picture, its dots and what was put right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.people import names
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from improvement_cycles.charts.measured import Measured as Drawn
from improvement_cycles.measure_found import NO_SUCH, Measured
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_pictures import measured_of
from improvement_cycles.measure_queries import Seen, as_counted, one
from improvement_cycles.models import ImprovementProject
from improvement_cycles.points import Counted, as_dot
from improvement_cycles.stats.finding import FEWEST_ASKED
from improvement_cycles.words import WRITERS

PAGE = 25
_SHOWN = 10  # corrections on the page of the measure
_LAST_ID = 10**15

_SAYS = (
    select(
        *Measure.__table__.columns,
        names.name_in(ImprovementProject.area_id).label("who_counts"),
        names.hat_of(
            Measure.who_counts_id, ImprovementProject.area_id, ImprovementProject.place_id
        ).label("counts_as"),
    )
    .join(ImprovementProject, ImprovementProject.id == Measure.project_id)
    .outerjoin(Person, Person.id == Measure.who_counts_id)
    .where(Measure.id == bindparam("measure_id"))
)
_old, _newer = aliased(Point), aliased(Point)
_NUMBERS = ("value", "out_of", "happy", "ok", "sad", "left_out")
_RIGHTED = (
    select(
        *Point.__table__.columns,
        *(getattr(_old, name).label(f"old_{name}") for name in _NUMBERS),
    )
    .join(_old, _old.id == Point.supersedes_id)
    .where(Point.measure_id == bindparam("measure_id"))
    .order_by(Point.id.desc())
    .limit(_SHOWN)
)
_DOTS = (
    select(
        *Point.__table__.columns,
        Person.name.label("by"),
        _newer.id.label("newer_id"),
    )
    .outerjoin(_newer, _newer.supersedes_id == Point.id)
    .outerjoin(Person, Person.id == Point.entered_by_id)
    .where(Point.measure_id == bindparam("measure_id"))
)
_SAME_DAY = _DOTS.where(Point.on == bindparam("on"), Point.id < bindparam("id"))
_DAYS_BEFORE = _DOTS.where(Point.on < bindparam("on"))


def _first(part: Any) -> Any:
    ordered = part.order_by(Point.on.desc(), Point.id.desc()).limit(PAGE + 1)
    return select(ordered.subquery())


_PAGE = union_all(_first(_SAME_DAY), _first(_DAYS_BEFORE)).order_by("on", "id").subquery()
_LIST = select(_PAGE).order_by(_PAGE.c.on.desc(), _PAGE.c.id.desc()).limit(PAGE + 1)


@dataclass(frozen=True, slots=True)
class Righted:
    """A dot that was put right: what it was, what it is now, and why.

    If either is about fewer people than outsiders may see, an outsider reads only the day.
    """

    on: date
    kept_in_group: bool
    was: str  # "" if it had no number
    now: str | None  # None: it was taken away
    left_out: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A dot in the list of all dots, current or not."""

    id: int
    on: date
    words: str
    stands: bool  # nothing corrected it
    taken_away: bool
    left_out: bool
    note: str
    reason: str
    by: str | None


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure with everything its page says."""

    seen: Seen
    says: Any  # the row of its definition, with who counts by name
    righted: list[Righted]

    @property
    def who_counts(self) -> str:
        """Who counts, as the viewer may see it, or nothing."""
        if not self.says.who_counts_id:
            return ""
        return self.says.who_counts or names.label(self.says.counts_as)

    @property
    def kept_in_group(self) -> bool:
        """Whether this viewer reads "too early to say" in place of every dot."""
        return self.seen.for_outsiders and self._measured.too_early_for_outsiders

    @property
    def before(self) -> int | None:
        """How many dots the picture is judged against; None where the time before is not used."""
        findings = self._measured.findings if self.seen.counted else ()
        return next((one.baseline for one in findings if one.baseline), None)

    @property
    def before_is_older(self) -> bool:
        """Whether how it was before is older than every dot that is drawn."""
        until = self.seen.head.baseline_until
        return until is not None and self.seen.has_older and until < self.seen.counted[0].on

    @property
    def _measured(self) -> Drawn:
        return measured_of(self.seen)


def measure_page(session: Session, viewer: Viewer, measure_id: int) -> MeasurePage:
    """One measure. Raises NotFound."""
    seen = one(session, viewer, measure_id)
    if seen is None:
        raise NotFound(NO_SUCH)
    asked = {"measure_id": measure_id, "areas": names.areas_of(viewer)}
    says = session.execute(_SAYS, asked).one()
    righted = [_righted(says, row, seen.for_outsiders) for row in session.execute(_RIGHTED, asked)]
    return MeasurePage(seen, says, righted)


def dots(
    session: Session, measure: Measure, after: tuple[date, int] | None = None
) -> tuple[list[Listed], tuple[date, int] | None]:
    """A page of all dots, newest day first, and where the next page starts if there is one."""
    on, last_id = after or (date.max, _LAST_ID)
    rows = list(session.execute(_LIST, {"measure_id": measure.id, "on": on, "id": last_id}))
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return [_listed(measure, row) for row in rows[:PAGE]], more and (more.on, more.id)


def _righted(says: Any, row: Any, for_outsiders: bool) -> Righted:
    kind, fewest = says.kind, says.fewest or FEWEST_ASKED
    was = Counted(row.on, *(getattr(row, f"old_{n}") for n in _NUMBERS))
    now = as_counted(row, "")
    kept = for_outsiders and any(0 < (one.people or 0) < fewest for one in (was, now))
    return Righted(
        on=row.on,
        kept_in_group=kept,
        was="" if kept else as_dot(kind, was).words,
        now=None if row.taken_away else "" if kept else as_dot(kind, now).words,
        left_out=row.left_out and not row.old_left_out,
        reason="" if kept else row.reason,
    )


def _listed(measure: Measure, row: Any) -> Listed:
    return Listed(
        id=row.id,
        on=row.on,
        words=as_dot(measure.kind, as_counted(row, row.note)).words,
        stands=row.newer_id is None and not row.taken_away,
        taken_away=row.taken_away,
        left_out=row.left_out,
        note=row.note,
        reason=row.reason,
        by=row.by,
    )


def counters(session: Session, this: Measured) -> dict[str, str]:
    """Who of the team may be the one who counts: names by id as text."""
    ids = [person_id for person_id, hat in this.team.items() if hat in WRITERS]
    wanted = select(Person.id, Person.name).where(Person.id.in_(ids)).order_by(Person.name)
    return {str(row.id): row.name for row in session.execute(wanted)}
