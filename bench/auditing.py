"""The chain of changes: reading 100,000 rows and checking each, beside reading them bare."""

from collections.abc import Callable
from time import perf_counter

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.client import Broken
from bench.site import Site
from coprod.audit.chain import sealed
from coprod.audit.checking import head, verify
from coprod.audit.models import AuditEvent
from coprod.db import today
from coprod.seal import mark
from coprod.web import open_session

ROWS = 100_000
_AT_ONCE = 10_000
_EVENTS = AuditEvent.__table__


def measure(site: Site, times: int = 3) -> dict[str, list[float]]:
    """Rows checked in a second, and how much longer that takes than reading them."""
    with open_session("engine", site.app) as session:
        rows = _fill(session)
    with open_session("reader", site.app) as session:
        checking = min(_seconds(lambda: _whole(session, rows)) for _ in range(times))
        reading = min(_seconds(lambda: _read(session)) for _ in range(times))
    return {"audit_rows": [rows / checking], "audit_of_reading": [checking / reading]}


def _fill(session: Session) -> int:
    """Make the chain longer by so many rows. Returns how many there are then."""
    last, _, prev = head(session).partition("-")
    first, rows = int(last) + 1, []
    for seq in range(first, first + ROWS):
        said = {
            "seq": seq,
            "on": today(),
            "what": "issues.me_too",
            "about": f'{{"issue_id": {seq}}}',
            "by": mark(session, "audit by", seq % 997, seq),
            "prev": prev,
        }
        prev = sealed(session, said.values())
        rows.append(said | {"mac": prev})
    for at in range(0, ROWS, _AT_ONCE):
        session.connection().execute(insert(_EVENTS), rows[at : at + _AT_ONCE])
    session.commit()
    return seq


def _whole(session: Session, rows: int) -> None:
    if verify(session) != (rows, ""):
        raise Broken(f"The chain is not whole: {verify(session)}.")


def _read(session: Session) -> None:
    columns = session.connection().execute(select(*_EVENTS.c).order_by(_EVENTS.c.seq))
    while columns.fetchmany(_AT_ONCE):
        pass


def _seconds(work: Callable[[], None]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
