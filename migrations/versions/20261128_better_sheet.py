"""sheets of paper that ask if it is really better."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_better_sheet"
down_revision = "20261128_outside_kept"
branch_labels = depends_on = None

_HATS = (
    *("uses_services", "family", "staff", "manager"),
    *("commissioner", "advocate", "safeguarding", "site_admin"),
)


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _hat() -> sa.Enum:
    return sa.Enum(*_HATS, name="hatkind", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "better_sheet",
        sa.Column("id", _number(), nullable=False),
        sa.Column("issue_id", _number(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=False),
        sa.Column("hat", _hat(), nullable=False),
        sa.Column("many", _number(), nullable=False),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("by_hat", _hat(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("many BETWEEN 1 AND 50", name=op.f("ck_better_sheet_many")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_better_sheet_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_better_sheet_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_better_sheet")),
    )
    op.create_index(op.f("ix_better_sheet_issue_id"), "better_sheet", ["issue_id"])
    for statement in guards("better_sheet", op.get_bind().dialect.name):
        op.execute(statement)
    op.create_table(
        "better_sheet_copy",
        sa.Column("id", _number(), nullable=False),
        sa.Column("sheet_id", _number(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["better_sheet.id"],
            name=op.f("fk_better_sheet_copy_sheet_id_better_sheet"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_better_sheet_copy")),
        sa.UniqueConstraint("mark", name=op.f("uq_better_sheet_copy_mark")),
    )
    op.create_index(op.f("ix_better_sheet_copy_sheet_id"), "better_sheet_copy", ["sheet_id"])
    with op.batch_alter_table("ask", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("sheet_id", _number(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_ask_sheet_id_better_sheet"), "better_sheet", ["sheet_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_ask_sheet_id"), ["sheet_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ask_sheet_id"))
        batch_op.drop_constraint(batch_op.f("fk_ask_sheet_id_better_sheet"), type_="foreignkey")
        batch_op.drop_column("sheet_id")
    op.drop_table("better_sheet_copy")
    op.drop_table("better_sheet")
