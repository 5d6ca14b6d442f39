"""Reading the chain from its beginning, and finding the first row that is not as it was added."""

from collections.abc import Iterator
from datetime import datetime
from functools import reduce

from sqlalchemy import ColumnElement, Row, Select, String, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from coprod.audit.chain import sealed
from coprod.audit.models import BEFORE_ALL, AuditEvent
from coprod.errors import Invalid
from coprod.seal import PART

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
    last = session.execute(
        _rows_as_sealed(session).order_by(AuditEvent.seq.desc()).limit(1)
    ).one_or_none()
    return last is None or last.mac == sealed(session, [last.said])


def verify(session: Session, kept: str = "") -> tuple[int, str]:
    """How many rows there are, and what is wrong with the first wrong one, or nothing.

    `kept` is a head of an earlier day: without one nobody can tell that rows at the end are gone.
    Raises Invalid if it is no head.
    """
    kept_seq, kept_mac = _parts(kept)
    seq, prev, at_kept = 0, BEFORE_ALL, BEFORE_ALL
    for number, follows, mac, said in _rows(session):
        if number != seq + 1:
            return seq, f"Row {seq + 1} is missing."
        if follows != prev or mac != sealed(session, (said,)):
            return seq, f"Row {number} is not as it was added."
        seq, prev = number, mac
        if seq == kept_seq:
            at_kept = prev
    if seq < kept_seq:
        return seq, f"Row {seq + 1} is missing: the chain went on to row {kept_seq}."
    if kept and at_kept != kept_mac:
        return seq, f"Row {kept_seq} is another than the one that was kept."
    return seq, ""


def _rows(session: Session) -> Iterator[Row[int, str, str, str]]:
    """Every row in order, some at a time."""
    in_order = _rows_as_sealed(session).order_by(AuditEvent.seq).limit(_AT_ONCE)
    after: int | None = None
    while True:
        found = in_order.where(AuditEvent.seq > after) if after is not None else in_order
        rows = session.connection().execute(found).all()
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1][0]


def _rows_as_sealed(session: Session) -> Select[int, str, str, str]:
    """Each row's number, the mark before it, its own, and all that this one seals in one string.

    The database joins that: here it would be a third of the time.
    """
    columns = AuditEvent.__table__.c
    is_text = session.get_bind().dialect.name == "sqlite"
    day = type_coerce(columns.on, String) if is_text else func.to_char(columns.on, "YYYY-MM-DD")
    parts: list[ColumnElement[str]] = [
        day if one.name == "on" else cast(one, String) for one in list(columns)[:-1]
    ]
    said = reduce(lambda before, one: before + PART + one, parts)
    return select(columns.seq, columns.prev, columns.mac, said.label("said"))


def _parts(kept: str) -> tuple[int, str]:
    seq, _, mac = kept.partition("-")
    if not kept:
        return 0, BEFORE_ALL
    if not seq.isdecimal() or len(seq) > _LONGEST or len(mac) != _DIGITS:
        raise Invalid({"head": _HOW})
    return int(seq), mac
