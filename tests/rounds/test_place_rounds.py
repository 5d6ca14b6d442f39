"""A round of one place: only its people choose, only its things are chosen, and few stay untold."""

import re

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.errors import NotAllowed
from coprod.issues.models import IssuePlace
from coprod.people.hats import Group, HatKind
from coprod.people.models import Area, Place
from coprod.rounds import choosing, queries, voices
from coprod.rounds.models import Ballot, Round, RoundPick
from coprod.rounds.words import RoundState
from tests.journeys.pages import words
from tests.rounds.conftest import HATS, open_round
from tests.rounds.found import at
from tests.rounds.test_planning_pages import plan

PEOPLE, FAMILIES, STAFF = Group


@pytest.fixture
def running(session, make, place):
    """A round of a place where no families are. Next door many belong to the same area."""
    area = session.get_one(Area, place.area_id)
    next_door = make.place(area, name="Next door")
    for hat in HATS.values():
        for _ in range(10):
            make.person(next_door, hat)
    could = {PEOPLE: 8, FAMILIES: 0, STAFF: 9}
    return open_round(session, make, place, could=could, of_place=True)


@pytest.fixture
def next_door(session, running):
    found = session.scalars(select(Place).where(Place.name == "Next door"))
    return found.one()


@pytest.mark.parametrize("hat", HatKind)
def test_only_people_of_the_place_choose_each_by_their_hat(
    session, sign_in, make, as_viewer, running, next_door, hat
):
    group = {HatKind.MANAGER: STAFF} | {hat: group for group, hat in HATS.items()}
    here, there = make.person(running.place, hat), make.person(next_door, hat)
    for person, is_here in ((here, True), (there, False)):
        client, viewer = sign_in(person), as_viewer(person)
        chooses = is_here and hat in group
        shown = client.get(at(running)).text
        assert ("Give a star" in shown) is chooses
        assert f"This is for people of {running.place.name}." in shown
        assert ("You have 3 stars" in client.get("/").text) is chooses
        answer = client.post(at(running, "stars"), data={"option": running.options[0]})
        assert answer.status_code == (303 if chooses else 403)
        if not chooses:
            with pytest.raises(NotAllowed):
                choosing.want_none(session, viewer, running.round)
    assert session.scalars(select(Ballot.group)).all() == ([group[hat]] if hat in group else [])


def test_somebody_with_a_hat_here_and_one_next_door_chooses_here_with_this_one(
    session, make, as_viewer, running, next_door
):
    person = make.person(running.place, HatKind.FAMILY)
    make.hat(person, next_door, HatKind.USES_SERVICES)
    choosing.give(session, as_viewer(person), running.round, running.options[0])
    assert session.scalars(select(Ballot.group)).all() == [FAMILIES]
    names = {row.name for row in voices.people(session, as_viewer(person), running.round)}
    assert names == {person.name}


def test_a_plan_offers_what_is_of_the_place_and_nothing_else(
    session, make, running, next_door, hannah
):
    elsewhere = make.issue(next_door, title="Only next door")
    both = make.issue(next_door, title="Next door and here")
    session.add(IssuePlace(issue_id=both.id, place_id=running.place.id))
    shown = hannah.get(f"/rounds/new?place={running.place.id}").text
    assert "Next door and here" in shown and "Only next door" not in shown
    here = [str(one) for one in running.issues.values()][:2]
    sent = plan(running, place=str(running.place.id))
    wrong = hannah.post("/rounds/new", data=sent | {"options": [*here, str(elsewhere.id)]})
    assert wrong.status_code == 422
    right = hannah.post("/rounds/new", data=sent | {"options": [*here, str(both.id)]})
    assert right.status_code == 303
    made = session.scalars(select(Round).where(Round.title == "Spring")).one()
    assert made.place_id == running.place.id
    stranger = make.place()
    assert hannah.post("/rounds/new", data=sent | {"place": str(stranger.id)}).status_code == 404


