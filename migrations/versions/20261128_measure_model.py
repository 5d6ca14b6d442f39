"""what a measure is, whole: out of what, which days, all or some, how few; photos of tallies."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_measure_model"
down_revision = "20261128_doing"
branch_labels = depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NEW = {
    "numerator": (sa.String(400), ""),
    "denominator": (sa.String(400), ""),
    "multiply": (_BIG, "100"),
    "weekdays": (_BIG, "0"),
    "sampling": (sa.String(40), "everybody"),
    "chosen_how": (sa.String(2000), ""),
}
_OPEN = ("day_of_month", "fewest")


def upgrade() -> None:
    with op.batch_alter_table("measure") as batch_op:
        for name, (kind, before) in _NEW.items():
            batch_op.add_column(sa.Column(name, kind, server_default=before, nullable=False))
        for name in _OPEN:
            batch_op.add_column(sa.Column(name, _BIG, nullable=True))
        batch_op.create_check_constraint(op.f("ck_measure_fewest_is_high"), "fewest >= 8")
    with op.batch_alter_table("measure") as batch_op:
        for name in _NEW:
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "tally_photo",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("measure_id", _BIG, nullable=False),
        sa.Column("photo_id", _BIG, nullable=False),
        sa.Column("shows", sa.String(300), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_tally_photo_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_tally_photo_photo_id_photo")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_photo")),
        sa.UniqueConstraint("photo_id", name=op.f("uq_tally_photo_photo_id")),
    )
    op.create_index(op.f("ix_tally_photo_measure_id"), "tally_photo", ["measure_id"])


def downgrade() -> None:
    op.drop_table("tally_photo")
    with op.batch_alter_table("measure") as batch_op:
        batch_op.drop_constraint(op.f("ck_measure_fewest_is_high"), type_="check")
        for name in (*_NEW, *_OPEN):
            batch_op.drop_column(name)
