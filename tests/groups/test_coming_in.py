"""Coming in by a link that somebody made."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import now
from coprod.groups.models import HatChange, Invitation
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person
from tests.groups.test_inviting import JOINING, WORDS


def test_an_advocates_link_lets_somebody_in_at_once(hannah, place, link, visitor, session):
    url = link(hannah, place)
    page = visitor.get(url).text
    assert "Hannah Lowe invites you to Mill Lane." in page
    assert "checked" not in page
    response = visitor.post(url, data=JOINING)
    assert (response.status_code, response.location) == (303, "/group/welcome")
    assert "leon marsh" in visitor.get("/group/welcome").text
    hat = session.scalars(
        select(Hat).join(Person, Person.id == Hat.person_id).where(Person.slug == "leon-marsh")
    ).one()
    assert (
        hat.kind is HatKind.USES_SERVICES and hat.confirmed_at and hat.confirmed_by_id == hannah.id
    )
    visitor.post("/sign-out")
    assert (
        visitor.post("/sign-in", data={"name": "Leon Marsh", "passphrase": WORDS}).status_code
        == 303
    )


def test_anybody_elses_link_leaves_the_hat_waiting(make, place, link, visitor, session):
    visitor.post(link(make.person(place, HatKind.MANAGER), place), data=JOINING)
    hat = session.scalars(select(Hat).order_by(Hat.id.desc()).limit(1)).one()
    assert hat.confirmed_at is None
    assert "The advocate says yes" in visitor.get("/group/welcome").text
    assert visitor.get("/group/invite").status_code == 404


def test_an_advocate_employed_at_the_place_confirms_nobody_there(
    make, hannah, place, link, visitor, session
):
    make.hat(hannah, place, HatKind.STAFF)
    visitor.post(link(hannah, place), data=JOINING)
    assert session.scalars(select(Hat.confirmed_at).order_by(Hat.id.desc()).limit(1)).one() is None


def test_power_lost_since_the_link_was_made_confirms_nothing(hannah, place, link, visitor, session):
    url = link(hannah, place)
    session.scalars(select(Hat).where(Hat.person_id == hannah.id)).one().confirmed_at = None
    visitor.post(url, data=JOINING)
    assert session.scalars(select(Hat.confirmed_at).order_by(Hat.id.desc()).limit(1)).one() is None


def test_looking_at_a_link_does_not_use_it(hannah, place, link, visitor):
    url = link(hannah, place)
    assert [visitor.get(url).status_code for _ in range(3)] == [200] * 3
    assert visitor.post(url, data=JOINING).status_code == 303


def test_wrong_used_and_old_links_look_the_same(hannah, place, link, one_more, session):
    used, old = link(hannah, place), link(hannah, place)
    assert one_more().post(used, data=JOINING).status_code == 303
    session.scalars(
        select(Invitation).order_by(Invitation.id.desc()).limit(1)
    ).one().ends_at -= timedelta(hours=49)
    looked, pressed = set(), set()  # pressing gives back what was typed
    for url in (used, old, "/invited/never-was", "/invited/" + "x" * 300, "/invited/😀"):
        for response, pages in (
            (one_more().get(url), looked),
            (one_more().post(url, data=JOINING), pressed),
        ):
            assert response.status_code == 404
            main = response.text.partition("<main")[2].partition("</main>")[0]
            pages.add(main)
    assert len(looked) == len(pressed) == 1
    for page in looked | pressed:
        assert "Please ask for a new one." in page
        assert WORDS not in page


def test_five_presses_make_one_person(hannah, place, link, one_more, session):
    url = link(hannah, place)
    answers = [one_more().post(url, data=JOINING | {"once": "o" * 20}) for _ in range(5)]
    assert {answer.location for answer in answers} == {"/group/welcome"}
    assert (
        session.scalar(select(func.count()).select_from(Person).where(Person.name == "Leon Marsh"))
        == 1
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "Write your name."),
        ({"name": "n" * 5_001}, "200 letters or fewer"),
        ({"grown_up": ""}, "Tick this if you are 18 or older."),
        ({"passphrase": "short", "passphrase_again": "short"}, "12 letters or more"),
        (
            {"passphrase": "passwordpassword", "passphrase_again": "passwordpassword"},
            "easy to guess",
        ),
        ({"passphrase": "leon marsh 1234", "passphrase_again": "leon marsh 1234"}, "easy to guess"),
        ({"passphrase_again": "yellow bus to the see"}, "are not the same"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_still_works(
    hannah, place, link, visitor, session, sent, sentence
):
    url = link(hannah, place)
    response = visitor.post(url, data=JOINING | sent)
    assert response.status_code == 422
    assert sentence in response.text
    assert WORDS not in response.text
    assert session.scalar(select(Invitation.used_at)) is None
    assert visitor.post(url, data=JOINING).status_code == 303


@pytest.mark.parametrize("name", ["😀😀", "LEON MARSH", "ليون مارش", "x" * 200, "Leon\x00 Marsh"])
def test_any_name_will_do(hannah, place, link, visitor, session, name):
    assert visitor.post(link(hannah, place), data=JOINING | {"name": name}).status_code == 303
    assert visitor.get("/group/welcome").status_code == 200


def test_two_people_of_one_name_sign_in_with_different_ones(hannah, place, link, one_more, session):
    for _ in range(2):
        one_more().post(link(hannah, place), data=JOINING)
    slugs = session.scalars(
        select(Person.slug).where(Person.name == "Leon Marsh").order_by(Person.id)
    ).all()
    assert slugs == ["leon-marsh", "leon-marsh-2"]
    sent = {"name": "leon marsh 2", "passphrase": WORDS}
    assert one_more().post("/sign-in", data=sent).status_code == 303


def test_somebody_with_an_account_adds_the_hat_to_it_under_a_new_id(
    hannah, make, place, link, sign_in, session
):
    from coprod.sign_in.models import SignIn

    angela = make.person(make.place(), HatKind.STAFF, name="Angela Okafor")
    client = sign_in(angela)
    url = link(hannah, place, HatKind.FAMILY)
    assert "You are signed in as Angela Okafor." in client.get(url).text
    assert client.post(url).location == "/group"
    hats = session.scalars(
        select(Hat.kind).where(Hat.person_id == angela.id, Hat.confirmed_at.is_not(None))
    )
    assert set(hats) == {HatKind.STAFF, HatKind.FAMILY}
    theirs = select(SignIn.ended_at).where(SignIn.person_id == angela.id)
    assert session.scalars(theirs).all() == [None]  # the one before is gone
    assert client.get("/group/invite").status_code == 200


def test_a_link_never_changes_a_hat_somebody_has(hannah, make, place, link, sign_in, session):
    marek = make.person(place, HatKind.STAFF)
    sign_in(marek).post(link(hannah, place, HatKind.USES_SERVICES))
    assert session.scalars(select(Hat.kind).where(Hat.person_id == marek.id)).all() == [
        HatKind.STAFF
    ]


def test_taking_a_hat_twice_by_one_press_gets_the_same_answer(
    hannah, make, place, link, sign_in, one_more
):
    client, tab, url = sign_in(make.person(make.place())), one_more(), link(hannah, place)
    tab.set_cookie("coprod", client.get_cookie("coprod").value)  # as it was at both presses
    answers = [one.post(url, data={"once": "o" * 20}) for one in (client, tab, client)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/group")] * 3
    assert one_more().post(url, data={"once": "another"}).status_code == 404


@pytest.mark.parametrize("kind", [HatKind.FAMILY, HatKind.MANAGER])
def test_an_advocates_link_counts_at_once_for_somebody_who_waited_for_another_hat(
    hannah, make, place, link, sign_in, session, kind
):
    from coprod.sign_in.models import SignIn

    bev = make.person()
    make.hat(bev, place, HatKind.STAFF, confirmed=False)
    before, client = sign_in(bev), sign_in(bev)
    client.post(link(hannah, place, kind))
    hat = session.scalars(select(Hat).where(Hat.person_id == bev.id)).one()
    session.refresh(hat)
    assert (hat.kind, hat.confirmed_by_id) == (kind, hannah.id) and hat.confirmed_at
    ends = select(SignIn.ends_at).where(SignIn.ended_at.is_(None)).order_by(SignIn.id.desc())
    powerful = kind is HatKind.MANAGER
    assert (session.scalars(ends).first() < now() + timedelta(days=1)) is powerful
    assert (before.get("/my-settings/passphrase").status_code == 302) is powerful
    assert client.get("/my-settings/passphrase").status_code == 200


def test_anybody_elses_link_to_somebody_who_waits_still_waits(make, place, link, sign_in, session):
    bev = make.person()
    hat = make.hat(bev, place, HatKind.STAFF, confirmed=False)
    sign_in(bev).post(link(make.person(place), place, HatKind.FAMILY))
    session.refresh(hat)
    assert (hat.kind, hat.confirmed_at) == (HatKind.FAMILY, None)


def test_a_link_takes_the_place_of_another_hat_that_was_asked_for(
    hannah, make, place, link, sign_in, session
):
    client = sign_in(make.person(place, HatKind.STAFF))
    client.post(f"/group/hat/{place.id}", data={"kind": "manager"})
    client.post(link(hannah, place, HatKind.FAMILY))
    assert session.scalars(select(HatChange.kind)).all() == [HatKind.FAMILY]


def test_somebody_made_up_gets_no_real_hat(hannah, make, place, link, sign_in, session):
    leon = make.person(is_demo=True)
    assert sign_in(leon).post(link(hannah, place)).status_code == 409
    assert session.scalars(select(Hat).where(Hat.person_id == leon.id)).all() == []
