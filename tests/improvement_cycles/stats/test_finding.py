"""What a series is found to show, the weakest claim first."""

import pytest
from chart_cases import find_change
from hypothesis import given
from hypothesis import strategies as st

from improvement_cycles.stats.finding import Found, too_early_for_outsiders
from improvement_cycles.stats.ratios import ratios, share_happy

BEFORE = [4, 6] * 6
UP = [9, 8] * 5


@pytest.mark.parametrize(
    ("values", "baseline", "found"),
    [
        ([1, 9] * 5 + [1], None, Found.TOO_EARLY),
        ([5] * 20, None, Found.TOO_EARLY),
        ([5] * 11 + [1, 9] * 4, None, Found.TOO_EARLY),
        ([1, 9] * 6, None, Found.UPS_AND_DOWNS),
        ([1] * 10 + [9] * 10, None, Found.LONG_RUN),
        ([2, 3, 2, 3, 2, 8, 9, 8, 9, 8] * 2 + [2, 3, 2, 3], None, Found.FEW_CROSSINGS),
        (BEFORE + UP, 12, Found.SINCE_BASELINE),
        (BEFORE + UP[:6], 12, Found.MAY_BE),
        (BEFORE + UP[:5], 12, Found.UPS_AND_DOWNS),
        ([9] * 9 + [1] * 5 + UP, 14, Found.LONG_RUN),
    ],
)
def test_what_is_found(values, baseline, found):
    assert find_change(values, baseline=baseline).found is found


@pytest.mark.parametrize(("baseline", "used"), [(5, None), (6, 6), (10, 10), (22, None)])
def test_a_baseline_needs_6_points_and_something_after_it(baseline, used):
    assert find_change(BEFORE + UP, baseline=baseline).baseline == used


@pytest.mark.parametrize(("baseline", "short"), [(None, False), (9, True), (10, False)])
def test_a_baseline_under_10_points_is_too_short_to_be_sure(baseline, short):
    assert find_change(BEFORE + UP, baseline=baseline).baseline_is_short is short


def test_a_run_that_is_going_back_is_easing():
    assert not find_change(BEFORE + UP, baseline=12).easing
    assert find_change([*BEFORE, *UP, 5, 4, 6, 5, 6, 4], baseline=12).easing


def test_a_run_that_is_over_is_said_to_be():
    assert not find_change(BEFORE + UP, baseline=12).ended
    finding = find_change([*BEFORE, *UP, 4, 9, 8, 9], baseline=12)
    assert finding.ended and not finding.easing


def test_the_latest_of_two_long_runs_counts():
    finding = find_change([*BEFORE, *UP, *[1] * 9], baseline=12)
    assert (finding.run, finding.side) == (9, "below")


def test_an_odd_day_set_aside_does_not_break_a_run():
    odd = [*BEFORE, *UP[:5], 0, *UP[5:]]
    assert find_change(odd, baseline=12).run == 0
    assert find_change(odd, baseline=12, exclude=[18]).run == 10


@given(st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=40), st.integers(1, 40))
def test_a_finding_is_no_stronger_than_its_numbers(values, baseline):
    finding = find_change(values, baseline=min(baseline, len(values)))
    present = sum(v is not None for v in values)
    assert finding.points == present
    assert finding.useful <= finding.points
    assert (finding.found is Found.TOO_EARLY) == (present < 12 or finding.useful < 10)
    if finding.found in {Found.SINCE_BASELINE, Found.MAY_BE}:
        assert finding.baseline is not None
        assert finding.run >= 6


@pytest.mark.parametrize(
    ("points", "denominators", "too_early"),
    [
        (11, [], True),
        (12, [], False),
        (12, [8] * 12, False),
        (12, [8] * 11 + [7], True),
        (13, [8] * 12 + [0], False),
        (13, [8] * 12 + [None], False),
    ],
)
def test_outsiders_see_no_picture_of_few_dots_or_few_people(points, denominators, too_early):
    assert too_early_for_outsiders([1] * points, denominators) is too_early


def test_a_gap_is_not_a_dot_for_outsiders():
    assert too_early_for_outsiders([1] * 11 + [None])


def test_shares_with_nobody_asked_are_gaps():
    assert ratios([1, 1, None, 3], [4, 0, 5, None], 100) == [25, None, None, None]
    with pytest.raises(ValueError, match="point 2"):
        ratios([1, 1], [4, -1])


def test_faces_are_read_as_the_share_of_happy_ones():
    assert share_happy(3, 1, 1) == 60
    assert share_happy(0, 0, 0) is None
