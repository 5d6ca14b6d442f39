"""numbers of messages and photos that are used once only, also on SQLite.

What moderators did with one that is gone hangs on its number, and must not be told of another.
"""

import sqlalchemy as sa
from alembic import op

from forums.search_index import statements

revision = "20261129_numbers"
down_revision = "20261129_heard"
branch_labels = depends_on = None

_LENGTH = "length(words) BETWEEN 1 AND 5000"


def upgrade() -> None:
    _make_anew({"sqlite_autoincrement": True})


def downgrade() -> None:
    _make_anew({})


def _make_anew(kwargs: dict[str, bool]) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for statement in statements("sqlite", down=True):
        op.execute(statement)
    length = sa.CheckConstraint(_LENGTH, name=op.f("ck_post_words"))  # a batch does not find it
    for table, checks in (("photo", ()), ("post", (length,)), ("post_sound", ())):
        how = {"recreate": "always", "table_args": checks, "table_kwargs": kwargs}
        with op.batch_alter_table(table, **how):
            pass
    for statement in statements("sqlite"):
        op.execute(statement)
