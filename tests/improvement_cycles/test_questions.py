"""A go asks several questions, each with its own guess, result and lesson."""

import re

import pytest
from sqlalchemy import select

from improvement_cycles import answers, goes, pages
from improvement_cycles.go_models import Cycle, Question
from improvement_cycles.lock import fingerprint
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import GoState
from tests.improvement_cycles.tries import LOOK

ASKED = {"question_1": "Will it work?", "guess_1": "Yes, twice a week."}
SECOND = {"question_2": "Who is tired?", "guess_2": "Nobody."}
THIRD = {"question_3": "Does it cost more?", "guess_3": "A little."}


def kept(session, cycle):
    wanted = select(Question.question, Question.guess).where(Question.cycle_id == cycle.id)
    return [tuple(row) for row in session.execute(wanted.order_by(Question.position))]


def shown(page):
    return re.findall(r'name="(question_\d)"', page.text)


class Guesses:
    """The page of the guesses, as somebody sends it."""

    def __init__(self, browser, cycle):
        self.browser, self.url = browser, f"/tries/goes/{cycle.id}/plan/guess"

    def send(self, **words):
        page = self.browser.get(self.url).text
        seen = re.search(r'name="seen" value="(\w+)"', page)[1]
        return self.browser.post(self.url, data={"seen": seen} | words)


@pytest.fixture
def cycle(session, tries):
    made = tries.draft()
    session.commit()
    return made


@pytest.fixture
def guesses(sign_in, tries, cycle):
    return Guesses(sign_in(tries.danny), cycle)


def test_one_more_question_is_asked_and_what_was_written_is_kept(session, guesses, cycle):
    assert shown(guesses.browser.get(guesses.url)) == ["question_1"]
    went = guesses.send(**ASKED, more="1")
    assert went.location == f"{guesses.url}?more=1"
    assert shown(guesses.browser.get(went.location)) == ["question_1", "question_2"]
    went = guesses.send(**ASKED, **SECOND)
    assert went.location.endswith("/plan/who")
    assert kept(session, cycle) == [tuple(ASKED.values()), tuple(SECOND.values())]
    assert shown(guesses.browser.get(guesses.url)) == ["question_1", "question_2"]


def test_there_is_an_end_to_asking(guesses):
    many = {f"question_{n}": f"Question {n}?" for n in range(1, pages.MOST_QUESTIONS + 1)}
    guesses.send(**many)
    page = guesses.browser.get(f"{guesses.url}?more=1")
    assert len(shown(page)) == pages.MOST_QUESTIONS
    assert "Ask another question" not in page.text


def test_a_question_is_taken_away_and_those_after_it_move_up(session, guesses, cycle):
    guesses.send(**ASKED, **SECOND, **THIRD)
    assert "Take question 2 away" in guesses.browser.get(guesses.url).text
    went = guesses.send(**ASKED, **SECOND, **THIRD, take="2")
    assert went.location == guesses.url
    assert kept(session, cycle) == [tuple(ASKED.values()), tuple(THIRD.values())]
    guesses.send(**ASKED, question_2="Does it cost more?", guess_2="A little.", take="1")
    assert kept(session, cycle) == [tuple(THIRD.values())]
    assert "away" not in guesses.browser.get(guesses.url).text.split("<form")[1]


@pytest.mark.parametrize("which", ["0", "9", "x", "\u0663", "1" * 21])
def test_a_question_that_is_not_there_is_not_taken_away(session, guesses, cycle, which):
    guesses.send(**ASKED, take=which)
    assert kept(session, cycle) == [tuple(ASKED.values())]


def test_the_last_question_cannot_be_taken_away(session, guesses, cycle):
    refused = guesses.send(**ASKED, take="1")
    assert refused.status_code == 422 and "Write a question." in refused.text
    assert kept(session, cycle) == [tuple(ASKED.values())]


def test_taking_away_what_somebody_else_changed_shows_both(session, guesses, cycle, tries):
    guesses.send(**ASKED, **SECOND)
    seen = answers.mark(
        answers.read(
            session, tries.as_(tries.danny), tries.go(cycle), answers.pages.find("plan", "guess")
        )
    )
    guesses.send(**ASKED, question_2="Who is tired now?", guess_2="Me.")
    late = guesses.browser.post(guesses.url, data={**ASKED, **SECOND, "seen": seen, "take": "2"})
    assert late.status_code == 409
    assert "Who is tired now?" in late.text and "Yes, twice a week." in late.text
    assert len(kept(session, cycle)) == 2


