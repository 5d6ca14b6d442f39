"""What the site does by itself with tries: it sees which jobs have nobody, and forgets files."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, String, delete, literal, select, union_all
from sqlalchemy.orm import Session

from coprod.db import day_of
from coprod.issues import nobody
from coprod.schedule import Job
from improvement_cycles.import_files import KEPT_FOR
from improvement_cycles.import_models import ImportFile
from improvement_cycles.jobs import has_somebody
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import NEEDED, NOT_OVER, TeamJob


def see_nobodys_jobs(session: Session, moment: datetime) -> str:
    """Write down which jobs nobody has. One that was left is so since that was seen."""
    every: Select[Any] = select(union_all(*map(_jobs, NEEDED)).subquery())
    long = nobody.look(session, nobody.TRY, day_of(moment), every)
    return f"Jobs in tries that nobody has had for 7 days: {long}."


def _jobs(job: TeamJob) -> Select[Any]:
    """Not those of one person's own try: that is theirs."""
    return select(
        ImprovementProject.id.label("about_id"),
        literal(job.value, String).label("job"),
        has_somebody(job).label("taken"),
        ImprovementProject.made_on.label("began"),
    ).where(ImprovementProject.status.in_(NOT_OVER), ImprovementProject.owner_id.is_(None))


def forget_files(session: Session, moment: datetime) -> str:
    """Let go of files that somebody chose and never put in."""
    old = delete(ImportFile).where(ImportFile.at < moment - KEPT_FOR).returning(ImportFile.id)
    gone = session.scalars(old, execution_options={"synchronize_session": False}).all()
    return f"Files forgotten: {len(gone)}."


JOBS = (
    Job(
        name="nobodys-job-in-tries",
        says="Writes down since when a job in a try has nobody.",
        due=time(0, 30),
        run=see_nobodys_jobs,
    ),
    Job(
        name="old-files",
        says="Forgets files of dots that nobody put in, after 2 days.",
        due=time(3, 50),
        run=forget_files,
    ),
)
