"""Whether what somebody is about to say is shown at once, or read by a person first."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums.words import PostState, Why


@dataclass(frozen=True, slots=True)
class Gate:
    """What a post is at first; if it waits, why, and which computer rule says so, in words."""

    state: PostState = PostState.SHOWN
    why: Why | None = None
    rule_says: str = ""


OPEN = Gate()


def gate(_session: Session, viewer: Viewer, subject: Subject, _words: str) -> Gate:
    """What happens to these words when they are sent. It never refuses them."""
    if subject.slow and not viewer.looks_after_talk(subject.area_id, subject.place_id):
        return Gate(PostState.WAITING, Why.SLOW)
    return OPEN
