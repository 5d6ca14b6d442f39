"""Asking again: the author asks, and somebody else than the one who did it decides."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import insert_new, midnight, now, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.written import NO_SUCH
from forums.moderation import people, policy, undoing
from forums.moderation.doing import hat_of
from forums.moderation.models import Act, Appeal
from forums.moderation.queue import was_passed_on
from forums.unnamed import aliases_of
from forums.words import ActKind

APPEALABLE = frozenset(
    {ActKind.SEND_BACK, ActKind.TAKE_DOWN, ActKind.PAUSE, ActKind.MOVE, ActKind.MOVE_LANE}
)
NOTE = "Write a few kind words about why."
_AGAIN = "You asked again already. Somebody different looks at it."
_OVER = "This was taken back already. You need not ask again."


def is_about_me(session: Session, viewer: Viewer, act: Act) -> bool:
    """Whether something was done with this viewer's words, or about them."""
    if not viewer:
        return False
    if act.kind == people.PERSON:
        return act.key == viewer.id
    if act.kind == people.ALIAS:
        return act.key in aliases_of(session, viewer)
    about = written.look(session, act.kind, act.key)
    return about is not None and written.is_mine(session, viewer, about)


def mine(session: Session, viewer: Viewer, act_id: int) -> Act:
    """An act about this viewer. Raises NotFound for everybody else."""
    act = session.get(Act, act_id)
    if act is None or not policy.may_appeal(viewer, is_about_me(session, viewer, act)):
        raise NotFound(NO_SUCH)
    return act


def ask_again(session: Session, viewer: Viewer, act: Act, words: str = "") -> Appeal:
    """Ask that somebody different looks. Once for each thing that was done. Nobody is named."""
    mine(session, viewer, act.id)
    if act.what not in APPEALABLE:
        raise Conflict("There is nothing to ask again here.")
    if undoing.is_undone(session, act):
        raise Conflict(_OVER)
    if of(session, act) is not None:
        raise Conflict(_AGAIN)
    asked = {"act_id": act.id, "words": words, "on": today(), "since": midnight(), "note": ""}
    if not insert_new(session, Appeal, **asked):  # in another window, at the same moment
        raise Conflict(_AGAIN)
    return session.scalars(select(Appeal).where(Appeal.act_id == act.id)).one()


def of(session: Session, act: Act) -> Appeal | None:
    """What its author asked about it, if they did."""
    return session.scalar(select(Appeal).where(Appeal.act_id == act.id))


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to decide again."""

    appeal: Appeal
    act: Act


def open_ones(session: Session, viewer: Viewer, areas: list[int]) -> list[Asked]:
    """What this viewer can decide: never what they did, nor about their place or themselves."""
    found = select(Appeal, Act).join(Act, Act.id == Appeal.act_id)
    waits = found.where(Appeal.decided_on.is_(None), Act.area_id.in_(areas))
    rows = session.execute(waits.order_by(Appeal.since, Appeal.id).limit(100))
    mine = [Asked(*row) for row in rows if _may(session, viewer, row[1])]
    return [asked for asked in mine if not _is_with_contacts(session, asked.act)]


def _may(session: Session, viewer: Viewer, act: Act) -> bool:
    if not policy.may_decide(viewer, act, is_about_me(session, viewer, act)):
        return False
    about = written.look(session, act.kind, act.key)
    return about is None or policy.may_look_after(viewer, about)


def _is_with_contacts(session: Session, act: Act) -> bool:
    about = written.look(session, act.kind, act.key)
    return about is not None and was_passed_on(session, about)


def one(session: Session, viewer: Viewer, appeal_id: int) -> Asked:
    """One of them. Raises NotFound outside the viewer's areas, and NotAllowed for who did it."""
    appeal = session.get(Appeal, appeal_id)
    act = session.get(Act, appeal.act_id) if appeal else None
    if appeal is None or act is None or not viewer.looks_after_talk(act.area_id):
        raise NotFound(NO_SUCH)
    if _is_with_contacts(session, act):
        raise NotFound(NO_SUCH)
    if not _may(session, viewer, act):
        policy.may_decide.require(viewer, act, True)
    return Asked(appeal, act)


def decide(session: Session, viewer: Viewer, asked: Asked, stays: bool, note: str) -> Appeal:
    """Say whether what was done stays; if not, it is taken back. The author is told why."""
    appeal, act = asked.appeal, asked.act
    if not _may(session, viewer, act):
        policy.may_decide.require(viewer, act, True)
    if not note:
        raise Invalid({"note": NOTE})
    session.refresh(appeal, with_for_update=True)
    if appeal.decided_on:
        raise Conflict("Somebody decided this already.")
    if stays:
        session.add(_stays(viewer, act, appeal, note))
    elif not undoing.is_undone(session, act):
        undoing.undo(session, viewer, act, note, appeal.id)
    appeal.decided_by_id, appeal.decided_on = viewer.id, today()
    appeal.upheld, appeal.note = stays, note
    session.flush()
    return appeal


def _stays(viewer: Viewer, act: Act, appeal: Appeal, note: str) -> Act:
    return Act(
        what=ActKind.LET_BE,
        kind="appeal",
        key=appeal.id,
        area_id=act.area_id,
        place_id=act.place_id,
        thread_id=act.thread_id,
        by_id=viewer.id,
        by_hat=hat_of(viewer, act.area_id),
        rule=act.rule,
        note=note,
        appeal_id=appeal.id,
        public=act.public,
        at=now(),
    )
