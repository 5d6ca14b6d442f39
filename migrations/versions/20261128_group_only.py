"""a measure may be for its group alone; what a thing to do said before."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_group_only"
down_revision = "20261128_moved_in"
branch_labels = depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FROM = {"task_id": "cycle_task", "person_id": "person", "changed_by_id": "person"}


def upgrade() -> None:
    with op.batch_alter_table("measure") as batch_op:
        column = sa.Column("group_only", sa.Boolean(), server_default=sa.false(), nullable=False)
        batch_op.add_column(column)
    with op.batch_alter_table("measure") as batch_op:
        batch_op.alter_column("group_only", server_default=None)
    op.create_table(
        "cycle_task_was",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("task_id", _BIG, nullable=False),
        sa.Column("what", sa.String(400), nullable=False),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("changed_by_id", _BIG, nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_cycle_task_was_{column}_{table}")
            )
            for column, table in _FROM.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_task_was")),
    )
    op.create_index(op.f("ix_cycle_task_was_task_id"), "cycle_task_was", ["task_id"])


def downgrade() -> None:
    op.drop_table("cycle_task_was")
    with op.batch_alter_table("measure") as batch_op:
        batch_op.drop_column("group_only")
