"""consent."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_consent"
down_revision = "20261127_lanes"
branch_labels = depends_on = None

_APPEND_ONLY = ("consent_answer", "consent_reply")


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


def upgrade() -> None:
    op.create_table(
        "consent_affected",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_consent_affected_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consent_affected_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_affected")),
        sa.UniqueConstraint(
            "cycle_id", "person_id", name=op.f("uq_consent_affected_cycle_id_person_id")
        ),
    )
    with op.batch_alter_table("consent_affected", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_consent_affected_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "consent_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "says",
            sa.Enum("yes", "ok", "worry", "stop", name="says", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "how",
            sa.Enum(
                "talking", "pictures", "pointing", "paper", name="how", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) = (asked_by_id IS NOT NULL)", name=op.f("ck_consent_answer_who")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_consent_answer_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_consent_answer_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consent_answer_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["consent_answer.id"],
            name=op.f("fk_consent_answer_replaces_id_consent_answer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_answer")),
    )
    with op.batch_alter_table("consent_answer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_consent_answer_cycle_id_person_id", ["cycle_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consent_answer_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consent_answer_replaces_id"), ["replaces_id"], unique=False
        )

    op.create_table(
        "consent_asking",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("off_site", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("at_start", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_consent_asking_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_asking")),
        sa.UniqueConstraint("cycle_id", name=op.f("uq_consent_asking_cycle_id")),
    )
    with op.batch_alter_table("consent_asking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_asking_asked_on"), ["asked_on"], unique=False)

    op.create_table(
        "consent_met",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["consent_answer.id"],
            name=op.f("fk_consent_met_answer_id_consent_answer"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_consent_met_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_met")),
    )
    with op.batch_alter_table("consent_met", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_met_answer_id"), ["answer_id"], unique=False)

    op.create_table(
        "consent_reply",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["consent_answer.id"],
            name=op.f("fk_consent_reply_answer_id_consent_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_consent_reply_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_reply")),
    )
    with op.batch_alter_table("consent_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_reply_answer_id"), ["answer_id"], unique=False)

    for table in _APPEND_ONLY:
        for statement in _guards(table):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("consent_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_reply_answer_id"))

    op.drop_table("consent_reply")
    with op.batch_alter_table("consent_met", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_met_answer_id"))

    op.drop_table("consent_met")
    with op.batch_alter_table("consent_asking", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_asking_asked_on"))

    op.drop_table("consent_asking")
    with op.batch_alter_table("consent_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_answer_replaces_id"))
        batch_op.drop_index(batch_op.f("ix_consent_answer_person_id"))
        batch_op.drop_index("ix_consent_answer_cycle_id_person_id")

    op.drop_table("consent_answer")
    with op.batch_alter_table("consent_affected", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_affected_person_id"))

    op.drop_table("consent_affected")
