"""What the tables themselves refuse, whoever writes to them, on both engines."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from improvement_cycles.drivers.models import (
    ChangeIdea,
    Driver,
    DriverDiagram,
    DriverLink,
    DriverVersion,
    IdeaLink,
)
from improvement_cycles.drivers.words import Level, Step


@pytest.fixture
def refuses(drawn):
    """Says that a row or a statement is refused, and leaves everything as it was."""

    def tried(row_or_statement):
        with pytest.raises(DatabaseError), drawn.session.begin_nested():
            _write(drawn.session, row_or_statement)
        return True

    return tried


def _write(session, row_or_statement):
    if hasattr(row_or_statement, "__table__"):
        session.add(row_or_statement)
        session.flush()
    else:
        session.execute(row_or_statement)


def link(drawn, lower, upper, **more):
    ends = {"project_id": drawn.project_id, "lower_id": lower[1], "upper_id": upper[1]}
    return DriverLink(**ends | more)


def test_a_link_keeps_to_the_levels(drawn, refuses):
    up, low = {"upper_level": Level.SECONDARY}, {"lower_level": Level.PRIMARY}
    more = drawn.helps_that("Late shifts", drawn.lift)
    for lower, upper in ((drawn.lift, drawn.friends), (more, drawn.phones)):
        for said in ({}, up, low, up | low):
            assert refuses(link(drawn, lower, upper, **said))
    assert refuses(link(drawn, drawn.lift, drawn.phones, **up, **low)), "a circle"


def test_a_link_is_there_once(drawn, refuses):
    assert refuses(link(drawn, drawn.phones, drawn.lift))
    ends = {"idea_id": drawn.taxi[1], "driver_id": drawn.phones[1]}
    assert refuses(IdeaLink(project_id=drawn.project_id, **ends))


def test_a_link_joins_no_two_tries(drawn, refuses):
    board = type(drawn)(drawn.tries.elsewhere, drawn.tries.elsewhere.begun())
    theirs, idea = board.helps("Money"), board.idea("Save")
    lower = drawn.helps_that("Late shifts", None)
    for project_id in (drawn.project_id, board.project_id):
        assert refuses(link(drawn, lower, theirs, project_id=project_id))
        for idea_id, driver_id in ((drawn.taxi[1], theirs[1]), (idea[1], drawn.lift[1])):
            ends = {"idea_id": idea_id, "driver_id": driver_id}
            assert refuses(IdeaLink(project_id=project_id, **ends))


def test_words_are_there_and_stand_once(drawn, refuses):
    of_try = {"project_id": drawn.project_id}
    assert refuses(Driver(**of_try, level=Level.PRIMARY, words="A lift home"))
    assert refuses(Driver(**of_try, level=Level.PRIMARY, words=""))
    assert refuses(Driver(**of_try, level=Level.IDEA, words="An idea is no driver"))
    assert refuses(ChangeIdea(**of_try, words="Share a taxi"))
    assert refuses(ChangeIdea(**of_try, words=""))
    assert refuses(ChangeIdea(**of_try, words="w" * 201))
    assert refuses(DriverDiagram(**of_try))


def test_a_driver_cannot_leave_while_something_stands_under_it(drawn, refuses):
    assert refuses(delete(Driver).where(Driver.id == drawn.phones[1]))
    assert refuses(update(Driver).where(Driver.id == drawn.phones[1]).values(level="primary"))


def test_versions_cannot_be_changed_or_removed(drawn, refuses):
    here = DriverVersion.project_id == drawn.project_id
    assert refuses(update(DriverVersion).where(here).values(step=Step.AIM))
    assert refuses(delete(DriverVersion).where(here))
