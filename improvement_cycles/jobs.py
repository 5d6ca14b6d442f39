"""Who does what in a try: jobs that nobody has yet, and taking one besides one's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, or_, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, NotFound
from coprod.first_page import Asks
from coprod.issues.parts import part
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from improvement_cycles import policy
from improvement_cycles.found import Try
from improvement_cycles.models import AlsoDoes, ImprovementProject, TeamMember
from improvement_cycles.queries import FIRST_SYMBOL, readable, who
from improvement_cycles.team import NEEDS_REAL_JOB, keep_whole
from improvement_cycles.words import NEEDED, NOT_OVER, TeamJob, TryStatus, more_than_attend

NOBODYS_JOB_AFTER = timedelta(days=7)
OVER = "This try has ended. There are no jobs to take."
_MOST = 25


@dataclass(frozen=True, slots=True)
class Short:
    """A try of the area that nobody has a job in, and which jobs those are."""

    id: int
    title: str
    place: str
    symbol: str
    jobs: list[TeamJob]


def blank(status: TryStatus, private: bool, held: Collection[TeamJob]) -> list[TeamJob]:
    """The jobs that nobody has yet. One person's own try needs nobody to agree or to tell of it."""
    needed = (TeamJob.LEADS, TeamJob.HELPS) if private else NEEDED
    return [job for job in needed if job not in held] if status in NOT_OVER else []


def take(session: Session, viewer: Viewer, whole: Try, job: TeamJob) -> None:
    """Take a job besides one's own. Taking it twice changes nothing."""
    policy.may_take_job.require(viewer, whole.project, whole.team, job)
    if whole.project.status not in NOT_OVER:
        raise Conflict(OVER)
    me = _member(session, viewer, whole)
    if me.job is not job:
        insert_new(session, AlsoDoes, member_id=me.id, job=job)
        session.expire(me, ["also"])


def step_back(session: Session, viewer: Viewer, whole: Try, job: TeamJob) -> None:
    """Give back a job that one took besides one's own.

    Raises Conflict as leaving does, if a started try would be left without a real job of a person
    who uses services.
    """
    policy.may_take_job.require(viewer, whole.project, whole.team, job)
    me = _member(session, viewer, whole)
    others = [one for one in me.also if one.job is not job]
    attends = not any(more_than_attend(one.job) for one in others)
    if me.makes_whole and attends and not more_than_attend(me.job, me.job_words):
        keep_whole(session, whole, me, NEEDS_REAL_JOB)
    me.also = others
    session.flush()


def _member(session: Session, viewer: Viewer, whole: Try) -> TeamMember:
    mine = TeamMember.project_id == whole.project.id, TeamMember.person_id == viewer.id
    member = session.scalar(select(TeamMember).where(*mine))
    if member is None:
        raise NotFound("You are not in this team any more.")
    return member


def has_somebody(job: TeamJob) -> Any:
    """The condition that somebody in the team of a try has this job."""
    of_it = TeamMember.project_id == ImprovementProject.id
    also = and_(AlsoDoes.member_id == TeamMember.id, AlsoDoes.job == job)
    return or_(
        exists().where(of_it, TeamMember.job == job).correlate(ImprovementProject),
        exists().where(of_it, also).correlate(ImprovementProject),
    )


_missing = [  # a power of 2 for each job
    case((has_somebody(job), 0), else_=2**at) for at, job in enumerate(NEEDED)
]
_SHORT = (
    part(
        "short",
        part_id=ImprovementProject.id,
        one=ImprovementProject.title,
        two=Place.name,
        three=FIRST_SYMBOL,
        day=ImprovementProject.made_on,
        m=sum(_missing[1:], _missing[0]),
    )
    .select_from(ImprovementProject)
    .join(Place, Place.id == ImprovementProject.place_id)
    .where(
        ImprovementProject.area_id == bindparam("area_id"),
        ImprovementProject.area_id.in_(bindparam("areas", expanding=True)),
        ImprovementProject.owner_id.is_(None),
        ImprovementProject.status.in_(NOT_OVER),
        ImprovementProject.made_on <= bindparam("made_by"),
        or_(*(~has_somebody(job) for job in NEEDED)),
        readable(),
    )
    .order_by(ImprovementProject.made_on, ImprovementProject.id)
    .limit(_MOST)
)


def _asked(_session: Session, viewer: Viewer, area_id: int) -> dict[str, Any] | None:
    if not viewer.areas:
        return None
    return who(viewer) | {"area_id": area_id, "made_by": today() - NOBODYS_JOB_AFTER}


ASKS = Asks((_SHORT,), _asked)


def short_of_people(rows: Mapping[str, Sequence[Any]]) -> list[Short]:
    """The tries of one's area that have waited 7 days for somebody, the oldest first."""
    return [
        Short(
            row.part_id,
            row.one,
            row.two,
            row.three or "tries",
            [job for at, job in enumerate(NEEDED) if row.m & 2**at],
        )
        for row in sorted(rows["short"], key=lambda row: (row.day, row.part_id))
    ]
