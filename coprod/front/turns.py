"""Whose turn it is to answer: what waits for this person's places, and for anybody at all.

Only those who must answer can take a turn away: staff and managers of the place, and where there
is no place, whoever of the area has to answer. What a relative says is heard, and settles nothing.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, not_, select, true
from sqlalchemy.orm import aliased

from coprod.front.rows import issue_row
from coprod.issues.lane_queries import AWAITS, TO_LOOK_AT
from coprod.issues.models import Doer, Issue, IssuePlace
from coprod.issues.words import IssueKind, Job, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises import looking_again, must_answer
from coprod.promises.models import Answer

NOBODYS_JOB_AFTER = timedelta(days=7)
LOOK = 500  # issues of one status that the first page looks through: a page for all has the rest
AT_A_PLACE = (HatKind.MANAGER, HatKind.STAFF)
WITHOUT_A_PLACE = (HatKind.MANAGER, HatKind.ADVOCATE)
_NOT_SAID_YES = (Status.TRIAGE, Status.DISCUSSION)
_NO_THANKS = Issue.kind != IssueKind.THANKS
Start = Callable[[Any, Status], Any]
_NO_ID = 2**62  # is after every row
_one = aliased(Issue)


def _one_of(kind: Any, *where: Any) -> Any:
    """A row that is so, if there is one, looked for once for each issue that a list comes to.

    It is no EXISTS: PostgreSQL makes a join of that, and reads whole tables for 3 rows.
    """
    return select(kind.id).where(*where).limit(1)


_my_place_has_not = (
    _one_of(
        IssuePlace,
        IssuePlace.issue_id == Issue.id,
        IssuePlace.place_id.in_(bindparam("places", expanding=True, type_=Issue.id.type)),
        ~must_answer.PLACE_ANSWERED,
    )
    .scalar_subquery()
    .is_not(None)
)
_nobody_has = and_(
    _one_of(IssuePlace, IssuePlace.issue_id == Issue.id).scalar_subquery().is_(None),
    _one_of(
        Answer,
        Answer.issue_id == Issue.id,
        Answer.is_past.is_(False),
        Answer.by_hat.in_(must_answer.MUST_WITHOUT_A_PLACE),
    )
    .scalar_subquery()
    .is_(None),
)
_i_agree = Issue.id.in_(
    select(Doer.issue_id).where(
        Doer.person_id == bindparam("viewer", type_=Issue.id.type), Doer.job == Job.HAS_TO_AGREE
    )
)
_i_have_not = ~exists().where(
    Answer.issue_id == Issue.id,
    Answer.is_past.is_(False),
    Answer.by_id == bindparam("viewer", type_=Issue.id.type),
)
_my_places_day = looking_again.soonest(
    IssuePlace.place_id.in_(bindparam("places", expanding=True, type_=Issue.id.type))
)
_my_day = looking_again.last(
    Answer.look_again_on, Answer.by_id == bindparam("viewer", type_=Issue.id.type)
)
_TODAY = bindparam("today", type_=Issue.raised_on.type)
_jobs_taken = (
    select(func.count(Doer.job.distinct())).where(Doer.issue_id == Issue.id).scalar_subquery()
)


def who(viewer: Viewer, areas: Collection[int]) -> dict[str, Any]:
    """What the statements want to know: whose turn, in which areas, for which places."""
    asked = [hat.area_id for hat in viewer.hats if hat.kind in WITHOUT_A_PLACE]
    values = {f"area_{n}": area_id for n, area_id in enumerate(sorted(areas))}
    values |= {f"open_{n}": area_id for n, area_id in enumerate(sorted(set(asked)))}
    places = [hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in AT_A_PLACE]
    return values | {"viewer": viewer.id, "places": places}


def shape(viewer: Viewer) -> tuple[bool, int]:
    """What decides which parts there are: answers at a place, and in how many areas without."""
    at_place = any(hat.place_id and hat.kind in AT_A_PLACE for hat in viewer.hats)
    return at_place, len({hat.area_id for hat in viewer.hats if hat.kind in WITHOUT_A_PLACE})


def waiting(areas: int, at_place: bool, open_areas: int, start: Start) -> list[Select[Any]]:
    """What waits for an answer of the viewer's places, or of anybody where there is no place.

    Of several places each must answer: what one of them said yes to still waits for the others.
    """
    no_day = issue_row("waiting").where(_NO_THANKS, Issue.answer_by.is_(None))
    at = ("area", areas if at_place else 0)
    mine = _oldest(no_day.where(_my_place_has_not), at, AWAITS, start)
    nobodys = no_day.where(_nobody_has)
    return mine + _oldest(nobodys, ("open", open_areas), _NOT_SAID_YES, start)


def due(areas: int, at_place: bool, open_areas: int, *later: Any) -> list[Select[Any]]:
    """The same of what is in no vote and has a day for its answer; and what I have to agree to.

    The first days first; of a page that comes `later`, what was said first.
    """
    start = after if later else soonest
    order = (Issue.id,) if later else (Issue.answer_by, Issue.id)
    found = issue_row("due", day=Issue.answer_by, who=Issue.lane)
    found = found.where(_NO_THANKS, Issue.answer_by.is_not(None))
    parts = []
    for bind, many, waits in (
        ("area", areas if at_place else 0, _my_place_has_not),
        ("open", open_areas, _nobody_has),
    ):
        parts += _oldest(found.where(waits), (bind, many), AWAITS, start, *order)
        if many:
            found = found.where(not_(waits))  # nothing is there twice
    agree = found.where(_i_agree, _i_have_not, Issue.status.in_(AWAITS), *later)
    return [*parts, agree.order_by(*order)]


def revisit(areas: int, at_place: bool, open_areas: int, *later: Any) -> list[Select[Any]]:
    """What those whose turn an answer is said "not now" to, until a day that has come.

    Of a page that comes `later` too.
    """
    start = after if later else look
    parts, others = [], []
    for bind, many, day in (
        ("area", areas if at_place else 0, _my_places_day),
        ("open", open_areas, looking_again.DAY_WITHOUT_A_PLACE),
    ):
        has_come = day <= _TODAY
        found = issue_row("revisit", day=day).where(has_come)
        parts += _oldest(found, (bind, many), TO_LOOK_AT, start)
        if many:
            others.append(has_come.is_not(true()))  # nothing is there twice
    mine = issue_row("revisit", day=_my_day).where(_i_agree, _my_day <= _TODAY, *others)
    return [*parts, mine.where(Issue.status.in_(TO_LOOK_AT), *later).order_by(Issue.id)]


def nobodys_job(areas: int, start: Start) -> list[Select[Any]]:
    """What we said yes to a week ago, and a job still has nobody."""
    early = Issue.accepted_on <= bindparam("accepted_by", type_=Issue.raised_on.type)
    missing = _jobs_taken < len(Job)
    found = issue_row("nobody", day=Issue.accepted_on).where(_NO_THANKS, early, missing)
    return _oldest(found, ("area", areas), (Status.ACCEPTED, Status.IN_CYCLE), start)


def _oldest(
    found: Select[Any],
    areas: tuple[str, int],
    statuses: Sequence[Status],
    start: Start,
    *order: Any,
) -> list[Select[Any]]:
    """One part for each area and status: an index gives the oldest of each straight away."""
    bind, many = areas
    parts = []
    for n in range(many):
        area: Any = bindparam(f"{bind}_{n}")
        for status in statuses:
            here = (Issue.area_id == area, Issue.status == status, start(area, status))
            parts.append(found.where(*here).order_by(*order or (Issue.id,)))
    return parts


def soonest(area: Any, status: Status) -> Any:
    """Begin with the first days, and look through so many: what is answered has no day any more."""
    first = (
        select(_one.id)
        .where(_one.area_id == area, _one.status == status, _one.answer_by.is_not(None))
        .order_by(_one.answer_by, _one.id)
        .limit(LOOK)
    )
    return Issue.id.in_(first)


def look(area: Any, status: Status) -> Any:
    """Begin with the oldest and look through so many: few places have more that waits."""
    last = (
        select(_one.id)
        .where(_one.area_id == area, _one.status == status)
        .order_by(_one.id)
        .offset(LOOK)
        .limit(1)
        .scalar_subquery()
    )
    return Issue.id < func.coalesce(last, _NO_ID)


def after(_area: Any, _status: Status) -> Any:
    """Begin after the last row of the page before."""
    return Issue.id > bindparam("after", type_=Issue.id.type)
