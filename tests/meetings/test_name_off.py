"""A name that somebody took off a meeting is nowhere in it, and their words stay theirs."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid
from coprod.issues import say_drafts
from coprod.meetings import room
from coprod.meetings.models import InRoom, Said
from coprod.meetings.room import Added, Spoken
from coprod.meetings.words import Way
from tests.journeys.pages import part, press, words
from tests.meetings.over import end

NAME = "Our family"


@pytest.fixture
def everything(session, as_viewer, group, meeting, wrote, issue):
    """A relative said, showed and wrote down all that one can, and put others on the list."""
    viewer = as_viewer(group.family)
    about, me, them = ("issue", issue.id), group.family.id, group.uses_services.id
    wrote("Jo wrote this for me.", by=group.family, subject=about)
    for spoken in (
        Spoken(Way.ALOUD, "I am scared of him.", me, subject=about),
        Spoken(Way.RED, said_by_id=me),
        Spoken(Way.SIGNS, "I wrote this for another.", them),
        Spoken(Way.POINTING, "And this for Sue.", first_name="Sue"),
    ):
        room.write_down(session, viewer, meeting, spoken)
    room.say_who_is_here(session, viewer, meeting, Added(first_name="Tom"))
    wrote("A slip.", by=group.uses_services)


def test_it_is_nowhere_for_anybody_and_the_words_stay_ones_own(
    sign_in, session, as_viewer, group, meeting, everything, issue
):
    end(session, meeting)
    room.add_afterwards(session, as_viewer(group.family), meeting, "I forgot this.")
    client, here = sign_in(group.family), f"/meetings/{meeting.id}"
    readers = [getattr(group, who) for who in ("uses_services", "staff", "manager", "advocate")]
    urls = (f"{here}#said", f"/issues/{issue.id}#in-meetings")
    assert all(NAME in read(sign_in(group.manager), url) for url in urls)
    assert client.post(f"{here}/off").location == "/meetings/mine"
    for reader in readers:
        shown = [read(sign_in(reader), url) for url in urls]
        assert NAME not in "".join(shown)
        assert NAME not in sign_in(reader).get(here).text
        assert "I am scared of him. Somebody in the room" in shown[1]
        assert "I forgot this. Somebody in the room Added afterwards." in shown[0]
        another = "I wrote this for another. Our uses_services Said with signs."
        assert f"{another} Written down by somebody in the room." in shown[0]
    mine = part(client.get("/meetings/mine").text, "i-said")
    own = ("Jo wrote this for me.", "I am scared of him.", "red card", "I forgot this.")
    assert all(one in mine for one in own)
    assert mine.count("Others do not see that it was you.") == 4
    assert "for another" not in mine and NAME not in mine
    for said in session.scalars(select(Said).where(Said.said_by_id == group.family.id)):
        assert client.post(f"/meetings/said/{said.id}/take-back").location == "/meetings/mine"
    assert "I am scared of him." not in client.get(here).text
    assert "Our staff" in client.get(here).text  # nobody else lost their name


def read(client, url):
    """The words of one part of a page."""
    address, _hash, name = url.partition("#")
    return part(client.get(address).text, name)


def test_while_it_goes_on_only_they_put_it_back_and_nobody_writes_without_a_name(
    sign_in, session, as_viewer, group, meeting, everything
):
    client, here = sign_in(group.family), f"/meetings/{meeting.id}"
    client.post(f"{here}/off")
    screen = sign_in(group.manager).get(f"{here}/screen/said").text
    assert "I am scared of him." in screen and NAME not in screen
    assert NAME not in sign_in(group.staff).get(f"{here}/here").text
    assert "Tom. Somebody in the room wrote this down." in words(client.get(here).text)
    put_on = Added(people=frozenset({group.family.id}))
    with pytest.raises(Invalid):
        room.say_who_is_here(session, as_viewer(group.staff), meeting, put_on)
    with pytest.raises(Invalid):
        room.say_who_is_here(session, as_viewer(group.family), meeting, Added(first_name="Ann"))
    with pytest.raises(Conflict, match="You took your name off"):
        room.write_down(session, as_viewer(group.family), meeting, Spoken(Way.ALOUD, "He lies."))
    assert client.get(f"{here}/write").status_code == 409
    assert "it is on your words again" in words(client.get(f"{here}/here").text)
    press(client, f"{here}/here", people=[group.family.id])
    assert "I am scared of him. Our family" in words(client.get(here).text)


def test_who_never_was_on_the_list_takes_their_name_off_what_they_wrote(
    sign_in, session, as_viewer, group, meeting
):
    for who in (group.advocate, group.staff):
        room.write_down(session, as_viewer(who), meeting, Spoken(Way.ALOUD, "Hm.", who.id))
    client = sign_in(group.advocate)
    assert f"/meetings/{meeting.id}/off" in client.get("/meetings/mine").text
    client.post(f"/meetings/{meeting.id}/off")
    shown = part(sign_in(group.family).get(f"/meetings/{meeting.id}").text, "said")
    assert "Our advocate" not in shown and "Our staff" in shown
    assert session.scalars(select(InRoom)).all() == []
    assert f"/meetings/{meeting.id}/off" not in client.get("/meetings/mine").text


def test_who_wrote_it_down_is_no_helper_of_an_issue_once_their_name_is_off(
    sign_in, session, as_viewer, group, meeting, wrote
):
    said = wrote("I want my key.", by=group.family)
    sign_in(group.staff).post(f"/meetings/{meeting.id}/off")
    sign_in(group.family).post(f"/meetings/said/{said.id}/tell-everybody")
    assert say_drafts.kept(session, as_viewer(group.family), meeting.area_id).helper_id is None
