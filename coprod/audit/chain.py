"""Adding to the chain: the last thing before a commit that changed something, in it.

Rows are added by sessions that are told what they are for. There is nothing for a commit that
changed nothing, and a rollback takes the row with it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Executable, event, insert, select, text
from sqlalchemy.orm import Session, SessionTransaction

from coprod import changes
from coprod.audit.models import BEFORE_ALL, AuditEvent, told
from coprod.db import today
from coprod.seal import mark

APART = "kept apart"  # what it was is not said, nor about what, nor who
_NOTE, _CONNECTION = "audit_note", "audit_connection"
_HEAD: dict[str, Executable] = {
    "postgresql": text("SELECT last_seq, last_mac FROM audit_head()"),
    "sqlite": select(AuditEvent.seq, AuditEvent.mac).order_by(AuditEvent.seq.desc()).limit(1),
}


def _nobody() -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Note:
    """What the changes of a session are for. `by` gives a person's id, or 0 for nobody."""

    what: str
    about: Mapping[str, Any] = field(default_factory=dict)
    by: Callable[[], int] = _nobody


class Told(Session):
    """A session whose commits are in the chain, once it was told what they are for."""


def tell(session: Session, note: Note) -> None:
    """From now on the commits of this session are for this."""
    session.info[_NOTE] = note


def sealed(session: Session, said: Iterable[Any]) -> str:
    """The mark of a row, from all that it says up to `prev`, under the site's key."""
    return mark(session, "audit", *said)


def _begun(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    session.info[_CONNECTION] = connection


def _add(session: Session) -> None:
    note: Note | None = session.info.get(_NOTE)
    if note is None or session.in_nested_transaction():
        return
    session.flush()
    connection: Connection | None = session.info.get(_CONNECTION)
    if connection is None or connection.closed or not told(changes.tables(connection)):
        return
    last = connection.execute(_HEAD[connection.dialect.name]).one_or_none()
    seq, prev = (last[0] + 1, last[1]) if last else (1, BEFORE_ALL)
    said = {
        "seq": seq,
        "on": today(),
        "what": note.what,
        "about": json.dumps(note.about, sort_keys=True) if note.about else "",
        "by": mark(session, "audit by", note.by(), seq),
        "prev": prev,
    }
    connection.execute(insert(AuditEvent), said | {"mac": sealed(session, said.values())})


event.listen(Told, "after_begin", _begun)
event.listen(Told, "before_commit", _add)
