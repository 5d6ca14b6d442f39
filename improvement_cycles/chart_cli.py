"""`coprod chart`: the engine of the pictures on a CSV file, without the site."""

import json
import sys
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO

import click

from improvement_cycles.chart_batch import TOO_BIG, answers, said_of
from improvement_cycles.chart_lines import asked_of, flags, line_words, reading
from improvement_cycles.charts.measured import Measured
from improvement_cycles.csv_rows import Columns, FileRefused, Row, read_rows
from improvement_cycles.stats.kinds import RATIOS, SUBGROUPED, ChartKind
from improvement_cycles.stats.plotted import NotOnChart

_KINDS = tuple(ChartKind)


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
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--kind", help=f"Kind of chart: {', '.join(_KINDS)}. Default: run.")
@click.option("--x", help="Column that says when. Default: the first.")
@click.option("--y", help="Column of the numbers. Default: the second.")
@click.option("--n", help="Column of the denominators: y is then so many out of n.")
@click.option("--multiply", type=float, default=1, help="Times every value; 100: percent.")
@click.option("--where", multiple=True, metavar="COL=WORDS", help="Only rows that hold these.")
@click.option("--freeze", type=int, multiple=True, help="Lines come from points up to this one.")
@click.option("--phase", type=int, multiple=True, help="A new phase starts after this point.")
@click.option("--exclude", type=int, multiple=True, help="Leave this point out, but draw it.")
@click.option("--screen/--no-screen", default=True, help="Leave unlikely ranges out, or not.")
@click.option("--better", default="neither", help="Which way is better: more, fewer or neither.")
@click.option("--rules", default="anhoej", help="Which signs of a change: anhoej or nhs.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Draw it here.")
@click.option("--json", "as_json", is_flag=True, help="Print every number.")
@click.option("--batch", is_flag=True, help="Answer chart cases, one JSON object a line.")
def chart(file: BinaryIO | None, **options: Any) -> None:
    """Read FILE (CSV, or - for standard input) as a chart, and say what it shows.

    Points are counted from 1. For xbar and s the rows of one x are one point.
    """
    if options["batch"]:
        for line in answers(file or sys.stdin.buffer):
            click.echo(line)
        return
    if file is None:
        raise Refused("Missing argument 'FILE'.")
    measured, read = _read(file, _checked(options), options)
    if options["svg"]:
        _save(measured, options["svg"])
    if options["as_json"]:
        click.echo(json.dumps(read, ensure_ascii=False, allow_nan=False))
    else:
        click.echo("\n".join(line_words(measured, read, screened=options["screen"])))


def _read(
    file: BinaryIO, kind: ChartKind, options: Mapping[str, Any]
) -> tuple[Measured, dict[str, Any]]:
    rows: Sequence[Row] = ()
    try:
        rows = _rows(file, kind, options)
        measured = asked_of(rows, kind, options)
        read = reading(measured)
        if options["rules"] == "nhs":
            read |= flags(measured, options["better"], screened=options["screen"])
        json.dumps(read, allow_nan=False)
    except NotOnChart as error:
        row, column = rows[error.point - 1].number, options["y"]
        place = f"row {row}, column {column}" if column else f"row {row}"
        raise Refused(f"{place}: {error.why}") from error
    except (FileRefused, ValueError) as error:
        raise Refused(said_of(error)) from error
    except OverflowError as error:
        raise Refused(TOO_BIG) from error
    return measured, read


def _checked(options: Mapping[str, Any]) -> ChartKind:
    """The kind of chart. What an option cannot be is refused by name."""
    rules = options["rules"]
    if rules not in {"anhoej", "nhs"}:
        raise Refused(f"--rules {rules}: use anhoej or nhs")
    said = options["kind"] or ("i" if rules == "nhs" else "run")
    if said not in _KINDS:
        raise Refused(f"--kind {said}: use {', '.join(_KINDS)}")
    kind = ChartKind(said)
    if rules == "nhs" and kind is not ChartKind.I:
        raise Refused(f"--kind {said}: the rules of the NHS are for an i chart")
    if options["better"] not in {"more", "fewer", "neither"}:
        raise Refused(f"--better {options['better']}: use more, fewer or neither")
    if not isfinite(options["multiply"]):
        raise Refused(f"--multiply {options['multiply']}: use a number, such as 100")
    if kind in RATIOS and not options["n"]:
        raise Refused(f"--kind {said}: say the column of the denominators with --n")
    return kind


def _rows(file: BinaryIO, kind: ChartKind, options: Mapping[str, Any]) -> Sequence[Row]:
    """The rows of the file; the first one that cannot be read refuses it all."""
    for part in options["where"]:
        if "=" not in part:
            raise ValueError(f"--where {part}: write it as COLUMN=WORDS")
    where = dict(part.split("=", 1) for part in options["where"])
    columns = Columns(options["x"], options["y"], options["n"], where)
    read = read_rows(file, columns, dates=None, gaps=True, several=kind in SUBGROUPED)
    if read.refused:
        more = len(read.refused) - 1
        raise ValueError(f"{read.refused[0]}" + (f" (and {more} more)" if more else ""))
    if not read.rows:
        raise ValueError("the file has no rows to read")
    return read.rows


def _save(measured: Measured, path: Path) -> None:
    """Draw into a file. The template engine is loaded for this alone."""
    from improvement_cycles.charts.markup import svg  # noqa: PLC0415
    from improvement_cycles.charts.picture import draw  # noqa: PLC0415

    try:
        path.write_text(svg(draw(measured, "chart")), encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
