"""The reading of a measure: every number the demo area says it has."""

import pytest
from chart_cases import demo_measures, plotted

from improvement_cycles.stats.reading import read_measure

READ = [m for m in demo_measures() if "chart_reading" in m.values[0]]


@pytest.mark.parametrize("measure", READ)
def test_demo_readings_are_reproduced(measure):
    reading = read_measure(plotted(measure), measure["baseline_points"])
    for name, expected in measure["chart_reading"].items():
        of_all = hasattr(reading, name)
        got = getattr(reading if of_all else reading.before, name)
        places = 3 if name.startswith("middle") else 4
        assert (round(got, places) if isinstance(got, float) else got) == expected, name


def test_a_measure_may_have_no_baseline():
    assert read_measure([1, 2, 3]).before is None


def test_nothing_off_the_line_is_not_judged():
    reading = read_measure([4, 4, 4])
    assert (reading.useful_points, reading.longest_run_all, reading.signal_all) == (0, None, None)


def test_a_baseline_of_gaps_is_no_baseline():
    assert read_measure([None, None, 3, 4], 2).before is None


def test_a_baseline_of_one_point_has_no_limits():
    before = read_measure([5, 7, 8], 1).before
    assert (before.middle_of_baseline, before.xmr_upper, before.run_side) == (5, None, "above")


def test_a_baseline_may_be_all_there_is():
    before = read_measure([5, 7, 8], 3).before
    assert (before.longest_run_after_vs_baseline, before.run_side) == (0, None)


def test_a_moving_range_that_touches_a_gap_is_undefined():
    assert read_measure([1, None, 5, 8], 4).before.baseline_mean_moving_range == 3


@pytest.mark.parametrize(
    ("values", "baseline", "message"),
    [([None], None, "every point is missing"), ([1, 2], 3, "point 3"), ([], None, "no points")],
)
def test_errors(values, baseline, message):
    with pytest.raises(ValueError, match=message):
        read_measure(values, baseline)
