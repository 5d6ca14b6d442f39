"""who said by themselves that a go touches them, and whom the team chose.

Who joined before is on the list by name already, and stays there as chosen.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_touched_by_themselves"
down_revision = "20261128_statement_decision"
branch_labels = depends_on = None

_WHO = {"by_team": sa.true(), "by_themselves": sa.false()}


def upgrade() -> None:
    with op.batch_alter_table("consent_affected") as batch_op:
        for name, before in _WHO.items():
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), server_default=before, nullable=False)
            )
    with op.batch_alter_table("consent_affected") as batch_op:
        for name in _WHO:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("consent_affected") as batch_op:
        for name in _WHO:
            batch_op.drop_column(name)
