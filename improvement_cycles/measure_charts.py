"""Which kinds of chart a measure can be drawn as, and how its dots are read as one."""

from collections.abc import Sequence
from dataclasses import replace

from improvement_cycles.charts.measured import Measured
from improvement_cycles.measure_words import SHARES, Kind
from improvement_cycles.points import Counted
from improvement_cycles.stats.chart import Options
from improvement_cycles.stats.kinds import RATIOS, ChartKind
from improvement_cycles.stats.plotted import Measurements

_PERCENT = 100
_MANY = 1_000  # denominators past which a P chart cries wolf, and P' is offered
_OFFERED = {
    Kind.COUNT: (ChartKind.RUN, ChartKind.C),
    Kind.SHARE: (ChartKind.RUN, ChartKind.P),
    Kind.FACES: (ChartKind.RUN, ChartKind.P),
    Kind.DAYS: (ChartKind.RUN, ChartKind.T),
    Kind.VALUE: (ChartKind.RUN, ChartKind.I, ChartKind.MR),
}


def kinds_for(kind: Kind, counted: Sequence[Counted]) -> tuple[ChartKind, ...]:
    """The kinds of chart that suit a measure and its dots, our default first."""
    offered = _OFFERED[kind]
    if kind in SHARES and all((one.people or 0) > _MANY for one in counted if one.people):
        return (*offered, ChartKind.PP)
    if any(one.value is not None and one.value <= 0 for one in counted):
        return tuple(one for one in offered if one is not ChartKind.T)  # it takes no 0
    return offered


def as_chart(measured: Measured, kind: ChartKind, counted: Sequence[Counted]) -> Measured:
    """A measure's dots, read as this kind of chart."""
    if kind not in RATIOS:
        return replace(measured, kind=kind)
    counts = [one.value if one.happy is None else float(one.happy) for one in counted]
    series = Measurements(counts, [one.people for one in counted])
    return replace(measured, kind=kind, series=series, options=Options(multiply=_PERCENT))
