"""Putting a message otherwise while it is fresh. What it said before stays to be read."""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.text import as_html
from forums import policy, services, titles, unnamed
from forums.models import Post, PostWas, SayAgain
from forums.moderation.gate import Gate, Signed, gate
from forums.words import PostState, Why

LOOKED_AT = "Somebody is looking at this message. You cannot change it now."
SAME = "These are the same words. Please say it in other words."
BEFORE_YOU = "Somebody changed this before you. Please read it again."
_LOOKED_AT = (PostState.HIDDEN, PostState.TAKEN_DOWN)


def is_open(post: Post, at: datetime, on: date) -> bool:
    """Whether its author can change a message now, as it stands: `require` would let them."""
    stands = post.taken_back_on is None and post.state not in _LOOKED_AT
    return stands and policy.is_in_time(post, at, on)


def require(session: Session, viewer: Viewer, post: Post, at: datetime, on: date) -> None:
    """Raise NotAllowed or Conflict unless the viewer can change the message now."""
    policy.may_change.require(viewer, post, unnamed.is_mine(session, viewer, post))
    if post.taken_back_on is not None:
        raise Conflict("You took this back. Put it back first.")
    if post.state in _LOOKED_AT:
        raise Conflict(LOOKED_AT)
    if not policy.is_in_time(post, at, on):
        raise Conflict(policy.is_in_time.says)


def change(session: Session, viewer: Viewer, subject: Subject, post: Post, words: str) -> None:
    """Put other words in place of those that are there, which stay to be read.

    The new words are looked at like any that are sent. Same words change nothing. Whoever found
    a sentence hard meant the old ones. Asks no more than `require` did. Raises Conflict for who
    comes second, and Invalid for the same words of what came back.
    """
    if words == post.words and post.state is PostState.SENT_BACK:
        raise Invalid({"words": SAME})
    if words == post.words:
        return
    was = {"post_id": post.id, "edits": post.edits, "words": post.words, "on": today()}
    was["off_page"] = post.state is not PostState.SHOWN
    if not insert_new(session, PostWas, **was):
        raise Conflict(BEFORE_YOU)
    signed = Signed(unnamed=post.author_id is None, as_moderator=post.as_moderator)
    opens = gate(session, viewer, subject, words, signed=signed)
    opens = _opens(opens, post.state)
    before, post.words, post.html = post.words, words, as_html(words)
    post.edits += 1
    if opens.state is PostState.WAITING:
        post.state = PostState.WAITING
    session.execute(delete(SayAgain).where(SayAgain.post_id == post.id))
    session.flush()
    titles.follow(session, post, before)
    services.wait(session, post, opens)
    services.tell(session, post)


def versions(session: Session, post: Post) -> list[PostWas]:
    """What the message said before, the newest of it first, as far as anybody may read it."""
    found = select(PostWas).where(PostWas.post_id == post.id, PostWas.off_page.is_(False))
    return list(session.scalars(found.order_by(PostWas.edits.desc())))


def _opens(opens: Gate, was: PostState) -> Gate:
    """What came back to its author is looked at again; what waits goes on waiting."""
    if was is PostState.SENT_BACK and opens.why is None:
        return Gate(PostState.WAITING, Why.FIRST_POSTS)
    if was is PostState.WAITING and opens.why is None:
        return Gate(PostState.WAITING)
    return opens
