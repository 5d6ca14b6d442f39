"""Names held back: finding one's own issues again, without a row that says whose they are.

The n-th such issue of a person has the mark of (person, n). Only somebody with the key of the
site can make those marks, so nobody with the tables alone can tell two people's rows apart.
"""

from collections.abc import Callable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.issues.models import HeldBack, Issue
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Place
from coprod.people.viewer import Viewer
from coprod.seal import mark

BLOCK = 50  # marks asked for at once; a block with none of ours is the last
ENOUGH_PEOPLE = 10  # below it, a place or a hat would tell who it was
ON_NAMES: list[Callable[[Session, Viewer, Issue], None]] = []
"""What higher nouns do with rows of their own when an author holds their name back or shows it."""


def issues_of(session: Session, person_id: int) -> list[int]:
    """The issues this person raised with their name held back, oldest first."""
    return [issue_id for _, issue_id in sorted(_found(session, person_id).items())]


def is_mine(session: Session, viewer: Viewer, issue_id: int) -> bool:
    """Whether the viewer raised this, with their name held back."""
    return bool(viewer) and issue_id in _found(session, viewer.id).values()


def wrote(session: Session, person_id: int, sealed: str) -> bool:
    """Whether a mark is this person's, without asking the database. Knows their first 500."""
    return any(sealed == mark(session, "held", person_id, n) for n in range(10 * BLOCK))


def author_of(session: Session, area_id: int, issue_id: int) -> int | None:
    """Who raised this with their name held back, of the people of the area. Only with a reason.

    Nothing says it: each person's first marks are tried with the site's key.
    """
    sealed = session.scalar(select(HeldBack.mark).where(HeldBack.issue_id == issue_id))
    people = select(Hat.person_id).where(Hat.area_id == area_id).distinct()
    everybody = session.scalars(people.order_by(Hat.person_id)) if sealed else ()
    return next((one for one in everybody if wrote(session, one, sealed or "")), None)


def first_marks(session: Session, person_id: int) -> list[str]:
    """The marks of this person's first issues, for a statement that looks for more besides."""
    return [mark(session, "held", person_id, n) for n in range(2 * BLOCK)]


def many_marks(session: Session, person_id: int) -> list[str]:
    """The marks that `wrote` knows, for a statement that must find nearly everything."""
    return [mark(session, "held", person_id, n) for n in range(10 * BLOCK)]


def hold(session: Session, person_id: int, issue_id: int) -> None:
    """Keep for this person alone that the issue is theirs. Again changes nothing."""
    n = 0
    taken = _found(session, person_id)
    while True:  # a second tab may take the same number between looking and writing
        while n in taken:
            n += 1
        sealed = mark(session, "held", person_id, n)
        if insert_new(session, HeldBack, mark=sealed, issue_id=issue_id):
            return
        if session.scalar(select(HeldBack.id).where(HeldBack.issue_id == issue_id)):
            return  # and not the number was taken: it is held already
        n += 1


def let_go(session: Session, issue_id: int) -> None:
    """The name is shown from now on; nothing is sealed any more."""
    session.execute(delete(HeldBack).where(HeldBack.issue_id == issue_id))


def places_to_show(session: Session, place_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the places where enough people use services for a name to stay unknown."""
    big = select(Place.id).where(Place.id.in_(place_ids), Place.uses_services >= ENOUGH_PEOPLE)
    found = set(session.scalars(big))
    return tuple(place_id for place_id in place_ids if place_id in found)


def hat_to_show(session: Session, viewer: Viewer, place_ids: tuple[int, ...]) -> HatKind | None:
    """The hat worn at the first of the places, if enough people there wear the same.

    How many use services there is known. For any other hat only those on the site can be counted,
    and a place has one manager: most such hats are dropped, and that is meant.
    """
    for place_id in place_ids:
        hat = next((worn.kind for worn in viewer.hats if worn.place_id == place_id), None)
        if hat is HatKind.USES_SERVICES:
            return hat
        if hat is not None:
            alike = select(func.count(Hat.id)).where(
                Hat.place_id == place_id, Hat.kind == hat, Hat.confirmed_at.is_not(None)
            )
            return hat if (session.scalar(alike) or 0) >= ENOUGH_PEOPLE else None
    return None


def _found(session: Session, person_id: int) -> dict[int, int]:
    """The person's issues by number."""
    found: dict[int, int] = {}
    for start in range(0, 100 * BLOCK, BLOCK):
        marks = {mark(session, "held", person_id, n): n for n in range(start, start + BLOCK)}
        rows = select(HeldBack.mark, HeldBack.issue_id).where(HeldBack.mark.in_(marks))
        block = {marks[sealed]: issue_id for sealed, issue_id in session.execute(rows)}
        found |= block
        if not block:
            break
    return found
