"""whether an unnamed raiser counts, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_raisers_seal"
down_revision = "20261122_first_tables"
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("ask", sa.Column("sealed", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_column("sealed")
