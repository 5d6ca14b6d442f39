"""Passing things on to bodies outside, and joining two issues that say the same."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261127_passing"
down_revision = "20261127_answers"
branch_labels = depends_on = None

_APPEND_ONLY = ("join_step", "outside_answer", "outside_note")


def upgrade() -> None:
    op.create_table(
        "joining",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "suggested",
                "asked",
                "joined",
                "apart",
                "undone",
                name="joinstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column(
            "issue_says",
            sa.Enum("yes", "no", "not_sure", name="authorsays", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "into_says",
            sa.Enum("yes", "no", "not_sure", name="authorsays", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column(
            "was",
            sa.Enum(
                "triage",
                "discussion",
                "accepted",
                "in_cycle",
                "claimed",
                "resolved",
                "declined",
                "deferred",
                "merged",
                "thanked",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("issue_id <> into_id", name=op.f("ck_joining_two")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_joining_area_id_area")),
        sa.ForeignKeyConstraint(["into_id"], ["issue.id"], name=op.f("fk_joining_into_id_issue")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_joining_issue_id_issue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
    )
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.create_index("ix_joining_area_id_state", ["area_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_joining_into_id"), ["into_id"], unique=False)
        batch_op.create_index(
            "uq_joining_issue_id_open",
            ["issue_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('suggested', 'asked', 'joined')"),
            postgresql_where=sa.text("state IN ('suggested', 'asked', 'joined')"),
        )

    op.create_table(
        "passed_on",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("reader", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("tells_place", sa.Boolean(), nullable=False),
        sa.Column("tells_me_too", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "by_hat",
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
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column(
            "author_says",
            sa.Enum("yes", "no", name="authorsays", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("author_said_on", sa.Date(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_passed_on_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_passed_on_by_id_person")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_passed_on_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_on")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_passed_on_token_hash")),
    )
    with op.batch_alter_table("passed_on", schema=None) as batch_op:
        batch_op.create_index(
            "ix_passed_on_area_id_answered_on_sent_on",
            ["area_id", "answered_on", "sent_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_passed_on_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_passed_on_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "join_ask",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "joining_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("follows", sa.Boolean(), nullable=True),
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
        sa.Column("had_both", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["joining_id"], ["joining.id"], name=op.f("fk_join_ask_joining_id_joining")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_join_ask_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_ask")),
        sa.UniqueConstraint(
            "joining_id", "person_id", name=op.f("uq_join_ask_joining_id_person_id")
        ),
    )
    with op.batch_alter_table("join_ask", schema=None) as batch_op:
        batch_op.create_index(
            "ix_join_ask_person_id_follows", ["person_id", "follows"], unique=False
        )

    op.create_table(
        "join_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "joining_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "happened",
            sa.Enum(
                "suggested",
                "asked",
                "decided_for",
                "joined",
                "apart",
                "undone",
                name="happened",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum("issue", "into", name="side", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "by_hat",
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
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_join_step_by_id_person")),
        sa.ForeignKeyConstraint(
            ["joining_id"], ["joining.id"], name=op.f("fk_join_step_joining_id_joining")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_step")),
    )
    with op.batch_alter_table("join_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_join_step_joining_id"), ["joining_id"], unique=False)

    op.create_table(
        "outside_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "passed_on_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "says",
            sa.Enum(
                "yes", "part", "not_now", "no", name="answersays", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=5000), nullable=False),
        sa.Column("promise", sa.String(length=400), nullable=False),
        sa.Column("promise_by", sa.Date(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(why) BETWEEN 1 AND 5000", name=op.f("ck_outside_answer_why")),
        sa.ForeignKeyConstraint(
            ["passed_on_id"],
            ["passed_on.id"],
            name=op.f("fk_outside_answer_passed_on_id_passed_on"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_answer")),
        sa.UniqueConstraint("passed_on_id", name=op.f("uq_outside_answer_passed_on_id")),
    )
    op.create_table(
        "outside_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "passed_on_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "by_hat",
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
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_outside_note_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["passed_on_id"], ["passed_on.id"], name=op.f("fk_outside_note_passed_on_id_passed_on")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_note")),
    )
    with op.batch_alter_table("outside_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outside_note_passed_on_id"), ["passed_on_id"], unique=False
        )
    dialect = op.get_bind().dialect.name
    for table in _APPEND_ONLY:
        for statement in guards(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("outside_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outside_note_passed_on_id"))

    op.drop_table("outside_note")
    op.drop_table("outside_answer")
    with op.batch_alter_table("join_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_join_step_joining_id"))

    op.drop_table("join_step")
    with op.batch_alter_table("join_ask", schema=None) as batch_op:
        batch_op.drop_index("ix_join_ask_person_id_follows")

    op.drop_table("join_ask")
    with op.batch_alter_table("passed_on", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passed_on_issue_id"))
        batch_op.drop_index(batch_op.f("ix_passed_on_by_id"))
        batch_op.drop_index("ix_passed_on_area_id_answered_on_sent_on")

    op.drop_table("passed_on")
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_joining_issue_id_open",
            sqlite_where=sa.text("state IN ('suggested', 'asked', 'joined')"),
            postgresql_where=sa.text("state IN ('suggested', 'asked', 'joined')"),
        )
        batch_op.drop_index(batch_op.f("ix_joining_into_id"))
        batch_op.drop_index("ix_joining_area_id_state")

    op.drop_table("joining")
