"""spoken."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_spoken"
down_revision = "20261127_raisers_seal"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "sound",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column(
            "written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_sound_issue_id_issue")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_sound_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_sound_written_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sound")),
        sa.UniqueConstraint("name", name=op.f("uq_sound_name")),
    )
    with op.batch_alter_table("sound", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sound_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sound_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("sound", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sound_owner_id"))
        batch_op.drop_index(batch_op.f("ix_sound_issue_id"))

    op.drop_table("sound")
