"""Run charts against qicharts2, and the rules about gaps, phases and points left out."""

import pytest
from chart_cases import MADE_UP, REAL, cases_of, needs_real_cases
from hypothesis import given
from hypothesis import strategies as st

from improvement_cycles.stats.chart import read_run_chart
from improvement_cycles.stats.ratios import ratios

MEASURED = st.lists(st.none() | st.integers(-50, 50), min_size=1, max_size=60)


@pytest.mark.parametrize("case", cases_of(MADE_UP, "run"))
def test_made_up_series_agree_with_r(case):
    check(case)


@needs_real_cases
@pytest.mark.parametrize("case", cases_of(REAL, "run"))
def test_real_series_agree_with_r(case):
    check(case)


def check(case):
    expected = case["expected"]
    values = case["y"]
    if case["n"]:
        values = ratios(values, case["n"], case["multiply"])
    chart = read_run_chart(
        values,
        freeze=case["freeze"],
        phases=case["part"] or (),
        exclude=case["exclude"] or (),
    )
    assert [p.value for p in chart.points] == pytest.approx(expected["y"], rel=1e-9)
    assert [p.phase for p in chart.points] == expected["part"]
    assert [p.in_baseline for p in chart.points] == expected["baseline"]
    assert [not p.excluded for p in chart.points] == expected["include"]
    centres = [chart.phases[p.phase - 1].centre for p in chart.points]
    assert centres == pytest.approx(expected["cl_line"], rel=1e-9)
    for phase, part in zip(chart.phases, expected["parts"], strict=True):
        assert (phase.first, phase.last) == (part["first"], part["last"])
        assert phase.observations == part["n_obs"]
        assert phase.useful == part["n_useful"]
        assert runs_of(phase) == tuple(
            part[k] for k in ("longest_run", "longest_run_max", "n_crossings", "n_crossings_min")
        )
        assert bool(phase.signal) == part["runs_signal"]


def runs_of(phase):
    if phase.runs is None:
        return None, None, None, None
    runs = phase.runs
    return runs.longest, runs.longest_expected, runs.crossings, runs.fewest_expected


def test_equal_values_get_no_verdict():
    chart = read_run_chart([4] * 12)
    assert (chart.signal, chart.phases[0].signal, chart.phases[0].useful) == (None, None, 0)


def test_a_gap_is_not_judged_and_does_not_break_a_run():
    chart = read_run_chart([1, 1, None, 1, 5, 5, 5])
    assert chart.phases[0].centre == 3
    assert chart.phases[0].runs.longest == 3
    assert (chart.points[2].side, chart.points[2].in_baseline) == (None, False)


def test_a_series_of_gaps_has_no_middle_line():
    chart = read_run_chart([None, None])
    assert (chart.phases[0].centre, chart.signal) == (None, None)


def test_points_left_out_are_drawn_but_not_judged():
    chart = read_run_chart([1, 2, 99, 3], exclude=[3])
    assert chart.phases[0].centre == 2
    assert chart.phases[0].observations == 3
    assert (chart.points[2].value, chart.points[2].side, chart.points[2].excluded) == (
        99,
        None,
        True,
    )


def test_a_frozen_baseline_judges_every_point_of_its_own_phase():
    chart = read_run_chart([1, 2, 3, 10, 11, 12, 13], freeze=5, phases=[3])
    assert [phase.centre for phase in chart.phases] == [2, 10.5]
    assert [p.in_baseline for p in chart.points] == [True] * 5 + [False] * 2


def test_only_points_in_a_run_that_is_too_long_are_flagged():
    chart = read_run_chart([1, 2, 1, 2, 1, 2, *[9] * 5, 1, *[9] * 8], freeze=6)
    assert [p.number for p in chart.points if p.in_signal] == list(range(13, 21))


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([], {}, "no points"),
        ([1, float("nan")], {}, "point 2 is not a finite number"),
        ([1, float("inf")], {}, "point 2 is not a finite number"),
        ([1, 2], {"freeze": 3}, "freeze: point 3 cannot be used: use 1 to 2"),
        ([1, 2], {"freeze": 0}, "freeze: point 0"),
        ([1, 2], {"phases": [2]}, "phase: point 2 cannot be used: use 1 to 1"),
        ([1], {"phases": [1]}, "only one point"),
        ([1, 2], {"exclude": [-1]}, "exclude: point -1"),
    ],
)
def test_errors_name_the_point(values, options, message):
    with pytest.raises(ValueError, match=message):
        read_run_chart(values, **options)


@given(MEASURED, st.integers(1, 9), st.integers(-1000, 1000))
def test_shift_and_scale_change_no_verdict(values, scale, shift):
    moved = [None if v is None else scale * v + shift for v in values]
    before, after = read_run_chart(values), read_run_chart(moved)
    assert [p.side for p in before.points] == [p.side for p in after.points]
    assert before.phases[0].runs == after.phases[0].runs


@given(MEASURED)
def test_upside_down_and_back_to_front_change_no_count(values):
    runs = read_run_chart(values).phases[0].runs
    assert read_run_chart(values[::-1]).phases[0].runs == runs
    mirrored = [None if v is None else -v for v in values]
    assert read_run_chart(mirrored).phases[0].runs == runs


@given(MEASURED, st.data())
def test_every_point_is_in_one_phase(values, data):
    ends = st.integers(1, max(1, len(values) - 1))
    cuts = data.draw(st.sets(ends, max_size=3)) if len(values) > 1 else ()
    chart = read_run_chart(values, phases=cuts)
    assert [p.number for p in chart.points] == list(range(1, len(values) + 1))
    assert len(chart.phases) == len(cuts) + 1
    assert chart.phases[-1].last == len(values)
