"""who put in a paper ballot, sealed: 3 that are alike look odd, though no helper is named on them.

Nobody kept who put in those that count already.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_put_in_by"
down_revision = "20261128_chose_before"
branch_labels = depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ballot") as ballot:
        ballot.add_column(sa.Column("put_in", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("ballot") as ballot:
        ballot.alter_column("put_in", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("ballot") as ballot:
        ballot.drop_column("put_in")
