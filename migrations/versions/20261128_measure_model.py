"""what a measure is, whole: out of what, which days, all or some, how few are too few."""

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


def downgrade() -> None:
    with op.batch_alter_table("measure") as batch_op:
        batch_op.drop_constraint(op.f("ck_measure_fewest_is_high"), type_="check")
        for name in (*_NEW, *_OPEN):
            batch_op.drop_column(name)
