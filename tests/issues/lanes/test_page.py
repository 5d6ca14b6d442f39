"""What an issue in no vote shows in place of "Me too"."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.issues import held, queries, services
from coprod.issues.models import Doer, Issue, IssuePlace
from coprod.issues.words import AnswerSays, IssueKind, Job, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area, Person
from coprod.promises import answering
from coprod.promises.answering import Given
from tests.journeys.pages import part, words

SENTENCES = {
    Lane.RIGHTS: "This is a right. It does not need votes.",
    Lane.FEW: "This makes a big difference to a few people. It does not need votes.",
    Lane.FIX: "This just needs fixing. It does not need votes.",
}


@pytest.fixture
def page(session, sign_in, everyone, issue):
    """What a neighbour reads about the lane."""

    def read(who=None):
        session.commit()
        return part(sign_in(who or everyone.uses_services).get(f"/issues/{issue.id}").text, "lane")

    return read


@pytest.mark.parametrize("lane", SENTENCES)
def test_each_says_its_sentence_who_must_answer_and_by_when(lane, issue, move, sign_in, everyone):
    move(lane)
    html = sign_in(everyone.uses_services).get(f"/issues/{issue.id}").text
    told = part(html, "lane")
    assert SENTENCES[lane] in told
    assert "It came today. Who must answer Our manager, Place 1" in told
    assert f"By when {issue.answer_by:%A} {issue.answer_by.day} {issue.answer_by:%B %Y}" in told
    assert "Me too" not in html
    assert "answers next." not in words(html)  # it is said once


@pytest.mark.parametrize(
    ("said", "due", "says"),
    [
        (0, 3, "It came today."),
        (1, 2, "It has waited 1 day. Who"),
        (4, 0, "It has waited 4 days. Who"),
        (4, -1, "It has waited 4 days. The answer is 1 day late."),
        (9, -6, "It has waited 9 days. The answer is 6 days late."),
    ],
)
def test_how_long_it_has_waited(said, due, says, issue, move, page):
    move()
    issue.raised_on = today() - timedelta(days=said)
    issue.answer_by = today() + timedelta(days=due)
    assert says in page()


def test_the_wait_is_over_with_the_answer_of_those_who_must(
    session, issue, move, page, everyone, as_viewer
):
    move()
    standing = queries.standing(session, issue.id)
    given = Given(says=AnswerSays.YES, why="We will.")
    answering.answer(session, as_viewer(everyone.family), issue, standing, given)
    assert issue.answer_by and "Who must answer" in page()
    answering.answer(session, as_viewer(everyone.manager), issue, standing, given)
    assert issue.answer_by is None
    assert "Who must answer" not in page() and "This is a right." in page()


@pytest.mark.parametrize("lane", [Lane.RIGHTS, Lane.FIX])
@pytest.mark.parametrize("says", [AnswerSays.NO, AnswerSays.NOT_NOW])
def test_a_right_that_was_refused_stays_one_and_says_who_is_next(
    says, lane, session, issue, move, page, everyone, as_viewer
):
    move(lane)
    area = session.get(Area, issue.area_id)
    area.help_name, area.help_phone = "Sue Poole", "01632 960 199"
    standing = queries.standing(session, issue.id)
    later = today() + timedelta(days=90) if says is AnswerSays.NOT_NOW else None
    given = Given(says=says, why="There is no money.", look_again_on=later)
    answering.answer(session, as_viewer(everyone.manager), issue, standing, given)
    still = "It is still a right. Sue Poole can take it further with you. 01632 960 199"
    assert (still in page()) == (lane is Lane.RIGHTS)


def test_of_two_places_each_must_answer(session, issue, move, make, everyone, as_viewer, page):
    other = make.place(session.get(Area, issue.area_id), name="Mill Lane")
    theirs = make.person(other, HatKind.MANAGER, name="Dev")
    session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
    session.flush()
    move()
    assert "Our manager, Place 1; Dev, Mill Lane" in page()
    for who, is_over in ((everyone.manager, False), (theirs, True)):
        standing = queries.standing(session, issue.id)
        given = Given(says=AnswerSays.PART, why="We will.")
        answering.answer(session, as_viewer(who), issue, standing, given)
        assert (issue.answer_by is None) is is_over


def test_it_moves_to_a_lane_after_its_answer_without_a_day(
    session, issue, move, everyone, as_viewer, page
):
    standing = queries.standing(session, issue.id)
    given = Given(says=AnswerSays.YES, why="We will.")
    answering.answer(session, as_viewer(everyone.manager), issue, standing, given)
    move()
    assert issue.answer_by is None
    assert "This is a right." in page() and "Who must answer" not in page()


def test_who_has_to_agree_must_answer_too(session, issue, move, everyone, page):
    asked = Doer(issue_id=issue.id, job=Job.HAS_TO_AGREE, person_id=everyone.commissioner.id)
    session.add(asked)
    move()
    assert "Who must answer Our commissioner; Our manager, Place 1" in page()


def test_a_place_without_a_manager_is_still_asked(session, make, issue, move, page, everyone):
    bare = make.place(session.get(Area, issue.area_id), name="The Yard")
    session.add(IssuePlace(issue_id=issue.id, place_id=bare.id))
    session.flush()
    move()
    assert "A manager, The Yard" in page()


@pytest.fixture
def placeless(session, issue):
    """The name is held back, and the place with it."""
    session.query(IssuePlace).filter_by(issue_id=issue.id).delete()
    issue.place_id, issue.author_id, issue.author_hat, issue.name_held = None, None, None, True
    area = session.get(Area, issue.area_id)
    area.run_by, area.help_name = "Speak Together", "Ann Field"
    area.help_phone, area.help_when = "01632 960 199", "Day and night"
    return issue


def test_where_no_place_shows_the_advocate_must_and_can(
    session, placeless, move, everyone, as_viewer, page
):
    move()
    assert "Who must answer Speak Together" in page()
    given = Given(says=AnswerSays.YES, why="I will ask them.")
    answering.answer(
        session,
        as_viewer(everyone.advocate),
        placeless,
        queries.standing(session, placeless.id),
        given,
    )
    assert placeless.answer_by is None
    assert placeless.status is Status.ACCEPTED


def test_who_stands_with_you_is_somebody_to_ring_and_others_in_steps(
    session, placeless, move, sign_in, everyone
):
    move()
    placeless.me_too_people = placeless.shown_people = 9
    placeless.me_too_staff = placeless.shown_staff = 3
    session.commit()
    told = part(sign_in(everyone.family).get(f"/issues/{placeless.id}").text, "join-in-title")
    assert "Ann Field stands with you. You can ring: 01632 960 199 . Day and night." in told
    assert "5 or more people who use services." in told
    assert "staff" not in told


def test_who_said_me_too_stands_with_it_and_can_step_back(
    session, issue, move, everyone, as_viewer, sign_in
):
    services.me_too(session, as_viewer(everyone.family), issue)
    move()
    client = sign_in(everyone.family)
    told = part(client.get(f"/issues/{issue.id}").text, "join-in-title")
    assert "You said me too. You stand with this." in told and "Take my me too back" in told
    refused = sign_in(everyone.staff).post(f"/issues/{issue.id}/me-too")
    assert refused.status_code == 409 and "This is a right." in words(refused.text)
    assert client.post(f"/issues/{issue.id}/not-me-too").status_code == 303
    assert client.post(f"/issues/{issue.id}/me-too").status_code == 409


def test_outside_people_see_what_they_are_and_not_who(visitor, issue, move, session, everyone):
    move(Lane.RIGHTS, "A door.")
    session.commit()
    told = part(visitor.get(f"/issues/{issue.id}").text, "lane")
    assert "Who must answer A manager, Place 1" in told
    for who in vars(everyone).values():
        assert who.name not in told


def test_the_card_says_who_was_asked_who_decided_and_why(say, move, page):
    say(Lane.FIX)
    move(Lane.RIGHTS, "A ramp is a right.")
    told = page()
    assert "Who was asked We asked whoever said it." in told
    assert "Who said what They said: It just needs fixing." in told
    assert "Who decided Our advocate, for the advocacy organisation." in told
    assert "Why A ramp is a right." in told


def test_there_is_no_card_when_the_author_said_it(say, page):
    say(Lane.FIX)
    assert "How this was decided" not in page()


def test_back_in_talk_and_choose_it_says_why_and_takes_votes(
    issue, move, sign_in, everyone, session
):
    move(Lane.RIGHTS, "A door.")
    move(Lane.TALK, "It is a door of a cupboard.")
    html = sign_in(everyone.uses_services).get(f"/issues/{issue.id}").text
    assert f"Me too: {issue.title}" in words(html)
    assert "Talk and choose People say me too, and choose together. How this was decided" in part(
        html, "lane"
    )
    history = part(html, "history")
    assert "A door." in history and "It is a door of a cupboard." in history


def test_most_pages_ask_nothing_of_lanes(issue, sign_in, everyone):
    html = sign_in(everyone.uses_services).get(f"/issues/{issue.id}").text
    assert 'id="lane"' not in html


def test_a_thank_you_waits_for_nothing(issue, move, sign_in, everyone, session):
    move()
    issue.kind = IssueKind.THANKS
    session.commit()
    assert 'id="lane"' not in sign_in(everyone.uses_services).get(f"/issues/{issue.id}").text


def test_an_unnamed_author_is_nowhere_in_it(
    session, issue, say, author, sign_in, everyone, visitor
):
    say(Lane.RIGHTS)
    held.hold(session, author.id, issue.id)
    issue.author_id, issue.author_hat, issue.name_held = None, None, True
    session.commit()
    for client in (visitor, *(sign_in(who) for who in vars(everyone).values())):
        answer = client.get(f"/issues/{issue.id}")
        assert "The Raiser" not in answer.text
    assert session.get(Person, author.id).name == "The Raiser"
    assert session.get(Issue, issue.id).author_id is None
