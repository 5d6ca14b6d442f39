"""Who does what: taking a job, giving one, stepping back."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, NotAllowed, NotFound
from coprod.issues import jobs
from coprod.issues.models import Doer
from coprod.issues.policy import Standing
from coprod.issues.words import Job, Status
from coprod.people.models import Area, Person


@pytest.fixture
def issue(issue):
    """It is looked at now, so it needs people who do something."""
    issue.status = Status.ACCEPTED
    return issue


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


def test_anybody_may_step_back_and_nobody_takes_anothers_job(session, everyone, issue, as_viewer):
    jobs.take(session, as_viewer(everyone.staff), issue, Job.LEADS)
    jobs.take(session, as_viewer(everyone.family), issue, Job.HELPS)
    doer = session.scalar(select(Doer).where(Doer.job == Job.HELPS))
    with pytest.raises(NotAllowed):  # not even somebody who leads: nobody would see who did it
        jobs.step_back(session, as_viewer(everyone.staff), issue, doer.id)
    jobs.step_back(session, as_viewer(everyone.family), issue, doer.id)
    session.flush()
    assert doers(session, issue) == [(Job.LEADS, everyone.staff.id)]
    with pytest.raises(NotFound):
        jobs.step_back(session, as_viewer(everyone.family), issue, doer.id)


def test_the_advocate_can_take_a_job_from_somebody(session, sign_in, everyone, issue):
    doer = Doer(issue_id=issue.id, job=Job.HELPS, person_id=everyone.family.id)
    session.add(doer)
    session.flush()
    assert "Take the job back" not in sign_in(everyone.staff).get(f"/issues/{issue.id}/jobs").text
    hannah = sign_in(everyone.advocate)
    assert "Take the job back" in hannah.get(f"/issues/{issue.id}/jobs").text
    assert hannah.post(f"/issues/{issue.id}/jobs/{doer.id}/stop").status_code == 303
    assert doers(session, issue) == []


@pytest.mark.parametrize("status", [Status.TRIAGE, Status.RESOLVED, Status.DECLINED])
def test_there_are_no_jobs_before_it_is_looked_at_or_once_it_is_over(
    status, session, sign_in, everyone, issue, standing, as_viewer
):
    issue.status = status
    with pytest.raises(Conflict, match="Nobody needs to take a job"):
        jobs.take(session, as_viewer(everyone.family), issue, Job.HELPS)
    with pytest.raises(Conflict):
        jobs.give(
            session, as_viewer(everyone.advocate), issue, standing, Job.HELPS, everyone.staff.id
        )
    assert sign_in(everyone.family).get(f"/issues/{issue.id}/jobs").status_code == 409


def test_to_have_to_agree_is_given_and_never_taken(session, sign_in, everyone, issue):
    url = f"/issues/{issue.id}/jobs"
    imran = sign_in(everyone.commissioner)
    assert "Has to agree" not in imran.get(url).text
    assert imran.post(url, data={"job": "has_to_agree"}).status_code == 403
    no = {"says": "no", "why": "There is no money."}
    assert imran.post(f"/issues/{issue.id}/answer", data=no).status_code == 403
    hannah = sign_in(everyone.advocate)
    refused = hannah.post(url, data={"job": "has_to_agree"})
    assert refused.status_code == 422 and "Somebody else has to agree." in refused.text
    given = {"job": "has_to_agree", "who": str(everyone.commissioner.id)}
    assert hannah.post(url, data=given).status_code == 303
    assert doers(session, issue) == [(Job.HAS_TO_AGREE, everyone.commissioner.id)]
    assert imran.get(f"/issues/{issue.id}/answer").status_code == 200


@pytest.fixture
def elsewhere(make, place):
    """Another place of the area, and somebody there."""
    there = make.place(make.session.get(Area, place.area_id))
    make.person(there, name="The Far One")
    return there


def offered(session, viewer, issue, standing):
    return {one.name for one in jobs.takers(session, viewer, issue, standing)}


def test_taking_the_lead_lists_nobody_of_other_places(
    session, make, place, everyone, elsewhere, as_viewer
):
    issue = make.issue(place, status=Status.ACCEPTED)
    leads = as_viewer(everyone.family)
    for places in ([], [place.id, elsewhere.id]):
        standing = Standing(places=places, doers=[(Job.LEADS, leads.id)])
        there = offered(session, leads, issue, standing)
        assert {"Our staff", "Our advocate", "Our commissioner"} <= there
        assert "The Far One" not in there
        far = session.scalar(select(Person.id).where(Person.name == "The Far One"))
        with pytest.raises(NotFound):
            jobs.give(session, leads, issue, standing, Job.HELPS, far)


def test_those_who_do_something_already_are_offered_too(
    session, issue, everyone, elsewhere, as_viewer
):
    far = session.scalar(select(Person).where(Person.name == "The Far One"))
    viewer = as_viewer(everyone.family)
    doing = [(Job.LEADS, viewer.id), (Job.HELPS, far.id)]
    standing = Standing(places=[issue.place_id], doers=doing)
    assert "The Far One" in offered(session, viewer, issue, standing)


def test_the_advocate_can_ask_anybody_of_its_places(
    session, make, issue, everyone, elsewhere, standing, as_viewer
):
    hannah = as_viewer(everyone.advocate)
    assert "The Far One" not in offered(session, hannah, issue, standing)
    assert "The Far One" in offered(session, hannah, issue, Standing())
    assert not {one for one in offered(session, hannah, issue, Standing()) if "stranger" in one}


def test_a_job_taken_on_the_page(session, sign_in, everyone, issue):
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
