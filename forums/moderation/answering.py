"""What an author answers: yes or no to other words, or other words of their own."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod import written
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.written import Stands
from forums.moderation import appeals, told
from forums.moderation.doing import Did, Held, hold_unasked, put, write_down
from forums.moderation.models import Act, Flag
from forums.words import ActKind, Why

OVER = "This was answered already."


def say_yes(session: Session, viewer: Viewer, act: Act) -> Act:
    """The words become those that were asked for, with history, and show if they were hidden."""
    return _answer(session, viewer, act, yes=True)


def say_no(session: Session, viewer: Viewer, act: Act) -> Act:
    """The words stay. Somebody decides otherwise."""
    return _answer(session, viewer, act, yes=False)


def _answer(session: Session, viewer: Viewer, act: Act, *, yes: bool) -> Act:
    now_told = told.one(session, viewer, act.id)
    if not now_told.may_answer or now_told.about is None:
        raise Conflict(OVER)
    held = hold_unasked(session, now_told.about)
    if not told.one(session, viewer, act.id).may_answer:
        raise Conflict(OVER)
    if not yes:
        no = Did(what=ActKind.UNDO, undoes=act.id, public=False, settles=False)
        return write_down(session, None, held, no)
    edit = written.kind_of(act.kind).edit
    if edit is None:
        raise Conflict(OVER)
    was = edit(session, viewer, act.key, act.was)
    did = Did(what=ActKind.EDIT, was=was, undoes=act.id, upheld=True)
    if _is_told_since(session, held, act):  # a person looks at that first
        return write_down(session, None, held, replace(did, upheld=None, settles=False))
    put(session, held.about, Stands.SHOWN)
    return write_down(session, None, held, did)


def _is_told_since(session: Session, held: Held, act: Act) -> bool:
    """Whether it waits for something that came after these other words were asked for."""
    its = Flag.kind == act.kind, Flag.key == act.key, Flag.upheld.is_(None), Flag.at > act.at
    flagged = session.scalar(select(Flag.id).where(*its).limit(1)) is not None
    return flagged or (held.waited and held.waits.since > act.at)


def say_again(session: Session, viewer: Viewer, act: Act, words: str) -> None:
    """Send what was sent back once more, in other words: a person reads it first.

    Raises Invalid for no words, and Conflict if it is not with its author any more.
    """
    act = appeals.mine(session, viewer, act.id)
    if not words:
        raise Invalid({"words": "Write what you want to say."})
    now_told = told.one(session, viewer, act.id)
    edit = written.kind_of(act.kind).edit
    if not now_told.may_say_again or now_told.about is None or edit is None:
        raise Conflict("This is not with you any more.")
    held = hold_unasked(session, now_told.about)
    edit(session, viewer, act.key, words)
    put(session, held.about, Stands.WAITING)
    held.waits.why, held.waits.hides = Why.FIRST_POSTS, True
    session.flush()
