"""A ramp: goes after each other and beside each other, and a try that is several goes at once."""

import re
from collections import namedtuple

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, NotAllowed
from coprod.first_page import ask
from improvement_cycles import checks, goes, queries, ramp, turns
from improvement_cycles.consent import standing
from improvement_cycles.go_models import Cycle, CycleDoer, Question
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import CameBy, GoState, TryStatus
from tests.journeys.pages import words

Told = namedtuple("Told", "id number next_of_id came_by")
NEXT, ELSE_TOO, ELSEWHERE = CameBy


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


@pytest.fixture
def two(session, tries, danny):
    """A go that is tried, and another that is tried beside it. Elsewhere there is another try."""
    first = tries.doing()
    second = beside(session, tries, first, ELSEWHERE)
    session.commit()
    return first, second


def beside(session, tries, first, came_by):
    second = ramp.branch(session, tries.as_(tries.danny), tries.go(first), came_by)
    tries.answer(second, "plan", "when", {"when": "Fridays", "where": "Rose House"})
    guess = {"question_1": "Will it work there?", "guess_1": "Less often."}
    tries.answer(second, "plan", "guess", guess)
    tries.answer(second, "plan", "what", {"title": "Rose", "what_we_will_try": "One starts late."})
    tries.agree(second)
    goes.start(session, tries.as_(tries.danny), tries.go(second))
    session.flush()
    return second


def to_the_end(session, tries, cycle, outcome):
    """From trying to the decision, as `tries.decided` does."""
    danny = tries.as_(tries.danny)
    goes.look(danny, tries.go(cycle))
    tries.answer(cycle, "look", "result", {"result_1": "Three times.", "lesson_1": "It works."})
    tries.answer(cycle, "look", "knock_on", {"landed": "no", "knock_on": "", "place": ""})
    goes.to_decide(session, danny, tries.go(cycle))
    tries.say_what_was_decided(cycle, outcome)
    if outcome == "kept":
        tries.answer(cycle, "decide", "upkeep", {"upkeep": str(tries.marek.id)})
        day = today().replace(year=today().year + 1, day=1).isoformat()
        tries.answer(cycle, "decide", "check_on", {"check_on": day})
        if not session.info.get("balanced"):
            tries.counts_what_gets_worse(cycle)
            session.info["balanced"] = True
        tries.answer(cycle, "decide", "worse", {"looked": True, "worse": "No."})
    goes.decide(session, danny, tries.go(cycle))
    session.flush()


def project_of(session, cycle):
    return session.get(ImprovementProject, cycle.project_id)


def shape(chains):
    return [[(node.go.number, shape(node.beside)) for node in chain] for chain in chains]


def test_goes_that_follow_are_one_chain_and_what_is_beside_hangs_under_its_go():
    goes_told = [
        Told(11, 1, None, None),
        Told(12, 2, 11, NEXT),
        Told(13, 3, 11, ELSE_TOO),
        Told(14, 4, 13, NEXT),
        Told(15, 5, 14, ELSEWHERE),
        Told(16, 6, 12, NEXT),
    ]
    under_3 = [(3, []), (4, [[(5, [])]])]
    expected = [[(1, [under_3]), (2, []), (6, [])]]
    assert shape(ramp.chains(goes_told)) == expected
    assert shape(ramp.chains(reversed(goes_told))) == expected
    assert ramp.chains([]) == []


