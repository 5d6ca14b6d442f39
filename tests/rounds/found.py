"""Where the pages of a round are, and what stars it holds."""

from sqlalchemy import select

from coprod.rounds.models import Ballot


def at(running, *parts):
    return "/".join(("/rounds", str(running.round.id), *map(str, parts)))


def stars(session, running):
    found = select(Ballot.stars).where(Ballot.round_id == running.round.id)
    return session.scalars(found.execution_options(populate_existing=True)).all()
