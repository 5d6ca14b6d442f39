"""What this noun puts on other pages: what somebody said to the words of our good life."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from coprod.vision.labels import SAYS
from coprod.vision.models import SHOWN, SignUp, Statement, StatementVersion

_MINE = (
    select(Statement.id, StatementVersion.short, StatementVersion.symbol, SignUp.says, SignUp.at)
    .join(StatementVersion, StatementVersion.id == SignUp.version_id)
    .join(Statement, Statement.id == StatementVersion.statement_id)
    .where(
        SignUp.person_id == bindparam("person"),
        StatementVersion.number == Statement.version,
        Statement.status.in_(SHOWN),
    )
    .order_by(SignUp.id.desc())
)


def mine(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    """What the viewer said to the words that stand now: an area agrees on few, so all of them."""
    said = session.execute(_MINE, {"person": viewer.id}).all()
    return {"said": said, "says": SAYS, "tags": _TAGS} if said else None


_TAGS = {"yes": "better", "yes_but": "talk", "not_this": "no"}
