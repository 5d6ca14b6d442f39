"""One row for each change of the site's tables, in order, each sealed together with the last."""

from datetime import date
from typing import TypeVar

from sqlalchemy import DDL, String, event
from sqlalchemy.orm import Mapped, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key

Kind = TypeVar("Kind", bound=Base)

BEFORE_ALL = "0" * 64  # what the first row follows
HEAD_FUNCTION = """CREATE OR REPLACE FUNCTION audit_head()
RETURNS TABLE (last_seq bigint, last_mac varchar) LANGUAGE plpgsql AS $$ BEGIN
PERFORM pg_advisory_xact_lock(640951);
RETURN QUERY SELECT e.seq, e.mac FROM audit_event e ORDER BY e.seq DESC LIMIT 1;
END $$"""
"""Waits for its turn and then reads the end of the chain: two statements of one function, so that
the second sees what was committed while the first waited. The number is this lock's alone."""

_beside = {"audit_event"}


def beside(kind: type[Kind]) -> type[Kind]:
    """Mark a table that is no record of what people did: its rows alone make no row of the chain.

    A class decorator, for what the site keeps only so that it works: drafts, presses, claims.
    """
    _beside.add(kind.__tablename__)
    return kind


def told(tables: set[str]) -> set[str]:
    """Those of these tables whose changes make a row of the chain."""
    return tables - _beside


@append_only
class AuditEvent(Base):
    """One commit that changed something. Whose it was only the key can say, asked about one."""

    __tablename__ = "audit_event"

    seq: Mapped[Key]  # 1, 2, 3 … without a gap
    on: Mapped[date]  # and never the time
    what: Mapped[str] = mapped_column(String(200))  # the page, "job …" or "command …"
    about: Mapped[str] = mapped_column(String(400))  # the ids of the address, as JSON
    by: Mapped[str] = mapped_column(String(64))
    prev: Mapped[str] = mapped_column(String(64))
    mac: Mapped[str] = mapped_column(String(64))


event.listen(
    AuditEvent.__table__,
    "after_create",
    DDL(HEAD_FUNCTION).execute_if(dialect="postgresql"),  # type: ignore[no-untyped-call]
)
