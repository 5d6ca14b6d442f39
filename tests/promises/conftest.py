"""The people and the issue of the tests of issues, and a promise about it."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.issues import queries
from coprod.issues.words import AnswerSays
from coprod.promises import answering
from coprod.promises.answering import Given
from coprod.promises.models import Promise
from tests.issues.conftest import everyone, issue, place, visitor  # noqa: F401  fixtures


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
