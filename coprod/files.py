"""Files beside the database: one goes once the change that lets go of it is there for good."""

import logging
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

_WAITING = "files that go with the commit"
_Waiting = list[tuple[SessionTransaction, Path]]


def remove_with_commit(session: Session, path: Path) -> None:
    """Remove a file after the commit of what the session does now, never if it is rolled back.

    A file that cannot be removed is written into the log: the change is there all the same.
    """
    waiting: _Waiting = session.info.setdefault(_WAITING, [])
    if not event.contains(session, "after_commit", _committed):
        event.listen(session, "after_commit", _committed)
        event.listen(session, "after_soft_rollback", _rolled_back)
    part = session.get_nested_transaction() or session.get_transaction() or session.begin()
    waiting.append((part, path))


def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a part alone is not for good
    whole, waiting = session.get_transaction(), _taken(session)
    for part, path in waiting:
        if _is_of(part, whole):  # else its session was closed without an end
            try:
                path.unlink(missing_ok=True)
            except OSError:
                logging.getLogger(__name__).exception("A file could not be removed.")


def _rolled_back(session: Session, undone: SessionTransaction) -> None:
    waiting = _taken(session)
    left = [(part, path) for part, path in waiting if not _is_of(part, undone)]
    session.info[_WAITING] = left


def _taken(session: Session) -> _Waiting:
    waiting: _Waiting = session.info.pop(_WAITING, [])
    return waiting


def _is_of(part: SessionTransaction | None, whole: SessionTransaction | None) -> bool:
    """Whether a part of a transaction is this one, or in it."""
    while part is not None and part is not whole:
        part = part.parent
    return part is not None
