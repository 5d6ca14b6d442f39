"""a measure may be for its group alone."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_group_only"
down_revision = "20261128_moved_in"
branch_labels = depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("measure") as batch_op:
        column = sa.Column("group_only", sa.Boolean(), server_default=sa.false(), nullable=False)
        batch_op.add_column(column)
    with op.batch_alter_table("measure") as batch_op:
        batch_op.alter_column("group_only", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("measure") as batch_op:
        batch_op.drop_column("group_only")
