"""Taking back what was done: a further row, and everything stands as it did."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import now
from coprod.errors import Conflict, NotFound
from coprod.issues import lane_policy, lanes, queries
from coprod.issues.models import Issue
from coprod.issues.words import Lane
from coprod.people.viewer import Viewer
from coprod.written import Stands, Written
from forums.models import Thread
from forums.moderation import people, policy, removing, threads
from forums.moderation.doing import GONE, Did, Held, hold, put, stands_so, write_down
from forums.moderation.models import Act, Flag, Waiting
from forums.words import ActKind

TWICE = "This was taken back already."
_MADE = {
    ActKind.LET_BE: Stands.SHOWN,
    ActKind.CAME_BACK: Stands.SHOWN,
    ActKind.SEND_BACK: Stands.SENT_BACK,
    ActKind.TAKE_DOWN: Stands.TAKEN_DOWN,
}
FINAL = {
    ActKind.PASS_ON: "What was passed on stays with the named contacts.",
    ActKind.UNDO: "This took something back. Do the first thing again instead.",
}
_OF_PEOPLE = frozenset({ActKind.PAUSE, ActKind.VOUCH, ActKind.REMOVE})


def undo(
    session: Session, viewer: Viewer, act: Act, why: str = "", appeal: int | None = None
) -> Act:
    """Take one act back.

    Raises NotAllowed, and Conflict if it was taken back already, or stands otherwise by now.
    """
    policy.may_undo.require(viewer, act)
    if final := FINAL.get(act.what):
        raise Conflict(final)
    did = Did(what=ActKind.UNDO, note=why, undoes=act.id, appeal=appeal, public=act.public)
    if act.what in _OF_PEOPLE:
        return _undo_of_person(session, viewer, act, did)
    about = written.look(session, act.kind, act.key)
    if about is None:
        raise Conflict(GONE)
    held = hold(session, viewer, about)
    _refuse_twice(session, act)
    settles = _REVERSE.get(act.what, _put_as_before)(session, viewer, held, act)
    return write_down(session, viewer, held, replace(did, settles=settles))


def one(session: Session, viewer: Viewer, act_id: int) -> Act:
    """An act of an area that this viewer looks after. Raises NotFound."""
    act = session.get(Act, act_id)
    if act is None or not viewer.looks_after_talk(act.area_id):
        raise NotFound("There is nothing here for you.")
    return act


def is_undone(session: Session, act: Act) -> bool:
    """Whether a further row took it back, or answered it."""
    return session.scalar(select(Act.id).where(Act.undoes_id == act.id).limit(1)) is not None


def _refuse_twice(session: Session, act: Act) -> None:
    if is_undone(session, act):
        raise Conflict(TWICE)


def _undo_of_person(session: Session, viewer: Viewer, act: Act, did: Did) -> Act:
    person_id = act.key if act.kind == people.PERSON else 0
    if act.what is not ActKind.REMOVE and person_id:
        people.may_look_after(session, viewer, act.area_id, person_id)
    _refuse_twice(session, act)
    if act.what is ActKind.PAUSE:
        people.end_pause(session, act, now())
    elif act.what is ActKind.VOUCH:
        people.end_vouch(session, act)
    else:
        removing.take_back(session, act)
    return people.about_person(
        session, viewer, act.area_id, act.key, did, place_id=act.place_id, kind=act.kind
    )


def _put_as_before(session: Session, _viewer: Viewer, held: Held, act: Act) -> bool:
    """As it stood before. What was hidden or waited then waits again, for the same reason."""
    stands_so(held, {_MADE[act.what]})
    before = Stands(act.was or Stands.SHOWN.value)
    put(session, held.about, before)
    waits_again = before in {Stands.WAITING, Stands.HIDDEN}
    if waits_again:
        _wait_again(session, held)
    return not waits_again


def _wait_again(session: Session, held: Held) -> None:
    """Else the clock would show by itself what only a person may show."""
    its = Waiting.kind == held.about.kind, Waiting.key == held.about.key
    settled = select(Waiting).where(*its, Waiting.settled_at.is_not(None))
    newest = settled.order_by(Waiting.settled_at.desc(), Waiting.id.desc()).limit(2)
    last, *before = session.scalars(newest).all() or [held.waits]
    held.waits.why, held.waits.rule_says, held.waits.hides = last.why, last.rule_says, True
    flags = [Flag.kind == last.kind, Flag.key == last.key]
    flags += [Flag.at > one.settled_at for one in before]  # those were answered by another act
    session.execute(update(Flag).where(*flags).values(upheld=None))


def _words_as_before(session: Session, viewer: Viewer, _held: Held, act: Act) -> bool:
    edit = written.kind_of(act.kind).edit
    if edit is None:
        raise Conflict(GONE)
    edit(session, viewer, act.key, act.was)
    return False


def _nothing_to_put(_session: Session, _viewer: Viewer, _held: Held, _act: Act) -> bool:
    return False


def _lane_as_before(session: Session, viewer: Viewer, _held: Held, act: Act) -> bool:
    issue = session.get_one(Issue, act.key)
    standing = queries.standing(session, issue.id)
    seen, back = issue.lane_steps, "Moved back."
    lanes.move(session, viewer, issue, standing, Lane(act.was), back, seen=seen)
    return False


def _thread_as_before(session: Session, _viewer: Viewer, _held: Held, act: Act) -> bool:
    thread = session.get_one(Thread, act.key, with_for_update=True)
    column = {ActKind.SLOW: "slow_until", ActKind.LOCK: "locked_on", ActKind.PIN: "pinned_on"}
    if act.what is ActKind.MOVE:
        threads.put_as_before(session, thread, act.was)
    elif getattr(thread, column[act.what]) is None:
        raise Conflict(TWICE)
    else:
        setattr(thread, column[act.what], None)
    return False


_Reverse = Callable[[Session, Viewer, Held, Act], bool]
_REVERSE: dict[ActKind, _Reverse] = {
    ActKind.EDIT: _words_as_before,
    ActKind.ASK_EDIT: _nothing_to_put,
    ActKind.MOVE_LANE: _lane_as_before,
    **dict.fromkeys((ActKind.SLOW, ActKind.LOCK, ActKind.PIN, ActKind.MOVE), _thread_as_before),
}


def of(session: Session, viewer: Viewer, about: Written, most: int = 25) -> list[tuple[Act, bool]]:
    """What was done with something, the newest first, and whether it would be taken back now."""
    found = select(Act).where(Act.kind == about.kind, Act.key == about.key)
    acts = list(session.scalars(found.order_by(Act.id.desc()).limit(most)))
    undone = {one.undoes_id for one in acts}
    return [(one, one.id not in undone and _would_do(session, viewer, about, one)) for one in acts]


def _would_do(session: Session, viewer: Viewer, about: Written, act: Act) -> bool:
    """What `undo` would say, without doing it."""
    if act.what in FINAL or not policy.may_undo(viewer, act):
        return False
    if act.what in _MADE:
        return about.stands is _MADE[act.what]
    if act.what is ActKind.MOVE_LANE:
        issue = session.get_one(Issue, act.key)
        may = lane_policy.may_move_lane(viewer, issue, about.places, is_mine=False)
        moves = issue.lane is not Lane(act.was) or issue.may_be_a_right
        return may and moves and not lanes.over(issue)
    if about.kind == "thread":
        it = session.get_one(Thread, act.key)
        is_so = {
            ActKind.SLOW: it.slow_until,
            ActKind.LOCK: it.locked_on,
            ActKind.PIN: it.pinned_on,
        }
        return is_so.get(act.what, act) is not None
    return True
