"""The advocate says who the contacts are and opens places; nobody else can."""

import pytest
from sqlalchemy import select

from coprod.concerns.forms import HoursForm
from coprod.concerns.models import Contact
from coprod.people.models import Place
from tests.concerns.test_unseen import NOT_CONTACTS

SET = {"works_for": "The council", "employer": "council", "turn": "3"}


@pytest.fixture
def pages(people):
    one = f"/group/contacts/{people.second.id}"
    return ["/group/contacts", one, f"{one}/hours", f"{one}/away", f"{one}/end"]


@pytest.mark.parametrize("who", [*NOT_CONTACTS, "first"])
def test_only_the_advocate_of_the_area_sees_these_pages(people, pages, place, sign_in, who):
    client = sign_in(getattr(people, who))
    client.choose_area("only")
    wanted = 200 if who == "advocate" else 404
    for page in [*pages, f"/group/open/{place.id}"]:
        assert client.get(page).status_code == wanted, page
    if who != "advocate":
        assert client.post(pages[1], data=SET).status_code == 404


def test_an_advocate_who_is_employed_there_does_not(people, pages, place, sign_in, make):
    make.hat(people.advocate, place, "manager")
    assert sign_in(people.advocate).get(pages[0]).status_code == 404


def _contact(session, person):
    session.rollback()
    found = session.scalars(select(Contact).where(Contact.person_id == person.id)).one()
    session.commit()
    return found


def test_work_hours_and_days_away_are_set(people, pages, sign_in, session):
    client = sign_in(people.advocate)
    assert client.post(pages[1], data=SET | {"employer": "x"}).status_code == 422
    assert client.post(pages[1], data=SET).status_code == 303
    assert _contact(session, people.second).place_in_turn == 3
    wrong = client.post(pages[2], data={"monday": "when I like"})
    assert wrong.status_code == 422 and "when I like" in wrong.text
    week = dict.fromkeys(HoursForm.DAYS, "") | {"monday": "9 to 5", "sunday": "10-12"}
    assert client.post(pages[2], data=week).status_code == 303
    assert _contact(session, people.second).hours == "09:00-17:00,,,,,,10:00-12:00"
    away = {"away_from": "2026-12-01", "away_to": "2026-12-05", "cover": str(people.first.id)}
    assert client.post(pages[3], data=away | {"away_to": "2026-11-01"}).status_code == 422
    for cover in (str(people.second.id), str(people.manager.id), "9" * 30, "x"):
        assert client.post(pages[3], data=away | {"cover": cover}).status_code == 422
    assert client.post(pages[3], data=away).status_code == 303
    assert _contact(session, people.second).cover_id == people.first.id
    assert "Somebody first reads then." in client.get("/group/contacts").text
    nothing = dict.fromkeys(away, "")
    assert client.post(pages[3], data=nothing).status_code == 303
    assert _contact(session, people.second).away_from is None


def test_whoever_stops_reads_nothing_any_more(people, pages, sign_in, session):
    contact = sign_in(people.second)
    assert contact.get("/concerns").status_code == 200
    assert sign_in(people.advocate).post(pages[4]).status_code == 303
    assert contact.get("/concerns").status_code == 404
    assert sign_in(people.advocate).get(pages[2]).status_code == 404


def test_somebody_without_the_hat_is_no_contact(people, sign_in):
    page = f"/group/contacts/{people.manager.id}"
    assert sign_in(people.advocate).post(page, data=SET).status_code == 404


def test_a_place_opens_with_two_contacts_hours_and_numbers(
    people, pages, sign_in, session, area, place
):
    place.is_open = False
    area.worried_phone = ""
    session.commit()
    client, here = sign_in(people.advocate), f"/group/open/{place.id}"
    assert "Pages cannot say who to ring yet." in client.get(here).text
    refused = client.post(here)
    assert refused.status_code == 409 and "It cannot open yet." in refused.text
    client.post(pages[1], data=SET | {"works_for": "Hearthstone"})
    assert "It needs 2 named contacts who do not work there." in client.get(here).text
    client.post(pages[1], data=SET)
    area.worried_phone = "0333 3"
    session.commit()
    sent = {"where": str(place.id), "kind": "family"}
    assert client.post("/group/invite", data=sent).status_code == 409
    assert client.post(here).status_code == 303
    session.rollback()
    assert session.get_one(Place, place.id, populate_existing=True).is_open
    assert client.post("/group/invite", data=sent).status_code == 303
    assert client.get("/group/open/999999").status_code == 404
