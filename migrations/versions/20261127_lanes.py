"""lanes: who said which, when an answer is due, and where the bank holidays are."""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "20261127_lanes"
down_revision = "20261127_jobs"
branch_labels = depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LANE = sa.Enum("talk", "rights", "few", "fix", name="lane", native_enum=False, length=40)
HAT = sa.Enum(
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
)
NATION = sa.Enum(
    "england",
    "wales",
    "scotland",
    "northern_ireland",
    name="nation",
    native_enum=False,
    length=40,
)
SATURDAY = 5
DUE = {"rights": 3, "fix": 5, "few": 10}  # working days
MUST_ANSWER = ("staff", "manager", "commissioner")
GUARDS = {
    "sqlite": (
        """CREATE TRIGGER lane_change_no_UPDATE BEFORE UPDATE ON "lane_change"
BEGIN SELECT RAISE(ABORT, 'lane_change is append-only'); END""",
        """CREATE TRIGGER lane_change_no_DELETE BEFORE DELETE ON "lane_change"
BEGIN SELECT RAISE(ABORT, 'lane_change is append-only'); END""",
    ),
    "postgresql": (
        """CREATE TRIGGER lane_change_no_change BEFORE UPDATE OR DELETE ON "lane_change"
FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    ),
}


def upgrade() -> None:
    # Added one by one and not in a batch: that copies the table, and leaves its triggers behind.
    op.add_column("area", sa.Column("nation", NATION, nullable=False, server_default="england"))
    op.add_column("issue", sa.Column("lane_steps", KEY, nullable=False, server_default="0"))
    op.add_column("issue", sa.Column("answer_by", sa.Date(), nullable=True))
    op.add_column(
        "issue",
        sa.Column("may_be_a_right", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_issue_area_id_lane_id", "issue", ["area_id", "lane", "id"])
    op.create_index(
        "ix_issue_area_id_status_answer_by_id",
        "issue",
        ["area_id", "status", "answer_by", "id"],
        sqlite_where=sa.text("answer_by IS NOT NULL"),
        postgresql_where=sa.text("answer_by IS NOT NULL"),
    )
    op.create_index(
        "ix_issue_area_id_may_be_a_right_id",
        "issue",
        ["area_id", "may_be_a_right", "id"],
        sqlite_where=sa.text("may_be_a_right = 1"),
        postgresql_where=sa.text("may_be_a_right"),
    )
    op.create_table(
        "lane_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("issue_id", KEY, nullable=False),
        sa.Column("was", LANE, nullable=False),
        sa.Column("became", LANE, nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("by_hat", HAT, nullable=True),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_lane_change_by_id_person")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_lane_change_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane_change")),
    )
    op.create_index(op.f("ix_lane_change_issue_id"), "lane_change", ["issue_id"])
    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)
    _say_when_answers_are_due()


def _say_when_answers_are_due() -> None:
    """Of what is in a lane without votes. Bank holidays are left out: these were asked before."""
    issue = sa.table(
        "issue",
        sa.column("id"),
        sa.column("lane"),
        sa.column("raised_on", sa.Date),
        sa.column("answer_by", sa.Date),
    )
    answer = sa.table("answer", sa.column("issue_id"), sa.column("by_hat"))
    answered = sa.select(answer.c.issue_id).where(answer.c.by_hat.in_(MUST_ANSWER))
    asked = sa.select(issue.c.id, issue.c.lane, issue.c.raised_on).where(
        issue.c.lane.in_(DUE), issue.c.id.not_in(answered)
    )
    for row in op.get_bind().execute(asked).all():
        due = sa.update(issue).where(issue.c.id == row.id)
        op.execute(due.values(answer_by=_weekdays_after(row.raised_on, DUE[row.lane])))


def _weekdays_after(day: date, days: int) -> date:
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def downgrade() -> None:
    op.drop_table("lane_change")
    for name in ("lane_id", "status_answer_by_id", "may_be_a_right_id"):
        op.drop_index(f"ix_issue_area_id_{name}", "issue")
    for table, column in (
        ("issue", "may_be_a_right"),
        ("issue", "answer_by"),
        ("issue", "lane_steps"),
        ("area", "nation"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
