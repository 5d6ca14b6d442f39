"""The principles of an area: few, shared by all its places, kept by its advocates with its people.

Nobody deletes one: statements, issues and tries stand on it. It can be said in better words.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.sign_in.names import sign_in_name
from coprod.symbols import MEANINGS
from coprod.vision import policy
from coprod.vision.models import Principle
from coprod.vision.starting import Starting
from coprod.vision.writing import Stale

MOST = 12  # of an area: few enough to know by heart
_MOST_LETTERS = {"name": 200, "core": 500}
_SLUG = 60


def listed(session: Session, area_id: int) -> Sequence[Principle]:
    """The principles of an area, in their order."""
    return session.scalars(_of(area_id)).all()


def add(session: Session, viewer: Viewer, area_id: int, **words: str) -> None:
    """Add a principle at the end: `name`, `core` and `symbol`. Raises Invalid and Conflict."""
    policy.may_keep_principles.require(viewer, area_id)
    new(session, area_id, **words)


def new(session: Session, area_id: int, slug: str = "", **words: str) -> bool:
    """The same without asking a rule: for a command. With a slug, False if it is there already."""
    words = _checked(**words)
    there = select(func.count(), func.max(Principle.position)).where(Principle.area_id == area_id)
    count, last = session.execute(there).one()
    if count >= MOST:
        raise Conflict(f"There are {MOST} already, and that is enough. You can change one.")
    at = {"area_id": area_id, "position": 0 if last is None else last + 1}
    if slug:
        return insert_new(session, Principle, slug=slug, **at, **words)
    wanted = sign_in_name(words["name"]) or "principle"
    for number in range(1, MOST + 2):
        ending = "" if number == 1 else f"-{number}"
        free = f"{wanted[: _SLUG - len(ending)]}{ending}"
        if insert_new(session, Principle, slug=free, **at, **words):
            break
    return True


def take(
    session: Session,
    viewer: Viewer,
    area_id: int,
    offered: Sequence[Starting],
    slugs: Collection[str],
) -> None:
    """Add those of the offered principles that were chosen. Taking one again changes nothing."""
    policy.may_keep_principles.require(viewer, area_id)
    chosen = [one for one in offered if one.slug in slugs]
    if not chosen:
        raise Invalid({"take": "Choose one or more."})
    for one in chosen:
        new(session, area_id, one.slug, name=str(one.name), core=str(one.core), symbol=one.slug)


def reword(
    session: Session, viewer: Viewer, principle: Principle, seen: Sequence[str], **words: str
) -> None:
    """Say a principle in other words. `seen` is its name, core and symbol as the writer saw them.

    Raises Invalid, and Stale if somebody changed it since.
    """
    policy.may_keep_principles.require(viewer, principle.area_id)
    words = _checked(**words)
    changed = session.execute(
        update(Principle)
        .where(
            Principle.id == principle.id,
            Principle.name == seen[0],
            Principle.core == seen[1],
            Principle.symbol == seen[2],
        )
        .values(**words)
        .returning(Principle.id)
    ).first()
    if changed is None:
        raise Stale("Somebody else changed this while you wrote. Nothing is lost.")


def move(session: Session, viewer: Viewer, principle: Principle, by: int) -> None:
    """Move a principle one up (-1) or down (1) in the order of its area."""
    policy.may_keep_principles.require(viewer, principle.area_id)
    order = list(session.scalars(_of(principle.area_id).with_for_update()))
    at = order.index(principle)
    to = at + by
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    for position, one in enumerate(order):
        one.position = position


def _of(area_id: int) -> Select[Principle]:
    return (
        select(Principle)
        .where(Principle.area_id == area_id)
        .order_by(Principle.position, Principle.id)
    )


def _checked(**words: str) -> dict[str, str]:
    wrong = {
        name: f"Use {most:,} letters or fewer."
        for name, most in _MOST_LETTERS.items()
        if len(words[name]) > most
    }
    wrong |= {name: "Write a few words." for name in _MOST_LETTERS if not words[name]}
    if words["symbol"] not in MEANINGS:
        wrong["symbol"] = "Choose a picture."
    if wrong:
        raise Invalid(wrong)
    return words
