"""Finding what is about lanes: beside one issue, and in the lists of whoever looks after them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from coprod.db import columns, today
from coprod.issues import lane_policy
from coprod.issues.models import Issue, IssuePlace, LaneChange
from coprod.issues.parts import ISSUE_ID, LOOK_AGAIN, TAKEN_FURTHER, part
from coprod.issues.words import OPEN, IssueKind, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person, Place
from coprod.people.viewer import Viewer

AWAITS = (Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED)
"""How far something can be and still wait for an answer."""
REFUSED = (Status.DECLINED, Status.DEFERRED)
TO_LOOK_AT = (*AWAITS, *REFUSED)
"""How far something can be and still be looked at again: of several places one said "not now"."""
PER_PAGE = 25
_OTHERS = (Lane.FEW, Lane.FIX)  # they have a day for an answer, and are no right
_AREA = bindparam("area_id", type_=Issue.id.type)
_TODAY = bindparam("today", type_=Issue.answer_by.type)
_MANAGES = and_(
    Hat.place_id == Place.id, Hat.kind == HatKind.MANAGER, Hat.confirmed_at.is_not(None)
)
_BESIDE = union_all(
    part(
        "help",
        one=Area.help_name,
        two=Area.help_phone,
        three=Area.help_when,
        four=Area.run_by,
    )
    .join_from(Issue, Area, Area.id == Issue.area_id)
    .where(Issue.id == ISSUE_ID),
    part("place", part_id=Place.id, one=Place.name, two=Person.name)
    .join_from(IssuePlace, Place, Place.id == IssuePlace.place_id)
    .outerjoin(Hat, _MANAGES)
    .outerjoin(Person, Person.id == Hat.person_id)
    .where(IssuePlace.issue_id == ISSUE_ID),
    part(
        "step",
        part_id=LaneChange.id,
        one=LaneChange.why,
        two=LaneChange.became,
        three=LaneChange.by_hat,
        four=Person.name,
        day=LaneChange.on,
        n=case((LaneChange.was == LaneChange.became, 0), else_=1),
    )
    .join_from(LaneChange, Person, Person.id == LaneChange.by_id, isouter=True)
    .where(LaneChange.issue_id == ISSUE_ID),
)


def beside(session: Session, issue_id: int) -> Sequence[Any]:
    """What an issue's page says about its lane: whom to ring, who must answer, what was said."""
    rows: Sequence[Any] = columns(session, _BESIDE, {"issue_id": issue_id}).all()
    return sorted(rows, key=lambda row: (row.part, row.part_id or 0, row.two or ""))


def page(session: Session, viewer: Viewer, area_id: int, name: str, after: int = 0) -> list[Any]:
    """One page of one of the `_LISTS`, and one row more if there are more.

    Rows of an issue's id, title, words, symbol, lane, status, place, days. They start after an id.
    """
    lane_policy.may_look_after_lanes.require(viewer, area_id)
    found = _row(name).where(*_LISTS[name](area_id), Issue.id > after).order_by(Issue.id)
    return list(session.execute(found.limit(PER_PAGE + 1), {"today": today()}))


def first(name: str, most: int) -> list[Select[Any]]:
    """The first rows of a list for the first page: title, place, lane, and day of the answer.

    Of the area `area_id`, and of the day `today`. Of "others" there are many: an index gives those
    of each status that are late the longest.
    """
    shown = part(
        f"lane_{name}",
        part_id=Issue.id,
        one=Issue.title,
        two=Place.name,
        three=Issue.lane,
        four=Issue.status,
        day=Issue.answer_by,
        other_day=_look_again_on() if name == "refused" else cast(null(), Date),
    )
    here = shown.select_from(Issue).outerjoin(Place, Place.id == Issue.place_id)
    here = here.where(*_LISTS[name](_AREA)).limit(most)
    if name != "others":
        return [here.order_by(Issue.id)]
    longest = here.order_by(Issue.answer_by, Issue.id)
    return [longest.where(Issue.status == status) for status in AWAITS]


def _row(name: str) -> Select[Any]:
    shown: tuple[Any, ...] = (
        literal(name).label("list"),
        Issue.id,
        Issue.title,
        Issue.words,
        Issue.symbol,
        Issue.lane,
        Issue.status,
        Issue.raised_on,
        Issue.answer_by,
        Place.name.label("place"),
        (_look_again_on() if name == "refused" else cast(null(), Date)).label("look_again_on"),
    )
    return select(*shown).outerjoin(Place, Place.id == Issue.place_id)


def _here(area_id: Any) -> tuple[Any, ...]:
    there = Issue.taken_back_on.is_(None)
    return Issue.area_id == area_id, there, Issue.kind != IssueKind.THANKS


def _over_day(area_id: Any) -> tuple[Any, ...]:
    """There is no day once it is answered."""
    return *_here(area_id), Issue.status.in_(AWAITS), Issue.answer_by < _TODAY


def _late(area_id: Any) -> tuple[Any, ...]:
    return *_over_day(area_id), Issue.lane == Lane.RIGHTS


def _others(area_id: Any) -> tuple[Any, ...]:
    return *_over_day(area_id), Issue.lane.in_(_OTHERS)


def _unsaid(area_id: Any) -> tuple[Any, ...]:
    return *_here(area_id), Issue.may_be_a_right, Issue.status.in_(OPEN)


def _few(area_id: Any) -> tuple[Any, ...]:
    return *_here(area_id), Issue.lane == Lane.FEW, Issue.status.in_(OPEN)


def _refused(area_id: Any) -> tuple[Any, ...]:
    """Nobody took it further, or those who said "not now" should look again."""
    refused = and_(Issue.status.in_(REFUSED), *(~taken for taken in TAKEN_FURTHER))
    not_late = or_(Issue.answer_by.is_(None), Issue.answer_by >= _TODAY)  # it is there once
    again = and_(Issue.status.in_(TO_LOOK_AT), not_late, _look_again_on() <= _TODAY)
    return *_here(area_id), Issue.lane == Lane.RIGHTS, or_(refused, again)


def _look_again_on() -> Any:
    """Asked when it is needed: higher nouns have added what they know by then."""
    return func.coalesce(*LOOK_AGAIN, cast(null(), Date))


_LISTS = {"late": _late, "refused": _refused, "unsaid": _unsaid, "others": _others, "few": _few}
