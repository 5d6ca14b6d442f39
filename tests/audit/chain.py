"""Reading the chain, and changing it as somebody with the whole database could."""

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from coprod.append_only import guards
from coprod.audit.chain import Note, Told, tell
from coprod.audit.models import AuditEvent
from coprod.people.models import Place
from coprod.seal import KEY

EVENTS = AuditEvent.__table__


def many(session) -> int:
    return session.connection().scalar(select(func.count()).select_from(EVENTS))


def rows(session) -> list:
    return session.connection().execute(select(EVENTS).order_by(EVENTS.c.seq)).all()


def writer(app, what="a page", **note) -> Session:
    """A session whose commits are in the chain."""
    session = Told(
        app.extensions["engine"],
        expire_on_commit=False,
        info={KEY: app.config["SECRET_KEY"].encode()},
    )
    tell(session, Note(what, **note))
    return session


def renamed(app, place_id, times=1, **note) -> None:
    """Change one row so many times, each in a commit of its own."""
    for number in range(times):
        with writer(app, **note) as session:
            session.execute(update(Place).where(Place.id == place_id).values(about=f"{number}"))
            session.commit()


def unguard(session) -> None:
    """Take away what makes the table append-only, as its owner can."""
    if session.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER audit_event_no_{verb}"))
    else:
        session.execute(text("DROP TRIGGER audit_event_no_change ON audit_event"))


def guard(session) -> None:
    for statement in guards("audit_event", session.get_bind().dialect.name):
        session.execute(text(statement))
    session.commit()
