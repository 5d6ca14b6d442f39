"""Fetching statements and drafts to change them, each only for those who may know of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.models import Hat, Person
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer
from coprod.vision.models import Statement, StatementVersion, Writer
from coprod.vision.policy import WRITE
from coprod.vision.queries import NO_SUCH, areas_of, readable


@dataclass(frozen=True, slots=True)
class Found:
    """One version of a statement, and who wrote it (ids of persons)."""

    statement: Statement
    version: StatementVersion
    writers: frozenset[int]


_FIND = (
    select(Statement, StatementVersion)
    .join(StatementVersion, StatementVersion.statement_id == Statement.id)
    .where(
        Statement.id == bindparam("statement_id"),
        StatementVersion.number == bindparam("number"),
        readable(),
    )
    # One change of a statement at a time, and of both as they are once locked: PostgreSQL reads
    # a row anew after the wait only if it is one of those that are locked.
    .with_for_update(of=(Statement, StatementVersion))
    .execution_options(populate_existing=True)
)
_WRITERS = select(Writer.person_id).where(Writer.version_id == bindparam("version_id"))


def find(session: Session, viewer: Viewer, statement_id: int, number: int) -> Found:
    """One version, to be changed. Raises NotFound."""
    wanted = {"statement_id": statement_id, "number": number, "areas": areas_of(viewer)}
    row = session.execute(_FIND, wanted).first()
    if row is None:
        raise NotFound(NO_SUCH)
    statement, version = row
    writers = session.scalars(_WRITERS, {"version_id": version.id})
    return Found(statement, version, frozenset(writers))


def find_shown(session: Session, viewer: Viewer, statement_id: int) -> Found:
    """The version that people see, to be changed. Raises NotFound."""
    number = session.scalar(select(Statement.version).where(Statement.id == statement_id))
    return find(session, viewer, statement_id, number or 0)


_CAN_WRITE = (
    select(Person.id, Person.name, Person.picture, Hat.kind, Hat.place_id)
    .join(Hat, Hat.person_id == Person.id)
    .where(Hat.kind.in_(WRITE))
    .order_by(Person.name, Person.id, Hat.id)
)


def can_write(
    session: Session, viewer: Viewer, statement: Statement, writers: Collection[int] = ()
) -> dict[int, Any]:
    """Who this viewer can name as a writer, by person: id, name, picture, kind.

    At the place, if the statement has one. `writers` are named already.
    """
    place_id = statement.place_id
    places = [place_id] if place_id else []
    here = may_be_asked(viewer, statement.area_id, places, already=writers)
    found: dict[int, Any] = {}
    for row in session.execute(_CAN_WRITE.where(here)):
        at_home = place_id is None or row.place_id == place_id
        uses = row.kind == WRITE[0]
        if at_home and (row.id not in found or uses):
            found[row.id] = row
    return found
