"""how much news somebody wants, and how far they have read it."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_news"
down_revision = "20261128_talk"
branch_labels = depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "news_choice",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("only_mine", sa.Boolean(), nullable=False),
        sa.Column("quieter", sa.Boolean(), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_news_choice_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_choice")),
        sa.UniqueConstraint("person_id", name=op.f("uq_news_choice_person_id")),
    )


def downgrade() -> None:
    op.drop_table("news_choice")
