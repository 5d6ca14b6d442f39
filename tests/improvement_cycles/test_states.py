"""How a go may move: every state to every other, and the sentence of each refusal."""

from itertools import product

import pytest

from improvement_cycles.states import MOVES, STARTED, refusal, steps
from improvement_cycles.words import GoState

_MAY = {
    "draft": "planned",
    "planned": "draft doing",
    "doing": "studying paused stopped_early",
    "studying": "doing deciding paused stopped_early",
    "deciding": "studying closed paused",
    "closed": "",
    "paused": "doing studying deciding stopped_early",
    "stopped_early": "",
}
_ALLOWED = {(GoState(was), GoState(to)) for was, all_to in _MAY.items() for to in all_to.split()}


@pytest.mark.parametrize(("was", "to"), list(product(GoState, GoState)))
def test_every_move_is_allowed_or_refused_with_a_sentence(was, to):
    said = refusal(was, to, paused_from=to if was is GoState.PAUSED else None)
    if (was, to) in _ALLOWED:
        assert said is None
    else:
        assert said and said.endswith(".")
        assert all(len(part.split()) <= 15 for part in said.split(". "))


def test_the_table_says_the_same():
    assert {(was, to) for was, all_to in MOVES.items() for to in all_to} == _ALLOWED


@pytest.mark.parametrize(
    ("was", "to", "says"),
    [
        ("draft", "doing", "Check the plan first. Then the go can start."),
        ("draft", "closed", "The go has not started. There is nothing to decide yet."),
        ("planned", "paused", "The go has not started. There is nothing to pause."),
        ("doing", "draft", "The plan is locked. You can write a note beside it."),
        ("doing", "deciding", "Look together first. Then decide."),
        ("deciding", "doing", "It is time to decide. Go back to Look first."),
        ("deciding", "stopped_early", "It is time to decide. You can choose to stop."),
        ("closed", "doing", "This go is finished. You can plan the next go."),
        ("stopped_early", "doing", "This go stopped early. You can plan the next go."),
        ("doing", "doing", "The go is there already."),
    ],
)
def test_a_refusal_says_what_to_do_instead(was, to, says):
    assert refusal(GoState(was), GoState(to)) == says


@pytest.mark.parametrize("to", [GoState.DOING, GoState.STUDYING, GoState.DECIDING])
def test_a_pause_ends_only_where_it_began(to):
    began = {GoState.DOING, GoState.STUDYING, GoState.DECIDING}
    for here in began:
        assert (refusal(GoState.PAUSED, to, paused_from=here) is None) == (to is here)


def test_a_pause_may_end_early_unless_it_was_time_to_decide():
    stop = {here: refusal(GoState.PAUSED, GoState.STOPPED_EARLY, here) for here in STARTED}
    assert stop[GoState.DOING] is stop[GoState.STUDYING] is None
    assert stop[GoState.DECIDING] == "This go is having a pause. Go on with it first."


@pytest.mark.parametrize(
    ("state", "behind"),
    [("draft", 0), ("planned", 0), ("doing", 1), ("studying", 2), ("deciding", 3), ("closed", 4)],
)
def test_the_four_steps_say_where_a_go_is(state, behind):
    assert steps(GoState(state)) == behind


def test_a_paused_go_is_where_it_was():
    assert steps(GoState.PAUSED, GoState.STUDYING) == 2
    assert steps(GoState.STOPPED_EARLY) == 4
