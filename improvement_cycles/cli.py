"""Commands about measures."""

from typing import Any, BinaryIO

import click

from coprod.commands import writing
from improvement_cycles.chart_cli import OneLine, Refused


@click.group()
def measures() -> None:
    """What tries count."""


@measures.command(name="import", cls=OneLine)
@click.argument("file", type=click.File("rb"))
@click.option("--measure", "measure_id", type=int, required=True, help="The number in its address.")
@click.option("--x", help="Column that says when. Default: the first.")
@click.option("--y", help="Column of the numbers; for faces, how many were happy.")
@click.option("--n", help="Column that says out of how many, for a share.")
@click.option("--ok", help="Column that says how many were ok, for faces.")
@click.option("--sad", help="Column that says how many were sad, for faces.")
@click.option("--only", multiple=True, metavar="COL=VALUE", help="Only rows that hold this.")
@click.option("--correct", default="", metavar="WHY", help="Put dots that differ right, and why.")
@click.pass_context
def import_dots(
    context: click.Context,
    /,
    file: BinaryIO,
    measure_id: int,
    only: tuple[str, ...],
    correct: str,
    **columns: Any,
) -> None:
    """Put the dots of FILE (CSV or XLSX, or - for standard input) into a measure: all, or none.

    Every row that cannot be used is named, with the reason.
    """
    from coprod import errors
    from coprod.text import clean_text
    from improvement_cycles import import_services
    from improvement_cycles.csv_rows import MOST_BYTES, FileRefused
    from improvement_cycles.import_rows import Chosen
    from improvement_cycles.measure_models import Measure
    from improvement_cycles.xlsx_rows import as_csv

    for part in only:
        if "=" not in part:
            raise Refused(f"--only {part}: write it as COLUMN=VALUE")
    chosen = Chosen(
        columns["x"],
        columns["y"],
        columns["n"],
        columns["ok"],
        columns["sad"],
        dict(part.split("=", 1) for part in only),
    )
    why = clean_text(correct)[:400]
    with writing(context) as session:
        measure = session.get(Measure, measure_id) if measure_id < 10**15 else None
        if measure is None:
            raise Refused(f"--measure {measure_id}: there is no such measure")
        content = file.read(MOST_BYTES + 1)
        try:
            content = as_csv(content)
            ready = import_services.ready(session, measure, content, chosen, put_right=bool(why))
            for row in ready.refused:
                click.echo(str(row), err=True)
            dots = import_services.keep(session, measure, ready, reason=why, by_id=None)
        except FileRefused as wrong:
            raise Refused(str(wrong)) from wrong
        except errors.Invalid as invalid:
            raise Refused(" ".join(invalid.errors.values())) from invalid
        except errors.Refused as refused:
            raise Refused(str(refused)) from refused
        session.commit()
    same = f" {ready.same} were there already." if ready.same else ""
    click.echo(f"{dots} dots put in for {measure.name}.{same}")
