"""Migrations: they make the models' tables, go down to nothing, and keep every row on the way."""

from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    LargeBinary,
    String,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.orm import Session

from coprod.cli import alembic_config
from coprod.db import Base, UtcDateTime, now, open_engine, today
from coprod.demo.load import load_demo
from coprod.issues.models import Issue
from coprod.people.models import Area
from coprod.people.viewer import Viewer
from coprod.people.working_days import Nation
from coprod.promises import keeping
from coprod.promises.due import write_late
from coprod.promises.keeping import Changed
from coprod.promises.models import Promise
from coprod.seal import KEY
from wsgi import create_app


@pytest.fixture
def url(request, tmp_path, database_url):
    """An empty database: nothing but what migrations make of it."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/migrated.sqlite"
        return
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield database_url
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    Base.metadata.create_all(engine)
    engine.dispose()


def ours(_object, name, kind, *_rest):
    return not (kind == "table" and name.startswith(("issue_search", "post_search")))


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(alembic_config("sqlite://")).get_heads()) == 1


def test_migrations_make_the_tables_that_the_models_describe(url):
    command.upgrade(alembic_config(url), "head")
    engine = open_engine(url)
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrations_guard_and_index_as_the_models_do(url, app):
    """Triggers and full-text tables are not in the models' metadata: both ways make the same."""
    command.upgrade(alembic_config(url), "head")
    engine = open_engine(url)
    if url.startswith("sqlite"):
        made = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR name LIKE 'issue_search%'"
        migrated, modelled = names(engine, made), names(app.extensions["engine"], made)
        assert migrated == modelled
    else:
        made = "SELECT DISTINCT trigger_name FROM information_schema.triggers"
        assert {"status_change_no_change", "promise_step_no_change"} <= names(engine, made)
    engine.dispose()


def names(engine, statement):
    with engine.connect() as connection:
        return set(connection.scalars(text(statement)))


def test_up_down_and_up_again_with_rows_in_the_tables(url, tmp_path):
    config = alembic_config(url)
    command.upgrade(config, "head")
    rows = fill(url, tmp_path)
    assert [name for name, count in rows.items() if not count] == []
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    for script in scripts[:-1]:
        command.downgrade(config, script.down_revision)
    for _ in scripts[:-1]:
        command.upgrade(config, "+1")
    command.downgrade(config, "base")
    engine = open_engine(url)
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    engine.dispose()
    command.upgrade(config, "head")


def fill(url, tmp_path) -> dict[str, int]:
    """The whole demo area and a row in every other table. Returns how many rows each has."""
    secret = "a-secret-for-tests-that-is-long-enough"
    app = create_app({"SECRET_KEY": secret, "DATABASE_URL": url, "UPLOADS": tmp_path})
    engine = app.extensions["engine"]
    with Session(engine, info={KEY: secret.encode()}) as session:
        load_demo(session, app.extensions["features"])
        write_late(session, now())  # a step by nobody: a migration makes room for those
        for table in Base.metadata.sorted_tables:
            if not count(session, table):
                session.execute(table.insert().values(a_row(session, table)))
        session.commit()
        counts = {table.name: count(session, table) for table in Base.metadata.sorted_tables}
    engine.dispose()
    return counts


def count(session, table) -> int:
    return session.scalar(select(func.count()).select_from(table))


def a_row(session, table) -> dict:
    """The plainest row that a table takes."""
    row = {}
    for column in table.columns:
        if column.primary_key or column.nullable:
            continue
        if column.foreign_keys:
            row[column.name] = session.scalar(
                select(next(iter(column.foreign_keys)).column).limit(1)
            )
        elif getattr(column.type, "enums", None):
            row[column.name] = column.type.python_type(column.type.enums[0])
        elif not column.default:
            row[column.name] = PLAIN[type(column.type)]
    return row


PLAIN = {
    String: "x",
    BigInteger: 1,
    Boolean: False,
    Date: date(2026, 1, 2),
    UtcDateTime: datetime(2026, 1, 2, 9, tzinfo=UTC),
    JSON: {},
    LargeBinary: b"x",
}


def test_what_was_in_no_vote_gets_a_day_for_its_answer_unless_it_has_one(url, tmp_path):
    """Working days aside from bank holidays: it was asked before anybody knew of them."""
    config = alembic_config(url)
    command.upgrade(config, "head")
    fill(url, tmp_path)
    command.downgrade(config, "20261127_team_also_does")
    command.upgrade(config, "head")
    engine = open_engine(url)
    with Session(engine) as session:
        due = dict(session.execute(select(Issue.title, Issue.answer_by)).all())
        asked = dict(session.execute(select(Issue.title, Issue.raised_on)).all())
        nations = set(session.scalars(select(Area.nation)))
    engine.dispose()
    waiting, answered = "Ask which language, and ask who", "The kitchen is locked at night"
    assert (due[waiting] - asked[waiting]).days in {12, 13, 14}  # ten working days
    assert due[answered] is due["Staff on phones"] is None
    assert nations == {Nation.ENGLAND}


def test_what_was_promised_from_outside_is_a_promise_once_however_often_it_goes(url, tmp_path):
    """Down it stands with who passed it on, and its words say whose it is."""
    config, before = alembic_config(url), "20261127_joined_raisers"
    command.upgrade(config, "head")
    fill(url, tmp_path)
    outside = "The county council (example), Bus pass team"
    theirs = "SELECT id FROM promise WHERE outside = :outside AND who_id IS NULL"
    tied = "SELECT promise_id FROM passed_on WHERE promise_id IS NOT NULL"
    steps = "SELECT count(*) FROM promise_step WHERE promise_id = :id AND happened = 'made'"
    engine = open_engine(url)
    with engine.connect() as connection:
        first = connection.scalar(text(theirs), {"outside": outside})
    for unknown in (False, True):
        command.downgrade(config, before)
        with engine.begin() as connection:
            left = connection.scalar(text(f"SELECT what FROM promise WHERE id = {first}"))
            assert left.startswith(f"{outside}: Put this in front of")
            if unknown:  # as where there never was such a promise
                connection.execute(text(f"UPDATE promise SET what = 'Ours' WHERE id = {first}"))
        command.upgrade(config, "head")
        with engine.connect() as connection:
            found = connection.scalars(text(theirs), {"outside": outside}).all()
            assert len(found) == 1 and (found[0] == first) is not unknown
            assert connection.scalars(text(tied)).all() == found
            assert connection.scalar(text(steps), {"id": found[0]}) == 1
    engine.dispose()


def test_the_days_of_a_promise_come_from_its_history(url, tmp_path):
    config = alembic_config(url)
    command.upgrade(config, "head")
    fill(url, tmp_path)
    engine, days = open_engine(url), select(Promise.id, Promise.first_by, Promise.missed)
    with Session(engine) as session:
        late = session.scalars(select(Promise).where(Promise.kept_on.is_(None))).all()
        for promise in late:
            if promise.who_id and promise.by_when < today():
                new = Changed(what="Later", by_when=today(), why="Time.", edits=promise.edits)
                keeping.change(session, Viewer(id=promise.who_id), promise, new)
        session.commit()
        kept = session.execute(days.order_by(Promise.id)).all()
    assert any(one.missed for one in kept) and not all(one.missed for one in kept)
    command.downgrade(config, "20261128_principle_words")
    command.upgrade(config, "head")
    with Session(engine) as session:
        assert session.execute(days.order_by(Promise.id)).all() == kept
    engine.dispose()
