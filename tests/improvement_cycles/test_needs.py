"""What a go needs before it may start, be decided, or end: each gap alone, with its sentence."""

from dataclasses import replace

import pytest

from coprod.people.hats import HatKind
from improvement_cycles.needs import Asked, End, Plan, to_close, to_decide, to_start
from improvement_cycles.words import Outcome

GUESSED = Asked("Will it work?", "Yes, twice.")
PLAN = Plan(
    question="Can people stay out?",
    different="People come home when they like.",
    notice="Danny. He sees the end of the match.",
    statements=1,
    team=[(HatKind.USES_SERVICES, True), (HatKind.STAFF, False)],
    will_try="One worker starts late.",
    asked=[GUESSED],
    doers=1,
)
ANSWERED = replace(GUESSED, result="Three times.", lesson="It works.")
END = End(
    outcome=Outcome.KEPT,
    why="People say it is theirs.",
    agreed=[HatKind.USES_SERVICES, HatKind.STAFF],
    upkeep=True,
    check=True,
    has_balance=True,
    balance_looked=True,
)


def says(missing):
    return [one.says for one in missing]


def test_a_whole_plan_needs_nothing():
    assert to_start(PLAN) == []


@pytest.mark.parametrize(
    ("gap", "page", "sentence"),
    [
        ({"question": ""}, "question", "Say what you want to find out."),
        ({"different": ""}, "different", "Say what will be different in somebody's life."),
        ({"notice": ""}, "notice", "Say who would notice, and how they would know."),
        ({"statements": 0}, "statements", "Choose which part of our good life this is for."),
        ({"will_try": ""}, "what", "Say what you will try."),
        ({"asked": []}, "guess", "Ask at least one question. Write a guess for each."),
        (
            {"asked": [GUESSED, Asked("And then?", "")]},
            "guess",
            "Write a guess for each question. No guess yet: “And then?”",
        ),
        ({"doers": 0}, "who", "Say who does what."),
    ],
)
def test_each_gap_in_a_plan_has_its_sentence(gap, page, sentence):
    (missing,) = to_start(replace(PLAN, **gap))
    assert (missing.page, missing.says) == (page, sentence)


@pytest.mark.parametrize(
    "team",
    [
        [],
        [(HatKind.STAFF, True), (HatKind.FAMILY, True), (HatKind.MANAGER, True)],
        [(HatKind.USES_SERVICES, False), (HatKind.STAFF, True)],  # only attends
    ],
)
def test_a_team_needs_somebody_who_uses_services_with_a_real_job(team):
    assert says(to_start(replace(PLAN, team=team))) == [
        "The team needs a person who uses services. Their job must be more than to attend."
    ]


@pytest.mark.parametrize(
    ("asked", "answered", "sentences"),
    [
        ([ANSWERED], True, []),
        (
            [replace(ANSWERED, result="")],
            True,
            ["Say what happened, for each question. Nothing yet for “Will it work?”"],
        ),
        (
            [ANSWERED, replace(ANSWERED, lesson="")],
            True,
            ["Say what you learned, for each question. Nothing yet for “Will it work?”"],
        ),
        ([ANSWERED], False, ["Say if this landed on somebody else. “No” is an answer."]),
    ],
)
def test_looking_needs_results_lessons_and_who_it_landed_on(asked, answered, sentences):
    assert says(to_decide(asked, answered)) == sentences


@pytest.mark.parametrize(
    ("gap", "sentences"),
    [
        ({}, []),
        ({"outcome": None, "upkeep": False}, ["Choose what happens now."]),
        ({"why": ""}, ["Say why."]),
        ({"agreed": [HatKind.STAFF]}, ["A person who uses services must agree."]),
        (
            {"agreed": [HatKind.USES_SERVICES, HatKind.MANAGER]},
            ["A person who does the work must agree: staff or family."],
        ),
        ({"upkeep": False}, ["Say who will keep it going."]),
        ({"check": False}, ["Choose a day to check on it."]),
        ({"balance_looked": False}, ["Look at “Did it make anything worse?” first."]),
        ({"has_balance": False}, ["Count something that could get worse. 1 dot is enough."]),
        ({"agreed": [HatKind.USES_SERVICES], "own": True}, []),
    ],
)
def test_each_gap_in_a_decision_has_its_sentence(gap, sentences):
    assert says(to_close(replace(END, **gap))) == sentences


@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.CHANGED, Outcome.GROWN])
def test_to_stop_needs_less_than_to_keep(outcome):
    bare = replace(END, outcome=outcome, upkeep=False, check=False, has_balance=False)
    assert to_close(bare) == []
