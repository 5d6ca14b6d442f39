"""Where the pages of a round are, what stars it holds, and doing things at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from coprod.rounds.models import Ballot


def at(running, *parts):
    return "/".join(("/rounds", str(running.round.id), *map(str, parts)))


def stars(session, running):
    found = select(Ballot.stars).where(Ballot.round_id == running.round.id)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def at_once(*acts):
    """Do all of these at the same moment. Returns what came of each, in order."""
    start = Barrier(len(acts))

    def do(act):
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [one.result() for one in [threads.submit(do, act) for act in acts]]
