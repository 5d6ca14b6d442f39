"""what a team does in a go, what it sees meanwhile, and goes beside each other.

A go that came from another came after it: there was no other way.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_doing"
down_revision = "20261128_drivers"
branch_labels = depends_on = None

_APPEND_ONLY = ("noticed", "noticed_off", "noticed_words", "picture_then", "upkeep_check")


def upgrade() -> None:
    op.create_table(
        "cycle_task",
        sa.Column("id", _number(), nullable=False),
        sa.Column("cycle_id", _number(), nullable=False),
        sa.Column("person_id", _number(), nullable=True),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("of_plan", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", _number(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", _number(), nullable=True),
        sa.Column("as_planned", sa.Boolean(), nullable=True),
        sa.Column("why", sa.String(length=1000), nullable=False),
        *_tied("cycle_task", cycle_id="cycle", person_id="person"),
        *_tied("cycle_task", added_by_id="person", done_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_task")),
    )
    op.create_index(op.f("ix_cycle_task_cycle_id"), "cycle_task", ["cycle_id"])
    op.create_index(op.f("ix_cycle_task_person_id"), "cycle_task", ["person_id"])
    op.create_table(
        "noticed",
        sa.Column("id", _number(), nullable=False),
        sa.Column("cycle_id", _number(), nullable=False),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("photo_id", _number(), nullable=True),
        sa.Column("sound_id", _number(), nullable=True),
        *_tied("noticed", cycle_id="cycle", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticed")),
    )
    op.create_index(op.f("ix_noticed_cycle_id"), "noticed", ["cycle_id"])
    op.create_table(
        "noticed_off",
        sa.Column("id", _number(), nullable=False),
        sa.Column("noticed_id", _number(), nullable=False),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        *_tied("noticed_off", noticed_id="noticed", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticed_off")),
        sa.UniqueConstraint("noticed_id", name=op.f("uq_noticed_off_noticed_id")),
    )
    op.create_table(
        "noticed_words",
        sa.Column("id", _number(), nullable=False),
        sa.Column("noticed_id", _number(), nullable=False),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        *_tied("noticed_words", noticed_id="noticed", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticed_words")),
        sa.UniqueConstraint("noticed_id", name=op.f("uq_noticed_words_noticed_id")),
    )
    op.create_table(
        "picture_then",
        sa.Column("id", _number(), nullable=False),
        sa.Column("cycle_id", _number(), nullable=False),
        sa.Column("measure_id", _number(), nullable=False),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sentence", sa.String(length=2000), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("dots", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("many", _number(), nullable=False),
        sa.Column("newest", _number(), nullable=False),
        *_tied("picture_then", cycle_id="cycle", measure_id="measure", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_then")),
    )
    op.create_index(op.f("ix_picture_then_cycle_id"), "picture_then", ["cycle_id"])
    op.create_index(op.f("ix_picture_then_measure_id"), "picture_then", ["measure_id"])
    op.create_table(
        "upkeep_check",
        sa.Column("id", _number(), nullable=False),
        sa.Column("cycle_id", _number(), nullable=False),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("still_there", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=False),
        *_tied("upkeep_check", cycle_id="cycle", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upkeep_check")),
    )
    op.create_index(op.f("ix_upkeep_check_cycle_id"), "upkeep_check", ["cycle_id"])
    op.add_column("cycle", sa.Column("paused_why", sa.String(length=1000), nullable=True))
    op.add_column("cycle", sa.Column("look_again_on", sa.Date(), nullable=True))
    came_by = sa.Enum("next", "else_too", "elsewhere", name="cameby", native_enum=False, length=40)
    op.add_column("cycle", sa.Column("came_by", came_by, nullable=True))
    op.execute("UPDATE cycle SET came_by = 'next' WHERE next_of_id IS NOT NULL")
    op.create_index(op.f("ix_cycle_next_of_id"), "cycle", ["next_of_id"])
    for table in _APPEND_ONLY:
        for statement in _guards(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_cycle_next_of_id"), table_name="cycle")
    for name in ("came_by", "look_again_on", "paused_why"):
        op.drop_column("cycle", name)
    op.drop_table("upkeep_check")
    op.drop_table("picture_then")
    op.drop_table("noticed_words")
    op.drop_table("noticed_off")
    op.drop_table("noticed")
    op.drop_table("cycle_task")


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _tied(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
        for column, to in columns.items()
    ]


def _guards(table: str) -> list[str]:
    """What makes a table append-only; PostgreSQL has the function since the first tables."""
    if op.get_bind().dialect.name != "sqlite":
        return [
            f'CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        ]
    return [
        f"""CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for verb in ("UPDATE", "DELETE")
    ]
