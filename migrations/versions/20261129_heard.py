"""how what was written down of a recording stands. What is there is shown, as before."""

import sqlalchemy as sa
from alembic import op

revision = "20261129_heard"
down_revision = "20261128_audit"
branch_labels = depends_on = None

_STATES = ("shown", "waiting", "hidden", "sent_back", "taken_down")
_STATE = sa.Enum(*_STATES, name="poststate", native_enum=False, length=40)


def upgrade() -> None:
    with op.batch_alter_table("post_sound") as batch_op:
        batch_op.add_column(sa.Column("state", _STATE, server_default="shown", nullable=False))
    with op.batch_alter_table("post_sound") as batch_op:
        batch_op.alter_column("state", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("post_sound") as batch_op:
        batch_op.drop_column("state")
