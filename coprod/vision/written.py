"""Statements as things that are looked after. What a group agreed is never hidden by one person."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from coprod.vision.models import Statement, StatementVersion, Writer
from coprod.vision.statement import subject
from coprod.written import Kind, Written


def _find(session: Session, viewer: Viewer, key: int) -> Written:
    subject(session, viewer, key)
    return _of(session, session.get_one(Statement, key))


def _look(session: Session, key: int) -> Written | None:
    statement = session.get(Statement, key)
    return _of(session, statement) if statement else None


def _of(session: Session, statement: Statement) -> Written:
    now_shown = select(StatementVersion).where(
        StatementVersion.statement_id == statement.id,
        StatementVersion.number == statement.version,
    )
    version = session.scalars(now_shown).one()
    return Written(
        *("statement", statement.id, statement.area_id, version.short, version.wording),
        places=(statement.place_id,) if statement.place_id else (),
        url=f"/good-life/{statement.id}",
    )


def _mine(_session: Session, viewer: Viewer) -> Select[int]:
    own = StatementVersion.made_by_id == viewer.id
    wrote = select(Writer.version_id).where(Writer.person_id == viewer.id)
    return select(StatementVersion.statement_id).where(own | StatementVersion.id.in_(wrote))


def _about(places: Collection[int]) -> Select[int]:
    return select(Statement.id).where(Statement.place_id.in_(places))


WRITINGS = (("statement", Kind(find=_find, look=_look, mine=_mine, about=_about)),)
