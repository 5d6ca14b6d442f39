"""The lock on a plan: what is sealed when a go starts, and the triggers that keep it so.

The services refuse first, with a sentence. The triggers are for every other door.
"""

import hashlib
import json

from sqlalchemy import DDL, event, select
from sqlalchemy.orm import Session

from coprod.db import Base
from improvement_cycles import models
from improvement_cycles.go_models import Cycle, CycleDoer, Question

PROJECT_PLAN = ("title", "question", "what_will_be_different", "who_would_notice", "kind")
PLAN = (
    "title",
    "what_we_will_try",
    "when",
    "where",
    "for_whom",
    "for_whom_not_yet",
    "how_small",
    "what_we_count",
)
_SEALED = {  # table: columns that a lock closes, and the lock's own column
    "improvement_project": (PROJECT_PLAN, "started_on"),
    "cycle": ((*PLAN, "guess_locked_at", "guess_hash", "number", "project_id"), "guess_locked_at"),
}
_PARTS = {  # rows that belong to a go: columns that its lock closes
    "cycle_question": ("cycle_id", "position", "question", "guess"),
    "cycle_doer": ("cycle_id", "person_id", "does"),
}
_REFUSE = """CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the plan is locked'; END $$"""
_REFUSE_PART = """CREATE OR REPLACE FUNCTION refuse_locked_part() RETURNS trigger
LANGUAGE plpgsql AS $$ DECLARE go bigint; BEGIN
IF TG_OP = 'INSERT' THEN go := NEW.cycle_id; ELSE go := OLD.cycle_id; END IF;
IF EXISTS (SELECT 1 FROM cycle WHERE id = go AND guess_locked_at IS NOT NULL) THEN
RAISE EXCEPTION 'the plan is locked'; END IF;
IF TG_OP = 'UPDATE' THEN IF EXISTS
(SELECT 1 FROM cycle WHERE id = NEW.cycle_id AND guess_locked_at IS NOT NULL) THEN
RAISE EXCEPTION 'the plan is locked'; END IF; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"""

_ABORT = "SELECT RAISE(ABORT, 'the plan is locked');"
_SQLITE_PART = """CREATE TRIGGER {name} BEFORE {verb} ON "{table}"
WHEN EXISTS (SELECT 1 FROM cycle WHERE id IN ({rows}) AND guess_locked_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END"""


def guards(table: str, dialect: str) -> list[str]:
    """The statements that lock the plans in a table, also for its migration."""
    if table in _SEALED:
        columns, lock = _SEALED[table]
        return _whole(table, columns, lock, dialect)
    return _part(table, _PARTS[table], dialect)


def _whole(table: str, columns: tuple[str, ...], lock: str, dialect: str) -> list[str]:
    change = f'CREATE TRIGGER {table}_locked BEFORE UPDATE OF {_list(columns)} ON "{table}"'
    if dialect == "sqlite":
        return [f"{change} WHEN OLD.{lock} IS NOT NULL BEGIN {_ABORT} END"]
    when = f"FOR EACH ROW WHEN (OLD.{lock} IS NOT NULL) EXECUTE FUNCTION refuse_locked()"
    return [_REFUSE, f"{change} {when}"]


def _part(table: str, columns: tuple[str, ...], dialect: str) -> list[str]:
    if dialect != "sqlite":
        verbs = f'INSERT OR DELETE OR UPDATE OF {_list(columns)} ON "{table}"'
        change = f"CREATE TRIGGER {table}_locked BEFORE {verbs} FOR EACH ROW"
        return [_REFUSE_PART, f"{change} EXECUTE FUNCTION refuse_locked_part()"]
    old, new = "OLD.cycle_id", "NEW.cycle_id"  # a row may move from one go to another
    of = {"INSERT": new, f"UPDATE OF {_list(columns)}": f"{old}, {new}", "DELETE": old}
    return [
        _SQLITE_PART.format(
            name=f"{table}_no_{verb.split()[0].lower()}", verb=verb, table=table, rows=rows
        )
        for verb, rows in of.items()
    ]


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def fingerprint(session: Session, project: models.ImprovementProject, cycle: Cycle) -> str:
    """What seals a plan: a hash over everything that its lock closes, guesses and all."""
    asked = (
        select(Question.position, Question.question, Question.guess)
        .where(Question.cycle_id == cycle.id)
        .order_by(Question.position)
    )
    does = (
        select(CycleDoer.person_id, CycleDoer.does)
        .where(CycleDoer.cycle_id == cycle.id)
        .order_by(CycleDoer.person_id)
    )
    sealed = [
        [str(getattr(project, name)) for name in PROJECT_PLAN],
        [getattr(cycle, name) for name in PLAN],
        [[*row] for row in session.execute(asked)],
        [[*row] for row in session.execute(does)],
    ]
    return hashlib.sha256(json.dumps(sealed).encode()).hexdigest()


def _guard(table: str) -> None:
    for dialect in ("sqlite", "postgresql"):
        for statement in guards(table, dialect):
            ddl = DDL(statement)  # type: ignore[no-untyped-call]
            ddl = ddl.execute_if(dialect=dialect)
            event.listen(Base.metadata.tables[table], "after_create", ddl)


for _table in (*_SEALED, *_PARTS):
    _guard(_table)
