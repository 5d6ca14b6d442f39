"""*My things*: everything somebody said, joined, follows, answers and does, for their eyes only.

All of it is one statement, and each list alone is one more. Lists start from what is the person's
own, so they cost what that person did and not what was ever said.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, bindparam, case, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from coprod.db import today
from coprod.front.rows import Few, Order, any_issue_row, by_list, few, issue_row
from coprod.issues.models import Doer, Follow, Issue, Support
from coprod.issues.say_policy import UNDO_WITHIN
from coprod.people import muting
from coprod.people.viewer import Viewer
from coprod.promises.models import Answer

SHOWN = 3  # of each list
PER_PAGE = 25
_VIEWER = bindparam("viewer", type_=Issue.id.type)
_AFTER = bindparam("after", type_=Issue.id.type)
_AREAS = bindparam("areas", expanding=True, type_=Issue.area_id.type)
_HELD = bindparam("held", expanding=True, type_=Issue.id.type)
_may_see = or_(Issue.published, Issue.area_id.in_(_AREAS))
_is_mine = or_(Issue.author_id == _VIEWER, Issue.id.in_(_HELD))
_unnamed = case((Issue.name_held, "held"), else_=null())
_last = aliased(Issue)
_last_moved = select(_last.moved_at).where(_last.id == _AFTER).scalar_subquery()
_ORDERS: dict[str, Order] = {
    "said": lambda row: -row.key,
    "taken": lambda row: -row.key,
    "metoo": lambda row: -row.key,
    "follow": lambda row: (-row.moved_at.timestamp(), -row.key),
    "answers": lambda row: -row.key,
    "jobs": lambda row: -row.key,
}


def lists(session: Session, viewer: Viewer, held: Collection[int]) -> Mapping[str, Few]:
    """The first of "said", "taken" (back), "metoo", "follow", "answers" and "jobs".

    `held` are the issues that only this person knows are theirs.
    """
    return by_list(session.execute(_all(), _values(viewer, held)), SHOWN, _ORDERS)


def whole_list(
    session: Session, viewer: Viewer, held: Collection[int], name: str, after: int = 0
) -> Few:
    """One page of one of these lists: from its beginning, or after the row with this key."""
    values = _values(viewer, held) | {"after": after}
    return by_list(session.execute(_page(name, after > 0), values), PER_PAGE, _ORDERS)[name]


def _values(viewer: Viewer, held: Collection[int]) -> dict[str, Any]:
    areas = sorted(viewer.areas)
    since = today() - UNDO_WITHIN
    mine = {"viewer": viewer.id, "areas": areas, "held": sorted(held), "since": since}
    return mine | muting.asks_for(viewer)


def _said() -> Select[Any]:
    return issue_row("said", who=_unnamed).where(_is_mine)


def _taken() -> Select[Any]:
    """Only what can still be put back. What moderators hide is told in its own place."""
    since = bindparam("since", type_=Issue.raised_on.type)
    taken = any_issue_row("taken", day=Issue.taken_back_on)
    return taken.where(_is_mine, Issue.taken_back_on >= since, Issue.hidden_on.is_(None))


def _beside(name: str, link: Any, whose: Any, **columns: Any) -> Select[Any]:
    """Issues with a row beside them that is the person's: its key is the row's."""
    found = issue_row(name, **{"key": link.id} | columns).join(link, link.issue_id == Issue.id)
    return found.where(whose == _VIEWER, _may_see)


_FOUND: dict[str, Select[Any]] = {
    "said": _said(),
    "taken": _taken(),
    "metoo": _beside("metoo", Support, Support.person_id),
    "follow": _beside("follow", Follow, Follow.person_id, key=Issue.id),
    "answers": _beside("answers", Answer, Answer.by_id, day=Answer.given_on, who=Answer.says),
    "jobs": _beside("jobs", Doer, Doer.person_id, who=Doer.job),
}
_KEY = {"metoo": Support.id, "answers": Answer.id, "jobs": Doer.id}


@cache
def _all() -> CompoundSelect[Any]:
    return union_all(*(few(_in_order(name), SHOWN) for name in _FOUND))


@cache
def _page(name: str, later: bool) -> Select[Any]:
    after = _KEY.get(name, Issue.id) < _AFTER
    if name == "follow":
        same = and_(Issue.moved_at == _last_moved, after)
        after = or_(Issue.moved_at < _last_moved, same)
    found = _in_order(name)
    return few(found.where(after) if later else found, PER_PAGE)


def _in_order(name: str) -> Select[Any]:
    """The last first. What is followed comes by when it changed."""
    if name == "follow":
        return _FOUND[name].order_by(Issue.moved_at.desc(), Issue.id.desc())
    return _FOUND[name].order_by(_KEY.get(name, Issue.id).desc())
