"""Who does what: taking a job, giving one, stepping back."""

import pytest
from sqlalchemy import select

from coprod.errors import NotAllowed, NotFound
from coprod.issues import jobs
from coprod.issues.models import Doer
from coprod.issues.policy import Standing
from coprod.issues.words import Job, Status


@pytest.fixture
def standing(issue):
    return Standing(places=[issue.place_id])


def doers(session, issue):
    found = select(Doer.job, Doer.person_id).where(Doer.issue_id == issue.id).order_by(Doer.id)
    return [tuple(row) for row in session.execute(found)]


def test_taking_a_job_twice_is_one_job(session, everyone, issue, as_viewer):
    viewer = as_viewer(everyone.family)
    jobs.take(session, viewer, issue, Job.HELPS)
    jobs.take(session, viewer, issue, Job.HELPS)
    assert doers(session, issue) == [(Job.HELPS, viewer.id)]


def test_only_some_give_jobs_to_others(session, everyone, issue, standing, as_viewer):
    with pytest.raises(NotAllowed, match="give out jobs"):
        jobs.give(
            session, as_viewer(everyone.staff), issue, standing, Job.LEADS, everyone.family.id
        )
    advocate = as_viewer(everyone.advocate)
    jobs.give(session, advocate, issue, standing, Job.LEADS, everyone.family.id)
    assert doers(session, issue) == [(Job.LEADS, everyone.family.id)]


def test_jobs_go_to_people_of_here(session, everyone, issue, standing, as_viewer):
    with pytest.raises(NotFound):
        jobs.give(
            session, as_viewer(everyone.advocate), issue, standing, Job.LEADS, everyone.stranger.id
        )


def test_anybody_may_step_back_and_nobody_takes_anothers_job(
    session, everyone, issue, standing, as_viewer
):
    jobs.take(session, as_viewer(everyone.family), issue, Job.LEADS)
    doer = session.scalar(select(Doer))
    with pytest.raises(NotAllowed):
        jobs.step_back(session, as_viewer(everyone.staff), issue, standing, doer.id)
    jobs.step_back(session, as_viewer(everyone.family), issue, standing, doer.id)
    session.flush()
    assert doers(session, issue) == []
    with pytest.raises(NotFound):
        jobs.step_back(session, as_viewer(everyone.family), issue, standing, doer.id)


def test_a_job_taken_on_the_page(session, sign_in, everyone, issue):
    issue.status = Status.ACCEPTED
    client = sign_in(everyone.uses_services)
    page = client.get(f"/issues/{issue.id}/jobs?job=tells").text
    assert "You will do it." in page and "Our family" not in page
    for _press in range(2):
        answer = client.post(f"/issues/{issue.id}/jobs", data={"job": "tells", "once": "abc"})
        assert (answer.status_code, answer.location) == (303, f"/issues/{issue.id}")
    assert doers(session, issue) == [(Job.TELLS, everyone.uses_services.id)]


def test_no_job_chosen_is_said_kindly(sign_in, everyone, issue):
    answer = sign_in(everyone.family).post(f"/issues/{issue.id}/jobs", data={})
    assert answer.status_code == 422 and "Choose a job." in answer.text


@pytest.mark.parametrize("who", [10**20, "x", "-3"])
def test_an_invented_person_is_refused(who, sign_in, everyone, issue):
    sent = {"job": "helps", "who": who}
    assert sign_in(everyone.advocate).post(f"/issues/{issue.id}/jobs", data=sent).status_code in {
        404,
        422,
    }
