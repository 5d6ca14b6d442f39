"""meetings."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_meetings"
down_revision = "20261127_passing"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("where_and_when", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "set_up_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("called_off_on", sa.Date(), nullable=True),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("length(title) BETWEEN 1 AND 200", name=op.f("ck_meeting_title")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_meeting_area_id_area")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_meeting_place_id_place")),
        sa.ForeignKeyConstraint(
            ["set_up_by_id"], ["person.id"], name=op.f("fk_meeting_set_up_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_area_id"), "meeting", ["area_id"], unique=False)
    op.create_index("ix_meeting_place_id_on_id", "meeting", ["place_id", "on", "id"], unique=False)

    op.create_table(
        "meeting_in_room",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("first_name", sa.String(length=60), nullable=False),
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
        sa.Column("how_many", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_meeting_in_room_added_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_in_room_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_in_room_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_in_room")),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_meeting_in_room_meeting_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_meeting_in_room_meeting_id"), "meeting_in_room", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_meeting_in_room_person_id"), "meeting_in_room", ["person_id"], unique=False
    )

    op.create_table(
        "meeting_said",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "way",
            sa.Enum(
                "aloud",
                "signs",
                "pointing",
                "red_card",
                "yellow_card",
                "green_card",
                "afterwards",
                name="way",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column(
            "said_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column(
            "written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column(
            "subject_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("not_so_on", sa.Date(), nullable=True),
        sa.Column("not_so_words", sa.String(length=2000), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(words) <= 2000", name=op.f("ck_meeting_said_words")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_said_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["person.id"], name=op.f("fk_meeting_said_said_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_meeting_said_written_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_said")),
    )
    op.create_index(
        op.f("ix_meeting_said_meeting_id"), "meeting_said", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_meeting_said_said_by_id"), "meeting_said", ["said_by_id"], unique=False
    )
    op.create_index(
        "ix_meeting_said_subject_kind_subject_key",
        "meeting_said",
        ["subject_kind", "subject_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_said_written_by_id"), "meeting_said", ["written_by_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_meeting_said_written_by_id"), table_name="meeting_said")
    op.drop_index("ix_meeting_said_subject_kind_subject_key", table_name="meeting_said")
    op.drop_index(op.f("ix_meeting_said_said_by_id"), table_name="meeting_said")
    op.drop_index(op.f("ix_meeting_said_meeting_id"), table_name="meeting_said")

    op.drop_table("meeting_said")
    op.drop_index(op.f("ix_meeting_in_room_person_id"), table_name="meeting_in_room")
    op.drop_index(op.f("ix_meeting_in_room_meeting_id"), table_name="meeting_in_room")

    op.drop_table("meeting_in_room")
    op.drop_index("ix_meeting_place_id_on_id", table_name="meeting")
    op.drop_index(op.f("ix_meeting_area_id"), table_name="meeting")

    op.drop_table("meeting")
