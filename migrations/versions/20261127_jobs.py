"""jobs: what the site did by itself, and what it writes down."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_jobs"
down_revision = "20261127_rounds"
branch_labels = depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LATE = sa.text("happened = 'late'")
_GUARDS = [  # SQLite makes the table anew, and its triggers are those of the old one
    f"""CREATE TRIGGER promise_step_no_{verb} BEFORE {verb} ON "promise_step"
BEGIN SELECT RAISE(ABORT, 'promise_step is append-only'); END"""
    for verb in ("UPDATE", "DELETE")
]


def upgrade() -> None:
    op.create_table(
        "job_run",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("slot", sa.DateTime(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("held_until", sa.DateTime(), nullable=False),
        sa.Column("tries", _KEY, nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("said", sa.String(length=400), nullable=False),
        sa.Column("failed", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("job", "slot", name=op.f("uq_job_run_job_slot")),
    )
    op.create_index("ix_job_run_job_done_at", "job_run", ["job", "done_at"])
    op.create_table(
        "nobodys_job",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("about_id", _KEY, nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nobodys_job")),
        sa.UniqueConstraint(
            "about", "about_id", "job", name=op.f("uq_nobodys_job_about_about_id_job")
        ),
    )
    op.add_column("ask", sa.Column("asked_on", sa.Date(), nullable=True))
    _by(nobody=True)
    op.create_index(
        "uq_promise_step_late",
        "promise_step",
        ["promise_id", "by_when"],
        unique=True,
        sqlite_where=_LATE,
        postgresql_where=_LATE,
    )


def downgrade() -> None:
    op.drop_index("uq_promise_step_late", table_name="promise_step")
    _by(nobody=False)
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_column("asked_on")
    op.drop_table("nobodys_job")
    op.drop_index("ix_job_run_job_done_at", table_name="job_run")
    op.drop_table("job_run")


def _by(*, nobody: bool) -> None:
    """Let a step be by nobody, or not. Down, a step of the site's own is by who promised."""
    connection = op.get_bind()
    lite = connection.dialect.name == "sqlite"
    if lite:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(f"DROP TRIGGER promise_step_no_{verb}")
    else:
        connection.exec_driver_sql(
            "ALTER TABLE promise_step DISABLE TRIGGER promise_step_no_change"
        )
    if not nobody:
        whose = "(SELECT who_id FROM promise WHERE promise.id = promise_step.promise_id)"
        connection.exec_driver_sql(
            f"UPDATE promise_step SET by_id = {whose}, happened = 'not_kept' WHERE by_id IS NULL"
        )
    with op.batch_alter_table("promise_step", schema=None) as batch_op:
        batch_op.alter_column("by_id", existing_type=_KEY, nullable=nobody)
    if lite:
        for guard in _GUARDS:
            connection.exec_driver_sql(guard)
    else:
        connection.exec_driver_sql("ALTER TABLE promise_step ENABLE TRIGGER promise_step_no_change")
