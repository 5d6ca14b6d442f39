"""What the site does by itself, for whoever looks after the computer and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from coprod.db import now
from coprod.jobs import queries, slots
from coprod.jobs.models import Run
from coprod.jobs.running import NOBODY
from coprod.people.hats import HatKind

PAGE = "/what-the-site-does"
LATE = "Some things are late."


@pytest.fixture
def area(make):
    return make.area()


@pytest.fixture
def admin(make, area, sign_in):
    return sign_in(make.person(area, HatKind.SITE_ADMIN))


@pytest.fixture
def jobs(app):
    return queries.named(app.extensions["features"])


def keep(session, job, slot, **more):
    row = {"job": job.name, "slot": slot, "owner": "a", "held_until": slot, "started_at": slot}
    session.execute(insert(Run).values(row | more))


def did_all(session, jobs):
    """Every job was done for its last slot."""
    for job in jobs.values():
        slot = slots.latest(job.due, now())
        keep(session, job, slot, done_at=slot + timedelta(seconds=3), said="Things done: 3.")


@pytest.mark.parametrize("kind", [kind for kind in HatKind if kind is not HatKind.SITE_ADMIN])
def test_nobody_else_finds_it(make, area, sign_in, kind):
    client = sign_in(make.person(area, kind))
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/group").text + client.get("/my-things").text


def test_a_hat_that_is_not_confirmed_opens_nothing(make, area, sign_in):
    person = make.person()
    make.hat(person, area, HatKind.SITE_ADMIN, confirmed=False)
    assert sign_in(person).get(PAGE).status_code == 404


def test_it_says_each_job_its_time_and_what_it_did(admin, session, jobs, area):
    did_all(session, jobs)
    page = admin.get(PAGE).text
    for job in jobs.values():
        assert job.says in page and f"coprod jobs run {job.name}" in page
    assert page.count("Things done: 3.") == len(jobs)
    assert "It took 3 seconds." in page and "Every day at 00:10." in page
    assert LATE not in page and "failed" not in page
    assert PAGE in admin.get("/group").text and PAGE in admin.get("/my-things").text


def test_where_no_scheduler_runs_it_says_so(admin, session, jobs):
    assert LATE in admin.get(PAGE).text
    did_all(session, jobs)
    assert LATE not in admin.get(PAGE).text
    session.query(Run).filter(Run.job == "late-promises").update(
        {"slot": now() - timedelta(days=2)}
    )
    assert LATE in admin.get(PAGE).text


def test_what_failed_comes_first_and_says_when_it_is_tried_again(admin, session, jobs):
    did_all(session, jobs)
    old = now() - timedelta(days=30)
    keep(session, jobs["late-promises"], old, owner=NOBODY, failed="ValueError", tries=4)
    page = admin.get(PAGE).text
    assert "1 thing failed." in page and "It failed: ValueError." in page
    assert "It was tried 4 times." in page
    keep(session, jobs["is-it-better"], old, held_until=now())
    assert "Being done now" in admin.get(PAGE).text


def test_what_nobody_took_over_is_late(admin, session, jobs):
    did_all(session, jobs)
    slot = now() - timedelta(days=1)
    keep(session, jobs["is-it-better"], slot, held_until=now() + timedelta(minutes=5))
    assert LATE not in admin.get(PAGE).text
    keep(session, jobs["old-files"], slot, held_until=now() - timedelta(minutes=16))
    assert LATE in admin.get(PAGE).text


def test_it_costs_the_same_however_often_jobs_ran(admin, session, jobs):
    did_all(session, jobs)
    admin.get(PAGE)
    cost = admin.statements
    for job in jobs.values():
        for days in range(1, 30):
            slot = slots.latest(job.due, now() - timedelta(days=days))
            keep(session, job, slot, done_at=slot, said="Long ago.")
    page = admin.get(PAGE).text
    assert admin.statements == cost
    assert page.count("Long ago.") == (queries.SHOWN - 1) * len(jobs)
