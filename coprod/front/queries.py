"""What the first page shows: one statement for every list of issues on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, String, bindparam, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.issues.models import Doer, Issue, IssuePlace
from coprod.issues.words import BetterSays, Job, Status
from coprod.people.hats import HatKind
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.promises.models import Answer, Ask, Promise

SHOWN = 3  # of each list; each list leads to all of it
NOBODYS_JOB_AFTER = timedelta(days=7)
ANSWERS = (HatKind.MANAGER, HatKind.STAFF)

_mine = Issue.area_id.in_(bindparam("areas", expanding=True))
_there = Issue.taken_back_on.is_(None)
_answered = exists().where(Answer.issue_id == Issue.id)
_at_my_place = exists().where(
    IssuePlace.issue_id == Issue.id, IssuePlace.place_id.in_(bindparam("places", expanding=True))
)
_has = {job: exists().where(Doer.issue_id == Issue.id, Doer.job == job) for job in Job}


def _listed(name: str) -> Any:
    return (
        select(
            literal(name, String).label("list"),
            Issue.id,
            Issue.title,
            Issue.status,
            Issue.symbol,
            Issue.raised_on,
            Issue.moved_at,
            Issue.accepted_on,
            Place.name.label("place"),
        )
        .outerjoin(Place, Place.id == Issue.place_id)
        .where(_there)
    )


def _few(statement: Select[Any], most: int = SHOWN) -> Any:
    return select(statement.limit(most).subquery())


_new = _listed("new").where(_mine, Issue.status != Status.MERGED).order_by(Issue.id.desc())
_better = (
    _listed("better")
    .where(_mine, Issue.status == Status.RESOLVED)
    .order_by(Issue.moved_at.desc(), Issue.id.desc())
)
_waiting = (
    _listed("waiting")
    .where(_mine, Issue.status.in_([Status.TRIAGE, Status.DISCUSSION]), ~_answered, _at_my_place)
    .order_by(Issue.id)
)
_nobody = (
    _listed("nobody")
    .where(
        _mine,
        Issue.status.in_([Status.ACCEPTED, Status.IN_CYCLE]),
        Issue.accepted_on <= bindparam("accepted_by"),
        or_(*(~has for has in _has.values())),
    )
    .order_by(Issue.accepted_on, Issue.id)
)
_my_promise = select(Promise.issue_id).where(Promise.who_id == bindparam("viewer"))
_not_better = exists().where(
    Ask.issue_id == Issue.id, Ask.raised_it, Ask.says.in_([BetterSays.SAME, BetterSays.WORSE])
)
_again = (  # until they promise something else
    _listed("again")
    .where(
        Issue.id.in_(_my_promise.where(Promise.kept_on.is_not(None))),
        Issue.id.not_in(_my_promise.where(Promise.kept_on.is_(None))),
        Issue.status == Status.ACCEPTED,
        _not_better,
    )
    .order_by(Issue.moved_at.desc(), Issue.id.desc())
)
_INSIDE = union_all(*map(_few, (_new, _better, _waiting, _again, _nobody)))
_OUTSIDE = select(
    _listed("better")
    .where(Issue.published, Issue.area_id == bindparam("area"), Issue.status == Status.RESOLVED)
    .order_by(Issue.moved_at.desc(), Issue.id.desc())
    .limit(SHOWN)
    .subquery()
)


def issue_lists(session: Session, viewer: Viewer) -> Mapping[str, Sequence[Any]]:
    """The newest issues, those that got better, what waits for the viewer, and nobody's jobs.

    "again" is what they kept a promise about, and the one who raised it says is not better yet.
    Rows of list, id, title, status, symbol, raised_on, moved_at and place, at most 3 of each.
    """
    answers_at = [hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in ANSWERS]
    rows = session.execute(
        _INSIDE,
        {
            "areas": list(viewer.areas) or [0],
            "places": answers_at or [0],
            "viewer": viewer.id,
            "accepted_by": today() - NOBODYS_JOB_AFTER,
        },
    )
    return _by_list(rows)


def got_better(session: Session, area_id: int) -> Sequence[Any]:
    """What got better in an area, for people who are not signed in."""
    return _by_list(session.execute(_OUTSIDE, {"area": area_id}))["better"]


def _by_list(rows: Any) -> Mapping[str, list[Any]]:
    lists: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        lists[row.list].append(row)
    return lists
