"""Finding promises."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union,
)
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.errors import NotFound
from coprod.issues import held
from coprod.issues.models import Issue, IssuePlace, Support
from coprod.issues.queries import seen_by
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises.makers import HAS_LEFT, called
from coprod.promises.models import Answer, Happened, Promise, PromiseStep
from coprod.promises.words import late_by, promise_label
from coprod.text import dated, day_and_number

PER_PAGE = 25
NONE = "There is no such promise."


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise in a list: who will do what by when, for which issue."""

    id: int
    issue_id: int
    title: str  # empty where the viewer may not know of the issue
    what: str
    who_id: int | None  # nobody with an account: it came from outside
    who: str
    by_when: date
    first_by: date
    missed: date | None
    made_on: date
    kept_on: date | None
    edits: int
    last: Happened | None

    @property
    def is_outside(self) -> bool:
        return self.who_id is None

    @property
    def days_late(self) -> int:
        """How many days ago the first of its days went by; 0 when it is kept or there is time."""
        return 0 if self.kept_on else max(0, (today() - (self.missed or self.by_when)).days)

    @property
    def was_for(self) -> date | None:
        """The day that went by before another was given: it is told until the promise is kept."""
        return None if self.kept_on else self.missed

    @property
    def state(self) -> str:
        if self.kept_on:
            return "done"
        return "late" if self.days_late else "promise"

    @property
    def label(self) -> str:
        """What is said beside it: kept, late and how late, or changed."""
        if self.days_late:
            return late_by(self.days_late)
        return promise_label(Happened.KEPT if self.kept_on else self.last)


LAST = (
    select(PromiseStep.happened)
    .where(PromiseStep.promise_id == Promise.id)
    .order_by(PromiseStep.id.desc())
    .limit(1)
    .correlate(Promise)
    .scalar_subquery()
)
ON_PAGE = Promise.off_page.is_(False)
HERE = Promise.area_id.in_(bindparam("areas", expanding=True, type_=Promise.area_id.type))


_SAME_AS_ANSWERED = (
    select(Answer.by_hat)
    .where(Answer.id == Promise.answer_id, Answer.by_id == Promise.who_id)
    .correlate_except(Answer)
    .scalar_subquery()
)
PROMISED_AS = func.coalesce(
    _SAME_AS_ANSWERED, names.hat_of(Promise.who_id, Promise.area_id, Issue.place_id)
)
"""The hat of somebody who promised: the one they answered with, else the one they wear now."""


def _promised(may_know: Any) -> Select[Any]:
    return (
        select(
            Promise.id,
            Promise.issue_id,
            case((may_know, Issue.title), else_="").label("title"),
            Promise.what,
            Promise.who_id,
            func.coalesce(Person.name, Promise.outside).label("who"),
            Promise.by_when,
            Promise.first_by,
            Promise.missed,
            Promise.made_on,
            Promise.kept_on,
            Promise.edits,
            LAST.label("last"),
        )
        .join(Issue, Issue.id == Promise.issue_id)
        .outerjoin(Person, Person.id == Promise.who_id)
        .where(ON_PAGE)
    )


_THERE = Issue.taken_back_on.is_(None)
INSIDE = _promised(_THERE)
_about = aliased(Issue)
FOR_ALL = or_(
    Promise.who_id.is_not(None),
    exists().where(_about.id == Promise.issue_id, _about.published, _about.taken_back_on.is_(None)),
)
"""Which promises are for everyone: those from outside only with what they are about."""
OUTSIDE = (
    _promised(and_(_THERE, Issue.published)).where(FOR_ALL).add_columns(PROMISED_AS.label("as_"))
)
"""With the hat of whoever promised: not everybody's name is for everyone."""
_TO_ME = INSIDE.add_columns(
    Promise.area_id, case((Promise.area_id.not_in(names.AREAS), PROMISED_AS)).label("as_")
)
"""With where it is, and a hat if it is elsewhere: whoever left keeps their words, not the names."""
OLDEST_FIRST = (Promise.first_by, Promise.id)
LATE_FROM = func.coalesce(Promise.missed, Promise.by_when)
"""The first of its days that went by, or the one that it is for: then it is late from there."""
ON = bindparam("on", type_=Promise.by_when.type)
BEHIND = (
    Promise.kept_on.is_(None),
    Promise.first_by < ON,  # or it is not late; an index answers this
    LATE_FROM < ON,
)
LATE = (*BEHIND, _THERE)
LATE_INSIDE = INSIDE.where(HERE, *LATE).order_by(*OLDEST_FIRST).limit(PER_PAGE)
LATE_OUTSIDE = OUTSIDE.where(HERE, *LATE, Issue.published).order_by(*OLDEST_FIRST).limit(PER_PAGE)


def late(
    session: Session, area_ids: Collection[int], on: date, *, everyone: bool = False
) -> list[Promised]:
    """Promises of which a day went by, the oldest first, at most 25: a later day ends nothing.

    `everyone` leaves out those about issues that only the area may read: for pages that anybody
    can open.
    """
    statement = LATE_OUTSIDE if everyone else LATE_INSIDE
    rows = session.execute(statement, {"areas": sorted(area_ids), "on": on})
    return rows_outside(rows) if everyone else rows_inside(rows)


