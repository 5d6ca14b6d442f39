"""What a body outside promised stands with all promises, and who speaks for whoever is not here."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261128_outside_kept"
down_revision = "20261127_joined_raisers"
branch_labels = depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HATS = (
    "uses_services",
    "family",
    "staff",
    "manager",
    "commissioner",
    "advocate",
    "safeguarding",
    "site_admin",
)
_WHO = "(who_id IS NULL) <> (outside IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.alter_column("who_id", existing_type=_KEY, nullable=True)
        batch_op.add_column(sa.Column("outside", sa.String(length=402), nullable=True))
        batch_op.add_column(
            sa.Column("off_page", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("passed_on", schema=None) as batch_op:
        batch_op.add_column(sa.Column("promise_id", _KEY, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_passed_on_promise_id_promise"), "promise", ["promise_id"], ["id"]
        )
    hat = sa.Enum(*_HATS, name="hatkind", native_enum=False, length=40)
    op.add_column("promise_step", sa.Column("by_hat", hat, nullable=True))
    _take_in()
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.alter_column("off_page", server_default=None)
        batch_op.create_check_constraint(batch_op.f("ck_promise_who"), _WHO)


def downgrade() -> None:
    op.drop_column("promise_step", "by_hat")
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_promise_who"), type_="check")
    _let_go()
    with op.batch_alter_table("passed_on", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_passed_on_promise_id_promise"), type_="foreignkey")
        batch_op.drop_column("promise_id")
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_column("off_page")
        batch_op.drop_column("outside")
        batch_op.alter_column("who_id", existing_type=_KEY, nullable=False)


def _take_in() -> None:
    """Make a promise of each that stands in an answer from outside, unless `_let_go` left it."""
    connection = op.get_bind()
    for row in connection.execute(sa.text(_ANSWERED)).mappings().all():
        head = f"{row['outside']}: "  # as `_let_go` wrote it
        told: dict[str, Any] = dict(row) | {"head": head, "after": len(head) + 1}
        promise_id = connection.scalar(sa.text(_LEFT), told)
        if promise_id is None:
            promise_id = connection.scalar(sa.text(_MADE), told)
            connection.execute(sa.text(_STEP), told | {"promise_id": promise_id})
        else:
            connection.execute(sa.text(_OUT_AGAIN), told | {"promise_id": promise_id})
        connection.execute(sa.text(_TIED), told | {"promise_id": promise_id})


def _let_go() -> None:
    """Down, a promise is of somebody here: of who passed it on, and its words say whose it was."""
    op.execute(
        """UPDATE promise SET
        who_id = (SELECT by_id FROM passed_on WHERE passed_on.promise_id = promise.id),
        what = substr(outside || ': ' || what, 1, 400)
        WHERE who_id IS NULL"""
    )


_ANSWERED = """
SELECT passed_on.id AS passed_id, passed_on.area_id, passed_on.issue_id, passed_on.by_id,
  passed_on.body || ', ' || passed_on.reader AS outside, outside_answer.promise AS what,
  outside_answer.promise_by AS by_when, outside_answer.given_on AS made_on,
  coalesce((SELECT off FROM outside_note WHERE outside_note.passed_on_id = passed_on.id
    ORDER BY outside_note.id DESC LIMIT 1), false) AS off_page
FROM outside_answer JOIN passed_on ON passed_on.id = outside_answer.passed_on_id
WHERE outside_answer.promise <> '' AND outside_answer.promise_by IS NOT NULL
ORDER BY outside_answer.id"""
_LEFT = """
SELECT min(id) FROM promise
WHERE issue_id = :issue_id AND who_id = :by_id AND answer_id IS NULL AND outside IS NULL
  AND made_on = :made_on AND substr(what, 1, :after - 1) = :head"""
_MADE = """
INSERT INTO promise (area_id, issue_id, outside, what, by_when, made_on, edits, off_page)
VALUES (:area_id, :issue_id, :outside, :what, :by_when, :made_on, 0, :off_page) RETURNING id"""
_STEP = """
INSERT INTO promise_step (promise_id, happened, words, what, by_when, "on")
VALUES (:promise_id, 'made', '', :what, :by_when, :made_on)"""
_OUT_AGAIN = """
UPDATE promise SET who_id = NULL, outside = :outside, off_page = :off_page,
  what = substr(what, :after)
WHERE id = :promise_id"""
_TIED = "UPDATE passed_on SET promise_id = :promise_id WHERE id = :passed_id"
