"""Rounds: what to choose from, sealed ballots, and what was picked."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261127_rounds"
down_revision = "20261127_team_also_does"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "closed",
                "called_off",
                name="roundstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("picks", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "could_people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "could_families", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "could_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "did_people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "did_families", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("did_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("secret", sa.String(length=64), nullable=True),
        sa.Column("papers", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("(state = 'open') = (secret IS NOT NULL)", name=op.f("ck_round_secret")),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_round_times")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_round_area_id_area")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_round_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index("ix_round_area_id_id", ["area_id", "id"], unique=False)
        batch_op.create_index("ix_round_state_closes_at", ["state", "closes_at"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "group",
            sa.Enum("people", "families", "staff", name="group", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("stars", sa.String(length=200), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "by_hand",
                "with_help",
                "on_paper",
                "by_pointing",
                name="how",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=True),
        sa.Column("helper", sa.String(length=64), nullable=True),
        sa.Column("place", sa.String(length=64), nullable=True),
        sa.Column("device", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_ballot_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_ballot_round_id_key")),
    )
    op.create_table(
        "paper_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "group",
            sa.Enum("people", "families", "staff", name="group", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("stars", sa.String(length=200), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "by_hand",
                "with_help",
                "on_paper",
                "by_pointing",
                name="how",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("helper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_paper_entry_by_id_person")),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["person.id"], name=op.f("fk_paper_entry_helper_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_paper_entry_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_paper_entry_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entry")),
        sa.UniqueConstraint(
            "round_id", "code", "by_id", name=op.f("uq_paper_entry_round_id_code_by_id")
        ),
    )
    op.create_table(
        "round_option",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column(
            "stars_people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "stars_families", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "stars_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_round_option_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_option_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_option")),
        sa.UniqueConstraint("round_id", "issue_id", name=op.f("uq_round_option_round_id_issue_id")),
    )
    with op.batch_alter_table("round_option", schema=None) as batch_op:
        batch_op.create_index("ix_round_option_issue_id", ["issue_id"], unique=False)

    op.create_table(
        "round_pick",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("turn", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "turn_of",
            sa.Enum("people", "families", "staff", name="group", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "by",
            sa.Enum("people", "families", "staff", name="group", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("tied", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(turn = 0) = (by_id IS NOT NULL)", name=op.f("ck_round_pick_small_voice")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_round_pick_by_id_person")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_round_pick_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_pick_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_pick")),
        sa.UniqueConstraint("round_id", "issue_id", name=op.f("uq_round_pick_round_id_issue_id")),
        sa.UniqueConstraint("round_id", "turn", name=op.f("uq_round_pick_round_id_turn")),
    )
    with op.batch_alter_table("round_pick", schema=None) as batch_op:
        batch_op.create_index("ix_round_pick_issue_id", ["issue_id"], unique=False)

    op.create_table(
        "round_sign",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "sign",
            sa.Enum(
                "one_helper", "one_place", "one_device", name="sign", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("heard", sa.String(length=1000), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_round_sign_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_round_sign_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_sign_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_sign")),
    )
    with op.batch_alter_table("round_sign", schema=None) as batch_op:
        batch_op.create_index("ix_round_sign_round_id", ["round_id"], unique=False)

    op.create_table(
        "round_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "planned",
                "opened",
                "not_ready",
                "moved",
                "closed",
                "called_off",
                "small_voice",
                name="step",
                native_enum=False,
                length=40,
            ),
            nullable=False,
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
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_round_step_by_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_step_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_step")),
    )
    with op.batch_alter_table("round_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_step_round_id"), ["round_id"], unique=False)
    for statement in guards("round_step", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("round_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_step_round_id"))

    op.drop_table("round_step")
    with op.batch_alter_table("round_sign", schema=None) as batch_op:
        batch_op.drop_index("ix_round_sign_round_id")

    op.drop_table("round_sign")
    with op.batch_alter_table("round_pick", schema=None) as batch_op:
        batch_op.drop_index("ix_round_pick_issue_id")

    op.drop_table("round_pick")
    with op.batch_alter_table("round_option", schema=None) as batch_op:
        batch_op.drop_index("ix_round_option_issue_id")

    op.drop_table("round_option")
    op.drop_table("paper_entry")
    op.drop_table("ballot")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index("ix_round_state_closes_at")
        batch_op.drop_index("ix_round_area_id_id")

    op.drop_table("round")
