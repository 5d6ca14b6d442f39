"""Reading the chain from its beginning, and finding the first row that is not as it was added."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, String, select, type_coerce
from sqlalchemy.orm import Session

from coprod.audit.chain import sealed
from coprod.audit.models import BEFORE_ALL, AuditEvent
from coprod.errors import Invalid

_AT_ONCE = 10_000  # rows
_DIGITS = len(BEFORE_ALL)
_LONGEST = 15  # digits of a number of a row
_HOW = "Give the head as `coprod audit head` printed it, such as 12-4f0c…"


def head(session: Session) -> str:
    """The end of the chain: its number and mark, to be kept where the database is not."""
    last = select(AuditEvent.seq, AuditEvent.mac).order_by(AuditEvent.seq.desc()).limit(1)
    seq, mac = session.execute(last).one_or_none() or (0, BEFORE_ALL)
    return f"{seq}-{mac}"


def say_head(session: Session, _moment: datetime) -> str:
    """The job: say the head, for the log of whoever runs the scheduler."""
    return f"The audit chain ends with {head(session)}."


def is_ours(session: Session) -> bool:
    """Whether the last row has the mark that this site's key makes. So has a chain without rows."""
    columns = AuditEvent.__table__.c
    last = session.execute(_parts_of(columns).order_by(columns.seq.desc()).limit(1)).one_or_none()
    return last is None or last[-1] == sealed(session, last[:-1])


def verify(session: Session, kept: str = "") -> tuple[int, str]:
    """How many rows there are, and what is wrong with the first wrong one, or nothing.

    `kept` is a head of an earlier day: without one nobody can tell that rows at the end are gone.
    Raises Invalid if it is no head.
    """
    kept_seq, kept_mac = _parts(kept)
    seq, prev, at_kept = 0, BEFORE_ALL, BEFORE_ALL
    said: list[Any]
    for *said, mac in _rows(session):
        if said[0] != seq + 1:
            return seq, f"Row {seq + 1} is missing."
        if said[-1] != prev or mac != sealed(session, said):
            return seq, f"Row {said[0]} is not as it was added."
        seq, prev = said[0], mac
        if seq == kept_seq:
            at_kept = prev
    if seq < kept_seq:
        return seq, f"Row {seq + 1} is missing: the chain went on to row {kept_seq}."
    if kept and at_kept != kept_mac:
        return seq, f"Row {kept_seq} is another than the one that was kept."
    return seq, ""


def _rows(session: Session) -> Iterator[Row[Any]]:
    """Every row in order, some at a time."""
    columns = AuditEvent.__table__.c
    after: int | None = None
    while True:
        found = _parts_of(columns).order_by(columns.seq).limit(_AT_ONCE)
        if after is not None:
            found = found.where(columns.seq > after)
        rows = session.connection().execute(found).all()
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1][0]


def _parts_of(columns: Any) -> Select[Any]:
    """A day is sealed as it is written: making a date of it would be a tenth of the time."""
    return select(*(type_coerce(one, String) if one.name == "on" else one for one in columns))


def _parts(kept: str) -> tuple[int, str]:
    seq, _, mac = kept.partition("-")
    if not kept:
        return 0, BEFORE_ALL
    if not seq.isdecimal() or len(seq) > _LONGEST or len(mac) != _DIGITS:
        raise Invalid({"head": _HOW})
    return int(seq), mac