def test_a_group_that_is_not_there_takes_no_turn_and_no_words(
    session, running, danny, choose, close
):
    for _ in range(9):
        choose(running, PEOPLE, 0, 1, 2)
    for _ in range(9):
        choose(running, STAFF, 3)
    assert queries.needed(session, running.round) == 4  # of 9 here and Danny: nobody next door
    assert close(running)
    session.commit()
    picks = select(RoundPick.by).where(RoundPick.round_id == running.round.id)
    assert session.scalars(picks.order_by(RoundPick.turn)).all() == [PEOPLE, PEOPLE, PEOPLE, STAFF]
    shown = words(danny.get(at(running)).text)
    assert "People who use services: 10. Staff: 9. 4 people who use services had" in shown
    assert "amilies" not in shown.partition("What was picked")[2].partition("What if")[0]


def test_where_two_use_services_both_have_to_choose(session, make, place, choose, close):
    could = {PEOPLE: 2, FAMILIES: 0, STAFF: 9}
    running = open_round(session, make, place, could=could, of_place=True)
    choose(running, PEOPLE, 0)
    for _ in range(9):
        choose(running, STAFF, 1)
    assert not close(running)
    choose(running, PEOPLE, 2)
    assert close(running)
    assert running.round.state is RoundState.CLOSED


@pytest.mark.parametrize(("few", "could"), [(1, 1), (2, 2), (1, 0), (1, 5), (2, 7)])
def test_what_one_or_two_chose_is_not_told(session, make, sign_in, few, could, choose, close):
    """Whether it was a family or the staff that picked something, the pages read alike.

    So they do where the others of a small group could tell, and in the list by what changed.
    """
    told = []
    for family, staff in ((2, 3), (3, 2)):
        place = make.place(name="Mill Lane")
        running = open_round(
            session, make, place, could={PEOPLE: 9, FAMILIES: could, STAFF: 9}, of_place=True
        )
        for _ in range(9):
            choose(running, PEOPLE, 0, 1)
            choose(running, STAFF, staff)
        for _ in range(few):
            choose(running, FAMILIES, family)
        running.round.closes_at = now()  # today: what moves has the moment it moved at
        assert close(running)
        session.commit()
        reader = sign_in(make.person(place, name="Danny"))
        assert picked(session, running) == [0, family, 1, staff]
        shown = [reader.get(at(running)).text]
        shown += [reader.get(f"/issues/{issue}").text for issue in running.issues.values()]
        listed = re.findall(r"Thing \d", words(reader.get("/issues?order=changed").text))
        assert len(listed) >= len(running.options)
        told.append([listed, *(re.sub(r"\d+", "", words(one)) for one in shown)])
        text = words(shown[0])
        why = "It had the most stars of the group whose turn it was."
        assert text.count(f"The groups picked this. {why}") == 4
        for giveaway in (
            "Families and friends picked",
            "It was turn",
            "stars or more",
            "fewer than",
        ):
            assert giveaway not in text
    assert told[0] == told[1]


@pytest.mark.parametrize(("many", "small"), [(1, True), (7, True), (8, False)])
def test_whoever_is_of_a_small_group_is_told_so_whoever_has_chosen(
    session, make, place, sign_in, as_viewer, many, small
):
    """It counts who belongs, and no ballot: nothing moves when somebody chooses."""
    running = open_round(
        session, make, place, could={PEOPLE: 1, FAMILIES: 1, STAFF: 20}, of_place=True
    )
    members = [make.person(place) for _ in range(many)]
    clients = [sign_in(members[0]), sign_in(make.person(place, HatKind.STAFF))]
    told = "Your group here is small. Others may guess what you chose."
    before = [client.get(at(running)).text for client in clients]
    assert [told in page for page in before] == [small, False]
    for one in members[1:]:
        choosing.give(session, as_viewer(one), running.round, running.options[0])
    assert [told in client.get(at(running)).text for client in clients] == [small, False]


def picked(session, running):
    """The numbers of what was picked, in turns: 0 is the longest waiting."""
    issues = [*running.issues.values()]
    found = select(RoundPick.issue_id).where(RoundPick.round_id == running.round.id)
    return [issues.index(one) for one in session.scalars(found.order_by(RoundPick.turn))]
