"""What waits for whoever looks after the talk, in the order in which somebody should look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, false, or_, select
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import now
from coprod.errors import Conflict, NotFound
from coprod.people.hats import EMPLOYED, TALK
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.written import KINDS, NO_SUCH, Written
from forums.moderation import policy
from forums.moderation.gate import read_by
from forums.moderation.models import Act, Flag, Waiting
from forums.words import ActKind, Why

PER_PAGE = 25
CLAIMED_FOR = timedelta(minutes=30)
FIRST = {Why.UNSAFE: 0, Why.WORRY: 1}
_RANK = case({why.value: at for why, at in FIRST.items()}, value=Waiting.why, else_=2)
NOTHING = "There is nothing here for you."


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: what it says, and for how long."""

    waits: Waiting
    about: Written
    hours: int
    read_by: datetime
    claimed_by: str  # by somebody, just now
    mine: bool  # claimed by this viewer


def areas(viewer: Viewer) -> list[int]:
    """The areas whose talk this viewer looks after. Raises NotFound where there is none."""
    found = sorted({hat.area_id for hat in viewer.hats if hat.kind in TALK})
    if not found:
        raise NotFound(NOTHING)
    return found


def page(session: Session, viewer: Viewer, after: int = 0) -> list[Line]:
    """What waits that this viewer may look at: one more than fits, to know that there is more.

    First where someone may be unsafe, then what sounds like worry, then what waits longest. Never
    anything about a place that pays the viewer, nor their own words.
    """
    found = select(Waiting).where(*_theirs_to_see(session, viewer))
    if last := session.get(Waiting, after):
        found = found.where(_later(last))
    rows = session.scalars(found.order_by(_RANK, Waiting.since, Waiting.id).limit(PER_PAGE + 1))
    return _lines(session, viewer, list(rows))


def one(session: Session, viewer: Viewer, kind: str, key: int) -> Written:
    """Something that this viewer may look at, whether it waits or not.

    Raises NotFound where they look after nothing in its area, and NotAllowed where its place pays
    them, or it is their own.
    """
    found = written.look(session, kind, key)
    if found is None or found.area_id not in areas(viewer) or was_passed_on(session, found):
        raise NotFound(NO_SUCH)
    policy.may_look_after.require(viewer, found)
    policy.may_act.require(viewer, found, written.is_mine(session, viewer, found))
    return found


def was_passed_on(session: Session, about: Written) -> bool:
    """Whether it is with the named contacts, by itself or with what it goes with.

    Nobody here opens it again, or learns by it that there is something to know.
    """
    its = [(about.kind, about.key), *([about.beside] if about.beside else [])]
    stays = [(kind, key) for kind, key in its if KINDS[kind].erase is None]  # else it is gone
    of_it = [(Act.kind == kind) & (Act.key == key) for kind, key in stays]
    found = select(Act.id).where(or_(false(), *of_it), Act.what == ActKind.PASS_ON).limit(1)
    return bool(stays) and session.scalar(found) is not None


def waiting(session: Session, about: Written, *, hold: bool = False) -> Waiting | None:
    """Its row, if it waits; held until the commit for whoever settles it."""
    found = select(Waiting).where(
        Waiting.kind == about.kind, Waiting.key == about.key, Waiting.settled_at.is_(None)
    )
    if hold:
        found = found.with_for_update()
    return session.scalar(found.execution_options(populate_existing=True))


def line_of(session: Session, viewer: Viewer, about: Written) -> Line | None:
    """How it waits, if it does."""
    waits = waiting(session, about)
    return _line(session, viewer, waits, about) if waits else None


def flags_of(session: Session, about: Written) -> Sequence[Flag]:
    """What people said was wrong with it, and nobody has answered yet."""
    found = select(Flag).where(
        Flag.kind == about.kind, Flag.key == about.key, Flag.upheld.is_(None)
    )
    return session.scalars(found.order_by(Flag.id).limit(PER_PAGE)).all()


def claim(session: Session, viewer: Viewer, about: Written) -> None:
    """Say that one is looking at it: for 30 minutes. Raises Conflict with the name of another."""
    policy.may_act.require(viewer, about, written.is_mine(session, viewer, about))
    waits = waiting(session, about, hold=True)
    if waits is None:
        raise Conflict("Nobody waits for this any more. Somebody looked at it.")
    refuse_others(session, viewer, waits)
    waits.claimed_by_id, waits.claimed_at = viewer.id, now()
    session.flush()


def release(session: Session, viewer: Viewer, about: Written) -> None:
    """Let others look at it. Again changes nothing."""
    policy.may_act.require(viewer, about, written.is_mine(session, viewer, about))
    waits = waiting(session, about, hold=True)
    if waits is not None and waits.claimed_by_id == viewer.id:
        waits.claimed_by_id, waits.claimed_at = None, None
        session.flush()


def refuse_others(session: Session, viewer: Viewer, waits: Waiting) -> None:
    """Raise Conflict, with the name, if somebody else is looking at it."""
    if (name := _claimed_by(session, waits)) and waits.claimed_by_id != viewer.id:
        raise Conflict(f"{name} is looking at this now. Please choose another, or wait 30 minutes.")


def _claimed_by(session: Session, waits: Waiting) -> str:
    if waits.claimed_at is None or waits.claimed_at + CLAIMED_FOR <= now():
        return ""
    name = select(Person.name).where(Person.id == waits.claimed_by_id)
    return session.scalar(name) or ""


def _lines(session: Session, viewer: Viewer, rows: Sequence[Waiting]) -> list[Line]:
    lines = []
    for waits in rows:
        about = written.look(session, waits.kind, waits.key)
        if about is not None and policy.may_look_after(viewer, about):
            lines.append(_line(session, viewer, waits, about))
    return lines


def _line(session: Session, viewer: Viewer, waits: Waiting, about: Written) -> Line:
    hours = (now() - waits.since) // timedelta(hours=1)
    claimed_by = _claimed_by(session, waits)
    mine = bool(claimed_by) and waits.claimed_by_id == viewer.id
    return Line(waits, about, hours, read_by(waits.since), claimed_by, mine)


def _theirs_to_see(session: Session, viewer: Viewer) -> list[ColumnElement[bool]]:
    open_here = Waiting.settled_at.is_(None), Waiting.area_id.in_(areas(viewer))
    return [*open_here, *_not_theirs(session, viewer)]


def _not_theirs(session: Session, viewer: Viewer) -> list[ColumnElement[bool]]:
    pays = sorted({hat.place_id for hat in viewer.hats if hat.place_id and hat.kind in EMPLOYED})
    conditions: list[ColumnElement[bool]] = []
    for name, kind in KINDS.items():
        of_it = Waiting.kind != name
        conditions.append(or_(of_it, Waiting.key.not_in(kind.mine(session, viewer))))
        if pays:
            conditions.append(or_(of_it, Waiting.key.not_in(kind.about(pays))))
    return conditions


def _later(last: Waiting) -> ColumnElement[bool]:
    """What comes after the last line of a page."""
    rank = FIRST.get(last.why, 2)
    longer = or_(
        Waiting.since > last.since, and_(Waiting.since == last.since, Waiting.id > last.id)
    )
    return or_(_RANK > rank, and_(_RANK == rank, longer))  # noqa: SIM300  a column, not a number
