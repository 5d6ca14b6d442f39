"""The sentence over a picture: plain, short, and never more than its numbers allow."""

import re

import pytest
import textstat
from chart_cases import demo_measures, find_change, find_changes_of, plotted
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement_cycles.charts.sentence import outsiders_sentence, sentence
from improvement_cycles.stats.runs import runs_in

TOO_SHORT = "The time before was too short to be sure."
BETTER = {"more": "more", "more happy": "more", "fewer": "fewer"}
REAL = "It looks like a real change. {} dots in a row {} how it was before. "
MAY_BE = "It may be a change, or just ups and downs. 6 dots in a row above how it was before. "
SAID = {
    "c1m1": REAL.format(12, "above") + f"That is better. {TOO_SHORT}",
    "c1m2": "Just ups and downs. There is no sign of a change so far.",
    "c2m1": REAL.format(15, "above") + f"That is better. {TOO_SHORT}",
    "c3m1": REAL.format(8, "below") + f"That is better. {TOO_SHORT}",
    "c4m1": f"Just ups and downs. There is no sign of a change so far. {TOO_SHORT}",
    "c4m2": MAY_BE + f"That would be better. {TOO_SHORT}",
    "c5m1": REAL.format(15, "above") + "That is better.",
    "c6m1": REAL.format(11, "above") + f"That is better. {TOO_SHORT}",
    "c7m1": REAL.format(20, "above") + "That is better.",
    "c7m2": REAL.format(14, "above") + "That was worse. Now it is coming down.",
    "c8m1": MAY_BE + f"That would be better. {TOO_SHORT}",
}


@pytest.mark.parametrize("measure", demo_measures())
def test_what_the_demo_pictures_say(measure):
    finding = find_change(plotted(measure), baseline=measure["baseline_points"])
    assert sentence([finding], BETTER[measure["which_way_is_better"]]) == SAID[measure["id"]]


def test_looking_together_says_what_the_story_says():
    assert SAID["c7m1"].startswith(
        "It looks like a real change. 20 dots in a row above how it was before."
    )


@st.composite
def series(draw):
    """A time before and a time after, sometimes moved, with gaps."""
    before = draw(st.lists(st.integers(0, 9), min_size=1, max_size=16))
    after = draw(st.lists(st.none() | st.integers(0, 9), max_size=20))
    moved = draw(st.sampled_from([0, 0, 6, -6]))
    return before, [None if v is None else v + moved for v in after]


@settings(deadline=None, max_examples=400)  # textstat reads its word lists at the first call
@given(series(), st.booleans(), st.sampled_from(["more", "fewer", "neither"]))
def test_the_sentence_is_plain_and_its_numbers_do_not_contradict_it(parts, has_baseline, better):
    before, after = parts
    values = [*before, *after]
    finding = find_change(values, baseline=len(before) if has_baseline else None)
    words = sentence([finding], better)
    assert all(len(s.split()) <= 15 for s in re.split(r"(?<=[.])\s", words)), words
    assert textstat.flesch_kincaid_grade(words) <= 4, words
    _check_against(values, len(before), words, better)


def _check_against(values, baseline, words, better):
    """Every claim, asked again of the numbers and not of the finding."""
    present = sorted(v for v in values if v is not None)
    assert (len(present) < 12) <= words.startswith("Too early to say.")
    if row := re.search(r"(\d+) dots in a row (above|below) how it was before", words):
        middle = _median(values[:baseline])
        since = runs_in(middle, values[baseline:])
        sides = {(run.length, "above" if run.side > 0 else "below") for run in since}
        assert (int(row[1]), row[2]) in sides
        good = better if better == "neither" else (row[2] == "above") == (better == "more")
        says = {"neither": "different", True: "better", False: "worse"}[good]
        assert not {"better", "worse", "different"} & set(re.findall(r"\w+", words)) - {says}
        last = _median([v for v in values if v is not None][-6:])
        run_is_over_half_lost = "Now it is" in words
        if run_is_over_half_lost:
            longest_reach = max(abs(v - middle) for v in present)
            out = (last - middle) * (1 if row[2] == "above" else -1)
            assert out < longest_reach / 2 + 1e-9
        off = [v for v in values if v is not None and v != middle]
        if "That is" in words:
            assert (off[-1] > middle) == (row[2] == "above")
    if "looks like a real change" in words:
        assert int(row[1]) >= 7
    if row := re.search(r"(\d+) dots in a row are (above|below) the middle line", words):
        assert int(row[1]) >= 7
    if crosses := re.search(r"just (\d+) times?\. By luck it is most often (\d+)", words):
        assert int(crosses[1]) < int(crosses[2])
    assert not re.search(r"\b(prove|proof|proven|sure that|target|because)\b", words)


def _median(values):
    ordered = sorted(v for v in values if v is not None)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([5], "Too early to say. There is 1 dot so far. We need 12."),
        ([5, 6] * 5 + [5], "Too early to say. There are 11 dots so far. We need 12."),
        ([5] * 12, "Too early to say. All the dots are on the middle line."),
        ([5] * 12 + [6], "Too early to say. Only 1 dot is off the middle line. We need 10."),
        (
            [1] * 10 + [9] * 10,
            "There is a sign of a change. 10 dots in a row are above the middle line. "
            "Talk about what happened here.",
        ),
        (
            [2, 3, 2, 3, 2, 8, 9, 8, 9, 8] * 2 + [2, 3, 2, 3],
            "There is a sign of a change. The dots cross the middle line just 4 times. "
            "By luck it is most often 5 or more. Talk about what happened here.",
        ),
    ],
)
def test_without_a_baseline(values, says):
    assert sentence([find_change(values)], "more") == says


def test_neither_way_better_is_different():
    finding = find_change([4, 6] * 6 + [9] * 9, baseline=12)
    assert "That is different." in sentence([finding], "neither")


def test_a_run_that_is_over_is_not_said_to_be_better():
    values = [4, 6] * 6 + [9] * 6 + [1, 9, 1, 2]
    said = "6 dots in a row above how it was before. The last dots are on the other side."
    assert sentence([find_change(values, baseline=12)], "more").endswith(said)


def test_a_time_before_that_moved_is_said_not_to_be_steady():
    steady, moved = [4, 6] * 6, [1, 2] * 3 + [8, 9] * 3
    later = [20] * 9
    assert "not steady" not in sentence([find_change(steady + later, baseline=12)], "more")
    said = sentence([find_change(moved + later, baseline=12)], "more")
    assert said.endswith("That is better. The time before was not steady.")


def test_each_phase_is_said_in_turn():
    findings = find_changes_of([1, 9] * 12, phases=[12])
    ups_and_downs = "Just ups and downs. There is no sign of a change so far."
    assert sentence(findings, "more") == f"Part 1: {ups_and_downs} Part 2: {ups_and_downs}"


def test_the_words_of_the_place_are_used():
    def shout(message, **numbers):
        return (message % numbers if numbers else message).upper()

    assert sentence([find_change([5])], "more", shout).startswith("TOO EARLY TO SAY. THERE IS 1")


@pytest.mark.parametrize("share", [True, False])
def test_the_words_for_outsiders_are_plain(share):
    words = outsiders_sentence(share=share)
    assert words.startswith("Too early to say.")
    assert textstat.flesch_kincaid_grade(words) <= 4
