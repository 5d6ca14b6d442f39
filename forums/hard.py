"""Sentences that somebody found hard: told to who wrote them, and never by whom or by how many."""

import re

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from coprod.db import insert_new, today
from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from coprod.seal import mark
from forums import policy, unnamed
from forums.models import Post, SayAgain, Thread
from forums.unnamed_models import Alias
from forums.words import PostState

MOST = 60  # sentences of one message that can be marked
_ENDS = re.compile(r"(?<=[.!?…])[\s\"”’)]+|\n+")
_MARKUP = re.compile(r"^[\s>#*+-]+")


def sentences(words: str) -> list[str]:
    """The sentences of a message in their order: lines, cut where one ends."""
    parts = (_MARKUP.sub("", part).strip() for part in _ENDS.split(words))
    return [part for part in parts if part][:MOST]


def found_hard(session: Session, viewer: Viewer, post: Post, number: int) -> None:
    """Mark a sentence, counted from 1. Once for each person; who it was is sealed.

    Raises NotAllowed for one's own words, and NotFound for a sentence that is not there.
    """
    policy.may_find_hard.require(viewer, post, unnamed.is_mine(session, viewer, post))
    if not 1 <= number <= len(sentences(post.words)):
        raise NotFound("That sentence is not here. It may have been changed.")
    sealed = mark(session, "say again", viewer.id, post.id, number)
    insert_new(session, SayAgain, post_id=post.id, sentence=number, mark=sealed, on=today())


def marked_by(session: Session, viewer: Viewer, post: Post) -> set[int]:
    """The sentences that the viewer marked."""
    numbers = range(1, len(sentences(post.words)) + 1)
    marks = {mark(session, "say again", viewer.id, post.id, n): n for n in numbers}
    rows = session.scalars(select(SayAgain.mark).where(SayAgain.post_id == post.id))
    return {marks[one] for one in rows if one in marks}


def told(session: Session, post: Post) -> list[str]:
    """What its author is told: the sentences that were marked before today."""
    wanted = select(SayAgain.sentence).where(SayAgain.post_id == post.id, SayAgain.on < today())
    numbers = set(session.scalars(wanted))
    return [one for n, one in enumerate(sentences(post.words), 1) if n in numbers]


_easier = aliased(Post)
CAN_BE_EASIER = and_(
    Post.taken_back_on.is_(None),
    Post.state == PostState.SHOWN,
    ~exists().where(
        _easier.answers_id == Post.id,
        _easier.author_id.is_not_distinct_from(Post.author_id),
        _easier.alias == Post.alias,
        _easier.taken_back_on.is_(None),
    ),
    ~exists().where(
        Post.subject_kind == "thread",
        Thread.id == Post.subject_key,
        Thread.locked_on.is_not(None),
    ),
)
"""Whether a message can be answered by its author, and has no easier one yet."""
_HARD = (
    select(Post.id)
    .where(
        CAN_BE_EASIER,
        exists().where(
            SayAgain.post_id == Post.id,
            SayAgain.on < bindparam("today", type_=SayAgain.on.type),
        ),
    )
    .order_by(Post.id.desc())
    .limit(1)
)
TO_SAY_AGAIN = func.coalesce(
    _HARD.where(Post.author_id == unnamed.ME).scalar_subquery(),
    _HARD.join(Alias, unnamed.HAS_ALIAS).scalar_subquery(),
)
"""A message of the viewer's with a hard sentence, that has no easier one yet."""
