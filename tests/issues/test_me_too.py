"""Me too: one each, counted by group, never where something is a right."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from coprod.errors import Conflict, NotAllowed
from coprod.issues import counts, services
from coprod.issues.models import Issue, Support
from coprod.issues.words import Lane, Status
from coprod.people.hats import HatKind
from coprod.sign_in import queries
from coprod.sign_in import services as coming_in
from coprod.web import open_session

HTMX = {"HX-Request": "true"}


def counted(session, issue) -> tuple[int, int, int]:
    session.refresh(issue)
    return issue.me_too_people, issue.me_too_families, issue.me_too_staff


@pytest.mark.parametrize(
    ("who", "counts_as"),
    [
        ("uses_services", (1, 0, 0)),
        ("family", (0, 1, 0)),
        ("staff", (0, 0, 1)),
        ("manager", (0, 0, 1)),
    ],
)
def test_it_counts_once_in_its_own_group(who, counts_as, session, everyone, issue, as_viewer):
    viewer = as_viewer(getattr(everyone, who))
    assert services.me_too(session, viewer, issue)
    assert not services.me_too(session, viewer, issue)
    assert counted(session, issue) == counts_as
    assert services.withdraw_me_too(session, viewer, issue)
    assert not services.withdraw_me_too(session, viewer, issue)
    assert counted(session, issue) == (0, 0, 0)


@pytest.mark.parametrize("who", ["commissioner", "advocate", "site_admin", "safeguarding"])
def test_some_hats_have_no_vote(who, session, everyone, issue, as_viewer, sign_in):
    with pytest.raises(NotAllowed, match="once each"):
        services.me_too(session, as_viewer(getattr(everyone, who)), issue)
    response = sign_in(getattr(everyone, who)).post(f"/issues/{issue.id}/me-too")
    assert response.status_code == 403
    assert counted(session, issue) == (0, 0, 0)


def test_it_is_taken_back_from_the_hat_it_was_said_with(session, everyone, issue, as_viewer):
    services.me_too(session, as_viewer(everyone.family), issue)
    session.flush()
    hat = session.scalar(select(Support).where(Support.person_id == everyone.family.id))
    assert hat.hat is HatKind.FAMILY
    from coprod.people.models import Hat

    worn = session.scalar(select(Hat).where(Hat.person_id == everyone.family.id))
    worn.kind = HatKind.STAFF
    services.withdraw_me_too(session, as_viewer(everyone.family), issue)
    assert counted(session, issue) == (0, 0, 0)


@pytest.mark.parametrize(
    ("lane", "says"),
    [
        (Lane.RIGHTS, "This is a right. It does not need votes."),
        (Lane.FEW, "This makes a big difference to a few people. It does not need votes."),
        (Lane.FIX, "This just needs fixing. It does not need votes."),
    ],
)
def test_a_right_needs_no_votes(lane, says, session, everyone, issue, sign_in):
    issue.lane = lane
    client = sign_in(everyone.uses_services)
    response = client.post(f"/issues/{issue.id}/me-too")
    assert (response.status_code, says in response.text) == (409, True)
    assert counted(session, issue) == (0, 0, 0)
    page = client.get(f"/issues/{issue.id}").text
    assert says in page and "aria-pressed" not in page.split("join-in-title")[1].split("bell")[0]


@pytest.mark.parametrize("status", [Status.MERGED, Status.RESOLVED])
def test_what_is_over_takes_no_more(status, session, everyone, issue, as_viewer):
    issue.status = status
    with pytest.raises(Conflict):
        services.me_too(session, as_viewer(everyone.family), issue)


def test_a_plain_form_presses_and_comes_back(sign_in, everyone, issue):
    client = sign_in(everyone.family)
    response = client.post(f"/issues/{issue.id}/me-too")
    assert (response.status_code, response.location) == (303, f"/issues/{issue.id}")
    # Nothing for a box that nobody asked for; two of them are the row of the audit chain.
    assert client.statements <= 5 + 2, client.asked


def test_htmx_redraws_only_the_box_and_says_thank_you(sign_in, everyone, issue):
    client = sign_in(everyone.family)
    response = client.post(f"/issues/{issue.id}/me-too", headers=HTMX)
    assert 'aria-pressed="true"' in response.text and "<html" not in response.text
    assert "Thank you" in response.headers["HX-Trigger"]
    response = client.post(f"/issues/{issue.id}/not-me-too", headers=HTMX)
    assert 'aria-pressed="true"' not in response.text


def test_the_button_names_its_thing(sign_in, everyone, issue):
    assert "Me too: A late bus" in sign_in(everyone.family).get(f"/issues/{issue.id}").text


@pytest.mark.parametrize("address", ["/issues/{id}", "/issues/{id}/me-too"])
def test_a_stranger_cannot_tell_that_an_issue_exists(address, sign_in, everyone, issue):
    issue.published = False
    client = sign_in(everyone.stranger)
    there, never = address.format(id=issue.id), address.format(id=10**14)
    send = client.post if there.endswith("too") else client.get
    assert send(there).status_code == send(never).status_code == 404
    assert send(address.format(id=10**20)).status_code == 404


def test_a_hundred_presses_at_once_count_as_many_as_there_are_people(
    app, session, make, place, issue
):
    people = [make.person(place, HatKind.USES_SERVICES) for _ in range(4)]
    people += [make.person(place, HatKind.STAFF) for _ in range(4)]
    tokens = [coming_in.start(session, person.id) for person in people]
    session.commit()

    def press(token: str) -> None:
        with app.app_context(), open_session() as own:
            viewer = queries.by_token(own, token).viewer
            found = own.get(Issue, issue.id)
            services.me_too(own, viewer, found)
            own.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(press, tokens * 5))
    rows = select(func.count(Support.id)).where(Support.issue_id == issue.id)
    assert session.scalar(rows) == len(people)
    assert counted(session, issue) == (4, 0, 4)
    assert counts.recount(session) == []


def test_pressing_and_taking_back_at_once_never_drifts(app, session, make, place, issue):
    token = coming_in.start(session, make.person(place, HatKind.FAMILY).id)
    session.commit()

    def press(n: int) -> None:
        with app.app_context(), open_session() as own:
            viewer = queries.by_token(own, token).viewer
            act = services.withdraw_me_too if n % 2 else services.me_too
            act(own, viewer, own.get(Issue, issue.id))
            own.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(press, range(40)))
    assert counts.recount(session) == []
