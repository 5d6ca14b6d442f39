"""who raised what was joined with another is asked too."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_joined_raisers"
down_revision = "20261127_meetings"
branch_labels = depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "joined_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ask_joined_id_issue"), "issue", ["joined_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_ask_joined_id"), ["joined_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ask_joined_id"))
        batch_op.drop_constraint(batch_op.f("fk_ask_joined_id_issue"), type_="foreignkey")
        batch_op.drop_column("joined_id")
