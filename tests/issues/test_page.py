"""One issue's page: what it shows, to whom, and at what cost."""

import pytest

from coprod.issues.models import Doer, IssueStatement, StatusChange, Support
from coprod.issues.words import Job, SaidAs, Status
from coprod.people.hats import HatKind
from coprod.promises.models import Answer


def test_it_shows_the_words_and_how_they_were_said(sign_in, session, everyone, issue, make, place):
    issue.said_as, issue.helper_id = SaidAs.HELP_TO_TYPE, everyone.staff.id
    statement = make.statement(session.get(type(make.area()), place.area_id))
    session.add(IssueStatement(issue_id=issue.id, statement_id=statement.id, version=1))
    text = sign_in(everyone.family).get(f"/issues/{issue.id}").text
    for piece in (
        "It never comes on time.",
        "The Raiser, uses services",
        "Said with help to type.",
        "Our staff helped.",
        place.name,
        "Nobody can change this list.",
    ):
        assert piece in text
    assert f"/good-life/{statement.id}" in text


def test_jobs_nobody_has_are_said(sign_in, session, everyone, issue):
    issue.status = Status.ACCEPTED
    session.add(Doer(issue_id=issue.id, job=Job.LEADS, person_id=everyone.family.id))
    text = sign_in(everyone.family).get(f"/issues/{issue.id}").text
    assert text.count("Nobody&#39;s job yet") == 3
    assert "Our family" in text


def test_before_it_is_accepted_nobody_is_asked_to_do_it(visitor, issue):
    assert "job yet" not in visitor.get(f"/issues/{issue.id}").text


@pytest.mark.parametrize("rows", [5, 25, 100])
def test_the_cost_does_not_grow(rows, visitor, sign_in, session, make, place, everyone, issue):
    issue.status = Status.ACCEPTED
    for n in range(rows):
        person = make.person(place)
        support = Support(issue_id=issue.id, person_id=person.id, hat=HatKind.USES_SERVICES)
        answer = Answer(
            issue_id=issue.id, by_id=person.id, by_hat=HatKind.USES_SERVICES, says="yes", why="So."
        )
        answer.given_on = issue.raised_on
        step = StatusChange(issue_id=issue.id, became=Status.ACCEPTED, why=f"{n}")
        step.on, step.by_id = issue.raised_on, person.id
        session.add_all([support, answer, step])
    visitor.get(f"/issues/{issue.id}")
    ours = [one for one in visitor.asked if "try" not in one and "project" not in one]
    assert len([one for one in ours if "talk" not in one and "thread" not in one]) <= 3, ours
    client = sign_in(everyone.family)
    client.get(f"/issues/{issue.id}")
    ours = [one for one in client.asked if "try" not in one and "project" not in one]
    assert len([one for one in ours if "talk" not in one and "thread" not in one]) <= 6, ours


def test_follow_and_unfollow(sign_in, everyone, issue):
    client = sign_in(everyone.commissioner)
    client.post(f"/issues/{issue.id}/follow")
    client.post(f"/issues/{issue.id}/follow")
    text = client.get(f"/issues/{issue.id}").text
    assert f"/issues/{issue.id}/unfollow" in text
    client.post(f"/issues/{issue.id}/unfollow")
    assert f"/issues/{issue.id}/unfollow" not in client.get(f"/issues/{issue.id}").text


def test_a_stranger_may_read_what_is_open_and_join_nothing(sign_in, everyone, issue):
    client = sign_in(everyone.stranger)
    assert client.get(f"/issues/{issue.id}").status_code == 200
    for act in ("me-too", "follow", "jobs"):
        assert client.post(f"/issues/{issue.id}/{act}").status_code == 403


def test_no_heading_stands_over_nothing(visitor, sign_in, everyone, issue):
    """Of what got better, whoever is not signed in can neither say me too nor follow."""
    heading = "Who stands with this"
    assert heading in visitor.get(f"/issues/{issue.id}").text
    issue.status = Status.RESOLVED
    assert heading not in visitor.get(f"/issues/{issue.id}").text
    assert heading in sign_in(everyone.family).get(f"/issues/{issue.id}").text


def test_markup_in_words_is_shown_as_words(visitor, issue):
    issue.title = issue.words = "<script>alert(1)</script>"
    text = visitor.get(f"/issues/{issue.id}").text
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text
