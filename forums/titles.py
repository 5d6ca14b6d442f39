"""Titles of talks that are made of the words that the talk began with."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from coprod.text import TITLE, shorten
from forums.models import Post, Thread


def made_of(words: str) -> str:
    """What a talk is called if nobody wrote a title."""
    return shorten(words, TITLE)


def follow(session: Session, post: Post, was: str) -> None:
    """After the words of a message changed: make the title anew that was made of the old ones."""
    if post.subject_kind != "thread":
        return
    began = Thread.id == post.subject_key, Thread.first_post_id == post.id
    made = update(Thread).where(*began, Thread.title == made_of(was))
    session.execute(made.values(title=made_of(post.words)))
