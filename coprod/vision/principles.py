"""The principles of an area: few, shared by all its places, kept by its advocates with its people.

Nobody deletes one: statements, issues and tries stand on it. It can be said in better words, and
the old ones stay readable, with why they were changed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.sign_in.names import sign_in_name
from coprod.symbols import MEANINGS
from coprod.vision import policy
from coprod.vision.decisions import note_what_stood, note_words
from coprod.vision.models import Came, Principle
from coprod.vision.starting import Starting
from coprod.vision.writing import Stale

MOST = 12  # of an area: few enough to know by heart
_MOST_LETTERS = {"name": 200, "core": 500, "why": 1000}
_SLUG = 60


def listed(session: Session, area_id: int) -> Sequence[Principle]:
    """The principles of an area, in their order."""
    return session.scalars(_of(area_id)).all()


def add(session: Session, viewer: Viewer, area_id: int, *, why: str, **words: str) -> None:
    """Add a principle at the end: `name`, `core` and `symbol`. Raises Invalid and Conflict."""
    policy.may_keep_principles.require(viewer, area_id)
    _add(session, viewer.id, area_id, {"why": why} | words)


def new(session: Session, area_id: int, **words: str) -> None:
    """The same without asking a rule: for a command, which need not say why."""
    _add(session, None, area_id, words)


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
        words = {"name": str(one.name), "core": str(one.core), "symbol": one.slug}
        _add(session, viewer.id, area_id, words, one.slug)


def reword(
    session: Session,
    viewer: Viewer,
    principle: Principle,
    seen: Mapping[str, str],
    *,
    why: str,
    **words: str,
) -> None:
    """Say a principle in other words, and why. `seen` are its words as the writer saw them.

    Raises Invalid, and Stale if somebody changed it since.
    """
    policy.may_keep_principles.require(viewer, principle.area_id)
    words = _checked(why=why, **words)
    why = words.pop("why")
    if words == seen:
        raise Invalid({"core": "These are the words that we have. Change something, or go back."})
    changed = session.execute(
        update(Principle)
        .where(
            Principle.id == principle.id,
            Principle.name == seen["name"],
            Principle.core == seen["core"],
            Principle.symbol == seen["symbol"],
        )
        .values(**words)
        .returning(Principle.id)
    ).first()
    if changed is None:
        raise Stale("Somebody else changed this while you wrote. Nothing is lost.")
    note_what_stood(session, principle.id, seen)
    note_words(session, viewer.id, principle.id, Came.REWORDED, words, why)


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


def _add(
    session: Session, by_id: int | None, area_id: int, said: Mapping[str, str], slug: str = ""
) -> None:
    """Add one at the end, and write down how it came. One with a slug is from those on offer."""
    words = _checked(**said)
    why = words.pop("why", "")
    there = select(func.count(), func.max(Principle.position)).where(Principle.area_id == area_id)
    count, last = session.execute(there).one()
    if count >= MOST:
        raise Conflict(f"There are {MOST} already, and that is enough. You can change one.")
    at = {"area_id": area_id, "position": 0 if last is None else last + 1}
    came = Came.TAKEN if slug else Came.ADDED
    for one in [slug] if slug else _slugs(words["name"]):
        if insert_new(session, Principle, slug=one, **at, **words):
            is_it = Principle.area_id == area_id, Principle.slug == one
            number = session.scalars(select(Principle.id).where(*is_it)).one()
            note_words(session, by_id, number, came, words, why)
            break


def _slugs(name: str) -> Iterator[str]:
    """What a principle can be called in addresses: enough for all that an area may have."""
    wanted = sign_in_name(name) or "principle"
    for number in range(1, MOST + 2):
        ending = "" if number == 1 else f"-{number}"
        yield f"{wanted[: _SLUG - len(ending)]}{ending}"


def _checked(**words: str) -> dict[str, str]:
    wrong = {
        name: f"Use {most:,} letters or fewer."
        for name, most in _MOST_LETTERS.items()
        if len(words.get(name, "")) > most
    }
    wrong |= {name: "Write a few words." for name in _MOST_LETTERS if words.get(name) == ""}
    if words["symbol"] not in MEANINGS:
        wrong["symbol"] = "Choose a picture."
    if wrong:
        raise Invalid(wrong)
    return words
