"""What is written down of issues by itself: jobs that nobody has, and counts that move on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import midnight, now, today
from coprod.issues import counts, due, jobs
from coprod.issues.models import Doer, Issue
from coprod.issues.nobody import NobodysJob
from coprod.issues.words import Job, Status


@pytest.fixture
def issue(issue, session):
    """We said yes to it 10 days ago."""
    issue.status, issue.accepted_on = Status.ACCEPTED, today() - timedelta(days=10)
    session.flush()
    return issue


def look(session):
    return due.see_nobodys_jobs(session, now())


def since(session, issue):
    ours = NobodysJob.about == "issue", NobodysJob.about_id == issue.id
    return dict(session.execute(select(NobodysJob.job, NobodysJob.since).where(*ours)).all())


def test_a_job_that_nobody_ever_had_waits_since_the_yes(session, issue, everyone):
    session.add(Doer(issue_id=issue.id, job=Job.LEADS, person_id=everyone.staff.id))
    session.flush()
    for _ in "12":
        assert look(session) == "Jobs that nobody has had for 7 days: 3."
    blank = dict.fromkeys(("helps", "has_to_agree", "tells"), issue.accepted_on)
    assert since(session, issue) == blank | {"leads": None}


def test_a_job_that_was_left_waits_since_that_was_seen(session, issue, everyone, as_viewer):
    doer = Doer(issue_id=issue.id, job=Job.LEADS, person_id=everyone.staff.id)
    session.add(doer)
    session.flush()
    look(session)
    jobs.step_back(session, as_viewer(everyone.staff), issue, doer.id)
    session.flush()
    for slot in (now() - timedelta(days=60), now()):  # a run for a day gone by sees it as it is now
        due.see_nobodys_jobs(session, slot)
        assert since(session, issue)["leads"] == today()
    jobs.take(session, as_viewer(everyone.staff), issue, Job.LEADS)
    look(session)
    assert since(session, issue)["leads"] is None


@pytest.mark.parametrize(
    "change",
    [{"status": Status.CLAIMED}, {"taken_back_on": date(2026, 1, 2)}, {"accepted_on": None}],
    ids=str,
)
def test_what_is_not_under_way_waits_for_nobody(session, issue, change):
    session.add(NobodysJob(about="try", about_id=issue.id, job="leads", since=today()))
    look(session)
    session.execute(update(Issue).where(Issue.id == issue.id).values(change))
    assert look(session) == "Jobs that nobody has had for 7 days: 0."
    assert since(session, issue) == {}
    assert session.scalars(select(NobodysJob.about)).all() == ["try"]  # those are not ours


def test_the_page_says_since_when_once_that_is_7_days(session, issue, everyone, sign_in):
    look(session)
    client, page = sign_in(everyone.family), f"/issues/{issue.id}"
    day = issue.accepted_on
    told = f"It has waited since {day:%A} {day.day} {day:%B %Y}."
    assert client.get(page).text.count(told) == 4
    session.execute(update(NobodysJob).values(since=today() - timedelta(days=6)))
    assert "It has waited since" not in client.get(page).text


def stored(session, issue):
    session.expire_all()
    return issue.shown_people, issue.shown_families, issue.shown_staff, issue.shown_on


def test_stored_counts_become_what_is_shown_and_are_never_early(session, make, place, issue):
    pressed = make.issue(place, me_too_people=9, shown_people=5, shown_on=today())
    yesterday = today() - timedelta(days=1)
    issue.me_too_people, issue.me_too_staff, issue.shown_people = 14, 7, 5
    issue.shown_on = yesterday
    pressed.me_too_people = 10
    session.flush()
    shown = select(*counts.STEPS).where(Issue.id == issue.id)
    before = tuple(session.execute(shown).one())
    assert due.move_counts_on(session, midnight()) == "Counts that moved on: 1."
    assert stored(session, issue) == (10, 0, 0, today())
    assert before == tuple(session.execute(shown).one()) == (10, 0, 0)
    assert stored(session, pressed) == (5, 0, 0, today())  # pressed today: it shows tomorrow
    assert due.move_counts_on(session, midnight()) == "Counts that moved on: 0."


def test_a_slot_of_before_moves_no_count_of_a_later_day(session, issue):
    issue.me_too_people, issue.shown_on = 20, today() - timedelta(days=1)
    session.flush()
    due.move_counts_on(session, now() - timedelta(days=2))
    assert stored(session, issue)[0] == 0
    due.move_counts_on(session, midnight())
    assert stored(session, issue)[0] == 20


def test_no_press_after_the_job_can_be_read_off_the_page(session, make, place, issue, as_viewer):
    from coprod.issues import services

    issue.me_too_people = 9
    session.flush()
    due.move_counts_on(session, midnight())
    services.me_too(session, as_viewer(make.person(place)), issue)
    session.flush()
    assert stored(session, issue)[0] == 5
    assert session.execute(select(*counts.STEPS).where(Issue.id == issue.id)).one()[0] == 5
