"""The author's one plain question: when it is asked, what the answer does, and until when."""

import re

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, NotAllowed
from coprod.issues import held, lanes, queries
from coprod.issues.models import HeldBack, Issue, LaneChange
from coprod.issues.words import AnswerSays, IssueKind, Lane, SaidAs, Status
from coprod.people.hats import HatKind
from coprod.people.working_days import Nation, working_days_after
from coprod.promises import answering
from coprod.promises.answering import Given
from tests.journeys.pages import press, words


def steps(session, issue):
    found = select(LaneChange).where(LaneChange.issue_id == issue.id).order_by(LaneChange.id)
    return session.scalars(found).all()


@pytest.mark.parametrize("lane", [Lane.RIGHTS, Lane.FIX, Lane.FEW])
def test_the_answer_sets_the_lane_and_the_day(lane, session, issue, say):
    say(lane)
    due = working_days_after(today(), lanes.WITHIN[lane], Nation.ENGLAND)
    assert (issue.lane, issue.answer_by, issue.lane_steps) == (lane, due, 1)
    step = steps(session, issue)[0]
    assert (step.was, step.became, step.on) == (Lane.TALK, lane, today())
    assert (step.by_id, step.by_hat) == (None, None)


def test_talk_and_choose_is_written_down_too(session, issue, say):
    issue.may_be_a_right = True
    say(Lane.TALK)
    assert (issue.lane, issue.answer_by, issue.may_be_a_right) == (Lane.TALK, None, False)
    assert [(step.was, step.became) for step in steps(session, issue)] == [(Lane.TALK, Lane.TALK)]


def test_not_sure_changes_nothing_and_the_advocate_still_sees_it(session, issue, say):
    issue.may_be_a_right = True
    say(None)
    assert (issue.lane, issue.lane_steps, issue.may_be_a_right) == (Lane.TALK, 0, True)
    assert steps(session, issue) == []


def test_saying_it_twice_writes_it_once(session, issue, say):
    say(Lane.FIX)
    say(Lane.FIX)
    assert len(steps(session, issue)) == 1


def test_the_author_can_change_their_mind(session, issue, say):
    say(Lane.FIX)
    say(Lane.TALK)
    assert (issue.lane, issue.answer_by) == (Lane.TALK, None)
    assert [step.became for step in steps(session, issue)] == [Lane.FIX, Lane.TALK]


@pytest.mark.parametrize("who", ["staff", "manager", "advocate", "uses_services", "stranger"])
def test_nobody_says_it_for_them(who, session, everyone, issue, say):
    issue.helper_id = everyone.staff.id
    with pytest.raises(NotAllowed, match="Nobody says it for them"):
        say(Lane.RIGHTS, getattr(everyone, who))
    assert issue.lane is Lane.TALK


def test_not_after_the_advocate_moved_it(issue, say, move):
    move(Lane.RIGHTS)
    with pytest.raises(Conflict, match="The advocate has looked at this"):
        say(Lane.TALK)
    assert issue.lane is Lane.RIGHTS


@pytest.mark.parametrize("who", ["manager", "uses_services"])
def test_not_after_anybody_answered(who, session, everyone, issue, say, as_viewer, make):
    standing = queries.standing(session, issue.id)
    given = Given(says=AnswerSays.YES, why="We will.")
    answering.answer(session, as_viewer(getattr(everyone, who)), issue, standing, given)
    session.flush()
    with pytest.raises(Conflict, match="Somebody has answered this"):
        say(Lane.RIGHTS)


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.MERGED])
def test_not_when_it_is_over(status, issue, say):
    issue.status = status
    with pytest.raises(Conflict):
        say(Lane.RIGHTS)


def test_a_thank_you_has_no_lane(issue, say):
    issue.kind = IssueKind.THANKS
    with pytest.raises(Conflict, match="A thank you needs no answer"):
        say(Lane.RIGHTS)


# On pages


def sends(client, said, **choices):
    press(client, "/say", words=said)
    for name, answer in choices.items():
        press(client, f"/say/ask/{name}", **answer)
    return press(client, "/say/check").location


def questions(client, at):
    """The questions that follow each other, by name."""
    asked, url = [], at
    page = client.get(at).text
    url = re.search(rf'href="({at}/ask/[a-z]+)"[^>]*>[^<]*Say a bit more', page).group(1)
    while "/ask/" in url:
        asked.append(url.rpartition("/")[2])
        url = re.search(r'href="([^"]+)">Skip this question', client.get(url).text).group(1)
    return asked


@pytest.fixture
def danny(make, place):
    return make.person(place, name="Danny")


def test_it_comes_first_when_the_words_sound_like_a_right(sign_in, danny):
    client = sign_in(danny)
    at = sends(client, "They lock the fridge at night")
    assert questions(client, at) == ["lane", "place", "kind", "how", "statement", "picture"]
    page = client.get(f"{at}/ask/lane").text
    assert "Your words sound like this one: “lock”." in words(page)
    assert "checked" not in page


