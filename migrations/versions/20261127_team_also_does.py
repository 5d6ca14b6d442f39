"""team also does."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_team_also_does"
down_revision = "20261127_spoken"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "team_also_does",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "job",
            sa.Enum(
                "leads",
                "helps",
                "has_to_agree",
                "tells",
                "counts",
                name="teamjob",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["team_member.id"], name=op.f("fk_team_also_does_member_id_team_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_also_does")),
        sa.UniqueConstraint("member_id", "job", name=op.f("uq_team_also_does_member_id_job")),
    )


def downgrade() -> None:
    op.drop_table("team_also_does")
