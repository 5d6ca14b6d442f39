"""Saying something about a subject, and taking it back."""

from sqlalchemy.orm import Session

from coprod.db import now, today
from coprod.errors import Conflict
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.text import as_html
from forums import policy
from forums.models import Post
from forums.moderation.gate import gate, wait


def say(session: Session, viewer: Viewer, subject: Subject, words: str) -> Post:
    """Add the viewer's words to the talk about a subject. Raises Conflict where it is closed."""
    policy.may_post.require(viewer, subject)
    if subject.refuses:
        raise Conflict(subject.refuses)
    opens = gate(session, viewer, subject, words)
    hat = viewer.hat_in(subject.area_id, subject.place_id)
    post = Post(
        subject_kind=subject.kind,
        subject_key=subject.key,
        area_id=subject.area_id,
        place_id=subject.place_id,
        author_id=viewer.id,
        author_hat=hat or HatKind.USES_SERVICES,
        words=words,
        html=as_html(words),
        state=opens.state,
        posted_on=today(),
        posted_at=now(),
    )
    session.add(post)
    session.flush()
    wait(session, post, opens)
    return post


def take_back(viewer: Viewer, post: Post) -> None:
    """Show the words to nobody any more. Undone by `put_back`."""
    policy.may_take_back.require(viewer, post)
    post.taken_back_on = today()


def put_back(viewer: Viewer, post: Post) -> None:
    """Show the words again."""
    policy.may_take_back.require(viewer, post)
    post.taken_back_on = None
