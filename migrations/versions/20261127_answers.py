"""how much say people have in what somebody asks them."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_answers"
down_revision = "20261127_consent"
branch_labels = depends_on = None

SAY = ("information", "consultation", "negotiation", "deciding")


def upgrade() -> None:
    say = sa.Enum(*SAY, name="say", native_enum=False, length=40)
    op.add_column("issue", sa.Column("say", say, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_column("say")
