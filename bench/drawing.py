"""Target 11: a picture of 100 dots, worked out and drawn, beside the same one by matplotlib."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from time import process_time

from improvement_cycles.charts import markup
from improvement_cycles.charts.measured import Dot, Measured, day_labels, share_dot
from improvement_cycles.charts.picture import draw
from improvement_cycles.stats.chart import Options
from improvement_cycles.stats.kinds import ChartKind
from improvement_cycles.stats.plotted import Measurements

_DOTS = 100
_MS = 1_000
_FIRST = date(2024, 1, 5)


def measure(times: int = 20) -> dict[str, list[float]]:
    """Milliseconds of processor time, the best of some times, for a run chart and a P chart."""
    found: dict[str, list[float]] = {}
    for measured in (_series(ChartKind.RUN), _series(ChartKind.P)):
        picture = draw(replace(measured), "c")
        asked: dict[str, Callable[[], object]] = {
            "chart_compute": lambda m=measured: draw(replace(m), "c").rows,
            "chart_render": lambda p=picture: markup.chart(replace(p)),
            "chart_svg": lambda m=measured: markup.svg(draw(replace(m), "c")),
        }
        for name, work in asked.items():
            found.setdefault(name, []).append(_best(work, times))
    theirs = _best(lambda: _by_matplotlib(measured.values), times // 4)
    found["chart_of_matplotlib"] = [svg / theirs for svg in found["chart_svg"]]
    return found


def _series(kind: ChartKind) -> Measured:
    """So many people out of those asked, each week; a baseline and a dot that is left out."""
    days = [_FIRST + timedelta(weeks=week) for week in range(_DOTS)]
    counts = [3 + (7 * week) % 11 + week // 40 for week in range(_DOTS)]
    asked = [20 + (13 * week) % 17 for week in range(_DOTS)]
    dots: list[Dot] = [
        share_dot(label, count, n)
        for label, count, n in zip(day_labels(days), counts, asked, strict=True)
    ]
    return Measured(
        name="People who felt listened to",
        unit="of those asked",
        dots=dots,
        better="more",
        percent=True,
        kind=kind,
        series=Measurements(counts, asked),
        options=Options(multiply=100),
        baseline=12,
        exclude=frozenset({30}),
    )


def _by_matplotlib(values: list[float | None]) -> str:
    """The dots, the line through them and a middle line, as SVG: no words, signals or table."""
    from matplotlib.figure import Figure  # noqa: PLC0415  only this bench knows it

    figure = Figure(figsize=(6.4, 3.2))
    axes = figure.subplots()
    axes.plot(range(1, len(values) + 1), values, marker="o")
    axes.axhline(sorted(v for v in values if v is not None)[len(values) // 2])
    drawn = StringIO()
    figure.savefig(drawn, format="svg")
    return drawn.getvalue()


def _best(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(max(times, 3)):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return _MS * min(spent)
