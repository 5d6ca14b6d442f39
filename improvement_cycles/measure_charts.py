"""Which kinds of chart a measure can be drawn as, and how its dots are read as one."""

from collections.abc import Sequence
from dataclasses import replace

from improvement_cycles.charts.measured import Dot, Measured
from improvement_cycles.measure_words import Kind
from improvement_cycles.points import Counted
from improvement_cycles.stats.chart import Options
from improvement_cycles.stats.kinds import RATIOS, ChartKind
from improvement_cycles.stats.plotted import Measurements

_MANY = 1_000  # denominators past which limits are so tight that they cry wolf
_OFFERED = {
    Kind.COUNT: (ChartKind.RUN, ChartKind.C),
    Kind.SHARE: (ChartKind.RUN, ChartKind.P),
    Kind.RATE: (ChartKind.RUN, ChartKind.U),
    Kind.FACES: (ChartKind.RUN, ChartKind.P),
    Kind.DAYS: (ChartKind.RUN, ChartKind.T),
    Kind.VALUE: (ChartKind.RUN, ChartKind.I, ChartKind.MR),
    Kind.EVENTS: (ChartKind.RUN, ChartKind.T),
}
_WIDER = {ChartKind.P: ChartKind.PP, ChartKind.U: ChartKind.UP}


def kinds_for(kind: Kind, dots: Sequence[Dot]) -> tuple[ChartKind, ...]:
    """The kinds of chart that suit a measure and its dots, our default first."""
    offered = _OFFERED[kind]
    out_of = [dot.out_of for dot in dots if dot.out_of]
    if out_of and min(out_of) > _MANY:
        return (*offered, *(_WIDER[one] for one in offered if one in _WIDER))
    if any(dot.value is not None and dot.value <= 0 for dot in dots):
        return tuple(one for one in offered if one is not ChartKind.T)  # it takes no 0
    return offered


def as_chart(
    measured: Measured, kind: ChartKind, counted: Sequence[Counted], multiply: float
) -> Measured:
    """A measure's dots, read as this kind of chart; `multiply` is that of a share or rate."""
    if kind not in RATIOS:
        return replace(measured, kind=kind)
    counts = [one.value if one.happy is None else float(one.happy) for one in counted]
    series = Measurements(counts, [one.people for one in counted])
    return replace(measured, kind=kind, series=series, options=Options(multiply=multiply))
