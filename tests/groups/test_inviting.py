"""Letting people in by a link."""

import re

import pytest
from sqlalchemy import func, select

from coprod.errors import NotAllowed
from coprod.groups import policy, services
from coprod.groups.models import Invitation
from coprod.people.hats import HatKind

WORDS = "yellow bus to the sea"
JOINING = {"name": "Leon Marsh", "passphrase": WORDS, "passphrase_again": WORDS, "grown_up": "yes"}
LOCKED = "/group/waiting"


@pytest.mark.parametrize(
    ("hat", "may_here", "may_elsewhere", "may_area"),
    [
        (HatKind.USES_SERVICES, True, False, False),
        (HatKind.FAMILY, True, False, False),
        (HatKind.STAFF, True, False, False),
        (HatKind.MANAGER, True, False, False),
    ],
)
def test_people_at_a_place_may_invite_to_it(
    make, place, as_viewer, hat, may_here, may_elsewhere, may_area
):
    who, other = as_viewer(make.person(place, hat)), make.place()
    may = policy.may_invite
    assert may(who, place.area_id, place.id, HatKind.FAMILY) is may_here
    assert may(who, other.area_id, other.id, HatKind.FAMILY) is may_elsewhere
    assert may(who, place.area_id, None, HatKind.ADVOCATE) is may_area


def test_advocates_may_invite_anywhere_in_their_area(hannah, make, area, as_viewer):
    who, here, other = as_viewer(hannah), make.place(area), make.place()
    assert policy.may_invite(who, area.id, here.id, HatKind.MANAGER)
    assert policy.may_invite(who, area.id, None, HatKind.COMMISSIONER)
    assert not policy.may_invite(who, other.area_id, other.id, HatKind.FAMILY)


@pytest.mark.parametrize("kind", [HatKind.SAFEGUARDING, HatKind.SITE_ADMIN])
def test_the_most_powerful_hats_are_given_by_command_only(hannah, area, place, as_viewer, kind):
    assert not policy.may_invite(as_viewer(hannah), area.id, None, kind)
    assert not policy.may_invite(as_viewer(hannah), area.id, place.id, kind)


def test_a_hat_not_yet_confirmed_invites_nobody(make, place, session, as_viewer, sign_in):
    who = make.person()
    make.hat(who, place, HatKind.STAFF, confirmed=False)
    with pytest.raises(NotAllowed):
        services.invite(session, as_viewer(who), (place.area_id, place.id), HatKind.STAFF)
    assert sign_in(who).get("/group/invite").status_code == 404


def test_inviting_shows_the_link_once(hannah, make, place, sign_in):
    client = sign_in(hannah)
    made = client.post(
        "/group/invite", data={"where": str(place.id), "kind": "family", "for_whom": "Angela"}
    )
    assert (made.status_code, made.location) == (303, "/group/invitation")
    page = client.get("/group/invitation").text
    assert "http://localhost/invited/" in page and "This is for Angela." in page
    assert client.get("/group/invitation.svg").mimetype == "image/svg+xml"
    assert "/invited/" not in client.get("/group/invitation").text
    assert client.get("/group/invitation.svg").status_code == 404


def test_pressing_twice_makes_one_invitation(hannah, place, sign_in, session):
    client = sign_in(hannah)
    for _ in range(3):
        client.post(
            "/group/invite", data={"where": str(place.id), "kind": "family", "once": "x" * 20}
        )
    assert session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_the_token_is_not_kept(hannah, place, link, session):
    token = link(hannah, place).rsplit("/", 1)[1]
    kept = session.scalars(select(Invitation.token_hash)).one()
    assert token not in kept and len(token) >= 22


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "family"}, "Choose a place."),
        ({"where": "area", "kind": "family"}, "Choose the place where they take part."),
        ({"where": "PLACE", "kind": "advocate"}, "Choose the whole area."),
        ({"where": "PLACE"}, "Choose who they are."),
        ({"where": "PLACE", "kind": "site_admin"}, "Choose who they are."),
        ({"where": "99999", "kind": "family"}, "Choose a place."),
        ({"where": "PLACE", "kind": "family", "for_whom": "x" * 5_001}, "200 letters or fewer"),
    ],
)
def test_a_wrong_invitation_is_said(hannah, make, area, place, sign_in, session, sent, sentence):
    make.place(area)
    if sent.get("where") == "PLACE":
        sent = sent | {"where": str(place.id)}
    response = sign_in(hannah).post("/group/invite", data=sent)
    assert response.status_code == 422
    assert sentence in response.text
    assert session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_nobody_invites_without_end(hannah, place, session, as_viewer):
    from coprod.errors import TooMany

    who = as_viewer(hannah)
    for _ in range(50):
        services.invite(session, who, (place.area_id, place.id), HatKind.FAMILY)
    with pytest.raises(TooMany, match="Please try again tomorrow"):
        services.invite(session, who, (place.area_id, place.id), HatKind.FAMILY)


AT_ONCE, FIRST = "as soon as they come in", "says yes before they can take part"


def test_an_advocate_is_told_what_their_link_does(hannah, place, sign_in):
    page = sign_in(hannah).get("/group/invite").text
    assert AT_ONCE in page and FIRST not in page


def test_an_advocate_who_works_at_a_place_is_told_that_people_wait_there(
    hannah, make, area, place, sign_in, one_more, session
):
    make.hat(hannah, place, HatKind.STAFF)
    make.place(area, name="Weavers' Yard")
    client = sign_in(hannah)
    page = client.get("/group/invite").text.replace("&#39;", "'")
    assert AT_ONCE in page and "At Mill Lane another advocate says yes first." in page
    assert "At Weavers' Yard" not in page
    sent = {"where": str(place.id), "kind": "family"}
    assert client.post("/group/invite", data=sent).status_code == 303
    path = re.search(r"/invited/[\w-]+", client.get("/group/invitation").text)[0]
    guest = one_more()
    guest.post(path, data=JOINING)
    assert "says yes to your hat first" in guest.get("/group/welcome").text


def test_everybody_else_is_told_that_people_wait(make, place, sign_in):
    page = sign_in(make.person(place)).get("/group/invite").text
    assert FIRST in page and AT_ONCE not in page
