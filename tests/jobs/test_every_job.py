"""Every job of the site does what is due by the moment it is given, whatever the clock says."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete

from coprod.db import Base, day_of, now, today
from coprod.demo.load import load_demo
from coprod.issues.models import Doer
from coprod.jobs.queries import named
from improvement_cycles.models import TeamMember

LATER = timedelta(days=200)


def test_what_a_job_writes_down_bears_the_day_that_it_was_run_for(app, session):
    """First as it is today; then everybody has left, and it is half a year later."""
    load_demo(session, app.extensions["features"])
    jobs = named(app.extensions["features"])
    for job in jobs.values():
        job.run(session, now())
    for kind in (Doer, TeamMember):
        session.execute(delete(kind))
    later, told = now() + LATER, set()
    for name, job in jobs.items():
        before = cells(session)
        job.run(session, later)
        days = {
            day_of(one) if isinstance(one, datetime) else one
            for *_at, one in cells(session) - before
        }
        assert today() not in days, name
        told |= {name} if day_of(later) in days else set()
    assert told >= {"late-promises", "nobodys-job", "nobodys-job-in-tries", "rounds"}


def cells(session):
    """Every day and every time in the database, with where it is."""
    session.flush()
    return {
        (table.name, row[0], column.name, value)
        for table in Base.metadata.sorted_tables
        for row in session.execute(table.select())
        for column, value in zip(table.columns, row, strict=True)
        if isinstance(value, date)
    }
