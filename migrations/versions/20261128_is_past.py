"""answers to what was opened again since: whoever has to must answer anew."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_is_past"
down_revision = "20261128_first_promised"
branch_labels = depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("answer") as batch_op:
        batch_op.add_column(
            sa.Column("is_past", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("answer") as batch_op:
        batch_op.alter_column("is_past", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("answer") as batch_op:
        batch_op.drop_column("is_past")
