"""Whose turn it is: what waits for this person, and what waits for anybody at all.

Only those who must answer can take a turn away: staff and managers of the place, and where there
is no place, whoever of the area has to answer. What a relative says is heard, and settles nothing.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from coprod.drafts.models import Draft
from coprod.front.rows import issue_row, row
from coprod.issues.models import Doer, HeldBack, Issue, IssuePlace
from coprod.issues.words import BetterSays, IssueKind, Job, Status
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Hat
from coprod.people.viewer import Viewer
from coprod.promises.models import Answer, Ask, Promise

NOBODYS_JOB_AFTER = timedelta(days=7)
SOON = timedelta(days=7)
LOOK = 500  # issues of one status that the first page looks through: a page for all has the rest
AT_A_PLACE = (HatKind.MANAGER, HatKind.STAFF)
WITHOUT_A_PLACE = (HatKind.MANAGER, HatKind.ADVOCATE)
_MUST_ANSWER = (*EMPLOYED, HatKind.COMMISSIONER)
_NOT_SAID_YES = (Status.TRIAGE, Status.DISCUSSION)
_NO_THANKS = Issue.kind != IssueKind.THANKS
Start = Callable[[Any, Status], Any]
_NO_ID = 2**62  # is after every row
_one = aliased(Issue)
_VIEWER = bindparam("viewer", type_=Issue.id.type)
_TODAY = bindparam("today", type_=Issue.raised_on.type)

_another = aliased(IssuePlace)
_only_place = ~(
    exists()
    .where(_another.issue_id == IssuePlace.issue_id, _another.place_id != IssuePlace.place_id)
    .correlate(IssuePlace)
)
_works_there = (
    exists()
    .where(
        Hat.person_id == Answer.by_id,
        Hat.place_id == IssuePlace.place_id,
        Hat.kind.in_(EMPLOYED),
        Hat.confirmed_at.is_not(None),
    )
    .correlate(Answer, IssuePlace)
)
_place_answered = exists().where(
    Answer.issue_id == IssuePlace.issue_id,
    Answer.by_hat.in_(_MUST_ANSWER),
    or_(_only_place, _works_there),
)
_my_place_has_not = exists().where(
    IssuePlace.issue_id == Issue.id,
    IssuePlace.place_id.in_(bindparam("places", expanding=True, type_=Issue.id.type)),
    ~_place_answered,
)
_nobody_has = and_(
    ~exists().where(IssuePlace.issue_id == Issue.id),
    ~exists().where(Answer.issue_id == Issue.id, Answer.by_hat.in_(_MUST_ANSWER)),
)
_has = [exists().where(Doer.issue_id == Issue.id, Doer.job == job) for job in Job]


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
    mine = _oldest(
        issue_row("waiting").where(_NO_THANKS, _my_place_has_not),
        ("area", areas if at_place else 0),
        (*_NOT_SAID_YES, Status.ACCEPTED),
        start,
    )
    nobodys = issue_row("waiting").where(_NO_THANKS, _nobody_has)
    return mine + _oldest(nobodys, ("open", open_areas), _NOT_SAID_YES, start)


def nobodys_job(areas: int, start: Start) -> list[Select[Any]]:
    """What we said yes to a week ago, and a job still has nobody."""
    early = Issue.accepted_on <= bindparam("accepted_by", type_=Issue.raised_on.type)
    missing = or_(*(~has for has in _has))
    found = issue_row("nobody", day=Issue.accepted_on).where(_NO_THANKS, early, missing)
    return _oldest(found, ("area", areas), (Status.ACCEPTED, Status.IN_CYCLE), start)


_mine = select(Promise.issue_id).where(Promise.who_id == _VIEWER)
_not_better = exists().where(
    Ask.issue_id == Issue.id, Ask.raised_it, Ask.says.in_([BetterSays.SAME, BetterSays.WORSE])
)


def again(*start: Any) -> Select[Any]:
    """What the viewer kept a promise about, is not better, and has no new promise of theirs."""
    return (
        issue_row("again")
        .where(
            Issue.id.in_(_mine.where(Promise.kept_on.is_not(None))),
            Issue.id.not_in(_mine.where(Promise.kept_on.is_(None))),
            Issue.status == Status.ACCEPTED,
            _not_better,
            *start,
        )
        .order_by(Issue.id)
    )


_later = aliased(Ask)
_newest_claim = (
    select(func.max(_later.claimed_at))
    .where(_later.issue_id == Issue.id)
    .correlate(Issue)
    .scalar_subquery()
)
_asked_since = exists().where(
    _later.issue_id == Ask.issue_id,
    _later.person_id.is_not_distinct_from(Ask.person_id),
    _later.raised_it == Ask.raised_it,
    _later.claimed_at == Ask.claimed_at,
    _later.time > Ask.time,
    _later.due_on <= _TODAY,
)
_unnamed = select(HeldBack.issue_id).where(HeldBack.mark.in_(bindparam("marks", expanding=True)))


def _is_it_better(*mine: Any) -> Select[Any]:
    return (
        row("better_asked", id=Ask.id, title=Issue.title, day=Ask.due_on)
        .join_from(Ask, Issue, Issue.id == Ask.issue_id)
        .where(
            *mine,
            Ask.answered_on.is_(None),
            or_(Ask.due_on <= _TODAY, and_(Ask.raised_it, Ask.time == 1)),
            Ask.claimed_at == _newest_claim,
            ~_asked_since,
            Issue.taken_back_on.is_(None),
        )
        .order_by(Ask.due_on, Ask.id)
    )


OWN: list[Select[Any]] = [
    again(),
    _is_it_better(Ask.person_id == _VIEWER),
    _is_it_better(Ask.person_id.is_(None), Ask.raised_it, Ask.issue_id.in_(_unnamed)),
    row("unsent", id=Draft.id)
    .where(Draft.person_id == _VIEWER, Draft.unsent)
    .order_by(Draft.id.desc()),
    row(
        "promised",
        id=Promise.issue_id,
        title=Promise.what,
        about=Issue.title,
        day=Promise.by_when,
    )
    .join_from(Promise, Issue, Issue.id == Promise.issue_id)
    .where(
        Promise.who_id == _VIEWER,
        Promise.kept_on.is_(None),
        Promise.by_when <= bindparam("soon", type_=Promise.by_when.type),
        Issue.taken_back_on.is_(None),
    )
    .order_by(Promise.by_when, Promise.id),
]
"""What is this person's own turn, whatever hats they wear."""


def _oldest(
    found: Select[Any], areas: tuple[str, int], statuses: Sequence[Status], start: Start
) -> list[Select[Any]]:
    """One part for each area and status: an index gives the oldest of each straight away."""
    bind, many = areas
    parts = []
    for n in range(many):
        area: Any = bindparam(f"{bind}_{n}")
        for status in statuses:
            here = (Issue.area_id == area, Issue.status == status, start(area, status))
            parts.append(found.where(*here).order_by(Issue.id))
    return parts


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
