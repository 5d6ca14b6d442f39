"""Something to talk about that sounds like worry: nobody sees it until a person has read it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import insert_new, midnight, now
from coprod.issues import heard
from coprod.issues.models import Issue
from coprod.people.viewer import Viewer
from coprod.written import Stands
from forums.moderation.hooks import sounds_worried
from forums.moderation.models import Waiting
from forums.words import Why


def listen(session: Session, viewer: Viewer, issue: Issue) -> None:
    """Put it first in the queue, unseen, unless a person has read that it sounds like worry.

    Of what is unnamed no time is kept.
    """
    free = viewer.moderates(issue.area_id, issue.place_id) and not issue.name_held
    if free or not sounds_worried(issue.words):
        return
    read = select(Waiting.id).where(
        Waiting.kind == "issue", Waiting.key == issue.id, Waiting.why == Why.WORRY
    )
    if session.scalar(read.limit(1)) is not None:
        return
    put = written.kind_of("issue").put
    if put is not None:
        put(session, issue.id, Stands.HIDDEN)
    insert_new(
        session,
        Waiting,
        kind="issue",
        key=issue.id,
        area_id=issue.area_id,
        place_id=issue.place_id,
        why=Why.WORRY,
        since=midnight() if issue.name_held else now(),
        hides=True,
    )


heard.ON_WORDS.append(listen)