def unmet_at(session: Session, viewer: Viewer, place_id: int, most: int) -> list[Promised]:
    """Promises about issues of one place that are not kept yet, the oldest first.

    For people of the area, who see names: for its group.
    """
    here = exists().where(IssuePlace.issue_id == Issue.id, IssuePlace.place_id == place_id)
    found = INSIDE.where(here, Promise.kept_on.is_(None), seen_by(viewer))
    return rows_inside(session.execute(found.order_by(*OLDEST_FIRST).limit(most)))


def made_at(session: Session, viewer: Viewer, place_id: int, on: date) -> list[Promised]:
    """What was promised about issues of one place on a day, for its group. At most 25."""
    here = exists().where(IssuePlace.issue_id == Issue.id, IssuePlace.place_id == place_id)
    found = INSIDE.where(here, Promise.made_on == on, seen_by(viewer))
    return rows_inside(session.execute(found.order_by(*OLDEST_FIRST).limit(PER_PAGE)))


_IS_KEPT = case((Promise.kept_on.is_(None), 0), else_=1)
UNMET_FIRST = (_IS_KEPT, *OLDEST_FIRST)


def _may_keep(viewer: Viewer) -> Any:
    """What somebody promised stays theirs to keep, also when its issue was taken back."""
    gone = and_(Issue.taken_back_on.is_not(None), Issue.area_id.in_(viewer.areas))
    return or_(seen_by(viewer), gone)


def promised_by(
    session: Session, viewer: Viewer, *, most: int = 100, after: str | None = None
) -> list[Promised]:
    """What this person promised: unmet first, the oldest at the top; or where a page `ended`."""
    mine = INSIDE.where(Promise.who_id == viewer.id, _may_keep(viewer), *after_page(after))
    return rows_inside(session.execute(mine.order_by(*UNMET_FIRST).limit(most)))


def asked_of(
    session: Session,
    viewer: Viewer,
    *,
    unnamed: Collection[int] | None = None,
    most: int = 100,
    after: str | None = None,
) -> list[Promised]:
    """What was promised to this person: about what they said, or said "me too" to and may read.

    `unnamed` are the issues that only they know are theirs, if somebody has looked already.
    """
    unseen = held.issues_of(session, viewer.id) if unnamed is None else unnamed
    said = select(Issue.id).where(or_(Issue.author_id == viewer.id, Issue.id.in_(unseen)))
    backed = select(Support.issue_id).join(Issue, Issue.id == Support.issue_id)
    may_read = backed.where(Support.person_id == viewer.id, seen_by(viewer))
    # As one list of ids: the promises are then found by their issue, and not all looked through.
    mine = Promise.issue_id.in_(union(said, may_read))
    found = _TO_ME.where(
        mine, _THERE, Promise.who_id.is_distinct_from(viewer.id), *after_page(after)
    )
    few = found.order_by(*UNMET_FIRST).limit(most)
    rows = session.execute(few, {"areas": names.areas_of(viewer)})
    return [_named(viewer, *row) for row in rows]


_KEPT = ".kept"


def ended(last: Promised) -> str:
    """Where a page ended that has the unmet promises first, for the address of the next."""
    return dated(last.first_by, last.id) + (_KEPT if last.kept_on else "")


def after_page(sent: str | None) -> tuple[Any, ...]:
    """Those that come after where a page `ended`. A promise may have changed since."""
    last = day_and_number((sent or "").removesuffix(_KEPT))
    if last is None:
        return ()
    is_kept = int((sent or "").endswith(_KEPT))
    return (tuple_(*UNMET_FIRST) > tuple_(literal(is_kept), *map(literal, last)),)


def one(session: Session, viewer: Viewer, promise_id: int) -> Promise:
    """One promise about an issue the viewer may read, or of their own. Raises NotFound.

    Whoever promised can say what became of it also when its issue was taken back, and so can
    those who speak for somebody outside or who has left.
    """
    found = select(Promise).join(Issue, Issue.id == Promise.issue_id)
    theirs = or_(Promise.who_id == viewer.id, Promise.who_id.is_(None), HAS_LEFT)
    may = or_(seen_by(viewer), and_(theirs, _may_keep(viewer)))
    promise = session.scalar(found.where(Promise.id == promise_id, ON_PAGE, may))
    if promise is None:
        raise NotFound(NONE)
    return promise


def shown(session: Session, viewer: Viewer, promise_id: int) -> Promised:
    """One promise as its own page shows it: to everyone, since those made here are all public.

    One from outside, and the title of an issue, is only for those who may read the issue, and
    for people of the area once that was taken back. Raises NotFound.
    """
    may_know = _promised(seen_by(viewer)).add_columns(Promise.area_id, PROMISED_AS.label("as_"))
    may = or_(Promise.who_id.is_not(None), seen_by(viewer), Promise.area_id.in_(viewer.areas))
    row = session.execute(may_know.where(Promise.id == promise_id, may)).one_or_none()
    if row is None:
        raise NotFound(NONE)
    return _named(viewer, *row)


def rows_inside(rows: Any) -> list[Promised]:
    return [_called(Promised(*row), True, None) for row in rows]


def _named(viewer: Viewer, *row: Any) -> Promised:
    *promised, area_id, hat = row
    return _called(Promised(*promised), names.sees_names(viewer, area_id), hat)


def rows_outside(rows: Any) -> list[Promised]:
    """Those who promise in their job stay named."""
    return [_called(Promised(*row[:-1]), False, row[-1]) for row in rows]


def _called(one: Promised, sees: bool, hat: HatKind | None) -> Promised:
    """The same with the name that this page may show."""
    return replace(one, who=called(one.who, sees, hat, is_outside=one.is_outside))
