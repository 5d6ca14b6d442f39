"""Who is in the room: the list of names, who is offered, and how a name comes off."""

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Invalid
from coprod.meetings import queries, room
from coprod.meetings.models import InRoom
from coprod.meetings.room import Added
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from tests.journeys.pages import press, words
from tests.meetings.over import end


def on_list(session, meeting):
    rows = session.scalars(select(InRoom).where(InRoom.meeting_id == meeting.id))
    return {(row.person_id, row.first_name, row.hat, row.how_many) for row in rows}


def test_the_list_has_accounts_first_names_and_how_many_more(session, group, meeting, in_the_room):
    assert on_list(session, meeting) == {
        *((person, "", None, 1) for person in in_the_room.people),
        (None, "Sue", None, 1),
        (None, "", HatKind.USES_SERVICES, 2),
    }


def test_the_list_is_saved_as_often_as_one_likes(sign_in, session, group, meeting):
    client = sign_in(group.staff)
    sent = {"people": [group.family.id], "first_name": "Sue", "more_people": "2"}
    for _twice in range(2):
        press(client, f"/meetings/{meeting.id}/here", **sent)
    assert len(on_list(session, meeting)) == 3
    page = words(client.get(f"/meetings/{meeting.id}").text)
    assert "Our family" in page and "Sue" in page
    assert "2 more: people who use services" in page
    press(client, f"/meetings/{meeting.id}/here", more_people="0")
    assert len(on_list(session, meeting)) == 2


def test_only_people_of_the_group_are_offered(sign_in, session, as_viewer, group, meeting):
    page = sign_in(group.staff).get(f"/meetings/{meeting.id}/here").text
    assert "Our uses_services" in page and "Our advocate" in page
    for other in ("A Neighbour", "Our commissioner", group.stranger.name):
        assert other not in words(page)
    for person in (group.neighbour, group.stranger):
        added = Added(people=frozenset({person.id}))
        with pytest.raises(Invalid):
            room.say_who_is_here(session, as_viewer(group.staff), meeting, added)


@pytest.mark.parametrize("sent", [{"more_people": "many"}, {"more_staff": "100"}])
def test_a_number_is_a_number(sent, sign_in, session, group, meeting):
    answer = press(sign_in(group.staff), f"/meetings/{meeting.id}/here", first_name="Sue", **sent)
    assert answer.status_code == 422
    assert "Write a number from 0 to 99." in words(answer.text)
    assert 'value="Sue"' in answer.text
    assert on_list(session, meeting) == set()


def test_a_name_comes_off_the_list_and_off_what_was_said(sign_in, session, group, meeting, wrote):
    said, others = wrote(by=group.family), wrote(by=group.uses_services)
    said.not_so_on = today()
    end(session, meeting)
    client = sign_in(group.family)
    mine = session.scalars(select(InRoom).where(InRoom.person_id == group.family.id)).one()
    theirs = session.scalars(select(InRoom).where(InRoom.person_id == group.staff.id)).one()
    url = f"/meetings/{meeting.id}/here/{{}}/off"
    assert client.post(url.format(theirs.id)).status_code == 403
    for _twice in range(2):
        assert client.post(url.format(mine.id)).location == "/meetings/mine"
    session.expire_all()
    assert group.family.id not in {row[0] for row in on_list(session, meeting)}
    assert said.words == "I want my key."
    assert others.said_by_id == group.uses_services.id
    page = words(sign_in(group.staff).get(f"/meetings/{meeting.id}").text)
    assert "Our family" not in page
    assert "Somebody in the room says: that is not what I said." in page


def test_who_left_the_group_still_takes_their_name_and_words_off(
    sign_in, session, group, meeting, wrote
):
    said = wrote(by=group.family)
    end(session, meeting)
    session.query(Hat).filter_by(person_id=group.family.id).delete()
    client = sign_in(group.family)
    assert client.get(f"/meetings/{meeting.id}").status_code == 404
    page = client.get("/meetings/mine").text
    assert "I want my key." in page
    assert client.post(f"/meetings/said/{said.id}/take-back").location == "/meetings/mine"
    for _twice in range(2):
        assert client.post(f"/meetings/{meeting.id}/off").location == "/meetings/mine"
    assert sign_in(group.neighbour).post(f"/meetings/{meeting.id}/off").status_code == 404
    assert "Your name is in no meeting." in words(client.get("/meetings/mine").text)


def test_the_list_of_names_is_for_the_group_alone(session, group, meeting, in_the_room):
    rows = queries.in_room(session, meeting.id)
    assert [(name, by) for _one, name, by in rows if name] == [
        ("Our family", "Our staff"),
        ("Our staff", ""),
        ("Our uses_services", "Our staff"),
        ("Sue", "Our staff"),
    ]


def test_the_list_says_who_wrote_down_another_person(sign_in, session, group, meeting, in_the_room):
    """So that nobody is put on the list without a trace of who said so."""
    client, here = sign_in(group.uses_services), f"/meetings/{meeting.id}"
    wrote = "Our family. Our staff wrote this down."
    for address in (here, f"{here}/here"):
        page = words(client.get(address).text)
        assert wrote in page and "Sue. Our staff wrote this down." in page
        assert "Our staff. Our staff" not in page
    mine = session.scalars(select(InRoom).where(InRoom.person_id == group.family.id)).one()
    assert press(sign_in(group.staff), f"{here}/here/{mine.id}/off").status_code == 303
    for address in (here, f"{here}/here"):
        assert wrote not in words(client.get(address).text)
    assert sign_in(group.stranger).get(here).status_code == 404


def test_a_manager_takes_nobodys_name_off_what_they_said(sign_in, session, group, meeting, wrote):
    said = wrote("More buses.", first_name="Sue")
    sue = session.scalars(select(InRoom).where(InRoom.first_name == "Sue")).one()
    url = f"/meetings/{meeting.id}/here/{sue.id}/off"
    assert sign_in(group.manager).post(url).status_code == 403
    assert sign_in(group.family).post(url).status_code == 303
    session.refresh(said)
    assert (said.first_name, said.words) == ("", "More buses.")
