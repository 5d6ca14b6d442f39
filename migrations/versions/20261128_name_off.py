"""who took their name off a meeting, so that their words stay theirs and show no name."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_name_off"
down_revision = "20261128_principle_words"
branch_labels = depends_on = None

_UNNAME = """
UPDATE meeting_said SET said_by_id = NULL WHERE EXISTS (
    SELECT 1 FROM meeting_name_off AS taken
    WHERE taken.meeting_id = meeting_said.meeting_id AND taken.person_id = meeting_said.said_by_id
)
"""


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "meeting_name_off",
        sa.Column("id", _number(), nullable=False),
        sa.Column("meeting_id", _number(), nullable=False),
        sa.Column("person_id", _number(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_name_off_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_name_off_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_name_off")),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_meeting_name_off_meeting_id_person_id")
        ),
    )
    op.create_index(op.f("ix_meeting_name_off_person_id"), "meeting_name_off", ["person_id"])
    op.create_index(op.f("ix_meeting_in_room_added_by_id"), "meeting_in_room", ["added_by_id"])


def downgrade() -> None:
    """Words that show no name show none before this, either."""
    op.execute(_UNNAME)
    op.drop_index(op.f("ix_meeting_in_room_added_by_id"), table_name="meeting_in_room")
    op.drop_table("meeting_name_off")
