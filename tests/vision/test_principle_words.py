"""All the words that a principle had: why they were changed, by whom, and how that is told."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.vision import principles
from coprod.vision.models import Came, Principle, PrincipleWords
from coprod.vision.starting import STARTING
from tests.journeys.pages import press, words

HOME = {"name": "My home", "core": "A door of my own.", "symbol": "home"}
NEW = {"name": "A home of my own", "core": "My door, my key.", "symbol": "key"}
WHY = "The key was missing."


@pytest.fixture
def area(session, place):
    return session.get(Area, place.area_id)


@pytest.fixture
def hannah(make, area):
    return make.person(area, HatKind.ADVOCATE, name="Hannah Lowe")


@pytest.fixture
def client(hannah, sign_in):
    return sign_in(hannah)


@pytest.fixture
def home(session, area, hannah, as_viewer):
    """One that was added, and another that was reworded, in an area of its own too."""
    hannahs = as_viewer(hannah)
    principles.add(session, hannahs, area.id, why="Many share a door.", **HOME)
    principles.add(session, hannahs, area.id, why="We sing.", **HOME | {"name": "Music"})
    home, music = principles.listed(session, area.id)
    principles.reword(session, hannahs, music, HOME | {"name": "Music"}, why="Other.", **HOME)
    session.flush()
    return home


def rows(session, principle):
    of = PrincipleWords.principle_id == principle.id
    found = session.scalars(select(PrincipleWords).where(of).order_by(PrincipleWords.id))
    return [(one.came, one.name, one.why, one.by_id) for one in found]


def change(client, principle, **answers):
    return press(client, f"/good-life/principles/{principle.id}", **answers)


def test_old_words_stay_to_read_with_why_they_were_changed_and_who_wrote_that_down(
    session, client, visitor, sign_in, make, place, hannah, home
):
    for _press in range(2):
        assert change(client, home, **NEW, why="").status_code == 422
    assert change(client, home, **NEW, why=WHY).status_code == 303
    assert rows(session, home) == [
        (Came.ADDED, "My home", "Many share a door.", hannah.id),
        (Came.REWORDED, "A home of my own", WHY, hannah.id),
    ]
    url = f"/good-life/principles/{home.id}/words"
    told = f"Who decided %s, for the advocacy organisation. Why {WHY} When"
    inside = sign_in(make.person(place))
    for reader, who in ((visitor, "An advocate"), (inside, "Hannah Lowe")):
        index = reader.get("/good-life").text
        assert told % who in words(index) and f'href="{url}"' in index
        assert "Many share a door." not in index
    stranger = sign_in(make.person(make.place()))
    for reader in (visitor, stranger, inside):
        page = words(reader.get(url).text)
        who = "Hannah Lowe" if reader is inside else "An advocate"
        at = [page.index(one) for one in (NEW["core"], told % who, HOME["core"], "share a door")]
        assert at == sorted(at)
        assert "Other." not in page and "Music" not in page
        assert ("Hannah Lowe" in page) is (reader is inside)


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ("taken", "Hannah Lowe, for the advocacy organisation. Why It is one of those that"),
        ("command", "Somebody who looks after the computer of this site. Why Nobody wrote"),
        ("older", "We did not keep who decided. Why It was here before we began to keep this."),
    ],
)
def test_each_says_how_it_came(came, told, session, client, area, make):
    if came == "taken":
        client.post("/good-life/principles/starting", data={"take": [STARTING[1].slug]})
    elif came == "command":
        principles.new(session, area.id, **HOME)
    else:
        make.statement(area)
    for _once_more in range(2):  # taking it again changes nothing
        client.post("/good-life/principles/starting", data={"take": [STARTING[1].slug]})
    page = words(client.get("/good-life").text)
    assert f"Who decided {told}" in page
    assert ("When We did not keep the day." in page) is (came == "older")


def test_the_first_change_of_an_older_one_keeps_what_stood(session, client, visitor, make, area):
    old = session.get(Principle, make.statement(area).principle_id)
    stood, url = old.name, f"/good-life/principles/{old.id}/words"
    assert "We did not keep how this was decided." in visitor.get(url).text
    change(client, old, **NEW, why=WHY)
    assert [row[:3] for row in rows(session, old)] == [
        (Came.FOUND, stood, ""),
        (Came.REWORDED, NEW["name"], WHY),
    ]
    page = words(visitor.get(url).text)
    assert f"{stood} Core. It was here before." in page


def test_the_same_words_and_five_presses_write_one_row_at_most(session, client, home):
    same = change(client, home, **HOME, why=WHY)
    assert same.status_code == 422 and "These are the words that we have." in same.text
    was = {f"was_{name}": word for name, word in HOME.items()}
    sent = NEW | was | {"why": WHY, "once": "x" * 20}
    for _press in range(5):
        answer = client.post(f"/good-life/principles/{home.id}", data=sent)
        assert (answer.status_code, answer.location) == (303, "/good-life/principles")
    client.post(f"/good-life/principles/{home.id}/move", data={"way": "down"})
    assert len(rows(session, home)) == 2  # to move it is no decision about words


def test_a_row_cannot_be_changed(session, home):
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(update(PrincipleWords).values(why="Nothing."))
    session.rollback()


def test_words_of_no_principle_are_nowhere(visitor, home):
    for wrong in (home.id + 99, 10**20):
        assert visitor.get(f"/good-life/principles/{wrong}/words").status_code == 404
