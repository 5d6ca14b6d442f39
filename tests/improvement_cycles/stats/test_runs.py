"""Runs about a centre line, against R's limits."""

import pytest
from chart_cases import MADE_UP, read

from improvement_cycles.stats.runs import Run, runs_about, runs_in, side_of

LIMITS = read(MADE_UP / "anhoej_limits_table.json")


@pytest.mark.parametrize(
    ("useful", "longest", "fewest"),
    list(
        zip(
            LIMITS["n_useful"],
            LIMITS["longest_run_max"],
            LIMITS["n_crossings_min"],
            strict=True,
        )
    ),
)
def test_limits_agree_with_r(useful, longest, fewest):
    runs = runs_about(0, [1] * useful)
    assert (runs.useful, runs.longest_expected, runs.fewest_expected) == (useful, longest, fewest)


def test_a_point_on_the_line_and_a_gap_are_passed_over():
    assert runs_in(5, [6, 5, None, 7, 4]) == [Run(1, 1, 4, 2), Run(-1, 5, 5, 1)]


@pytest.mark.parametrize(
    ("value", "centre", "side"),
    [(0.3, 0.1 + 0.2, 0), (1 + 5e-10, 1, 0), (1 + 2e-9, 1, 1), (1 - 2e-9, 1, -1), (0, 0, 0)],
)
def test_on_the_line_is_asked_with_a_relative_tolerance(value, centre, side):
    assert side_of(value, centre) == side


def test_nothing_off_the_line_cannot_be_analysed():
    with pytest.raises(ValueError, match="off the centre line"):
        runs_about(4, [4, 4, None])
