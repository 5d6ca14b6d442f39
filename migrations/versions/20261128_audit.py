"""the chain of changes."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_audit"
down_revision = "20261128_concerns"
branch_labels = depends_on = None

_HEAD = """CREATE OR REPLACE FUNCTION audit_head()
RETURNS TABLE (last_seq bigint, last_mac varchar) LANGUAGE plpgsql AS $$ BEGIN
PERFORM pg_advisory_xact_lock(640951);
RETURN QUERY SELECT e.seq, e.mac FROM audit_event e ORDER BY e.seq DESC LIMIT 1;
END $$"""


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("about", sa.String(400), nullable=False),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("by", "prev", "mac")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_event")),
    )
    dialect = op.get_bind().dialect.name
    for statement in guards("audit_event", dialect):
        op.execute(statement)
    if dialect == "postgresql":
        op.execute(_HEAD)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_head()")
    op.drop_table("audit_event")
