"""Rounds that may wait for somebody: the open ones, and those that have no small voice yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from coprod.first_page import Asks
from coprod.issues.parts import part
from coprod.people.viewer import Viewer
from coprod.rounds import queries, small_voice
from coprod.rounds.models import Round, RoundPick
from coprod.rounds.words import RoundState

_has_small_voice = exists().where(
    RoundPick.round_id == Round.id, RoundPick.turn == small_voice.TURN
)
_is_closed = Round.state == RoundState.CLOSED
_WAITS = (
    Round.area_id.in_(bindparam("areas", expanding=True)),
    or_(
        Round.state == RoundState.OPEN,
        and_(
            _is_closed, ~_has_small_voice, Round.area_id.in_(bindparam("runs_in", expanding=True))
        ),
    ),
)


def _of(_session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    areas = sorted(viewer.areas)
    runs_in = [one for one in areas if viewer.moderates(one)]
    return {"areas": areas, "runs_in": runs_in} if areas else None


ASKS = Asks((part("round", part_id=Round.id).where(*_WAITS).limit(1),), _of)
"""Whether there is one at all: mostly there is none, and the panel need not ask for more."""


def that_wait(session: Session, viewer: Viewer) -> Sequence[Round]:
    """A page of them in the viewer's areas: first the open ones, by when they close."""
    found = select(Round).where(*_WAITS).order_by(_is_closed, Round.closes_at, Round.id)
    return session.scalars(found.limit(queries.PER_PAGE), _of(session, viewer, 0)).all()