@pytest.fixture
def looked_at(session, tries):
    """A go that is looked at, with two questions and their guesses."""
    cycle = tries.draft()
    tries.answer(cycle, "plan", "guess", ASKED | SECOND)
    tries.agree(cycle)
    danny = tries.as_(tries.danny)
    goes.start(session, danny, tries.go(cycle))
    goes.look(danny, tries.go(cycle))
    session.commit()
    return cycle


def answer(browser, url, **words):
    """Send the result of one question, as its page would."""
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(url).text)[1]
    return browser.post(url, data={"seen": seen} | words)


def test_each_question_has_a_page_for_its_result_and_leads_to_the_next(
    looked_at, tries, sign_in, session
):
    browser, go = sign_in(tries.danny), f"/tries/goes/{looked_at.id}"
    page = browser.get(f"{go}/look/result").text
    assert re.findall(r'name="((?:result|lesson)_\d)"', page) == ["result_1", "lesson_1"]
    assert "Will it work?" in page and "Yes, twice a week." in page
    assert "Who is tired?" not in page and "Question 1 of 5" in page
    went = answer(browser, f"{go}/look/result", result_1="Three.", lesson_1="It works.")
    assert went.location == f"{go}/look/result-2"
    page = browser.get(went.location).text
    assert re.findall(r'name="((?:result|lesson)_\d)"', page) == ["result_2", "lesson_2"]
    assert "Who is tired?" in page and "Nobody." in page and "Will it work?" not in page
    assert f'href="{go}/look/result"' in page and "Question 2 of 5" in page
    went = answer(browser, went.location, result_2="Jo.", lesson_2="Rest.")
    assert went.location == f"{go}/look/box"
    wanted = select(Question.result, Question.lesson).where(Question.cycle_id == looked_at.id)
    said = [tuple(row) for row in session.execute(wanted.order_by(Question.position))]
    assert said == [("Three.", "It works."), ("Jo.", "Rest.")]


def test_the_go_says_which_results_are_still_to_write(looked_at, tries, sign_in):
    browser, go = sign_in(tries.danny), f"/tries/goes/{looked_at.id}"
    answer(browser, f"{go}/look/result-2", result_2="Jo.", lesson_2="Rest.")
    page = browser.get(go).text
    todo = re.findall(r'look/(result[-\d]*)">(.*?)</a>.*?tag--(\w+)', page, re.DOTALL)
    assert [(name, done) for name, _words, done in todo] == [
        ("result", "yours"),
        ("result-2", "done"),
    ]
    assert "Will it work?" in todo[0][1]


@pytest.mark.parametrize("name", ["result-3", "result-5", "result-6", "result-1", "result-0"])
def test_a_question_that_nobody_asked_has_no_page(looked_at, tries, sign_in, name):
    browser, url = sign_in(tries.danny), f"/tries/goes/{looked_at.id}/look/{name}"
    assert browser.get(url).status_code == 404
    sent = {"result_3": "x", "lesson_3": "x", "result_5": "x", "lesson_5": "x"}
    assert browser.post(url, data=sent).status_code == 404


def test_two_people_write_two_results_and_neither_stops_the_other(looked_at, tries, sign_in):
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    first, second = (f"/tries/goes/{looked_at.id}/look/{one}" for one in ("result", "result-2"))
    seen = re.search(r'name="seen" value="(\w+)"', marek.get(second).text)[1]
    assert answer(danny, first, result_1="Three.", lesson_1="It works.").status_code == 303
    late = {"result_2": "Jo.", "lesson_2": "Rest.", "seen": seen}
    assert marek.post(second, data=late).status_code == 303
    both = danny.post(second, data=late | {"result_2": "Me."})
    assert both.status_code == 409 and "Jo." in both.text and "Me." in both.text


def test_a_result_that_is_half_is_refused_and_kept(looked_at, tries, sign_in):
    browser, url = sign_in(tries.danny), f"/tries/goes/{looked_at.id}/look/result-2"
    refused = answer(browser, url, result_2="Jo was tired.")
    assert refused.status_code == 422 and "Jo was tired." in refused.text
    assert "Say what you learned." in refused.text and "Who is tired?" in refused.text
    for who in (tries.colette, tries.imran):
        assert sign_in(who).get(url).status_code == 403


