"""What waits for somebody here: words to look at again, and words they may have written."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date, String, bindparam, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from coprod.vision.models import Statement, StatementStatus, StatementVersion, Writer
from coprod.vision.queries import TO_LOOK_AGAIN, areas_of, due_until
from coprod.vision.writers import answered, said_yes

_THE_SAME = (
    literal("again", String).label("what"),
    Statement.id.label("statement_id"),
    StatementVersion.number,
)
_AGAIN = TO_LOOK_AGAIN.with_only_columns(
    *_THE_SAME, StatementVersion.short, StatementVersion.symbol, Statement.look_again_on
)
_NAMED = (
    select(
        literal("wrote", String),
        Statement.id,
        StatementVersion.number,
        func.coalesce(func.nullif(StatementVersion.short, ""), StatementVersion.wording),
        StatementVersion.symbol,
        cast(null(), Date),
    )
    .select_from(Writer)
    .join(StatementVersion, StatementVersion.id == Writer.version_id)
    .join(Statement, Statement.id == StatementVersion.statement_id)
    .where(
        Writer.person_id == bindparam("person"),
        StatementVersion.agreed_on.is_(None),
        Statement.status != StatementStatus.RETIRED,
        Statement.area_id.in_(bindparam("areas", expanding=True)),
        ~said_yes(),
        ~answered(),
    )
    .order_by(StatementVersion.id)
    .limit(25)
)
_WAITING = union_all(select(_AGAIN.subquery()), select(_NAMED.subquery()))


def waiting(session: Session, viewer: Viewer, area_id: int, on: date) -> Mapping[str, list[Any]]:
    """For the first page: "again", as `to_look_again`; "wrote", drafts that name the viewer.

    Rows of statement_id, number, short, symbol and look_again_on, all in one statement.
    """
    of = {"area_id": area_id, "until": due_until(on), "person": viewer.id}
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(_WAITING, of | {"areas": areas_of(viewer)}):
        found[row.what].append(row)
    return found