def test_else_it_comes_among_the_others(sign_in, danny):
    client = sign_in(danny)
    at = sends(client, "The bus is late")
    assert questions(client, at) == ["place", "kind", "lane", "how", "statement", "picture"]
    page = client.get(f"{at}/ask/lane").text
    assert "Your words sound like" not in page
    assert "checked" not in page


@pytest.mark.parametrize(
    ("said", "choices"),
    [
        ("Thank you for taking the lock off", {}),
        ("The lock is off and I am glad", {"kind": {"kind": "thanks"}}),
    ],
)
def test_thanks_are_never_asked(said, choices, sign_in, danny, session):
    client = sign_in(danny)
    at = sends(client, said, **choices)
    assert "lane" not in questions(client, at)
    assert not session.scalars(select(Issue.may_be_a_right)).one()


def test_it_takes_two_presses(sign_in, danny, session):
    client = sign_in(danny)
    at = sends(client, "They lock the fridge at night")
    assert session.scalars(select(Issue.may_be_a_right)).one()
    answered = press(client, f"{at}/ask/lane", lane="rights")
    assert answered.location == f"{at}/ask/place"
    issue = session.scalars(select(Issue)).one()
    session.refresh(issue)
    assert (issue.lane, issue.may_be_a_right) == (Lane.RIGHTS, False)
    page = words(client.get(at).text)
    assert "What it is most like Your rights Change" in page


def test_five_presses_write_one_step(sign_in, danny, session):
    client = sign_in(danny)
    at = sends(client, "They lock the fridge at night")
    for _ in range(5):
        sent = client.post(f"{at}/ask/lane", data={"lane": "rights", "once": "same"})
        assert sent.status_code == 303
    assert len(session.scalars(select(LaneChange)).all()) == 1


@pytest.mark.parametrize("lane", ["", "money", "TALK", "None"])
def test_nonsense_is_refused_kindly(lane, sign_in, danny):
    client = sign_in(danny)
    at = sends(client, "The bus is late")
    refused = client.post(f"{at}/ask/lane", data={"lane": lane})
    assert refused.status_code == 422
    assert "Choose one. You can also skip this." in refused.text


def test_with_help_it_is_still_the_persons_answer(sign_in, danny, make, place, session):
    jo = make.person(place, HatKind.STAFF, name="Jo")
    client = sign_in(danny)
    at = sends(
        client,
        "They lock the fridge",
        how={"how": "help_to_type"},
        helper={"helper": str(jo.id)},
    )
    assert "This is for you to say, and not for your helper." in client.get(f"{at}/ask/lane").text
    assert sign_in(jo).get(f"{at}/ask/lane").status_code == 404
    assert sign_in(jo).post(f"{at}/ask/lane", data={"lane": "fix"}).status_code == 404
    assert session.scalars(select(Issue.said_as)).one() is SaidAs.HELP_TO_TYPE


def test_it_works_with_the_name_held_back_and_names_nobody(sign_in, danny, session, as_viewer):
    client = sign_in(danny)
    at = sends(client, "They lock the fridge", name={"name": "held"})
    press(client, f"{at}/ask/lane", lane="rights")
    issue = session.scalars(select(Issue)).one()
    session.refresh(issue)
    assert (issue.lane, issue.author_id) == (Lane.RIGHTS, None)
    assert (issue.moved_at.hour, issue.moved_at.minute) in {(0, 0), (23, 0)}
    step = session.scalars(select(LaneChange)).one()
    assert (step.by_id, step.by_hat) == (None, None)
    assert session.scalars(select(HeldBack.issue_id)).one() == issue.id
    assert held.is_mine(session, as_viewer(danny), issue.id)


def test_too_late_is_a_409_that_says_why(sign_in, danny, session, everyone, as_viewer):
    client = sign_in(danny)
    at = sends(client, "They lock the fridge")
    issue = session.scalars(select(Issue)).one()
    standing = queries.standing(session, issue.id)
    viewer = as_viewer(everyone.advocate)
    lanes.move(session, viewer, issue, standing, Lane.RIGHTS, "A right.", seen=0)
    session.commit()
    for refused in (
        client.get(f"{at}/ask/lane"),
        client.post(f"{at}/ask/lane", data={"lane": "talk"}),
    ):
        assert refused.status_code == 409
        assert "Please talk to the advocate." in words(refused.text)
    assert f"{at}/ask/lane" not in client.get(at).text


def test_words_written_down_later_are_listened_to(session, issue):
    lanes.listen(issue)
    assert not issue.may_be_a_right
    issue.words = "They lock the fridge"
    lanes.listen(issue)
    assert issue.may_be_a_right
    issue.lane_steps = 1
    lanes.listen(issue)
    assert not issue.may_be_a_right
