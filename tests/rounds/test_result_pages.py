"""What the pages say when a round is over: the result, the small voice, and the issue itself."""

import re

from sqlalchemy import select

from coprod.people.hats import Group
from coprod.rounds.models import RoundPick
from tests.rounds.found import at


def test_the_result_says_who_picked_what_and_why_and_no_small_number(
    session, make, running, hannah, danny, choose, close
):
    for _ in range(11):
        choose(running, Group.PEOPLE, 0)
    for _ in range(3):
        choose(running, Group.PEOPLE, 1)
        choose(running, Group.FAMILIES, 2)
    for _ in range(9):
        choose(running, Group.STAFF, 3)
    assert close(running)
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", danny.get(at(running)).text))
    assert "People who use services picked this. It was turn 1. Of what was left," in shown
    assert "People who use services: 10 or more chose. They gave it 10 stars or more." in shown
    assert "Families and friends: fewer than 8 chose. We do not show their stars." in shown
    assert "Staff: 5 or more chose. They gave it fewer than 8 stars." in shown
    assert "What if we just add up" not in shown  # too few families to say so
    rule = "A group that has nothing to pick passes its turn to people who use services."
    assert rule in shown  # on every result: so it tells of no group that it did
    assert "It was the turn of" not in shown
    assert "The advocate has not chosen it yet." in shown
    assert "Looking after this round" not in shown  # nothing is left to do there


def test_the_small_voice_is_added_once_with_a_why(
    session, make, running, hannah, danny, choose, close
):
    from coprod.issues.words import Lane

    few = make.issue(running.place, title="A quiet place to pray", lane=Lane.FEW)
    assert hannah.get(at(running, "small-voice")).status_code == 409
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    close(running)
    session.commit()
    sent = {"issue": str(few.id), "why": "He prays five times a day."}
    assert danny.post(at(running, "small-voice"), data=sent).status_code == 403
    assert hannah.post(at(running, "small-voice"), data=sent | {"why": ""}).status_code == 422
    talk = str(running.issues[running.options[4]])
    assert hannah.post(at(running, "small-voice"), data=sent | {"issue": talk}).status_code == 422
    assert hannah.post(at(running, "small-voice"), data=sent).status_code == 303
    assert hannah.post(at(running, "small-voice"), data=sent).status_code == 409
    again = hannah.get(at(running, "small-voice"))
    assert again.status_code == 409
    assert "The small voice was chosen already." in again.text
    shown = danny.get(at(running)).text
    assert "He prays five times a day." in shown
    assert "The advocate chose this and said why. Nobody votes on it." in shown
    assert "Nobody decided alone." not in shown
    assert len(session.scalars(select(RoundPick).where(RoundPick.turn == 0)).all()) == 1
    page = danny.get(f"/issues/{few.id}").text
    assert "added this as the small voice" in page


def test_an_issue_says_that_it_can_be_chosen_and_that_it_was_picked(
    session, running, danny, visitor, choose, close
):
    from coprod.issues.models import Issue
    from coprod.issues.words import Lane

    issue = session.get_one(Issue, running.issues[running.options[0]])
    issue.published = True
    session.commit()
    address = f"/issues/{issue.id}"
    assert "You can choose this now." in danny.get(address).text
    assert "You can choose this now." not in visitor.get(address).text
    issue.lane = Lane.RIGHTS
    session.commit()
    assert "You can choose this now." not in danny.get(address).text
    issue.lane = Lane.TALK
    session.commit()
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    close(running)
    session.commit()
    named = 'How this was decided<span class="govuk-visually-hidden">: Winter</span>'
    assert named in visitor.get(address).text  # short to see, and its name says which
