"""Answers: who gives them, what they need, and where they leave the issue."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.issues import queries
from coprod.issues.models import Doer, Issue, IssuePlace
from coprod.issues.words import AnswerSays, IssueKind, Job, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.promises import answering, days, must_answer
from coprod.promises.days import day_trouble
from coprod.promises.models import Answer, Happened, Promise, PromiseStep

PAST = date(2026, 1, 2)
NEVER = date(9999, 12, 31)


def soon():
    return today() + timedelta(days=9)


@pytest.mark.parametrize(
    ("who", "says", "becomes"),
    [
        ("manager", AnswerSays.YES, Status.ACCEPTED),
        ("manager", AnswerSays.PART, Status.ACCEPTED),
        ("manager", AnswerSays.NOT_NOW, Status.DEFERRED),
        ("manager", AnswerSays.NO, Status.DECLINED),
        ("staff", AnswerSays.NO, Status.DECLINED),
        ("family", AnswerSays.YES, Status.ACCEPTED),
        ("family", AnswerSays.NO, Status.TRIAGE),  # heard, and it closes nothing
        ("uses_services", AnswerSays.NOT_NOW, Status.TRIAGE),
    ],
)
def test_where_an_answer_leaves_the_issue(who, says, becomes, everyone, issue, answer):
    answer(getattr(everyone, who), issue, says, look_again_on=soon())
    assert issue.status is becomes


@pytest.mark.parametrize("who", ["commissioner", "advocate", "stranger"])
def test_some_do_not_answer(who, everyone, issue, answer):
    with pytest.raises(NotAllowed, match="People of the place can answer"):
        answer(getattr(everyone, who), issue)


def test_a_commissioner_answers_what_is_addressed_to_them(session, everyone, issue, answer):
    person = everyone.commissioner
    session.add(Doer(issue_id=issue.id, job=Job.HAS_TO_AGREE, person_id=person.id))
    given = answer(person, issue, AnswerSays.NO, money_is_the_reason=True)
    assert (given.by_hat, given.money_is_the_reason) == (HatKind.COMMISSIONER, True)
    assert issue.status is Status.DECLINED


def test_no_place_closes_alone_what_belongs_to_two(session, everyone, issue, answer, make):
    other = make.place(session.get(type(make.area()), issue.area_id))
    session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
    session.flush()
    answer(everyone.manager, issue, AnswerSays.NO)
    assert issue.status is Status.TRIAGE
    answer(make.person(other, HatKind.MANAGER), issue, AnswerSays.NO)
    assert issue.status is Status.DECLINED


@pytest.fixture
def two_places(session, make, issue):
    """The issue belongs to a second place too, which is returned."""
    other = make.place(session.get(Area, issue.area_id))
    session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
    session.flush()
    return other


def test_a_place_that_says_yes_after_all_refuses_no_more(two_places, everyone, issue, answer, make):
    there = make.person(two_places, HatKind.MANAGER)
    answer(there, issue, AnswerSays.NO)
    answer(there, issue, AnswerSays.PART)
    assert issue.status is Status.ACCEPTED
    answer(everyone.manager, issue, AnswerSays.NO)
    assert issue.status is Status.ACCEPTED
    answer(there, issue, AnswerSays.NOT_NOW, look_again_on=soon())
    assert issue.status is Status.DEFERRED


def test_a_hat_that_nobody_confirmed_closes_nothing_for_its_place(
    two_places, everyone, issue, answer, make
):
    make.hat(everyone.manager, two_places, HatKind.MANAGER, confirmed=False)
    answer(everyone.manager, issue, AnswerSays.NO)
    assert issue.status is Status.TRIAGE


def test_the_no_of_a_relative_who_works_there_later_closes_nothing(
    two_places, everyone, issue, answer, make
):
    relative = make.person()
    hat = make.hat(relative, two_places, HatKind.FAMILY)
    answer(relative, issue, AnswerSays.NO)
    hat.kind = HatKind.STAFF
    answer(everyone.manager, issue, AnswerSays.NO)
    assert issue.status is Status.TRIAGE


def names(session, as_viewer, person, issue):
    standing = queries.standing(session, issue.id)
    found = answering.can_promise(session, as_viewer(person), issue, standing)
    return [one.name for one in found]


def test_an_issue_of_a_place_offers_who_works_there_and_those_of_the_area(
    session, as_viewer, everyone, issue, make, place
):
    make.person(make.place(session.get(Area, issue.area_id)), name="Elsewhere")
    make.hat(make.person(name="Not yet"), place, HatKind.STAFF, confirmed=False)
    offered = names(session, as_viewer, everyone.family, issue)
    assert set(offered) == {"Our staff", "Our manager", "Our advocate", "Our commissioner"}


def test_nobody_promises_for_people_who_use_services_or_families(session, everyone, issue, answer):
    tomorrow = today() + timedelta(days=1)
    for person in (everyone.uses_services, everyone.family):
        with pytest.raises(Invalid):
            answer(everyone.staff, issue, what="Walk", by_when=tomorrow, who_id=person.id)
        answer(person, issue, what="Walk", by_when=tomorrow)  # they do for themselves
    made = select(Promise.who_id).order_by(Promise.id)
    assert session.scalars(made).all() == [everyone.uses_services.id, everyone.family.id]


def test_an_issue_of_no_place_offers_only_people_of_ones_own(
    session, as_viewer, everyone, issue, make
):
    elsewhere = make.place(session.get(Area, issue.area_id))
    make.person(elsewhere, name="Elsewhere")
    lead = make.person(elsewhere, HatKind.STAFF, name="Who leads")
    session.add(Doer(issue_id=issue.id, job=Job.LEADS, person_id=lead.id))
    session.execute(delete(IssuePlace).where(IssuePlace.issue_id == issue.id))
    issue.place_id = None
    session.flush()
    offered = names(session, as_viewer, everyone.family, issue)
    assert {"Our staff", "Who leads", "Our commissioner"} <= set(offered)
    assert "Elsewhere" not in offered
    wide = names(session, as_viewer, everyone.advocate, issue)
    assert wide == ["Our advocate", "Our commissioner", "Who leads"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"says": AnswerSays.NOT_NOW}, "look_again_on"),
        ({"says": AnswerSays.NOT_NOW, "look_again_on": PAST}, "look_again_on"),
        ({"says": AnswerSays.NOT_NOW, "look_again_on": NEVER}, "look_again_on"),
        ({"what": "A bus"}, "by_when"),
        ({"what": "A bus", "by_when": NEVER}, "by_when"),
        ({"what": "A bus", "by_when": PAST}, "by_when"),
    ],
)
def test_what_an_answer_needs(given, field, session, everyone, issue, answer):
    with pytest.raises(Invalid) as refused:
        answer(everyone.manager, issue, **given)
    assert [*refused.value.errors] == [field]
    assert session.scalar(select(Answer)) is None and session.scalar(select(Promise)) is None


@pytest.mark.parametrize(
    ("within", "ahead", "sentence"),
    [
        (days.LOOK_AGAIN, 366, ""),
        (days.LOOK_AGAIN, 367, "Choose a day in the next 12 months."),
        (days.PROMISED, 731, ""),
        (days.PROMISED, 732, "Choose a day in the next 24 months."),
    ],
)
def test_a_day_is_not_so_far_that_it_is_never(within, ahead, sentence):
    assert day_trouble(today() + timedelta(days=ahead), today(), "When?", within) == sentence


@pytest.mark.parametrize("who_id", [10**12, -1])
def test_a_promise_is_for_somebody_who_is_here(who_id, session, everyone, issue, answer):
    with pytest.raises(Invalid) as refused:
        answer(everyone.manager, issue, what="A bus", by_when=soon(), who_id=who_id)
    assert [*refused.value.errors] == ["who"]
    assert session.scalar(select(Answer)) is None and session.scalar(select(Promise)) is None


def test_a_promise_for_somebody_of_the_place(session, everyone, issue, answer):
    answer(everyone.manager, issue, what="Drive", by_when=soon(), who_id=everyone.staff.id)
    promise = session.scalar(select(Promise))
    assert (promise.who_id, promise.made_on, promise.kept_on) == (everyone.staff.id, today(), None)
    step = session.scalar(select(PromiseStep))
    assert (step.happened, step.what, step.by_when) == (Happened.MADE, "Drive", soon())


def test_a_promise_for_somebody_of_elsewhere_is_refused(everyone, issue, answer):
    with pytest.raises(Invalid):
        answer(everyone.manager, issue, what="A", by_when=soon(), who_id=everyone.stranger.id)


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.MERGED])
def test_what_is_over_needs_no_answer(status, everyone, issue, answer):
    issue.status = status
    with pytest.raises(Conflict):
        answer(everyone.manager, issue)


@pytest.mark.parametrize("status", [Status.IN_CYCLE, Status.CLAIMED, Status.THANKED])
def test_an_answer_does_not_undo_what_came_after(status, everyone, issue, answer):
    issue.status = status
    answer(everyone.manager, issue, AnswerSays.NO)
    assert issue.status is status


def test_a_thank_you_can_be_answered_too(everyone, issue, answer):
    issue.kind, issue.status = IssueKind.THANKS, Status.THANKED
    assert answer(everyone.staff, issue).id


@pytest.mark.parametrize("who", ["family", "uses_services"])
def test_a_no_of_somebody_who_need_not_answer_leaves_it_to_those_who_have_to(
    who, everyone, issue, answer, sign_in, session
):
    issue.raised_on = today() - timedelta(days=34)
    page, waiting = f"/issues/{issue.id}", select(Issue.id).where(~must_answer.ALL_ANSWERED)
    assert "No answer yet, 34 days." in sign_in(everyone.manager).get(page).text
    answer(getattr(everyone, who), issue, AnswerSays.NO)
    text = sign_in(everyone.manager).get(page).text
    assert "No answer yet" not in text
    assert "No answer from Place" in text and "yet, 34 days." in text
    listed = sign_in(everyone.manager).get("/issues").text
    assert "No answer yet" not in listed and "No answer from Place" in listed
    assert f'class="govuk-button" href="{page}/answer"' in text
    assert issue.id in session.scalars(waiting).all()
    answer(everyone.manager, issue, AnswerSays.PART)
    text = sign_in(everyone.manager).get(page).text
    assert "No answer" not in text and "Add another answer" in text
    assert issue.id not in session.scalars(waiting).all()


def test_each_of_two_places_has_its_turn(two_places, everyone, issue, answer, sign_in, make):
    answer(everyone.manager, issue, AnswerSays.NO)
    button = f'class="govuk-button" href="/issues/{issue.id}/answer"'
    assert button not in sign_in(everyone.manager).get(f"/issues/{issue.id}").text
    there = sign_in(make.person(two_places, HatKind.MANAGER))
    assert button in there.get(f"/issues/{issue.id}").text
    for order in ("new", "waiting", "changed"):
        listed = there.get(f"/issues?order={order}").text
        assert issue.title in listed and "No answer" not in listed
