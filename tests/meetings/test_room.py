"""What people say in the room, and that what is said stays theirs."""

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, NotAllowed
from coprod.issues import say_drafts
from coprod.issues.models import Issue, Support
from coprod.issues.words import SaidAs
from coprod.meetings import room
from coprod.meetings.models import InRoom, Said
from coprod.meetings.room import Added, Spoken
from coprod.meetings.words import Way
from tests.journeys.pages import press, words
from tests.meetings.over import end


def test_what_is_said_keeps_who_said_it_and_who_wrote_it(sign_in, session, group, meeting, wrote):
    wrote("I want my key.", by=group.uses_services)
    wrote("More buses.", first_name="Sue", way=Way.SIGNS)
    wrote("Who knows.", way=Way.POINTING)
    wrote("", way=Way.RED)
    page = words(sign_in(group.family).get(f"/meetings/{meeting.id}").text)
    written = "Written down by Our staff."
    assert f"I want my key. Our uses_services Said out loud. {written}" in page
    assert f"More buses. Sue Said with signs. {written}" in page
    assert f"Who knows. Somebody in the room Said by pointing. {written}" in page
    assert "Somebody in the room Showed a red card: stop, I do not understand." in page


def test_five_presses_write_it_down_once(sign_in, session, group, meeting, in_the_room, issue):
    client = sign_in(group.staff)
    there = session.scalars(select(InRoom).where(InRoom.person_id == group.family.id)).one()
    sent = {"way": "aloud", "who": str(there.id), "words": "The bus.", "once": "the-same"}
    url = f"/meetings/{meeting.id}/write?about=issue-{issue.id}"
    answers = {client.post(url, data=sent).location for _ in range(5)}
    said = session.scalars(select(Said)).one()
    assert answers == {f"/meetings/{meeting.id}/screen/said#said-{said.id}"}
    assert (said.said_by_id, said.written_by_id) == (group.family.id, group.staff.id)
    assert (said.subject_kind, said.subject_key) == ("issue", issue.id)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"way": "aloud", "who": "0", "words": ""}, "Write what they said."),
        ({"way": "by_post", "who": "0", "words": "Yes"}, "Choose how they said it."),
        ({"way": "afterwards", "who": "0", "words": "Yes"}, "Choose how they said it."),
        ({"way": "aloud", "who": "999", "words": "Yes"}, "Choose who said it."),
        ({"way": "aloud", "who": "0", "words": "x" * 2001}, "Use 2,000 letters or fewer."),
    ],
)
def test_what_cannot_be_written_says_why(sent, says, sign_in, session, group, meeting):
    answer = press(sign_in(group.staff), f"/meetings/{meeting.id}/write", **sent)
    assert answer.status_code == 422
    assert says in words(answer.text)
    assert sent["words"] in answer.text
    assert session.scalars(select(Said)).all() == []


def test_nobody_is_named_who_is_not_in_the_room(session, sign_in, group, meeting, meet):
    other = meet(group.neighbour, group.elsewhere, begun=True)
    session.add(InRoom(meeting_id=other.id, person_id=group.neighbour.id, added_by_id=1))
    session.flush()
    (elsewhere,) = session.scalars(select(InRoom.id).where(InRoom.meeting_id == other.id))
    sent = {"way": "aloud", "who": str(elsewhere), "words": "Yes"}
    answer = press(sign_in(group.staff), f"/meetings/{meeting.id}/write", **sent)
    assert answer.status_code == 422


@pytest.mark.parametrize("about", ["issue-999999", "issue-9999999999999999999", "cat-1", "x-y"])
def test_it_is_about_nothing_that_is_not_there(about, sign_in, group, meeting):
    url = f"/meetings/{meeting.id}/write?about={about}"
    assert sign_in(group.staff).get(url).status_code == 404


def test_a_manager_is_offered_only_their_own_name(sign_in, session, group, meeting, in_the_room):
    client = sign_in(group.manager)
    url = f"/meetings/{meeting.id}/write"
    page = words(client.get(url).text)
    assert "A manager writes down only their own words." in page
    assert "Our uses_services" not in page
    refused = press(client, url, way="aloud", who="0", words="All is well.")
    assert refused.status_code == 422
    assert press(client, url, way="aloud", who="me", words="All is well.").status_code == 303
    assert session.scalars(select(Said.said_by_id)).one() == group.manager.id


def test_services_ask_their_rules(session, as_viewer, group, meeting, wrote):
    said = wrote(by=group.family)
    neighbour, manager = as_viewer(group.neighbour), as_viewer(group.manager)
    spoken = Spoken(Way.ALOUD, "All is well.", group.uses_services.id)
    for refused in (
        lambda: room.write_down(session, manager, meeting, spoken),
        lambda: room.write_down(session, neighbour, meeting, spoken),
        lambda: room.say_who_is_here(session, neighbour, meeting, Added(first_name="Sue")),
        lambda: room.not_so(session, manager, said, "No."),
        lambda: room.take_back(session, manager, meeting, said),
        lambda: room.tell_everybody(session, manager, meeting, said),
        lambda: room.add_afterwards(session, as_viewer(group.family), meeting, "More."),
    ):
        with pytest.raises(NotAllowed):
            refused()
    end(session, meeting)
    with pytest.raises(Conflict, match="over"):
        room.write_down(session, as_viewer(group.staff), meeting, spoken)
    with pytest.raises(Conflict, match="over"):
        room.say_who_is_here(session, as_viewer(group.staff), meeting, Added(first_name="Sue"))


