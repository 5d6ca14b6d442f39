"""An area with one person of each kind, and a draft that is ready to be agreed."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.vision import services, writing
from coprod.vision.found import find
from coprod.vision.models import LineKind, SignUpSays, StatementVersion


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def everyone(make, place):
    """One person of each hat at the place, the advocate for the area, and a stranger elsewhere."""
    people = {
        kind.value: make.person(place, kind) for kind in HatKind if kind is not HatKind.ADVOCATE
    }
    people["advocate"] = make.person(
        make.session.get(type(make.area()), place.area_id), HatKind.ADVOCATE
    )
    return SimpleNamespace(**people, stranger=make.person(make.place()), nobody=make.person())


@pytest.fixture
def principle(make, place):
    """A principle of the area, and unrelated statements in another."""
    from coprod.vision.models import Principle

    make.statement(make.area())
    return make._save(
        Principle(area_id=place.area_id, slug="home", name="My home", core="A door.", symbol="home")
    )


@pytest.fixture
def draft(session, principle, everyone, as_viewer):
    """A draft by somebody who uses services, with everything in it but people behind it."""
    writer = as_viewer(everyone.uses_services)
    statement, version = writing.start(session, writer, principle, "I have my own key.")

    def found():
        return find(session, writer, statement.id, version.number)

    writing.set_words(session, writer, found(), 0, short="My key.")
    writing.set_lines(session, writer, found(), 1, LineKind.LOOKS_LIKE, ["People knock."])
    writing.set_lines(session, writer, found(), 2, LineKind.NOT_LIKE, ["Locked doors."])
    session.flush()
    return SimpleNamespace(
        statement=statement, version=version, writer=writer, found=found, id=statement.id
    )


@pytest.fixture
def agree(session, draft, everyone, as_viewer):
    """Signs everybody up who has to be and agrees the draft."""

    def agree():
        for person in (everyone.uses_services, everyone.family, everyone.staff):
            services.sign_up(session, as_viewer(person), draft.found(), SignUpSays.YES, "")
        services.publish(session, draft.writer, draft.found(), 12)
        session.flush()
        return draft.found()

    return agree


@pytest.fixture
def versions(session):
    def versions(statement_id):
        return session.scalars(
            select(StatementVersion.number)
            .where(StatementVersion.statement_id == statement_id)
            .order_by(StatementVersion.number)
        ).all()

    return versions
