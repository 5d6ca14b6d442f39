"""A round of six things at one area, with as many people of each group as a test wants."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from coprod.db import now
from coprod.people.hats import Group, HatKind
from coprod.people.models import Area, Person, Place
from coprod.rounds import choosing, closing, papers
from coprod.rounds.models import Round, RoundOption
from tests.page import Client

HATS = {
    Group.PEOPLE: HatKind.USES_SERVICES,
    Group.FAMILIES: HatKind.FAMILY,
    Group.STAFF: HatKind.STAFF,
}


@dataclass
class Open:
    """An open round, what can be chosen in it, and who can."""

    round: Round
    place: Place
    options: list[int] = field(default_factory=list)  # the longest waiting first
    issues: dict[int, int] = field(default_factory=dict)  # by option


@pytest.fixture
def advocate(make, place) -> Person:
    return make.person(make.session.get_one(type(place), place.id), HatKind.ADVOCATE)


@pytest.fixture
def place(make) -> Place:
    return make.place()


@pytest.fixture
def running(session, make, place) -> Open:
    """A round that is open for another day. Around it is another, with the same issues."""
    return open_round(session, make, place)


def open_round(
    session, make, place, *, options: int = 6, could=9, picks: int = 4, of_place: bool = False
) -> Open:
    """An open round of the whole area, or of one place. `could` is of each group, or by group."""
    could = could if isinstance(could, dict) else dict.fromkeys(Group, could)
    author = make.person()  # of another town: nobody here has an account but who a test wants
    issues = [
        make.issue(place, author, title=f"Thing {n}", raised_on=make.days_ago(100 - n))
        for n in range(options)
    ]
    make.issue(place, author, title="Nobody can choose this")
    scope = {"area_id": place.area_id, "place_id": place.id if of_place else None}
    found = [_round(session, place, issues, could, picks, scope) for _ in range(2)]
    return found[-1]


def _round(session, place, issues, could, picks, scope) -> Open:
    round_ = Round(
        **scope,
        title="Winter",
        opens_at=now() - timedelta(days=10),
        closes_at=now() + timedelta(days=1),
        picks=picks,
        **{f"could_{group.value}": could[group] for group in Group},
    )
    session.add(round_)
    session.flush()
    rows = [RoundOption(round_id=round_.id, issue_id=issue.id) for issue in issues]
    session.add_all(rows)
    session.flush()
    closing.open_(session, round_, now())
    session.flush()
    return Open(round_, place, [row.id for row in rows], {row.id: row.issue_id for row in rows})


@pytest.fixture
def choose(session, make, as_viewer) -> Callable[..., Person]:
    """Somebody new of a group chooses these of the round's things: 0 is the longest waiting."""

    def give(running: Open, group: Group, *which: int, **how) -> Person:
        person = make.person(running.place, HATS[group])
        viewer = as_viewer(person)
        for n in which:
            choosing.give(session, viewer, running.round, running.options[n], **how)
        if not which:
            choosing.want_none(session, viewer, running.round)
        session.flush()
        return person

    return give


@pytest.fixture
def close(session) -> Callable[[Open], bool]:
    """Its time has come."""

    def run(running: Open) -> bool:
        return closing.close(session, running.round, running.round.closes_at)

    return run


@pytest.fixture
def area(session, running):
    """The area of the round."""
    return session.get_one(Area, running.round.area_id)


@pytest.fixture
def hannah(sign_in, make, area):
    """The advocate of the area, signed in."""
    return sign_in(make.person(area, HatKind.ADVOCATE))


@pytest.fixture
def danny(sign_in, make, running):
    """Somebody of the place, signed in."""
    return sign_in(make.person(running.place, name="Danny"))


@pytest.fixture
def presses(app, session, sign_in):
    """A browser of somebody's, to press in with others: `presses(person)(address, field=value)`."""

    def of(person):
        client = sign_in(person)

        def press(address, **sent):
            headers = {"X-CSRFToken": Client._token(client)}
            return lambda: FlaskClient.open(
                client, address, method="POST", data=sent, headers=headers
            )

        return press

    return of


@pytest.fixture
def kath(make, running):
    return make.person(running.place, name="Kath")


@pytest.fixture
def maureen(make, running):
    return make.person(running.place, name="Maureen")


@pytest.fixture
def sheet(session, make, running, area, as_viewer):
    """What is on a paper ballot of the round; it is not in yet."""
    printer = as_viewer(make.person(area, HatKind.ADVOCATE))
    (code,) = papers.codes(
        session, running.round, papers.print_more(session, printer, running.round, 1)
    )
    session.commit()
    return {"code": code, "chosen": running.options[0], "group": "people", "how": "by_pointing"}
