"""Answering on the site: one question a page, kept on the way, checked and sent once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from coprod.db import now, today
from coprod.issues.words import Status
from coprod.promises.models import Answer, Promise
from coprod.sign_in.models import SignIn


def soon():
    return (today() + timedelta(days=9)).isoformat()


@pytest.fixture
def manager(sign_in, everyone):
    return sign_in(everyone.manager)


@pytest.fixture
def step(manager, issue):
    """Sends one page and says where it leads."""

    def send(name="", **data):
        path = f"/issues/{issue.id}/answer" + (f"/{name}" if name else "")
        answer = manager.post(path, data=data)
        return answer.location.removeprefix(f"/issues/{issue.id}/") if answer.location else answer

    return send


def test_a_manager_answers_with_a_promise(manager, step, issue, session, everyone):
    assert "Answer this" in manager.get(f"/issues/{issue.id}").text
    assert step(says="yes") == "answer/why"
    assert step("why", why="We must.", money_is_the_reason="y") == "answer/promise"
    assert step("promise", what="A new bus") == "answer/who"
    assert step("who", who=str(everyone.staff.id)) == "answer/by"
    assert step("by", by_when=soon()) == "answer/check"
    page = manager.get(f"/issues/{issue.id}/answer/check").text
    for piece in ("We must.", "A new bus", "Our staff", "Money is the reason"):
        assert piece in page
    leads = [step("check", once="the-same") for _press in range(5)]
    assert leads == [f"/issues/{issue.id}#answers"] * 5
    session.rollback()
    assert session.scalar(select(func.count(Answer.id))) == 1
    promise = session.scalar(select(Promise))
    assert (promise.what, promise.who_id) == ("A new bus", everyone.staff.id)
    session.refresh(issue)
    assert issue.status is Status.ACCEPTED
    page = manager.get(f"/issues/{issue.id}").text
    for piece in ("We must.", "A new bus", "Our staff promised this."):
        assert piece in page


def test_a_tick_that_was_taken_away_while_typing_stays_away(manager, step, issue):
    step(says="yes")
    step("why", why="We must.", money_is_the_reason="y")
    here = f"/issues/{issue.id}/answer/why"
    ticked = 'name="money_is_the_reason" type="checkbox" value="y" checked'
    assert ticked in manager.get(here).text
    manager.post("/drafts/save", data={"form": here, "why": "We must now."})
    page = manager.get(here).text
    assert "We must now." in page and ticked not in page
    manager.post("/drafts/save", data={"form": here, "why": "", "money_is_the_reason": "y"})
    assert ticked in manager.get(here).text


def test_the_answer_that_is_sent_is_the_one_that_was_checked(manager, step, issue, session):
    step(says="yes")
    step("why", why="We will mend it.")
    step("promise", what="")
    seen = re.search(
        r'name="seen" value="(\w+)"', manager.get(f"/issues/{issue.id}/answer/check").text
    ).group(1)
    step(says="no")  # in another window
    refused = step("check", seen=seen)
    assert refused.status_code == 409
    assert "You changed this in another window." in refused.text
    session.rollback()
    assert session.scalar(select(func.count(Answer.id))) == 0
    again = re.search(r'name="seen" value="(\w+)"', refused.text).group(1)
    assert step("check", seen=again) == f"/issues/{issue.id}#answers"
    session.rollback()
    assert session.scalar(select(func.count(Answer.id))) == 1


def test_no_promise_is_an_answer_too(step, issue, session):
    step(says="no")
    step("why", why="It cannot be.")
    assert step("promise", what="") == "answer/check"
    step("check")
    session.rollback()
    assert session.scalar(select(Promise)) is None
    assert session.scalar(select(Answer)).why == "It cannot be."


def test_not_now_asks_when_to_look_again(step, session):
    step(says="not_now")
    assert step("why", why="The bus is away.") == "answer/day"
    refused = step("day", look_again_on="9999-12-31", once="x")
    assert refused.status_code == 422 and "Choose a day in the next 12 months." in refused.text
    assert step("day", look_again_on=soon()) == "answer/promise"


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("why", {"why": "  "}, "Say why."),
        ("why", {"why": "a" * 5001}, "5,000 letters"),
        ("why", {"why": "\x00"}, "Say why."),
        ("by", {"by_when": "2020-01-01"}, "That day has gone by."),
        ("by", {"by_when": "31/12/9999"}, "Choose a day in the next 24 months."),
        ("by", {"by_when": "soon"}, "Write the day like this"),
        ("by", {"by_when": "31/2/2030"}, "Write the day like this"),
        ("by", {"by_when": ""}, "Choose the day you promise it by."),
        ("promise", {"what": "a" * 401}, "400 letters"),
    ],
)
def test_a_wrong_page_comes_back_with_what_was_typed(name, sent, sentence, step):
    step(says="yes")
    step("why", why="We must.")
    step("promise", what="A bus")
    answer = step(name, once="x", **sent)
    assert answer.status_code == 422 and sentence in answer.text
    typed = next(iter(sent.values()))
    assert typed.strip("\x00 ") in answer.text


@pytest.mark.parametrize("sent", [{}, {"says": "maybe"}, {"says": ""}])
def test_no_answer_chosen_is_said(sent, step):
    answer = step(**sent)
    assert answer.status_code == 422 and "Choose an answer." in answer.text


@pytest.mark.parametrize("typed", ["%-d/%-m/%Y", "%-d.%-m.%Y", "%-d-%-m-%Y", "%Y-%m-%d"])
def test_a_day_may_be_typed_in_several_ways(typed, step):
    step(says="yes")
    step("why", why="We must.")
    step("promise", what="A bus")
    step("who")
    assert step("by", by_when=f"{today() + timedelta(days=40):{typed}}") == "answer/check"


def test_emoji_and_right_to_left_words_are_kept(step, session):
    step(says="yes")
    step("why", why="🚌 الباص ABC")
    step("promise", what="")
    step("check")
    session.rollback()
    assert session.scalar(select(Answer)).why == "🚌 الباص ABC"


def test_a_page_out_of_turn_leads_to_the_first_that_is_missing(manager, step, issue):
    assert step("check") == "answer"
    step(says="yes")
    assert step("by", by_when=soon()) == "answer/why"


def test_half_an_answer_waits_for_its_writer_only(step, manager, sign_in, everyone, issue):
    step(says="yes")
    step("why", why="Half of it.")
    assert "Half of it." in manager.get(f"/issues/{issue.id}/answer/why").text
    other = sign_in(everyone.staff).get(f"/issues/{issue.id}/answer/why", follow_redirects=True)
    assert "Half of it." not in other.text


def test_a_sign_in_that_runs_out_on_one_page_loses_nothing_of_the_others(
    step, manager, issue, session
):
    step(says="yes")
    step("why", why="We must.")
    step("promise", what="A bus")
    session.execute(update(SignIn).values(seen_at=now() - timedelta(days=1)))
    assert manager.post(f"/issues/{issue.id}/answer", data={"says": "part"}).status_code == 302
    session.execute(update(SignIn).values(seen_at=now()))
    page = manager.get("/drafts/unsent").text
    assert f'action="/issues/{issue.id}/answer"' in page and 'value="part"' in page
    assert step(says="part") == "answer/why"
    assert "We must." in manager.get(f"/issues/{issue.id}/answer/why").text
    assert "A bus" in manager.get(f"/issues/{issue.id}/answer/promise").text


def test_only_somebody_who_can_promise_is_named(step, manager, everyone, issue):
    step(says="yes")
    step("why", why="We must.")
    step("promise", what="A bus")
    answer = step("who", who=str(everyone.stranger.id), once="x")
    assert answer.status_code == 422 and "Choose you, or somebody of this place." in answer.text
    assert everyone.stranger.name not in answer.text


@pytest.mark.parametrize("typed", ["3/11/" + "9" * 21, "3/11/" + "9" * 5000, "0/0/0", "1/1/-1"])
def test_a_day_that_no_calendar_has_is_said(typed, step):
    step(says="not_now")
    step("why", why="The bus is away.")
    answer = step("day", look_again_on=typed)
    assert answer.status_code == 422 and "Write the day like this" in answer.text


def test_words_are_kept_as_they_are_typed(step, manager, sign_in, everyone, issue, session):
    step(says="yes")
    here = f"/issues/{issue.id}/answer/why"
    assert f'{{"form": "{here}"}}' in manager.get(here).text
    manager.post("/drafts/save", data={"form": here, "why": "Half a sent"})
    assert "Half a sent" in manager.get(here).text
    assert "Half a sent" not in sign_in(everyone.staff).get(here, follow_redirects=True).text
    assert step("why", why="Another sentence.") == "answer/promise"
    page = manager.get(here).text
    assert "Another sentence." in page and "Half a sent" not in page


def test_who_may_not_answer_is_told(sign_in, everyone, issue):
    answer = sign_in(everyone.commissioner).get(f"/issues/{issue.id}/answer")
    assert answer.status_code == 403


def test_an_issue_taken_back_meanwhile_is_gone(step, issue, session):
    step(says="yes")
    issue.taken_back_on = today()
    assert step("why", why="We must.").status_code == 404


def test_a_question_that_is_none_is_not_there(manager, issue):
    assert manager.get(f"/issues/{issue.id}/answer/never").status_code == 404
