"""The signs of a round as its moderator sees them: whom to ask, and what was heard."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import NotFound
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from coprod.rounds import closing, policy
from coprod.rounds.labels import SIGN
from coprod.rounds.models import Round, RoundSign
from coprod.rounds.words import Sign


@dataclass(frozen=True, slots=True)
class SeenSign:
    """One sign in words, and what was heard of it."""

    says: str
    id: int
    heard: str


def of_round(session: Session, round_: Round) -> list[SeenSign]:
    """What looked odd when this day began, or when the round closed."""
    kept = select(RoundSign).where(RoundSign.round_id == round_.id).order_by(RoundSign.id)
    return [
        SeenSign(_says(session, one.sign, one.person_id, one.place_id), one.id, one.heard)
        for one in session.scalars(kept)
    ]


def one(session: Session, round_: Round, sign_id: int) -> RoundSign:
    """A sign that was kept, as it is now. Raises NotFound."""
    found = session.get(RoundSign, sign_id, populate_existing=True)
    if found is None or found.round_id != round_.id:
        raise NotFound("There is no such page.")
    return found


def note_heard(
    session: Session, viewer: Viewer, round_: Round, sign: RoundSign, heard: str
) -> None:
    """Keep what people said when they were asked. It changes no ballot."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    sign = one(session, round_, sign.id)  # the daily look may have found that it is none
    sign.heard, sign.heard_on = heard[:1000], today()
    session.flush()


def _says(session: Session, sign: Sign, person_id: int | None, place_id: int | None) -> str:
    person = session.get(Person, person_id) if person_id else None
    place = session.get(Place, place_id) if place_id else None
    names = {
        "who": person.name if person else _("Somebody"),
        "where": place.name if place else _("not known"),
    }
    return str(SIGN[sign]) % names
