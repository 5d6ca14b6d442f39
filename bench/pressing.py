"""Target 9: people press "me too" through HTTP, 8 at once; every press is on disk and counted."""

from collections.abc import Iterator
from itertools import repeat

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.client import Ask, Tally, load
from bench.servers import Server
from bench.site import Site
from bench.visitors import Visitor
from coprod.issues import counts
from coprod.issues.models import Issue, Support
from coprod.issues.policy import CLOSED_TO_ME_TOO
from coprod.issues.words import TAKES_ME_TOO

MOST = 2_000  # issues that each person presses on; nobody presses twice


def measure(
    site: Site, server: Server, references: Server, rounds: tuple[int, float]
) -> dict[str, list[float]]:
    """The share of the reference's rate on as many lines, p95 in milliseconds, what is wrong."""
    many, seconds = rounds
    queues = _queues(site)
    before = _pressed(site)
    shares, late, new, wrong = [], [], 0, 0
    for _ in range(many):
        pressed = load(server.port, queues, seconds=seconds, ok=frozenset({303}))
        read = load(references.port, [("", repeat(Ask("/mem"))) for _ in queues], seconds=seconds)
        shares.append(pressed.rate / read.rate)
        late.append(1000 * pressed.quantile(0.95))
        new += _kept(pressed)
        wrong += len(pressed.wrong)
    lost = abs(_pressed(site) - before - new)
    return {
        "supports": shares,
        "supports_p95": late,
        "supports_wrong": [float(wrong + lost + drift(site))],
    }


def drift(site: Site) -> int:
    """How many stored counters are not what counting gives."""
    with Session(site.app.extensions["reader"]) as session:
        drifted = counts.recount(session)
        session.rollback()
    return len(drifted)


def presses(site: Site) -> Iterator[Ask]:
    """What the first visitor has not pressed yet."""
    return _queues(site)[0][1]


def _kept(tally: Tally) -> int:
    return len(tally.times) - len(tally.wrong)


def _pressed(site: Site) -> int:
    with Session(site.app.extensions["reader"]) as session:
        return session.scalar(select(func.count(Support.id))) or 0


def _queues(site: Site) -> list[tuple[str, Iterator[Ask]]]:
    """For each person the issues they have not backed yet, one after another across all rounds."""
    with Session(site.app.extensions["reader"]) as session:
        return [
            (visitor.cookie, _presses(visitor, _not_yet(session, person)))
            for person, visitor in zip(site.people, site.visitors, strict=True)
        ]


def _presses(visitor: Visitor, issue_ids: list[int]) -> Iterator[Ask]:
    return (Ask(f"/issues/{issue_id}/me-too", visitor.form) for issue_id in issue_ids)


def _not_yet(session: Session, person_id: int) -> list[int]:
    mine = select(Support.issue_id).where(Support.person_id == person_id)
    found = (
        select(Issue.id)
        .where(Issue.lane.in_(TAKES_ME_TOO), Issue.status.not_in(CLOSED_TO_ME_TOO))
        .where(Issue.id.not_in(mine), Issue.author_id != person_id)
        .order_by(Issue.id.desc())
        .limit(MOST)
    )
    return list(session.scalars(found))
