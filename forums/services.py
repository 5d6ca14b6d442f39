"""Saying something about a subject, and taking it back."""

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from coprod.db import insert_new, midnight, now, today
from coprod.errors import Conflict, Invalid
from coprod.issues.say_queries import helpers
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.people.models import Mute
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.text import as_html
from forums import policy, unnamed
from forums.models import Post
from forums.moderation.gate import Gate, Signed, gate
from forums.moderation.models import Waiting
from forums.said import ALONE, BY_NAME, HELPED, NOTHING_SAID, Beside, spoken_for
from forums.words import PostState, Why

ON_POST: list[Callable[[Session, Post], None]] = []
"""What others do when a message is said, changed, taken back or put back: it is flushed."""


def say(
    session: Session, viewer: Viewer, subject: Subject, words: str, beside: Beside = ALONE
) -> Post:
    """Add the viewer's words to the talk about a subject.

    Raises NotAllowed, Conflict where the talk is closed, and Invalid for no words at all.
    """
    policy.may_post.require(viewer, subject)
    if subject.refuses:
        raise Conflict(subject.refuses)
    if beside.answers:
        _require_answer(session, viewer, subject, beside.answers)
    if beside.as_moderator:
        policy.may_say_as_moderator.require(viewer, subject)
    if beside.as_moderator and beside.unnamed:
        raise Invalid({"name": BY_NAME})
    words = spoken_for(words, beside)
    if not words:
        raise Invalid({"words": NOTHING_SAID})
    shows = f"{beside.begins}\n{beside.shows}".strip()
    signed = Signed(beside.unnamed, beside.as_moderator)
    opens = gate(session, viewer, subject, words, shows, signed)
    post = Post(
        subject_kind=subject.kind,
        subject_key=subject.key,
        area_id=subject.area_id,
        place_id=subject.place_id,
        words=words,
        html=as_html(words),
        said_as=beside.said_as,
        answers_id=beside.answers.id if beside.answers else None,
        state=opens.state,
        posted_on=today(),
    )
    _sign(session, viewer, subject, post, beside)
    _put_files(post, beside)
    session.add(post)
    session.flush()
    wait(session, post, opens)
    tell(session, post)
    return post


def wait(session: Session, post: Post, opens: Gate, on: tuple[str, int] | None = None) -> None:
    """Let a person read it first, if the gate says so. Of what is unnamed no time is kept.

    `on` is the kind and key of what waits, if that is not the post but something beside it.
    """
    if opens.state is not PostState.WAITING or opens.why is None:
        return
    kind, key = on or ("post", post.id)
    new = insert_new(
        session,
        Waiting,
        kind=kind,
        key=key,
        area_id=post.area_id,
        place_id=post.place_id,
        why=opens.why,
        rule_says=opens.rule_says,
        since=now() if post.posted_at else midnight(),
        hides=True,
    )
    if not new and opens.why is Why.WORRY:  # it waits already, and goes to the front now
        its = Waiting.kind == kind, Waiting.key == key, Waiting.settled_at.is_(None)
        to_front = update(Waiting).where(*its, Waiting.why != Why.UNSAFE)
        session.execute(to_front.values(why=Why.WORRY))


def tell(session: Session, post: Post) -> None:
    """Let others follow what became of a message."""
    for follow in ON_POST:
        follow(session, post)


def take_back(session: Session, viewer: Viewer, post: Post) -> None:
    """Show the words to nobody any more. Undone by `put_back`. Again changes nothing."""
    policy.may_take_back.require(viewer, post, unnamed.is_mine(session, viewer, post))
    post.taken_back_on = post.taken_back_on or today()
    session.flush()
    tell(session, post)


def put_back(session: Session, viewer: Viewer, post: Post) -> None:
    """Show the words again, for up to 14 days. What moderators decided meanwhile stays."""
    policy.may_put_back.require(viewer, post, unnamed.is_mine(session, viewer, post), today())
    post.taken_back_on = None
    session.flush()
    tell(session, post)


def _require_answer(session: Session, viewer: Viewer, subject: Subject, quoted: Post) -> None:
    policy.may_answer.require(viewer, quoted)
    if (quoted.subject_kind, quoted.subject_key) != (subject.kind, subject.key):
        raise Conflict("That message is in another talk.")
    policy.is_not_blocked.require(is_blocked(session, viewer, quoted))


def is_blocked(session: Session, viewer: Viewer, post: Post) -> bool:
    """Whether the author does not want to be answered by the viewer."""
    block = select(Mute.id).where(
        Mute.person_id == post.author_id, Mute.muted_id == viewer.id, Mute.blocks
    )
    return post.author_id is not None and session.scalar(block) is not None


def _sign(session: Session, viewer: Viewer, subject: Subject, post: Post, beside: Beside) -> None:
    """Say who it is by: a name, a hat and the moment; or an alias, and no moment."""
    if beside.unnamed:
        post.alias = unnamed.alias_in(session, viewer, subject)
        post.author_hat = unnamed.hat_to_show(session, viewer, subject)
        if post.author_hat is None and post.said_as is SaidAs.FAMILY_VIEW:
            post.said_as = SaidAs.OWN_WORDS  # it would say the hat
        return
    hat = viewer.hat_in(subject.area_id, subject.place_id)
    if beside.as_moderator and viewer.wears_in(subject.area_id, HatKind.ADVOCATE):
        hat = HatKind.ADVOCATE  # a peer is there as what they are among the others
    post.author_id, post.author_hat = viewer.id, hat or HatKind.USES_SERVICES
    post.as_moderator = beside.as_moderator
    post.posted_at = now()
    if beside.said_as in HELPED:
        known = {row.id for row in helpers(session, viewer)}
        post.helper_id = beside.helper_id if beside.helper_id in known else None


def _put_files(post: Post, beside: Beside) -> None:
    """Put the photo and the voice on the message. Nobody owns them if it is unnamed."""
    if beside.photo:
        beside.photo.shows = beside.shows
        post.photo_id = beside.photo.id
    if beside.sound:
        post.sound_id = beside.sound.id
    for thing in (beside.photo, beside.sound):
        if thing and beside.unnamed:
            thing.owner_id = None
