"""Who asks people something says how much say they have: afterwards, and shown to everyone."""

import pytest

from coprod.decided import Say
from coprod.issues.models import Issue
from coprod.issues.words import Lane
from coprod.people.hats import HatKind
from tests.journeys.pages import press, words

LEVEL = "How much say you have:"


@pytest.fixture
def person(make, place, session):
    """Somebody with a hat: an advocate's is of the whole area."""

    def one(kind):
        area = session.get(type(make.area()), place.area_id)
        return make.person(area if kind is HatKind.ADVOCATE else place, kind)

    return one


def said(session, client, **choices):
    """Say something, and find it."""
    client.post("/say", data={"words": "Shall we open at 10?"})
    for name, choice in choices.items():
        client.post(f"/say/ask/{name}", data={name: choice})
    client.post("/say/check")
    return session.query(Issue).filter_by(words="Shall we open at 10?").one()


@pytest.mark.parametrize("kind", [HatKind.STAFF, HatKind.MANAGER, HatKind.ADVOCATE])
@pytest.mark.parametrize("much", Say)
def test_whoever_asks_chooses_one_and_everybody_sees_it(
    kind, much, session, sign_in, visitor, person, make, place
):
    client = sign_in(person(kind))
    issue = said(session, client, readers="anyone")
    page = client.get(f"/say/{issue.id}/ask/much")
    assert "Question 7 of 7." in page.text and "checked" not in page.text
    assert press(client, f"/say/{issue.id}/ask/much", much=much.value).status_code == 303
    session.refresh(issue)
    assert issue.say is much
    here = f"/issues/{issue.id}"
    shown = {words(one.get(here).text).partition(LEVEL)[2][:20] for one in (visitor, client)}
    shown.add(words(sign_in(make.person(place)).get(here).text).partition(LEVEL)[2][:20])
    assert len(shown) == 1 and shown != {""}


@pytest.mark.parametrize("kind", [HatKind.USES_SERVICES, HatKind.FAMILY])
def test_nobody_else_is_asked_or_can_say_it(kind, session, sign_in, person):
    client = sign_in(person(kind))
    issue = said(session, client)
    assert "of 6. You can skip it." in client.get(f"/say/{issue.id}/ask/place").text
    for path in (f"/say/{issue.id}/ask/much", "/say/ask/much"):
        assert client.get(path).status_code == 404
        assert client.post(path, data={"much": "deciding"}).status_code == 404
    for page in (f"/say/{issue.id}", "/say/check"):
        assert "How much say people have" not in client.get(page).text
    session.refresh(issue)
    assert issue.say is None


def test_it_can_be_taken_back_and_nonsense_is_refused(session, sign_in, person):
    client = sign_in(person(HatKind.MANAGER))
    issue = said(session, client, much="consultation")
    assert issue.say is Say.CONSULTATION
    refused = client.post(f"/say/{issue.id}/ask/much", data={"much": "all of it"})
    assert refused.status_code == 422 and "Choose from the list." in refused.text
    assert client.post(f"/say/{issue.id}/ask/much", data={"much": ""}).status_code == 422
    client.post(f"/say/{issue.id}/ask/much", data={"much": "nothing"})
    session.refresh(issue)
    assert issue.say is None


def test_a_name_held_back_drops_it_for_it_would_tell_who_asks(session, sign_in, visitor, person):
    client = sign_in(person(HatKind.MANAGER))
    issue = said(session, client, much="deciding", readers="anyone", name="held")
    assert issue.say is None
    assert LEVEL not in words(visitor.get(f"/issues/{issue.id}").text)
    assert client.get(f"/say/{issue.id}/ask/much").status_code == 404


def test_holding_the_name_back_afterwards_drops_it_too(session, sign_in, person):
    client = sign_in(person(HatKind.MANAGER))
    issue = said(session, client, much="deciding")
    press(client, f"/say/{issue.id}/ask/name", name="held")
    session.refresh(issue)
    assert issue.name_held and issue.say is None


def test_a_me_too_says_how_far_it_goes_and_a_right_needs_none(session, sign_in, make, place):
    issue = make.issue(place, published=True)
    client = sign_in(make.person(place))
    page = words(client.get(f"/issues/{issue.id}").text)
    assert f"{LEVEL} We ask you. Somebody else decides, and tells you why." in page
    issue.lane = Lane.RIGHTS
    assert LEVEL not in words(client.get(f"/issues/{issue.id}").text)
