"""whose ballots were there when a day began, sealed: whom to go and ask moves once a day."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_chose_before"
down_revision = "20261128_name_off"
branch_labels = depends_on = None


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "chose_before",
        sa.Column("id", _number(), nullable=False),
        sa.Column("round_id", _number(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_chose_before_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chose_before")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_chose_before_round_id_key")),
    )
    op.execute("INSERT INTO chose_before (round_id, key) SELECT round_id, key FROM ballot")


def downgrade() -> None:
    op.drop_table("chose_before")