def test_every_go_stands_in_a_ramp_once_however_it_grew():
    """Also where two follow the same go, as nobody could plan them: the second is beside it."""
    told = [Told(n, n, n // 2 or None, NEXT if n % 3 else ELSEWHERE) for n in range(1, 200)]

    def numbers(chains):
        for chain in chains:
            for node in chain:
                yield node.go.number
                yield from numbers(node.beside)

    assert sorted(numbers(ramp.chains(told))) == list(range(1, 200))


def test_something_else_begins_with_who_it_is_for_and_nothing_of_what_is_tried(
    session, tries, danny
):
    first = tries.doing()
    new = ramp.branch(session, danny, tries.go(first), ELSE_TOO)
    assert (new.number, new.next_of_id, new.came_by) == (2, first.id, ELSE_TOO)
    assert (new.state, new.locked, new.what_we_will_try, new.when) == (
        GoState.DRAFT,
        False,
        "",
        "Tuesdays",
    )
    assert session.scalars(select(Question).where(Question.cycle_id == new.id)).all() == []
    assert session.scalars(select(CycleDoer).where(CycleDoer.cycle_id == new.id)).all()
    assert first.state is GoState.DOING


def test_somewhere_else_begins_with_the_plan_and_no_place_and_no_guess(session, tries, danny):
    first = tries.doing()
    new = ramp.branch(session, danny, tries.go(first), ELSEWHERE)
    (asked,) = session.scalars(select(Question).where(Question.cycle_id == new.id))
    assert (new.what_we_will_try, new.where) == ("One worker starts late.", "")
    assert (asked.question, asked.guess) == ("Will it work?", "")
    with pytest.raises(goes.NotReady, match="Write a guess for each"):
        goes.check(session, danny, tries.go(new))


def test_the_next_go_has_a_number_of_its_own_beside_others(session, tries, two):
    first, second = two
    to_the_end(session, tries, first, "changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id, Cycle.number > 2))
    new = after.one()
    assert (new.number, new.came_by) == (3, NEXT)
    assert second.state is GoState.DOING
    with pytest.raises(Conflict, match="The next go is there already"):
        goes.plan_next(session, tries.as_(tries.danny), tries.go(first))


def test_each_goes_its_own_way(session, tries, danny, two):
    first, second = two
    tries.pause(tries.go(first))
    goes.look(danny, tries.go(second))
    assert (first.state, second.state) == (GoState.PAUSED, GoState.STUDYING)
    goes.go_on(session, danny, tries.go(first))
    assert (first.state, second.state) == (GoState.DOING, GoState.STUDYING)


@pytest.mark.parametrize(
    ("first_ends", "second_ends", "meanwhile", "status"),
    [
        ("kept", "stopped", TryStatus.HAPPENING, TryStatus.KEPT),
        ("stopped", "kept", TryStatus.HAPPENING, TryStatus.KEPT),
        ("kept", "kept", TryStatus.HAPPENING, TryStatus.KEPT),
        ("stopped", "stopped", TryStatus.HAPPENING, TryStatus.STOPPED),
        ("kept", "early", TryStatus.HAPPENING, TryStatus.KEPT),
        ("early", "stopped", TryStatus.HAPPENING, TryStatus.STOPPED),
        ("kept", "changed", TryStatus.HAPPENING, TryStatus.HAPPENING),
        ("grown", "stopped", TryStatus.HAPPENING, TryStatus.HAPPENING),
    ],
)
def test_a_try_is_happening_until_its_last_go_is_over(
    session, tries, danny, two, first_ends, second_ends, meanwhile, status
):
    for cycle, ends, now in zip(two, (first_ends, second_ends), (meanwhile, status), strict=True):
        if ends == "early":
            goes.stop_early(session, danny, tries.go(cycle), "The bus does not run.")
        else:
            to_the_end(session, tries, cycle, ends)
        project = project_of(session, cycle)
        assert project.status is now
        assert (project.ended_on is None) is (now is TryStatus.HAPPENING)


def test_what_was_kept_and_then_changed_is_not_what_is_kept(session, tries, danny):
    first = tries.doing()
    to_the_end(session, tries, first, "kept")
    assert project_of(session, first).status is TryStatus.KEPT
    after = goes.plan_next(session, danny, tries.go(first))
    tries.answer(after, "plan", "guess", {"question_1": "Will it last?", "guess_1": "Yes."})
    tries.agree(after)
    goes.start(session, danny, tries.go(after))
    assert project_of(session, first).status is TryStatus.HAPPENING
    goes.stop_early(session, danny, tries.go(after), "It was too much.")
    assert project_of(session, first).status is TryStatus.STOPPED


def test_what_was_kept_is_checked_while_another_goes_on(session, tries, two):
    first, _second = two
    to_the_end(session, tries, first, "kept")
    first.check_on = today()
    session.flush()
    waits = turns.turns(ask(session, tries.as_(tries.marek), 0, [turns.ASKS]))
    assert [one.cycle_id for one in waits if one.waits == "check"] == [first.id]
    checks.require_kept(session, tries.as_(tries.marek), tries.go(first))


def test_somebody_agrees_to_a_try_once_however_many_goes_of_it_are_planned(session, tries, danny):
    first = tries.doing()
    for came_by in (ELSE_TOO, ELSEWHERE):
        ramp.branch(session, danny, tries.go(first), came_by)
    session.flush()
    waits = turns.turns(ask(session, tries.as_(tries.colette), 0, [turns.ASKS]))
    assert [one.waits for one in waits] == ["agree"]


def test_lists_tell_of_the_go_that_goes_on_and_how_many_do(session, tries, danny, two, visitor):
    first, second = two
    (line,) = [one for one in queries.mine(session, danny) if one.id == first.project_id]
    assert (line.number, line.state, line.at_once) == (2, GoState.DOING, 2)
    session.commit()
    assert "2 goes at the same time." in visitor.get("/tries").text
    to_the_end(session, tries, second, "stopped")
    (line,) = [one for one in queries.mine(session, danny) if one.id == first.project_id]
    assert (line.number, line.state, line.at_once) == (1, GoState.DOING, 1)


def test_pages_show_the_ramp_with_state_and_decision_in_words(session, tries, two, sign_in):
    first, second = two
    to_the_end(session, tries, first, "changed")
    session.commit()
    browser = sign_in(tries.danny)
    for url in (f"/tries/{first.project_id}", f"/tries/goes/{second.id}"):
        page = words(browser.get(url).text).replace(" .", ".")
        assert "Go 1: Two people. Finished: change it." in page
        assert "Somewhere else, at the same time as go 1: Go 2: Rose. Trying it now." in page
        assert "Go 3: Two people. Being planned." in page
    raw = browser.get(f"/tries/goes/{second.id}").text
    assert re.search(r"<ul[^>]*>(?:(?!</ul>).)*<ul", raw.split('id="ramp"')[1], flags=re.DOTALL)
    assert 'aria-current="page">Go 2: Rose' in raw


def test_a_button_begins_another_and_pressing_twice_is_pressing_once(session, tries, sign_in):
    first = tries.doing()
    session.commit()
    browser, url = sign_in(tries.danny), f"/tries/goes/{first.id}"
    assert "Try something else at the same time" in browser.get(url).text
    sent = {"to": "else_too", "once": "one-press"}
    (gone,) = {browser.post(f"{url}/move", data=sent).location for _ in "12345"}
    of_it = select(Cycle.id).where(Cycle.project_id == first.project_id).order_by(Cycle.number)
    assert [f"/tries/goes/{one}" for one in session.scalars(of_it)] == [url, gone]
    assert "at the same time as go 1" in browser.get(gone).text


@pytest.mark.parametrize("who", ["colette", "imran"])
def test_only_the_team_begins_another(session, tries, who):
    first, viewer = tries.doing(), tries.as_(getattr(tries, who))
    with pytest.raises(NotAllowed, match="Only the team writes here"):
        ramp.branch(session, viewer, tries.go(first), ELSE_TOO)


def test_nothing_begins_beside_what_is_over_and_there_is_an_end_to_it(session, tries, danny):
    over = tries.decided("stopped")
    with pytest.raises(Conflict, match="You can plan the next go"):
        ramp.branch(session, danny, tries.go(over), ELSE_TOO)
    first = tries.doing()
    for _ in range(ramp.MOST_AT_ONCE - 1):
        ramp.branch(session, danny, tries.go(first), ELSE_TOO)
    with pytest.raises(Conflict, match="goes at the same time are enough"):
        ramp.branch(session, danny, tries.go(first), ELSE_TOO)


def test_a_stop_goes_with_another_go_beside_it(session, tries, danny):
    first = tries.doing()
    tries.says(first, tries.danny, "stop", "It is too loud.")
    new = ramp.branch(session, danny, tries.go(first), ELSEWHERE)
    assert standing.read(session, project_of(session, new), new).stop
