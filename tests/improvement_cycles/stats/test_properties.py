"""What must hold of every chart, whatever was measured."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from improvement_cycles.stats.chart import Options, read_chart
from improvement_cycles.stats.kinds import RATIOS, SHARES, SUBGROUPED, ChartKind
from improvement_cycles.stats.plot_the_dots import Cause, plot_the_dots
from improvement_cycles.stats.plotted import Measurements, in_subgroups

K = ChartKind
WITH_N = sorted(RATIOS | {K.IP})
ORDERLESS = [K.C, K.G, K.P, K.U]  # whose lines do not ask which point came first
COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=40)
PAIRS = st.lists(st.tuples(st.integers(1, 30), st.integers(30, 90)), min_size=2, max_size=40)
GROUPS = st.lists(st.lists(st.integers(-20, 20), min_size=2, max_size=5), min_size=2, max_size=12)


def measured(kind, pairs):
    """Counts and denominators as a chart of this kind takes them; none of the counts is 0."""
    values = [float(value) for value, _ in pairs]
    if kind in SUBGROUPED:
        return in_subgroups([at // 3 for at in range(len(values))], values)
    return Measurements(values, [n for _, n in pairs] if kind in WITH_N else None)


def lines(chart):
    """The centre and the limits at every point, in one list."""
    found = []
    for point in chart.points:
        limits = point.limits
        found.append(chart.phases[point.phase - 1].centre)
        found += [limits.lower, limits.lower_2s, limits.upper_2s, limits.upper]
    return found


def alike(one, other, close_to_0=1e-7):
    return all(
        a is b is None
        or (a is not None and b is not None and math.isclose(a, b, abs_tol=close_to_0))
        for a, b in zip(one, other, strict=True)
    )


@given(st.sampled_from(K), PAIRS)
def test_limits_nest(kind, pairs):
    for point in read_chart(kind, measured(kind, pairs)).points:
        limits = point.limits
        ends = [limits.lower, limits.lower_2s, limits.upper_2s, limits.upper]
        known = [end for end in ends if end is not None]
        assert all(a <= b or math.isclose(a, b) for a, b in pairwise(known))


@given(st.sampled_from([K.RUN, K.I, K.XBAR]), PAIRS, st.integers(-500, 500))
def test_a_shift_moves_every_line_by_as_much(kind, pairs, shift):
    moved = [(value + shift, n) for value, n in pairs]
    before, after = (lines(read_chart(kind, measured(kind, p))) for p in (pairs, moved))
    assert alike([None if end is None else end + shift for end in before], after)


@given(st.sampled_from([K.MR, K.S]), PAIRS, st.integers(-500, 500))
def test_a_shift_moves_no_line_about_the_spread(kind, pairs, shift):
    moved = [(value + shift, n) for value, n in pairs]
    before, after = (lines(read_chart(kind, measured(kind, p))) for p in (pairs, moved))
    assert alike(before, after)


@given(st.sampled_from([K.RUN, K.I, K.MR, K.XBAR, K.S, K.T]), PAIRS, st.integers(1, 9))
def test_another_unit_scales_every_line(kind, pairs, scale):
    scaled = [(scale * value, n) for value, n in pairs]
    before, after = (lines(read_chart(kind, measured(kind, p))) for p in (pairs, scaled))
    assert alike([None if end is None else end * scale for end in before], after, 1e-5)


@given(st.sampled_from(K), PAIRS, st.sampled_from([0.5, 100, 1000]))
def test_multiplying_scales_everything_and_changes_no_verdict(kind, pairs, times):
    plain = read_chart(kind, measured(kind, pairs))
    many = read_chart(kind, measured(kind, pairs), options=Options(multiply=times))
    assert alike([None if end is None else end * times for end in lines(plain)], lines(many), 1e-5)
    assert [p.outside for p in plain.points] == [p.outside for p in many.points]
    assert [p.side for p in plain.points] == [p.side for p in many.points]


@given(st.sampled_from([k for k in K if k not in SUBGROUPED | {K.MR}]), PAIRS)
def test_back_to_front_the_lines_are_the_same(kind, pairs):
    there = [p.limits for p in read_chart(kind, measured(kind, pairs)).points]
    back = [p.limits for p in read_chart(kind, measured(kind, pairs[::-1])).points]
    assert alike([p.upper for p in there], [p.upper for p in back[::-1]])
    assert alike([p.lower for p in there], [p.lower for p in back[::-1]])


@given(st.sampled_from(ORDERLESS), PAIRS, st.randoms())
def test_where_order_does_not_matter_each_point_keeps_its_limits(kind, pairs, chance):
    order = list(range(len(pairs)))
    chance.shuffle(order)
    there = read_chart(kind, measured(kind, pairs))
    mixed = read_chart(kind, measured(kind, [pairs[at] for at in order]))
    assert alike(
        [there.points[at].limits.upper for at in order], [p.limits.upper for p in mixed.points]
    )
    assert alike([there.phases[0].centre], [mixed.phases[0].centre])


@given(st.sampled_from(sorted(SUBGROUPED)), GROUPS, st.randoms())
def test_the_order_inside_a_subgroup_does_not_matter(kind, groups, chance):
    keys = [at for at, group in enumerate(groups) for _ in group]
    there = in_subgroups(keys, [value for group in groups for value in group])
    for group in groups:
        chance.shuffle(group)
    mixed = in_subgroups(keys, [value for group in groups for value in group])
    assert alike(lines(read_chart(kind, there)), lines(read_chart(kind, mixed)))


@given(st.sampled_from([k for k in K if k not in SUBGROUPED]), PAIRS, st.data())
def test_what_is_left_out_moves_no_line(kind, pairs, data):
    assume(len(pairs) > 3)
    out = data.draw(st.integers(1, len(pairs)))
    other = [*pairs[: out - 1], (1, pairs[out - 1][1]), *pairs[out:]]
    one = read_chart(kind, measured(kind, pairs), exclude=[out])
    two = read_chart(kind, measured(kind, other), exclude=[out])
    assert alike(lines(one), lines(two))
    assert one.phases[0].runs == two.phases[0].runs


@given(st.sampled_from([k for k in K if k not in SUBGROUPED]), PAIRS, st.data())
def test_a_phase_is_worked_out_alone(kind, pairs, data):
    end = data.draw(st.integers(1, len(pairs) - 1))
    whole = read_chart(kind, measured(kind, pairs), phases=[end])
    parts = [read_chart(kind, measured(kind, part)) for part in (pairs[:end], pairs[end:])]
    assert lines(whole) == [line for part in parts for line in lines(part)]
    assert [phase.runs for phase in whole.phases] == [part.phases[0].runs for part in parts]


@given(st.sampled_from([k for k in K if k not in SUBGROUPED]), PAIRS, st.data())
def test_what_comes_after_a_frozen_baseline_moves_no_centre(kind, pairs, data):
    end = data.draw(st.integers(1, len(pairs)))
    frozen = read_chart(kind, measured(kind, pairs), freeze=end)
    alone = read_chart(kind, measured(kind, pairs[:end]))
    assert frozen.phases[0].centre == alone.phases[0].centre
    assert frozen.points[0].limits == alone.points[0].limits


@given(st.sampled_from([K.C, K.G, K.P, K.U, K.PP, K.UP, K.S, K.T, K.MR]), PAIRS)
def test_what_cannot_be_below_0_has_no_limit_there(kind, pairs):
    for point in read_chart(kind, measured(kind, pairs)).points:
        assert point.limits.lower is None or point.limits.lower >= 0
        if kind in SHARES:
            assert point.limits.upper is None or point.limits.upper <= 1


def test_each_phase_may_have_a_baseline_of_its_own():
    chart = read_chart(K.I, Measurements([1, 3, 9, 9, 20, 22, 90]), phases=[4], freeze=[2, 6])
    assert [phase.centre for phase in chart.phases] == [2, 21]
    with pytest.raises(ValueError, match="points 1 and 2 are in one phase"):
        read_chart(K.I, Measurements([1, 2, 3]), freeze=[1, 2])


def test_a_moving_range_bridges_what_is_left_out():
    chart = read_chart(K.MR, Measurements([1, 4, 99, 6]), exclude=[3])
    assert [p.value for p in chart.points] == [None, 3, 95, 2]
    assert chart.phases[0].centre == 2.5


@given(COUNTS)
def test_two_people_who_count_upside_down_see_the_flags_turned(values):
    turned = {Cause.ABOVE: Cause.BELOW, Cause.RISING: Cause.FALLING}
    turned |= {Cause.NEAR_ABOVE: Cause.NEAR_BELOW, Cause.SEVEN_ABOVE: Cause.SEVEN_BELOW}
    turned |= {low: high for high, low in turned.items()} | {Cause.COMMON: Cause.COMMON}
    there = [flag.cause for flag in plot_the_dots(values).flags]
    mirrored = [flag.cause for flag in plot_the_dots([-v for v in values]).flags]
    assert [turned[cause] for cause in there] == mirrored


def test_a_gap_breaks_neither_a_row_nor_a_rise():
    rising = [*[20, -10] * 4, 1, 2, 3, None, 4, 5, 6, 7, *[-10, 20] * 4]
    causes = [flag.cause for flag in plot_the_dots(rising).flags]
    assert causes[8:16] == [*[Cause.RISING] * 3, Cause.COMMON, *[Cause.RISING] * 4]


def test_a_rise_to_a_tied_peak_is_a_rise():
    values = [*[20, -10] * 4, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3, *[20, -10] * 4]
    causes = [flag.cause for flag in plot_the_dots(values).flags]
    assert (causes[14], causes[15]) == (Cause.RISING, Cause.FALLING)


@pytest.mark.parametrize(("fix", "exclude"), [(0, ()), (-1, ()), (None, [9])])
def test_flags_refuse_what_is_not_there(fix, exclude):
    with pytest.raises(ValueError, match=r"use 1 (or more|to 3)"):
        plot_the_dots([1, 2, 3], fix_after=fix, exclude=exclude)
