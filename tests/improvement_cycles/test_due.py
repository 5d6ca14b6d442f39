"""What is written down of tries by itself."""

from datetime import timedelta

from sqlalchemy import select, update

from coprod.db import now, today
from coprod.issues.nobody import NobodysJob
from improvement_cycles import due
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind, TryStatus


def look(session):
    return due.see_nobodys_jobs(session, now())


def since(session, project_id):
    ours = NobodysJob.about == "try", NobodysJob.about_id == project_id
    return dict(session.execute(select(NobodysJob.job, NobodysJob.since).where(*ours)).all())


def test_a_job_in_a_try_that_nobody_has_waits_since_it_was_made(session, tries, visitor):
    project_id = tries.doing().project_id
    made = today() - timedelta(days=9)
    session.execute(update(ImprovementProject).values(made_on=made))
    assert (
        look(session) == "Jobs in tries that nobody has had for 7 days: 4."
    )  # 3 of the one elsewhere
    rows = since(session, project_id)
    assert {job: day for job, day in rows.items() if day} == {"tells": made}
    assert len(rows) == 4
    told = f"It has waited since {made:%A} {made.day} {made:%B %Y}."
    assert told in visitor.get(f"/tries/{project_id}").text
    session.execute(update(NobodysJob).values(since=today() - timedelta(days=6)))
    assert "It has waited since" not in visitor.get(f"/tries/{project_id}").text


def test_one_persons_own_try_and_one_that_ended_wait_for_nobody(session, tries):
    own = tries.draft()
    mine = {"kind": TryKind.ONE_PERSONS, "owner_id": tries.danny.id}
    ours = update(ImprovementProject).where(ImprovementProject.id == own.project_id)
    look(session)
    assert since(session, own.project_id)
    session.execute(ours.values(mine))
    look(session)
    assert since(session, own.project_id) == {}
    session.execute(update(ImprovementProject).values(status=TryStatus.KEPT))
    assert look(session) == "Jobs in tries that nobody has had for 7 days: 0."
    assert session.scalars(select(NobodysJob)).all() == []
