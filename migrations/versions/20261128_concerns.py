"""what people are worried about, who reads it, and whether a place is open."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_concerns"
down_revision = "20261128_news"
branch_labels = depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SEALED = ("concern", "concern_words", "concern_step", "concern_alert")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _key() -> sa.Column:
    return sa.Column("id", _BIG, primary_key=True)


def _of(table: str, column: str, nullable: bool = False) -> sa.Column:
    return sa.Column(column, _BIG, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def upgrade() -> None:
    op.add_column(
        "place", sa.Column("is_open", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.create_table(
        "concern_contact",
        _key(),
        _of("area", "area_id"),
        _of("person", "person_id"),
        sa.Column("works_for", sa.String(200), nullable=False),
        sa.Column("employer", _enum("employer", "advocacy", "council", "other"), nullable=False),
        sa.Column("place_in_turn", _BIG, nullable=False),
        sa.Column("hours", sa.String(100), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_to", sa.Date(), nullable=True),
        _of("person", "cover_id", nullable=True),
        sa.UniqueConstraint("area_id", "person_id"),
        sa.CheckConstraint("place_in_turn BETWEEN 1 AND 20", name="place_in_turn"),
    )
    op.create_table(
        "concern",
        _key(),
        _of("area", "area_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("mark", sa.String(64), nullable=True, unique=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "concern_words",
        _key(),
        _of("concern", "concern_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("press", sa.String(64), nullable=False, unique=True),
        sa.Column("by_teller", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    steps = ("read", "passed_on", "came_back", "closed", "righted")
    op.create_table(
        "concern_step",
        _key(),
        _of("concern", "concern_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("press", sa.String(64), nullable=False, unique=True),
        sa.Column("happened", _enum("happened", *steps), nullable=False),
        sa.Column("up_to", _BIG, nullable=False),
        _of("concern_step", "rights_id", nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "concern_alert",
        _key(),
        _of("concern", "concern_id"),
        _of("concern_words", "words_id"),
        _of("person", "person_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("words_id", "person_id"),
    )
    for table, column in (
        ("concern_contact", "person_id"),
        ("concern", "area_id"),
        ("concern_words", "concern_id"),
        ("concern_step", "concern_id"),
        ("concern_alert", "concern_id"),
        ("concern_alert", "person_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table in _SEALED:
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(("concern_contact", *_SEALED)):
        op.drop_table(table)
    with op.batch_alter_table("place") as batch_op:
        batch_op.drop_column("is_open")
