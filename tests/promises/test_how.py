"""*How this was decided*: on every answer, on "better", on what was opened again."""

import re

import pytest

from coprod.decided import Say
from coprod.issues.models import Doer, IssuePlace, Support
from coprod.issues.words import AnswerSays, BetterSays, Job, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.models import Ask
from tests.journeys.pages import words


def cards(client, issue):
    """The words of each card on an issue's page."""
    html = client.get(f"/issues/{issue.id}").text
    return [
        words(one) for one in re.findall(r'<dl class="decided__parts">.*?</dl>', html, re.DOTALL)
    ]


def test_an_answer_says_who_was_asked_who_decided_and_why(visitor, issue, answer, everyone, make):
    answer(
        everyone.manager,
        issue,
        AnswerSays.PART,
        why="We have one bus.",
        money_is_the_reason=True,
        on=make.days_ago(3),
    )
    (card,) = cards(visitor, issue)
    assert "Who was asked We asked the people who work at Place" in card
    assert "We show how many said me too from 8 on." in card
    assert "Who decided Our manager, manager" in card
    assert "Why We have one bus. Money is the reason." in card
    assert "People were asked. Somebody else decided, and said why." in card


def test_who_has_to_agree_was_asked(session, visitor, sign_in, issue, answer, everyone):
    session.add(Doer(issue_id=issue.id, job=Job.HAS_TO_AGREE, person_id=everyone.manager.id))
    answer(everyone.manager, issue)
    (inside,) = cards(sign_in(everyone.family), issue)
    assert "We asked who has to agree: Our manager." in inside
    (outside,) = cards(visitor, issue)
    assert "We asked who has to agree: A manager." in outside


def test_me_toos_are_told_by_group_and_in_steps(session, visitor, issue, answer, everyone):
    issue.me_too_people, issue.me_too_families, issue.me_too_staff = 13, 9, 7
    issue.shown_people, issue.shown_families = 10, 5
    answer(everyone.manager, issue)
    (card,) = cards(visitor, issue)
    assert "10 or more people who use services said me too." in card
    assert "5 or more families and friends said me too." in card
    assert re.findall(r"(\d+) (?:or more|people|families|staff)", card) == ["10", "5"]


def test_a_right_was_not_voted_on(visitor, issue, answer, everyone):
    issue.lane = Lane.RIGHTS
    answer(everyone.manager, issue)
    (card,) = cards(visitor, issue)
    assert "This is a right. It does not need votes." in card and "me too" not in card


def test_a_relatives_no_decides_nothing(visitor, issue, answer, everyone):
    answer(everyone.family, issue, AnswerSays.NO)
    (card,) = cards(visitor, issue)
    assert "Nobody yet. Family or a friend says this." in card


def test_one_place_of_two_decides_nothing_and_both_do(
    session, visitor, issue, answer, everyone, make
):
    other = make.place(session.get(type(make.area()), issue.area_id))
    session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
    answer(everyone.manager, issue, AnswerSays.NO)
    (card,) = cards(visitor, issue)
    assert "Nobody yet. Our manager, manager says this." in card
    answer(make.person(other, HatKind.MANAGER, name="The Other"), issue, AnswerSays.NO)
    first, second = cards(visitor, issue)
    assert "Who decided The Other, manager" in second
    assert "Nobody yet" not in first


def test_a_no_that_closed_it_is_open_to_read_and_other_cards_are_folded(
    visitor, issue, answer, everyone
):
    answer(everyone.manager, issue)
    answer(everyone.manager, issue, AnswerSays.NO)
    html = visitor.get(f"/issues/{issue.id}").text
    assert html.count('<section class="decided">') == 1
    assert html.count('<summary class="govuk-details__summary">') == 1
    assert html.count("<h3") == html.count("</h3>")


def test_a_question_that_was_asked_says_how_far_its_answer_went(
    session, visitor, issue, answer, everyone
):
    issue.say = Say.NEGOTIATION
    answer(everyone.manager, issue)
    (card,) = cards(visitor, issue)
    assert "We asked everybody at Place" in card
    assert "We worked it out together. Nobody decided alone." in card


@pytest.fixture
def asked(session, make, place, issue):
    """It is said to be done 40 days ago; 4 people had said me too. Answers a question."""
    for _ in range(4):
        person = make.person(place)
        hat = HatKind.USES_SERVICES
        session.add(Support(issue_id=issue.id, person_id=person.id, hat=hat))
    session.flush()
    asking.claim(session, None, issue, "It is done.", on=make.days_ago(40))
    asks = session.query(Ask).filter_by(issue_id=issue.id, time=1).order_by(Ask.id).all()

    def say(n, says, days=2):
        asking.answer(session, NOBODY, asks[n], BetterSays(says), "", on=make.days_ago(days))

    return say


def test_better_by_the_raisers_own_word(visitor, issue, asked):
    asked(0, "better")
    assert issue.status is Status.RESOLVED
    (card,) = cards(visitor, issue)
    assert "We asked the person who said this, and everybody who said me too." in card
    assert "The person who said this says it is better." in card
    assert "Their own word is enough." in card
    assert "People decided. It happens as they said." in card


def test_better_by_the_answers_of_many(visitor, issue, asked):
    for n, says in enumerate(("better", "better", "a_bit", "same"), start=1):
        asked(n, says)
    assert issue.status is Status.RESOLVED
    (card,) = cards(visitor, issue)
    assert "A few people who use services say it is better." in card
    assert "The people it is about. At least 3 people must answer." in card
    assert "6 in 10 of them must say better, or a bit better." in card


def test_opened_again_by_the_raiser(visitor, issue, asked):
    asked(0, "better", days=9)
    asked(0, "worse", days=1)
    assert issue.status is Status.ACCEPTED
    (card,) = cards(visitor, issue)
    assert "The person who said this says it is worse." in card
    assert "Their own “no” opens it again." in card


def test_opened_again_by_the_answers_of_many(visitor, issue, asked):
    for n, says in enumerate(("better", "better", "a_bit", "same"), start=1):
        asked(n, says, days=9)
    assert issue.status is Status.RESOLVED
    for n, says in enumerate(("same", "worse", "a_bit"), start=1):
        asked(n, says, days=1)
    assert issue.status is Status.ACCEPTED
    (card,) = cards(visitor, issue)
    assert "6 in 10 of them must say the same, or worse." in card
    assert (
        "Most people it was about say it is not better yet."
        in visitor.get(f"/issues/{issue.id}").text
    )


def test_the_raisers_better_stays_whatever_many_say(issue, asked):
    asked(0, "better")
    for n in (1, 2, 3, 4):
        asked(n, "worse")
    assert issue.status is Status.RESOLVED


def test_nobody_has_decided_yet(visitor, issue, asked):
    assert cards(visitor, issue) == []
    for n in (1, 2):
        asked(n, "same")
    (card,) = cards(visitor, issue)
    assert "Nobody yet. The person who said this can say it is better." in card


def test_the_card_of_an_unnamed_raiser_names_nobody(
    session, visitor, sign_in, issue, asked, everyone
):
    name = session.get(Person, issue.author_id).name
    asked(0, "better")
    issue.name_held = True
    for client in (visitor, sign_in(everyone.advocate)):
        (card,) = cards(client, issue)
        assert name not in card