def test_deciding_needs_a_result_and_a_lesson_for_each_and_says_which(
    session, tries, looked_at, sign_in
):
    cycle, danny = looked_at, tries.as_(tries.danny)
    tries.answer(cycle, "look", "knock_on", LOOK["knock_on"])
    tries.answer(cycle, "look", "result", {"result_1": "Three.", "lesson_1": "It works."})
    with pytest.raises(goes.NotReady) as refused:
        goes.to_decide(session, danny, tries.go(cycle))
    assert [one.says for one in refused.value.missing] == [
        "Say what happened, for each question. Nothing yet for “Who is tired?”",
        "Say what you learned, for each question. Nothing yet for “Who is tired?”",
    ]
    session.commit()
    browser, go = sign_in(tries.danny), f"/tries/goes/{cycle.id}"
    page = browser.post(f"{go}/move", data={"to": "deciding"})
    assert page.status_code == 409 and "Nothing yet for “Who is tired?”" in page.text
    assert page.text.count(f'{go}/look/result-2">') == 3  # twice what is missing, and to do
    assert answer(browser, f"{go}/look/result-2", result_2="Jo.").status_code == 422
    sent = {"result_2": "Jo.", "lesson_2": "Rest."}
    assert answer(browser, f"{go}/look/result-2", **sent).status_code == 303
    assert browser.post(f"{go}/move", data={"to": "deciding"}).status_code == 303
    page = browser.get(go).text
    for words in ("Who is tired?", "Nobody.", "Jo.", "Rest."):
        assert words in page


def test_the_second_writer_of_a_result_sees_both(session, tries, sign_in):
    cycle = tries.studying()
    session.commit()
    url = f"/tries/goes/{cycle.id}/look/result"
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    seen = re.search(r'name="seen" value="(\w+)"', danny.get(url).text)[1]
    first = {"result_1": "Three times.", "lesson_1": "It works.", "seen": seen}
    assert danny.post(url, data=first).status_code == 303
    second = marek.post(url, data={"result_1": "Twice.", "lesson_1": "No.", "seen": seen})
    assert second.status_code == 409
    assert "Three times." in second.text and "Twice." in second.text


def test_no_address_of_the_site_changes_a_locked_question_or_guess(app, session, tries, sign_in):
    """Every address that takes something is sent everything that a plan is made of."""
    cycle = tries.draft()
    tries.answer(cycle, "plan", "guess", ASKED | SECOND)
    tries.agree(cycle)
    goes.start(session, tries.as_(tries.danny), tries.go(cycle))
    session.commit()
    sealed = cycle.guess_hash
    ids = {"cycle_id": cycle.id, "project_id": cycle.project_id}
    else_ = dict.fromkeys(("title", "what_we_will_try", "when", "where", "for_whom"), "Else")
    else_ |= {f"{word}_{n}": "Else" for word in ("question", "guess") for n in (1, 2, 3)}
    else_ |= {"question": "Else", "what_will_be_different": "Else", "who_would_notice": "Else"}
    else_ |= {"kind": "stop_doing", f"does_{tries.danny.id}": "Else", "words": "Else"}
    else_ |= {"how_small": "Else", "what_we_count": "Else", "learned": "Else", "why": "Else"}
    sent = 0
    for who in (tries.danny, tries.marek, tries.colette, tries.hannah, tries.imran):
        browser = sign_in(who)
        for rule in app.url_map.iter_rules():
            if "POST" not in rule.methods or not rule.arguments & ids.keys():
                continue
            for step, name in (("plan", "guess"), ("plan", "what"), ("look", "result")):
                url = address(rule, {"step": step, "name": name} | ids)
                for to in ("draft", "planned", "next") if rule.endpoint.endswith("move") else ("",):
                    browser.post(url, data=else_ | {"to": to, "take": "1", "more": "1"})
                    sent += 1
    assert sent > 100
    session.expire_all()
    found, project = session.get(Cycle, cycle.id), session.get(ImprovementProject, cycle.project_id)
    assert fingerprint(session, project, found) == found.guess_hash == sealed
    assert found.state is not GoState.DRAFT
    assert kept(session, found) == [tuple(ASKED.values()), tuple(SECOND.values())]


def address(rule, names):
    """An address of a rule: the first of what it offers, else 1, where no name is given."""
    part = re.compile(r"<(?:any\((\w+)[^)]*\):|\w+:)?(\w+)>")
    return part.sub(lambda found: str(names.get(found[2], found[1] or 1)), rule.rule)
