"""What talks hold for one person: what they follow, whom they muted, what they could say again."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import columns, today
from coprod.people.models import Mute
from coprod.people.viewer import Viewer
from forums import following, hard
from forums.models import TalkFollow
from forums.unnamed import ME

_OWN = select(
    select(TalkFollow.id)
    .where(TalkFollow.person_id == ME)
    .limit(1)
    .scalar_subquery()
    .label("follows"),
    following.ANY_NEW.scalar_subquery().label("new"),
    select(Mute.id).where(Mute.person_id == ME).limit(1).scalar_subquery().label("muted"),
    hard.TO_SAY_AGAIN.label("hard"),
)


def of(session: Session, viewer: Viewer, aliases: set[int]) -> Any:
    """A row of follows, new, muted and hard: an id each, or None. `hard` is a message's."""
    asked = {"me": viewer.id, "today": today(), "aliases": sorted(aliases)}
    return columns(session, _OWN, asked).one()
