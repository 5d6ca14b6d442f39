"""the first day that a promise was ever for, and the first that went by before another was given.

Its history has both: each step keeps the day that was promised from then on.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_first_promised"
down_revision = "20261128_put_in_by"
branch_labels = depends_on = None

_WAS, _NOW = "ix_promise_area_id_kept_on_by_when", "ix_promise_area_id_kept_on_first_by"


def upgrade() -> None:
    for name in ("first_by", "missed"):
        op.add_column("promise", sa.Column(name, sa.Date(), nullable=True))
    op.execute(_FIRST)
    op.execute(_MISSED)
    with op.batch_alter_table("promise") as batch_op:
        batch_op.alter_column("first_by", existing_type=sa.Date(), nullable=False)
        batch_op.drop_index(_WAS)
        batch_op.create_index(_NOW, ["area_id", "kept_on", "first_by"])


def downgrade() -> None:
    with op.batch_alter_table("promise") as batch_op:
        batch_op.drop_index(_NOW)
        batch_op.create_index(_WAS, ["area_id", "kept_on", "by_when"])
        batch_op.drop_column("missed")
        batch_op.drop_column("first_by")


_FIRST = """
UPDATE promise SET first_by = coalesce(
  (SELECT min(by_when) FROM promise_step WHERE promise_step.promise_id = promise.id),
  by_when)"""
_MISSED = """
UPDATE promise SET missed = (
  SELECT min(was.by_when)
  FROM (
    SELECT by_when,
      lead(happened) OVER (ORDER BY id) AS then_happened,
      lead("on") OVER (ORDER BY id) AS then_on
    FROM promise_step WHERE promise_step.promise_id = promise.id
  ) AS was
  WHERE was.then_happened = 'changed' AND was.by_when < was.then_on)"""
