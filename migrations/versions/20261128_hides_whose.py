"""whether a round's result says which group picked what."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_hides_whose"
down_revision = "20261128_better_sheet"
branch_labels = depends_on = None

_SMALL = " OR ".join(f"could_{group} IN (1, 2)" for group in ("people", "families", "staff"))


def upgrade() -> None:
    with op.batch_alter_table("round") as batch_op:
        batch_op.add_column(
            sa.Column("hides_whose", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute(f"UPDATE round SET hides_whose = {_SMALL} WHERE state = 'closed'")
    with op.batch_alter_table("round") as batch_op:
        batch_op.alter_column("hides_whose", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("round") as batch_op:
        batch_op.drop_column("hides_whose")
