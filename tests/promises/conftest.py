"""The people and the issue of the tests of issues, and a promise about it."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.issues import queries
from coprod.issues.models import Support
from coprod.issues.words import AnswerSays
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.promises import answering, asking
from coprod.promises.answering import Given
from coprod.promises.models import Promise
from tests.issues.conftest import everyone, issue, place, visitor  # noqa: F401  fixtures


@pytest.fixture
def raiser(session, issue):  # noqa: F811
    """Whose issue it is."""
    return session.get(Person, issue.author_id)


@pytest.fixture
def answer(session, as_viewer):
    """Answers an issue in somebody's name."""

    def give(person, about, says=AnswerSays.YES, **given):
        standing = queries.standing(session, about.id)
        on = given.pop("on", None)
        told = Given(**{"says": says, "why": "Because."} | given)
        return answering.answer(session, as_viewer(person), about, standing, told, on=on)

    return give


@pytest.fixture
def promise(session, answer, everyone, issue):  # noqa: F811
    """What the manager promised, by tomorrow."""
    tomorrow = today() + timedelta(days=1)
    given = answer(everyone.manager, issue, what="Fix the bus", by_when=tomorrow)
    return session.query(Promise).filter_by(answer_id=given.id).one()


@pytest.fixture
def claimed(session, make, place, issue):  # noqa: F811
    """Three people who use services, one relative and two of staff said me too; it is done."""
    kinds = [HatKind.USES_SERVICES] * 3 + [HatKind.FAMILY] + [HatKind.STAFF] * 2
    for kind in kinds:
        person = make.person(place, kind)
        session.add(Support(issue_id=issue.id, person_id=person.id, hat=kind))
    session.flush()
    asking.claim(session, None, issue, "It is done.")
    return issue
