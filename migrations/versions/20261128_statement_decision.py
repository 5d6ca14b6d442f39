"""what was decided about the words of our good life: when, by whom, why, and what groups said."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_statement_decision"
down_revision = "20261128_hides_whose"
branch_labels = depends_on = None

_DECISIONS = ("agreed", "still_right", "put_away", "brought_back")


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What was agreed before has a row too; what groups said that day was not kept."""
    op.create_table(
        "statement_decision",
        sa.Column("id", _number(), nullable=False),
        sa.Column("statement_id", _number(), nullable=False),
        sa.Column("number", _number(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(*_DECISIONS, name="decision", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("by_id", _number(), nullable=True),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("said", sa.JSON(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_decision_statement_id_statement"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_statement_decision_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_decision")),
    )
    op.create_index(
        op.f("ix_statement_decision_statement_id"), "statement_decision", ["statement_id"]
    )
    op.execute(
        'INSERT INTO statement_decision (statement_id, number, decision, why, "on")'
        " SELECT statement_id, number, 'agreed', '', agreed_on FROM statement_version"
        " WHERE agreed_on IS NOT NULL ORDER BY agreed_on, id"
    )
    for statement in guards("statement_decision", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("statement_decision")
