"""Not seeing what somebody writes, and not being answered by them. They are never told."""

from typing import Any

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.orm import Session

from coprod.db import columns, insert_or_change, now
from coprod.people.models import Hat, Mute, Person
from coprod.people.names import AREAS, areas_of
from coprod.people.viewer import Viewer
from forums import policy
from forums.models import Post

PAGE = 25

_SHARED = exists().where(Hat.person_id == Person.id, Hat.area_id.in_(AREAS))
_MUTED = (
    select(Mute.id, Mute.blocks, Person.name)
    .outerjoin(Person, (Person.id == Mute.muted_id) & _SHARED)
    .where(Mute.person_id == bindparam("me"), Mute.id < bindparam("before"))
    .order_by(Mute.id.desc())
    .limit(PAGE + 1)
)


def mute(session: Session, viewer: Viewer, post: Post, *, blocks: bool) -> None:
    """Fold what the author of a message writes; with `blocks`, they cannot answer the viewer.

    Raises NotAllowed for unnamed ones: what is folded with them would tell whose they are.
    """
    policy.may_mute.require(viewer, post)
    whose = {"person_id": viewer.id, "muted_id": post.author_id}
    insert_or_change(session, Mute, tuple(whose), **whose, blocks=blocks, at=now())


def end(session: Session, viewer: Viewer, mute_id: int) -> None:
    """Show their words again. Nobody else's is touched, and again changes nothing."""
    session.execute(delete(Mute).where(Mute.id == mute_id, Mute.person_id == viewer.id))


def muted(session: Session, viewer: Viewer, before: int) -> list[Any]:
    """Whom the viewer muted, and one more: id, blocks and name. No name outside their areas."""
    asked = {"me": viewer.id, "before": before, "areas": areas_of(viewer)}
    return list(columns(session, _MUTED, asked).all())
