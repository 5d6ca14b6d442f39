"""the words of a principle from a day on: how they came to be, who wrote them down, and why.

What an area has already gets no row: nobody kept how it came to be.
"""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_principle_words"
down_revision = "20261128_touched_by_themselves"
branch_labels = depends_on = None

_CAME = ("added", "taken", "reworded", "found")


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "principle_words",
        sa.Column("id", _number(), nullable=False),
        sa.Column("principle_id", _number(), nullable=False),
        sa.Column(
            "came",
            sa.Enum(*_CAME, name="came", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("core", sa.String(length=500), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("by_id", _number(), nullable=True),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["principle_id"],
            ["principle.id"],
            name=op.f("fk_principle_words_principle_id_principle"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_principle_words_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principle_words")),
    )
    op.create_index(op.f("ix_principle_words_principle_id"), "principle_words", ["principle_id"])
    for statement in guards("principle_words", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("principle_words")
