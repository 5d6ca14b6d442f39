"""The clock: who is told that words wait, and when the next one is. An alert is a row."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.concerns import queries, readers, words
from coprod.concerns.hours import told_by
from coprod.concerns.models import Concern, ConcernAlert, ConcernWords
from coprod.concerns.policy import Reader
from coprod.db import day_of, insert_new, midnight
from coprod.people.models import Area
from coprod.people.working_days import Nation
from coprod.schedule import Job
from coprod.seal import NotOurs


def tell_due(session: Session, moment: datetime) -> str:
    """The job. Its sentence is always the same: whoever reads it must learn nothing."""
    tell_next(session, None, moment)
    return "Looked at what waits."


def tell_next(session: Session, concern_ids: Collection[int] | None, moment: datetime) -> None:
    """Tell the first contact at once, and each next one when those before had their time."""
    waiting = queries.WAITING.order_by(ConcernWords.id)
    if concern_ids is not None:
        waiting = waiting.where(ConcernWords.concern_id.in_(concern_ids))
    first: dict[int, ConcernWords] = {}
    for row in session.scalars(waiting):
        first.setdefault(row.concern_id, row)
    for waits in first.values():
        with suppress(NotOurs):  # of a lost key: what others told is still told of
            _tell_of(session, waits, moment)


def _tell_of(session: Session, waits: ConcernWords, moment: datetime) -> None:
    concern = session.get_one(Concern, waits.concern_id)
    nation = session.get_one(Area, concern.area_id).nation
    _at, about, _told = words.told_of(session, concern)
    matter = readers.matter(session, concern.area_id, about)
    may = readers.fitting(readers.of_areas(session, [concern.area_id]), matter)
    _tell(session, waits, may, nation, moment)


def _tell(
    session: Session,
    waits: ConcernWords,
    may: Sequence[Reader],
    nation: Nation,
    moment: datetime,
) -> None:
    found = select(ConcernAlert.person_id).where(ConcernAlert.words_id == waits.id)
    told, due = set(session.scalars(found)), words.said(session, waits).at
    for _one in told:  # each had their time; no row says at which minute it began
        due = told_by([one.week for one in may], nation, due)
    while due <= moment and (person_id := next_one(may, told, nation, due)):
        insert_new(
            session,
            ConcernAlert,
            concern_id=waits.concern_id,
            words_id=waits.id,
            person_id=person_id,
            at=midnight(due),
        )
        told.add(person_id)
        due = told_by([one.week for one in may], nation, due)


def next_one(may: Sequence[Reader], told: set[int], nation: Nation, at: datetime) -> int | None:
    """Whom to tell now: the first who reads at this time, or else the first who is not away.

    Somebody who is away is stood in for by their cover, in their own place in the order.
    """
    by_id = {one.person_id: one for one in may}
    day, here = day_of(at), []
    for one in may:
        cover = by_id.get(one.cover_id)
        stands = cover if one.week.is_away(day) and cover else one
        if stands.person_id not in told:
            here.append(stands)
    ways = (
        lambda one: one.week.reads_at(at, nation),
        lambda one: not one.week.is_away(day),
        lambda _one: True,
    )
    for fits in ways:
        for one in here:
            if fits(one):
                return one.person_id
    return None


JOBS = (
    Job(
        name="what-waits",
        says="Looks at what waits to be read.",
        due=timedelta(minutes=5),
        run=tell_due,
    ),
)