def test_that_is_not_what_i_said(sign_in, session, group, meeting, wrote):
    said = wrote(by=group.family)
    end(session, meeting)
    client = sign_in(group.family)
    url = f"/meetings/said/{said.id}/not-so"
    assert press(client, url, words="I want a dog.").location == "/meetings/mine"
    for who in (group.staff, group.manager):
        page = words(sign_in(who).get(f"/meetings/{meeting.id}").text)
        assert "I want my key." in page
        assert "Our family says: that is not what I said." in page
        assert "I want a dog." in page
        assert sign_in(who).get(url).status_code == 403
    assert sign_in(group.neighbour).get(url).status_code == 404


def test_words_that_are_taken_back_are_kept_nowhere(sign_in, session, group, meeting, wrote):
    said = wrote(by=group.family)
    end(session, meeting)
    for who in ("manager", "staff", "advocate", "uses_services"):
        refused = sign_in(getattr(group, who)).post(f"/meetings/said/{said.id}/take-back")
        assert refused.status_code == 403, who
    client = sign_in(group.family)
    assert client.post(f"/meetings/said/{said.id}/take-back").status_code == 303
    session.refresh(said)
    assert (said.words, said.taken_back_on) == ("", today())
    assert "I want my key." not in client.get(f"/meetings/{meeting.id}").text
    assert client.post(f"/meetings/said/{said.id}/take-back").status_code == 404


def test_one_tap_puts_it_into_say_something_and_sends_nothing(
    sign_in, session, group, meeting, wrote, place
):
    said = wrote("I want my key.", by=group.family)
    client = sign_in(group.family)
    before = session.query(Issue).count()
    told = client.post(f"/meetings/said/{said.id}/tell-everybody")
    assert told.location == "/say/check"
    assert session.query(Issue).count() == before
    assert "I want my key." in client.get("/say/check").text
    press(client, "/say/check")
    issue = session.scalars(select(Issue).order_by(Issue.id.desc())).first()
    assert (issue.words, issue.author_id) == ("I want my key.", group.family.id)
    assert (issue.said_as, issue.helper_id) == (SaidAs.SAID_ALOUD, group.staff.id)
    assert issue.place_id == place.id
    assert session.query(Support).count() == 0


def test_it_never_takes_the_place_of_words_not_sent_yet(sign_in, group, session, wrote):
    said = wrote("I want my key.", by=group.family)
    client = sign_in(group.family)
    press(client, "/say", words="The lift is broken.")
    refused = client.post(f"/meetings/said/{said.id}/tell-everybody")
    assert refused.status_code == 409
    assert room.UNSENT in words(refused.text)
    assert "The lift is broken." in client.get("/say/check").text


def test_who_wrote_it_tells_it_for_somebody_without_an_account(
    sign_in, session, as_viewer, group, meeting, wrote
):
    said = wrote("More buses.", first_name="Sue")
    client = sign_in(group.staff)
    assert client.post(f"/meetings/said/{said.id}/tell-everybody").status_code == 303
    draft = say_drafts.kept(session, as_viewer(group.staff), meeting.area_id)
    assert draft.words == "Somebody said in our meeting: More buses."  # and not as their own
    assert "Sue" not in draft.words


def test_what_is_added_afterwards_has_its_writers_name(sign_in, session, group, meeting, wrote):
    end(session, meeting)
    client = sign_in(group.family)
    added = press(client, f"/meetings/{meeting.id}/add", words="Thank you for the cake.")
    assert added.location == f"/meetings/{meeting.id}#said"
    page = words(sign_in(group.staff).get(f"/meetings/{meeting.id}").text)
    assert "Thank you for the cake. Our family Added afterwards." in page
    assert sign_in(group.advocate).get(f"/meetings/{meeting.id}/add").status_code == 403


def test_an_issue_shows_what_its_group_said_about_it_to_the_group(
    sign_in, visitor, session, group, meeting, issue, wrote
):
    wrote("It is always late.", by=group.family, subject=("issue", issue.id))
    wrote("Something else.", subject=("issue", issue.id + 1))
    for who in ("family", "manager", "advocate"):
        page = words(sign_in(getattr(group, who)).get(f"/issues/{issue.id}").text)
        assert "Said in a meeting on" in page and "It is always late." in page
        assert "Something else." not in page
    clients = [sign_in(getattr(group, who)) for who in ("neighbour", "commissioner", "stranger")]
    for client in (visitor, *clients):
        assert "It is always late." not in client.get(f"/issues/{issue.id}").text


def test_the_page_of_a_meeting_costs_the_same_however_much_was_said(
    sign_in, session, group, meeting, issue, wrote
):
    client = sign_in(group.family)
    wrote("First.", by=group.family, subject=("issue", issue.id))
    client.get(f"/meetings/{meeting.id}")
    cost = client.statements
    for n in range(60):
        wrote(f"Word {n}.", by=group.uses_services, subject=("issue", issue.id))
    page = client.get(f"/meetings/{meeting.id}").text
    assert client.statements == cost <= 10
    assert "Word 48." in page and "Word 49." not in page
    last = session.scalars(select(Said).where(Said.words == "Word 48.")).one()
    later = client.get(f"/meetings/{meeting.id}?after={last.id}").text
    assert "Word 49." in later and "Word 59." in later


def test_what_i_said_comes_in_pages(sign_in, session, group, wrote):
    for n in range(30):
        wrote(f"Mine {n}.", by=group.family)
    wrote("Not mine.", by=group.uses_services)
    client = sign_in(group.family)
    first = client.get("/meetings/mine").text
    assert "Mine 29." in first and "Mine 5." in first and "Mine 4." not in first
    last = session.scalars(select(Said).where(Said.words == "Mine 5.")).one()
    second = client.get(f"/meetings/mine?said={last.id}").text
    assert "Mine 4." in second and "Mine 0." in second and "Not mine." not in first + second
