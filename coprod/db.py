"""The shape of the database: one declarative base, its column types, and how to open it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Executable,
    Integer,
    MetaData,
    Select,
    TypeDecorator,
    create_engine,
    delete,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

from coprod import changes
from coprod.config import UnsafeStart
from coprod.sqlite import READS_ONLY, empty_log, open_sqlite

HERE = ZoneInfo("Europe/London")  # days, and times of day, are those of the people who use it


_told: ContextVar[datetime | None] = ContextVar("_told", default=None)


def now() -> datetime:
    """Tell the time, in UTC. The only clock in the code base."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def as_at(moment: datetime) -> Iterator[None]:
    """Do what is inside as it was done at that moment. Only the demo area has a past to be told."""
    before = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(before)


def today() -> date:
    """The day it is for the people who use the site."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The day that a moment is in, for the people who use the site."""
    return at.astimezone(HERE).date()


def midnight(at: datetime | None = None) -> datetime:
    """The beginning of that day, or of today: kept where the time of day could tell who it was."""
    return datetime.combine((at or now()).astimezone(HERE), time(0), HERE)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python, naive UTC in the table, so SQLite and PostgreSQL agree."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


Key = Annotated[
    # SQLite numbers rows only in a column that is exactly INTEGER.
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
]
Stamp = Annotated[datetime, mapped_column(default=now)]


class Base(DeclarativeBase):
    """Parent of every table. Constraint names are fixed so that migrations can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        int: BigInteger().with_variant(Integer, "sqlite"),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=40,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


def open_engine(url: str) -> Engine:
    """Open the database at `url` for reading and writing. Raises UnsafeStart."""
    try:
        if url.startswith("sqlite"):
            engine = open_sqlite(url)
        else:
            engine = create_engine(url, pool_size=4, max_overflow=4, pool_pre_ping=True)
    except (ArgumentError, ValueError) as error:  # a port that is no number is the latter
        raise UnsafeStart("COPROD_DATABASE_URL is not the address of a database.") from error
    changes.listen(engine)
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same database and pool, for requests that only read: no write lock, no round trips."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{READS_ONLY: True})
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def columns(session: Session, statement: Executable, values: dict[str, Any]) -> Any:
    """Rows of a select of columns, past the ORM's own steps.

    They are a fifteenth of what an issue with 25 messages costs.
    """
    session.flush()
    return session.connection().execute(statement, values)


def insert_new(session: Session, kind: type[Base], /, **values: Any) -> bool:
    """Insert a row unless its like is already there; say whether it is new.

    One statement, so two presses cannot race. Only for tables whose key is `id`.
    """
    statement = _insert(session, kind).values(**values).on_conflict_do_nothing()
    return (
        session.scalar(statement.returning(kind.metadata.tables[kind.__tablename__].c.id))
        is not None
    )


def insert_found(
    session: Session, kind: type[Base], names: Sequence[str], found: Select[Any]
) -> int:
    """Insert the rows that a select finds, but those whose like is there already; say how many.

    The select must have a WHERE: SQLite would else read what follows as a join.
    """
    statement = _insert(session, kind).from_select(names, found).on_conflict_do_nothing()
    column = kind.metadata.tables[kind.__tablename__].c.id
    return len(session.scalars(statement.returning(column)).all())


def insert_or_change(
    session: Session, kind: type[Base], known_by: Sequence[str], /, **values: Any
) -> None:
    """Insert a row, or give the one that is known by the same these values. It keeps its id.

    One statement, so two savings at once cannot race.
    """
    statement = _insert(session, kind).values(**values)
    new = {name: statement.excluded[name] for name in values if name not in known_by}
    session.execute(statement.on_conflict_do_update(index_elements=known_by, set_=new))


def delete_some(session: Session, kind: type[Base], ids: Select[int]) -> None:
    """Delete the rows with these ids; those that somebody else is deleting now are left to them."""
    free = ids.with_for_update(skip_locked=True)
    which = kind.metadata.tables[kind.__tablename__].c.id.in_(free)
    session.execute(delete(kind).where(which), execution_options={"synchronize_session": False})


def leave_no_copy(session: Session) -> None:
    """After each commit of this session, leave no row as it was before in a file of SQLite's.

    On PostgreSQL they are gone when it has vacuumed, which it does by itself.
    """
    listens = (session, "after_commit", _empty_log)
    if session.get_bind().dialect.name == "sqlite" and not event.contains(*listens):
        event.listen(*listens)


def _empty_log(session: Session) -> None:
    bind = session.get_bind()
    if isinstance(bind, Engine) and not session.in_nested_transaction():
        empty_log(bind)


def _insert(session: Session, kind: type[Base]) -> Any:
    dialects: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return dialects[session.get_bind().dialect.name](kind)
