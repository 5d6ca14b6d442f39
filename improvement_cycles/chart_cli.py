"""`coprod chart`: the engine of the pictures on a CSV file, without the site."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from improvement_cycles.charts.measured import Dot, Measured, day_labels, number_words
from improvement_cycles.charts.sentence import sentence
from improvement_cycles.csv_rows import Columns, FileRefused, Row, read_rows
from improvement_cycles.stats.ratios import ratios
from improvement_cycles.stats.run_chart import Phase

_KINDS = ("run",)
_PERCENT = 100


class Refused(click.ClickException):
    """The command cannot be done: one line on standard error, exit status 2."""

    exit_code = 2


class OneLine(click.Command):
    """A command whose wrong options are refused in one line, as its wrong files are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise Refused(error.format_message()) from error


@click.command(cls=OneLine)
@click.argument("file", type=click.File("rb"))
@click.option("--kind", default="run", help="Kind of chart: run.")
@click.option("--x", help="Column that says when. Default: the first.")
@click.option("--y", help="Column of the numbers. Default: the second.")
@click.option("--n", help="Column of the denominators: y is then a share of n.")
@click.option("--multiply", type=float, default=1, help="Times a share; 100 gives a percentage.")
@click.option("--where", multiple=True, metavar="COL=WORDS", help="Only rows that hold these.")
@click.option("--freeze", type=int, help="The middle line is from the points up to this one.")
@click.option("--phase", type=int, multiple=True, help="A new phase starts after this point.")
@click.option("--exclude", type=int, multiple=True, help="Leave this point out, but draw it.")
@click.option("--better", default="neither", help="Which way is better: more, fewer or neither.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Draw it here.")
@click.option("--json", "as_json", is_flag=True, help="Print every number.")
def chart(file: BinaryIO, **options: Any) -> None:
    """Read FILE (CSV, or - for standard input) as a chart, and say what it shows.

    Points are counted from 1.
    """
    if options["kind"] not in _KINDS:
        raise Refused(f"--kind {options['kind']}: there is only {', '.join(_KINDS)}")
    if options["better"] not in {"more", "fewer", "neither"}:
        raise Refused(f"--better {options['better']}: use more, fewer or neither")
    try:
        rows = _rows(file, options)
        measured = _measured(rows, options)
        reading = _reading(measured, rows)
    except (FileRefused, ValueError) as error:
        raise Refused(str(error)) from error
    if options["svg"]:
        _save(measured, options["svg"])
    if options["as_json"]:
        click.echo(json.dumps(reading, ensure_ascii=False, allow_nan=False))
    else:
        click.echo("\n".join([reading["sentence"], *map(_phase_words, reading["phases"])]))


def _rows(file: BinaryIO, options: Mapping[str, Any]) -> Sequence[Row]:
    """The rows of the file; the first one that cannot be read refuses it all."""
    for part in options["where"]:
        if "=" not in part:
            raise ValueError(f"--where {part}: write it as COLUMN=WORDS")
    where = dict(part.split("=", 1) for part in options["where"])
    columns = Columns(options["x"], options["y"], options["n"], where)
    read = read_rows(file, columns, dates=None, gaps=True)
    if read.refused:
        more = len(read.refused) - 1
        raise ValueError(f"{read.refused[0]}" + (f" (and {more} more)" if more else ""))
    if not read.rows:
        raise ValueError("the file has no rows to read")
    return read.rows


def _measured(rows: Sequence[Row], options: Mapping[str, Any]) -> Measured:
    values = [row.value for row in rows]
    if options["n"]:
        values = ratios(values, [row.n for row in rows], options["multiply"])
    dots = [
        Dot(when, value, "" if value is None else number_words(value))
        for when, value in zip(_labels(rows), values, strict=True)
    ]
    name = options["y"] or "value"
    return Measured(
        name=name,
        unit=f"{name} / {options['n']}" if options["n"] else name,
        dots=dots,
        better=options["better"],
        percent=bool(options["n"]) and options["multiply"] == _PERCENT,
        baseline=options["freeze"],
        shortest_baseline=1,  # an analyst is taken at their word
        phases=tuple(sorted(set(options["phase"]))),
        exclude=frozenset(options["exclude"]),
    )


def _labels(rows: Sequence[Row]) -> list[str]:
    days = [row.when for row in rows if isinstance(row.when, date)]
    return day_labels(days) if days else [str(row.when) for row in rows]


def _reading(measured: Measured, rows: Sequence[Row]) -> dict[str, Any]:
    """Every number, by name. Raises ValueError if an option names a point that is not there."""
    chart = measured.chart
    return {
        "kind": "run",
        "sentence": sentence(measured.findings, measured.better),
        "signal": chart.signal,
        "phases": [_phase(phase) for phase in chart.phases],
        "points": [
            {
                "number": point.number,
                "when": str(row.when),
                "value": point.value,
                "phase": point.phase,
                "centre": chart.phases[point.phase - 1].centre,
                "side": point.side,
                "in_baseline": point.in_baseline,
                "excluded": point.excluded,
                "in_signal": point.in_signal,
            }
            for point, row in zip(chart.points, rows, strict=True)
        ],
    }


def _phase(phase: Phase) -> dict[str, Any]:
    runs = phase.runs
    return {
        "number": phase.number,
        "first": phase.first,
        "last": phase.last,
        "centre": phase.centre,
        "observations": phase.observations,
        "useful_points": phase.useful,
        "longest_run": runs.longest if runs else None,
        "longest_run_limit": runs.longest_expected if runs else None,
        "crossings": runs.crossings if runs else None,
        "crossings_lower_limit": runs.fewest_expected if runs else None,
        "signal": phase.signal,
    }


def _phase_words(phase: Mapping[str, Any]) -> str:
    """A phase in one line, for people who read the numbers."""
    said = f"Points {phase['first']} to {phase['last']}: "
    if phase["centre"] is None:
        return said + "no numbers."
    said += f"middle line {number_words(phase['centre'])}, {phase['useful_points']} useful points"
    if phase["longest_run"] is None:
        return said + "."
    return (
        f"{said}, longest run {phase['longest_run']} (limit {phase['longest_run_limit']}), "
        f"{phase['crossings']} crossings (at least {phase['crossings_lower_limit']} by chance)."
    )


def _save(measured: Measured, path: Path) -> None:
    """Draw into a file. The template engine is loaded for this alone."""
    from improvement_cycles.charts.markup import svg  # noqa: PLC0415
    from improvement_cycles.charts.picture import draw  # noqa: PLC0415

    try:
        path.write_text(svg(draw(measured, "chart")), encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
