"""What `coprod chart` answers: a reading as numbers by name, and as lines for analysts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from improvement_cycles.charts.analyst import analyst_words, flag_words, plot_dots
from improvement_cycles.charts.measured import Dot, Measured, day_labels
from improvement_cycles.charts.sentence import Better, sentence
from improvement_cycles.csv_rows import Row
from improvement_cycles.stats.chart import Options, Phase
from improvement_cycles.stats.kinds import SHARES, SUBGROUPED, ChartKind
from improvement_cycles.stats.plot_the_dots import Wanted
from improvement_cycles.stats.plotted import Measurements, in_subgroups

_PERCENT = 100
_WANTED: dict[Better, Wanted] = {"more": "increase", "fewer": "decrease", "neither": "neutral"}


def asked_of(rows: Sequence[Row], kind: ChartKind, options: Mapping[str, Any]) -> Measured:
    """The rows of a file as they are to be read. Raises ValueError, naming the point."""
    values = [row.value for row in rows]
    n = [row.n for row in rows] if options["n"] else None
    series = Measurements(values, n)
    labels = _labels(rows)
    if kind in SUBGROUPED:
        series = in_subgroups([row.when for row in rows], values)
        labels = list(dict.fromkeys(labels))
    name = options["y"] or "value"
    percent = options["multiply"] == _PERCENT and bool(n) and kind in {*SHARES, ChartKind.RUN}
    return Measured(
        name=name,
        unit=f"{name} / {options['n']}" if n else name,
        dots=[Dot(label, None, "") for label in labels],
        better=options["better"],
        percent=percent,
        kind=kind,
        series=series,
        options=Options(screened=options["screen"], multiply=options["multiply"]),
        baseline=tuple(options["freeze"]),
        shortest_baseline=0,  # an analyst is taken at their word
        phases=tuple(sorted(set(options["phase"]))),
        exclude=frozenset(options["exclude"]),
    )


def reading(measured: Measured) -> dict[str, Any]:
    """Every number, by name. Raises ValueError, naming the point, if one cannot be read."""
    chart = measured.chart
    for phase in chart.phases:
        if phase.centre is None and phase.baseline_last < phase.last:
            raise ValueError(f"freeze: there is no number up to point {phase.baseline_last}")
    return {
        "kind": chart.kind.value,
        "sentence": sentence(measured.findings, measured.better),
        "signal": chart.signal,
        "phases": [phase_numbers(phase) for phase in chart.phases],
        "points": [
            {
                "number": point.number,
                "when": dot.when,
                "value": point.value,
                "phase": point.phase,
                "centre": chart.phases[point.phase - 1].centre,
                **asdict(point.limits),
                "side": point.side,
                "in_baseline": point.in_baseline,
                "excluded": point.excluded,
                "in_signal": point.in_signal,
                "outside": point.outside,
            }
            for point, dot in zip(chart.points, measured.dots, strict=True)
        ],
    }


def flags(measured: Measured, better: Better, *, screened: bool) -> dict[str, Any]:
    """The flags of "Making Data Count", by name."""
    wanted = _WANTED[better]
    dots = plot_dots(measured, screened=screened)
    return {
        "rules": "nhs",
        "variation": dots.variation_icon(wanted),
        "groups": [asdict(group) | {"is_short": group.is_short} for group in dots.groups],
        "flags": [
            {
                "number": at + 1,
                "cause": flag.cause.value,
                "means": dots.point_type(at, wanted),
                "outside": flag.outside,
                "near": flag.near,
            }
            for at, flag in enumerate(dots.flags)
        ],
    }


def line_words(measured: Measured, read: Mapping[str, Any], *, screened: bool) -> list[str]:
    """The reading for people who read the numbers: the sentence, the phases, then the flags."""
    said = [read["sentence"], *analyst_words(measured)]
    if "variation" in read:
        said += flag_words(measured, plot_dots(measured, screened=screened))
        said.append(f"Variation of the last dot: {read['variation'].replace('_', ' ')}.")
    return said


def _labels(rows: Sequence[Row]) -> list[str]:
    days = [row.when for row in rows if isinstance(row.when, date)]
    return day_labels(days) if days else [str(row.when) for row in rows]


def phase_numbers(phase: Phase) -> dict[str, Any]:
    """Every number of a phase, by name."""
    runs = phase.runs
    return {
        "number": phase.number,
        "first": phase.first,
        "last": phase.last,
        "baseline_last": phase.baseline_last,
        "centre": phase.centre,
        "trial": phase.trial,
        "observations": phase.observations,
        "useful_points": phase.useful,
        "longest_run": runs.longest if runs else None,
        "longest_run_limit": runs.longest_expected if runs else None,
        "crossings": runs.crossings if runs else None,
        "crossings_lower_limit": runs.fewest_expected if runs else None,
        "signal": phase.signal,
    }
