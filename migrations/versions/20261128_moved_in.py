"""a locked plan is locked against what would be moved into it from another, too."""

from alembic import op

revision = "20261128_moved_in"
down_revision = "20261128_measure_model"
branch_labels = depends_on = None

_COLUMNS = {  # of rows that belong to a plan: those that its lock closes
    "cycle_question": ("cycle_id", "position", "question", "guess"),
    "cycle_doer": ("cycle_id", "person_id", "does"),
}
_LOCKED = "SELECT 1 FROM cycle WHERE id {which} AND guess_locked_at IS NOT NULL"
_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_locked_part() RETURNS trigger
LANGUAGE plpgsql AS $$ DECLARE go bigint; BEGIN
IF TG_OP = 'INSERT' THEN go := NEW.cycle_id; ELSE go := OLD.cycle_id; END IF;
IF EXISTS (SELECT 1 FROM cycle WHERE id = go AND guess_locked_at IS NOT NULL) THEN
RAISE EXCEPTION 'the plan is locked'; END IF;
{into}IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"""
_INTO = """IF TG_OP = 'UPDATE' THEN IF EXISTS
(SELECT 1 FROM cycle WHERE id = NEW.cycle_id AND guess_locked_at IS NOT NULL) THEN
RAISE EXCEPTION 'the plan is locked'; END IF; END IF;
"""


def upgrade() -> None:
    _lock("IN (OLD.cycle_id, NEW.cycle_id)", _INTO)


def downgrade() -> None:
    _lock("= OLD.cycle_id", "")


def _lock(which: str, into: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(_FUNCTION.format(into=into))
        return
    for table, columns in _COLUMNS.items():
        names = ", ".join(f'"{column}"' for column in columns)
        op.execute(f"DROP TRIGGER {table}_no_update")
        op.execute(
            f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {names} ON "{table}"
WHEN EXISTS ({_LOCKED.format(which=which)})
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END"""
        )
