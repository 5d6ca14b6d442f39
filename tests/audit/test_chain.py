"""One row for each commit that changed something, in it; none for anything else."""

import threading
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from coprod import once
from coprod.audit.chain import APART
from coprod.audit.checking import verify
from coprod.db import insert_new, midnight, now, today
from coprod.drafts.models import Draft
from coprod.jobs.queries import named
from coprod.jobs.running import Worker
from coprod.people.models import Place
from coprod.seal import mark
from coprod.web import open_session
from tests.audit.chain import many, renamed, rows, writer
from tests.page import counting


@pytest.fixture
def place(make, session):
    place = make.place()
    session.commit()
    return place


def test_a_row_says_the_day_the_page_and_the_ids_and_is_tied_to_the_last(app, session, place):
    renamed(app, place.id, what="issues.me_too", about={"issue_id": 7}, by=lambda: 3)
    renamed(app, place.id, what="issues.me_too", about={"issue_id": 7}, by=lambda: 3)
    one, two = rows(session)
    assert (one.seq, one.on, one.what, one.about) == (
        1,
        today(),
        "issues.me_too",
        '{"issue_id": 7}',
    )
    assert (two.seq, two.prev) == (2, one.mac)
    assert isinstance(one.on, date)
    assert one.by != two.by, "whose they were cannot be told from each other"
    assert len(one.by) == len(one.mac) == 64


def test_nothing_changed_leaves_nothing(app, session, place):
    nowhere = update(Place).where(Place.id == -1).values(about="x")
    with writer(app) as writing:
        writing.commit()
        writing.scalars(select(Place)).all()
        writing.commit()
        writing.execute(nowhere)
        writing.execute(delete(Place).where(Place.id == -1))
        writing.execute(update(Place).where(Place.id == -1).values(about="x").returning(Place.id))
        writing.commit()
    assert many(session) == 0


def test_a_rollback_leaves_nothing_and_no_gap(app, session, place):
    renamed(app, place.id)
    with writer(app) as writing:
        writing.execute(update(Place).values(about="x"))
        writing.rollback()
        writing.commit()
    with writer(app) as writing:
        writing.get_one(Place, place.id).about = "y"
        writing.flush()
    renamed(app, place.id)
    assert [row.seq for row in rows(session)] == [1, 2]
    assert verify(session) == (2, "")


@pytest.mark.parametrize("way", ["row", "update", "insert", "returning", "connection"])
def test_however_it_is_said_it_is_seen(app, session, place, way):
    with writer(app) as writing:
        if way == "row":
            writing.get_one(Place, place.id).about = "new"
        elif way == "update":
            writing.execute(update(Place).values(about="new"))
        elif way == "insert":
            insert_new(writing, once.Pressed, mark="m", at=midnight(), went_to="")
            copy = {"area_id": place.area_id, "slug": "another", "name": "Another"}
            writing.add(Place(**copy))
        elif way == "returning":
            writing.scalar(update(Place).values(about="new").returning(Place.id))
        else:
            writing.connection().execute(update(Place).values(about="new"))
        writing.commit()
    assert many(session) == 1


def test_what_the_site_keeps_only_to_work_leaves_nothing(app, session, make, place):
    person = make.person(place)
    session.commit()
    with writer(app) as writing:
        insert_new(writing, once.Pressed, mark="m", at=midnight(), went_to="")
        writing.add(Draft(person_id=person.id, form="/say", words={"words": ["Half"]}))
        writing.commit()
    assert many(session) == 0


def test_it_costs_two_statements(app, session, place):
    with counting(app.extensions["engine"]) as counted:
        renamed(app, place.id)
    assert len(counted) == 1 + 2


def test_those_who_change_at_once_make_one_chain(app, session, place):
    def change(number):
        renamed(app, place.id, what=f"page {number}", times=10)

    threads = [threading.Thread(target=change, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.seq for row in rows(session)] == [*range(1, 41)]
    assert verify(session) == (40, "")


def test_a_job_that_did_something_leaves_a_row_and_one_that_did_nothing_none(app, session, make):
    job = named(app.extensions["features"])["audit-head"]

    def worker_of(name):
        return Worker(name, lambda engine: open_session(engine, app))

    with app.app_context():
        said = worker_of("a").do(job, now()).words
    assert said == f"The audit chain ends with 0-{'0' * 64}."
    assert many(session) == 0
    session.commit()
    place = make.place()
    session.commit()

    def change(session, _moment):
        session.execute(update(Place).where(Place.id == place.id).values(about="done"))
        return "Done."

    changes = type(job)(name="a-job", says="Changes.", due=job.due, run=change)
    with app.app_context():
        worker_of("a").do(changes, now())
    assert [row.what for row in rows(session)] == ["job a-job"]


def test_what_may_be_said_unnamed_is_a_row_that_says_nothing(session, sign_in, make):
    person = make.person(make.place())
    browser = sign_in(person)
    assert browser.post("/say", data={"words": "The tea is cold."}).status_code == 303
    browser.post("/say/check")
    told = rows(session)
    assert told and {(row.what, row.about) for row in told} == {(APART, "")}
    nobodys = [mark(session, "audit by", 0, row.seq) for row in told]
    assert [row.by for row in told] == nobodys, "not even the key says who"
