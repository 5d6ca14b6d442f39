"""What the recording of a message says, written down once by somebody who could hear it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict
from coprod.issues.models import Sound
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums import policy, services, unnamed
from forums.files import file_of, heard_of
from forums.models import Post, PostSound
from forums.moderation.gate import Gate, Signed, gate
from forums.words import PostState, Why

KIND = "heard"
NOTHING = "There is nothing to write down here."
WRITTEN = "Somebody has written this down already. Please read it first."


def may_write_down(session: Session, viewer: Viewer, post: Post) -> bool:
    """Whether there is a voice that nobody has written down, and the viewer may."""
    may = policy.may_write_down(viewer, post) and post.state is not PostState.TAKEN_DOWN
    if not (may and post.sound_id and file_of(session, post, Sound)):
        return False
    return heard_of(session, post) is None


def is_own(session: Session, viewer: Viewer, post: Post) -> bool:
    """Whether the unnamed author would write it down, who is named nowhere."""
    return post.author_id is None and unnamed.is_mine(session, viewer, post)


def write_down(session: Session, viewer: Viewer, subject: Subject, post: Post, words: str) -> bool:
    """Write down what the recording says, once, for those who cannot hear it.

    Says whether a person reads it first.

    The words are looked at like any that are sent. Where they sound like worry, so does the voice:
    the whole message waits. What was taken down can be written anew, and a person reads that first.
    Raises NotAllowed, and Conflict where there is no recording or somebody was there first. An
    unnamed author who does it is named nowhere.
    """
    policy.may_write_down.require(viewer, post)
    if post.state is PostState.TAKEN_DOWN or file_of(session, post, Sound) is None:
        raise Conflict(NOTHING)
    own = is_own(session, viewer, post)
    opens = gate(session, viewer, subject, words, signed=Signed(unnamed=own))
    worried = opens.why is Why.WORRY
    new: dict[str, Any] = {"words": words, "by_id": None if own else viewer.id, "on": today()}
    state = PostState.SHOWN if worried else opens.state
    if not insert_new(session, PostSound, post_id=post.id, state=state, **new):
        _write_anew(session, post, new)
        opens = opens if opens.why else Gate(PostState.WAITING, Why.FIRST_POSTS)
    if worried:
        _let_it_wait(session, post, opens)
    else:
        row = session.scalars(select(PostSound).where(PostSound.post_id == post.id)).one()
        services.wait(session, post, opens, on=(KIND, row.id))
    return opens.state is PostState.WAITING


def _write_anew(session: Session, post: Post, new: dict[str, Any]) -> None:
    found = select(PostSound).where(PostSound.post_id == post.id).with_for_update()
    row = session.scalars(found.execution_options(populate_existing=True)).one()
    if row.state is not PostState.TAKEN_DOWN:
        raise Conflict(WRITTEN)
    for name, value in new.items():
        setattr(row, name, value)
    row.state = PostState.WAITING
    session.flush()


def _let_it_wait(session: Session, post: Post, opens: Gate) -> None:
    if post.state is PostState.SHOWN:
        post.state = PostState.WAITING
    session.flush()
    services.wait(session, post, opens)
    services.tell(session, post)
