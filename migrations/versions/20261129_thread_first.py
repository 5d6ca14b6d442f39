"""the message that each talk began with. On a closed board nothing is open to all any more."""

import sqlalchemy as sa
from alembic import op

revision = "20261129_thread_first"
down_revision = "20261129_numbers"
branch_labels = depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_thread = sa.table(
    "thread",
    *(sa.column(name) for name in ("id", "board", "first_post_id")),
    sa.column("published", sa.Boolean),
)
_post = sa.table("post", *(sa.column(name) for name in ("id", "subject_kind", "subject_key")))
_act = sa.table(
    "moderation_act", *(sa.column(name) for name in ("what", "kind", "key", "thread_id"))
)


def upgrade() -> None:
    op.add_column("thread", sa.Column("first_post_id", _BIG, nullable=True))
    earliest = sa.select(sa.func.min(_post.c.id)).where(
        _post.c.subject_kind == "thread", _post.c.subject_key == _thread.c.id
    )
    op.execute(_thread.update().values(first_post_id=earliest.scalar_subquery()))
    passed_on = sa.exists().where(
        _act.c.kind == "post",
        _act.c.what == "pass_on",
        _act.c.thread_id == _thread.c.id,
        sa.or_(_thread.c.first_post_id.is_(None), _act.c.key < _thread.c.first_post_id),
    )
    op.execute(_thread.update().where(passed_on).values(first_post_id=0))
    closed = _thread.update().where(_thread.c.board != "everyone")
    op.execute(closed.values(published=sa.false()))


def downgrade() -> None:
    op.drop_column("thread", "first_post_id")
