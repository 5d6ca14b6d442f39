"""Two people at the same question of a go: the second sees both texts, and nothing is lost."""

import re
from datetime import timedelta

import pytest

from coprod.db import today
from coprod.people.models import Area
from improvement_cycles import answers, pages
from improvement_cycles.pages import PAGES, Step

STATE = {Step.PLAN: "draft", Step.TRY: "doing", Step.LOOK: "studying", Step.DECIDE: "deciding"}
OWN = {"team", "box"}  # a page of its own; and a box that only its writer changes
QUESTIONS = [page for page in PAGES if page.name not in OWN and page.of_question <= 1]
WORDS = {
    "guess": "question_1 guess_1 question_2 guess_2",
    "result": "result_1 lesson_1",
    "gave": "time_people time_families time_staff money",
}


def sent(tries, page, which):
    """What one of the two sends: all that can be typed or chosen on this page."""
    first = which == "first"
    word = "Danny wrote this" if first else "Marek wrote that"
    if page.name in WORDS:
        return dict.fromkeys(WORDS[page.name].split(), word)
    if page.columns:
        return dict.fromkeys(page.columns, word)
    mine = str(tries.danny.id if first else tries.marek.id)
    other = tries.statements
    return {
        "kind": {"kind": "stop_doing" if first else "start_doing"},
        "statements": {"statements": other[:1] if first else other[1:]},
        "who": {f"does_{tries.danny.id}": word},
        "touches": {"people": [mine, str(tries.angela.id)]},
        "off_site": {"off_site": "3" if first else "4"},
        "knock_on": {"landed": "yes", "knock_on": word, "place": ""},
        "outcome": {"outcome": "stopped" if first else "kept"},
        "agreed": {"agreed": [mine]},
        "upkeep": {"upkeep": mine},
        "check_on": {"check_on": (today() + timedelta(40 if first else 50)).isoformat()},
        "worse": {"worse": word},
    }[page.name]


@pytest.fixture
def go_at(session, tries, make):
    """Makes a go where a question can be answered, decided to be kept if it is about that."""
    area = session.get(Area, tries.place.area_id)
    more = [make.statement(area).id for _ in "12"]
    tries.statements = [str(one) for one in more]

    def at(page):
        cycle = getattr(tries, STATE[page.step])()
        if page.step is Step.DECIDE and page.name != "outcome":
            tries.answer(cycle, "decide", "outcome", {"outcome": "kept"})
        session.commit()
        return cycle

    return at


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda page: f"{page.step}-{page.name}")
def test_the_second_writer_sees_both_and_nothing_is_lost(session, tries, go_at, sign_in, question):
    cycle = go_at(question)
    url = f"/tries/goes/{cycle.id}/{question.step}/{question.name}"
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    seen = re.search(r'name="seen" value="(\w+)"', marek.get(url).text)[1]
    assert danny.post(url, data=sent(tries, question, "first") | {"seen": seen}).status_code == 303

    def now():
        session.expire_all()
        viewer = tries.as_(tries.danny)
        return answers.read(
            session, viewer, tries.go(cycle), pages.find(question.step, question.name)
        )

    kept = now()
    session.commit()
    second = sent(tries, question, "second")
    both = marek.post(url, data=second | {"seen": seen})
    assert both.status_code == 409, both.text
    assert "Somebody else changed this while you wrote." in both.text
    if "wrote" in str(second):
        assert "Danny wrote this" in both.text and "Marek wrote that" in both.text
    assert now() == kept
    session.commit()
    fresh = re.search(r'name="seen" value="(\w+)"', both.text)[1]
    assert marek.post(url, data=second | {"seen": fresh}).status_code == 303
    assert now() != kept


def test_what_two_people_learned_stands_side_by_side(session, tries, sign_in):
    cycle = tries.studying()
    session.commit()
    url = f"/tries/goes/{cycle.id}/look/box"
    for person in (tries.danny, tries.marek):
        browser = sign_in(person)
        seen = re.search(r'name="seen" value="(\w+)"', browser.get(url).text)[1]
        browser.post(url, data={"words": f"{person.name} learned", "seen": seen})
    page = sign_in(tries.danny).get(f"/tries/goes/{cycle.id}").text
    assert "Danny learned" in page and "Marek learned" in page


def test_two_people_put_something_on_the_list_and_both_are_there(session, tries, sign_in):
    cycle = tries.doing()
    session.commit()
    url = f"/tries/goes/{cycle.id}/tasks/new"
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    danny.get(url), marek.get(url)
    danny.post(url, data={"what": "Ring the bus firm"})
    marek.post(url, data={"what": "Buy a key"})
    page = danny.get(f"/tries/goes/{cycle.id}").text
    assert "Ring the bus firm" in page and "Buy a key" in page
