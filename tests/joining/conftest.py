"""Two people of one place who said the same."""

import pytest

from coprod.issues.models import Support
from coprod.issues.services import me_too
from coprod.joining import queries, services
from coprod.people.hats import HatKind
from tests.issues.conftest import everyone, place, visitor  # noqa: F401  fixtures


@pytest.fixture
def anna(make, place):  # noqa: F811
    return make.person(place, name="Anna Ash")


@pytest.fixture
def ben(make, place):  # noqa: F811
    return make.person(place, HatKind.FAMILY, name="Ben Birch")


@pytest.fixture
def issue(make, place, anna):  # noqa: F811
    """What Anna said. Elsewhere somebody said the same, and must not show."""
    make.issue(make.place(), title="Cold tea elsewhere")
    return make.issue(place, anna, title="The tea is cold", words="The tea is cold at four.")


@pytest.fixture
def into(make, place, ben):  # noqa: F811
    return make.issue(
        place, ben, title="Cold tea", words="Cold tea every day.", author_hat=HatKind.FAMILY
    )


@pytest.fixture
def suggest(session, as_viewer, issue, into):
    """Says in somebody's name that two are the same."""

    def say(person, pair=None, why="It is one pot."):
        viewer, pair = as_viewer(person), pair or (issue, into)
        part = queries.part_of(session, viewer, *pair)
        return services.suggest(session, viewer, pair, part, why)

    return say


@pytest.fixture
def say(session, as_viewer):
    """Says yes or no in somebody's name."""

    def word(person, joining, says="yes"):
        viewer = as_viewer(person)
        pair = queries.one(session, viewer, joining.id)
        part = queries.part_of(session, viewer, pair.issue, pair.into)
        services.say(session, viewer, joining, part, services.AuthorSays(says))

    return word


@pytest.fixture
def undo(session, as_viewer):
    def take_apart(person, joining, why="It is another pot."):
        viewer = as_viewer(person)
        pair = queries.one(session, viewer, joining.id)
        part = queries.part_of(session, viewer, pair.issue, pair.into)
        services.undo(session, viewer, joining, part, why)

    return take_apart


@pytest.fixture
def back(session, as_viewer):
    """Says me too in somebody's name."""

    def press(person, about):
        me_too(session, as_viewer(person), about)
        return session.query(Support).filter_by(issue_id=about.id, person_id=person.id).one()

    return press


@pytest.fixture
def joined(everyone, suggest, say, anna, ben):  # noqa: F811
    """Both said yes."""
    joining = suggest(everyone.advocate)
    say(anna, joining)
    say(ben, joining)
    return joining
