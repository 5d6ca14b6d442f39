"""Keeping a chosen file until its dots are put in, or for two days. Only its chooser has it.

After that nobody gets it back, and its row goes when the next file is chosen.
"""

from datetime import timedelta
from io import BytesIO

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.errors import Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.text import clean_text
from improvement_cycles import measure_policy
from improvement_cycles.csv_rows import FileRefused, headings
from improvement_cycles.import_models import ImportFile
from improvement_cycles.measure_found import Measured
from improvement_cycles.xlsx_rows import MOST_COLUMNS, TOO_WIDE, as_csv

KEPT_FOR = timedelta(days=2)
LONGEST_NAME = 200  # letters of a heading
NO_HEADINGS = f"The first row must say what each column is, in {LONGEST_NAME} letters or fewer."
GONE = "The file is not here any more. Choose it again."


def as_rows(content: bytes) -> bytes:
    """A file of rows; a spreadsheet as the CSV that it stands for. Raises Invalid for another."""
    try:
        content = as_csv(content)
        named = headings(BytesIO(content))
    except FileRefused as refused:
        raise Invalid({"file": str(refused)}) from refused
    if len(named) > MOST_COLUMNS:
        raise Invalid({"file": TOO_WIDE})
    if max(map(len, named)) > LONGEST_NAME:
        raise Invalid({"file": NO_HEADINGS})
    return content


def keep(session: Session, viewer: Viewer, this: Measured, name: str, content: bytes) -> None:
    """Keep a file, of `as_rows`, in place of the one before."""
    measure_policy.may_count.require(viewer, this.project, this.team)
    session.execute(delete(ImportFile).where(ImportFile.at < now() - KEPT_FOR))
    let_go(session, viewer, this.measure.id)
    session.add(
        ImportFile(
            measure_id=this.measure.id,
            person_id=viewer.id,
            name=clean_text(name)[:200],
            content=content,
            at=now(),
        )
    )


def kept(session: Session, viewer: Viewer, measure_id: int) -> ImportFile:
    """The file this person chose for a measure. Raises NotFound."""
    file = session.scalar(
        select(ImportFile).where(
            ImportFile.measure_id == measure_id,
            ImportFile.person_id == viewer.id,
            ImportFile.at >= now() - KEPT_FOR,
        )
    )
    if file is None:
        raise NotFound(GONE)
    return file


def let_go(session: Session, viewer: Viewer, measure_id: int) -> None:
    """Forget the file: its dots are in, or another was chosen."""
    session.execute(
        delete(ImportFile).where(
            ImportFile.measure_id == measure_id, ImportFile.person_id == viewer.id
        )
    )


def headings_of(file: ImportFile) -> list[str]:
    return headings(BytesIO(file.content))
