"""Whether what somebody is about to say is shown at once, or read by a person first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import midnight
from coprod.people.hats import EMPLOYED
from coprod.people.models import Hat, Person
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums.models import Post
from forums.moderation import computer_rules
from forums.moderation.hooks import sounds_worried
from forums.moderation.newcomers import is_alias_paused, is_new, is_paused
from forums.moderation.posts import mine
from forums.policy import may_say_as_moderator
from forums.words import PostState, Why

PROMISED = timedelta(hours=24)
_LATELY = 20  # messages of the same person that new words are held against


@dataclass(frozen=True, slots=True)
class Gate:
    """What a post is at first; if it waits, why, and which computer rule says so, in words."""

    state: PostState = PostState.SHOWN
    why: Why | None = None
    rule_says: str = ""


OPEN = Gate()


@dataclass(frozen=True, slots=True)
class Signed:
    """How words are signed."""

    unnamed: bool = False
    as_moderator: bool = False


BY_NAME = Signed()


def warns(session: Session, viewer: Viewer, subject: Subject, words: str) -> list[str]:
    """What a computer rule notices in words that are not sent yet. Nothing for most.

    Only what could lead to somebody, or hurts a worker by name. That words sound like worry is
    never told, and words that sound so are warned about no more and no less than others.
    """
    if subject.private or may_say_as_moderator(viewer, subject):
        return []
    return computer_rules.noticed(words, newcomer=False, workers=_workers(session, subject))


def gate(
    session: Session,
    viewer: Viewer,
    subject: Subject,
    words: str,
    beside: str = "",
    signed: Signed = BY_NAME,
) -> Gate:
    """What happens to these words when they are sent. It never refuses them.

    `beside` is what shows with them: the title of a talk, what a photo shows.

    Who looks after the talk there writes freely under their name: their words can be flagged like
    all others. Unnamed, theirs wait like anybody's, or that they do not would tell whose they are;
    and what sounds like a worry of a peer's own is read by another first. What is private is
    between those who may read it, until one of them says that something is wrong.
    """
    whole = f"{beside}\n{words}" if beside else words
    worried, unnamed = sounds_worried(whole), signed.unnamed
    if subject.private or _is_free(viewer, subject, signed, worried=worried):
        return OPEN
    if worried:
        return Gate(PostState.WAITING, Why.WORRY)
    paused = is_paused(session, viewer, subject.area_id)
    if is_alias_paused(session, viewer, subject) if unnamed else paused:
        return Gate(PostState.WAITING, Why.PAUSED)
    new = is_new(session, viewer, subject.area_id, unnamed=unnamed)
    said = computer_rules.noticed(
        whole,
        newcomer=new and not unnamed,
        workers=_workers(session, subject),
        earlier=_lately(session, viewer, unnamed),
        own=words,
    )
    if new or paused:  # unnamed, they look alike: else a pause would tell whose words they are
        return Gate(PostState.WAITING, Why.FIRST_POSTS, said[0] if said else "")
    if said:
        return Gate(PostState.WAITING, Why.COMPUTER, said[0])
    return Gate(PostState.WAITING, Why.SLOW) if subject.slow else OPEN


def _is_free(viewer: Viewer, subject: Subject, signed: Signed, *, worried: bool) -> bool:
    if signed.as_moderator:
        return True
    looks_after = may_say_as_moderator(viewer, subject) and not signed.unnamed
    return looks_after and (viewer.moderates(subject.area_id) or not worried)


def read_by(since: datetime) -> datetime:
    """By when a person reads what waits: within a day, or by the end of the next for a day."""
    return since + PROMISED * (2 if since == midnight(since) else 1)


def _workers(session: Session, subject: Subject) -> list[str]:
    places = [one for one in (*subject.places, subject.place_id) if one]
    if not places:
        return []
    here = Hat.place_id.in_(places), Hat.kind.in_(EMPLOYED), Hat.confirmed_at.is_not(None)
    named = select(Person.name).join(Hat, Hat.person_id == Person.id).where(*here)
    return list(session.scalars(named.distinct()))


def _lately(session: Session, viewer: Viewer, unnamed: bool) -> list[str]:
    """What the same person said in the same way: a name tells nothing of what is unnamed."""
    same_way = Post.author_id.is_(None) if unnamed else Post.author_id.is_not(None)
    own = select(Post.words).where(Post.id.in_(mine(session, viewer)), same_way)
    return list(session.scalars(own.order_by(Post.id.desc()).limit(_LATELY)))
