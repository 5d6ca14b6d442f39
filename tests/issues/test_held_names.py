"""A held-back name is nowhere: not in the list, the page, its history, or anybody's things."""

import pytest

from coprod.db import today
from coprod.issues import held, services
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.promises import asking

NAME = "Zebedee Quillfeather"


@pytest.fixture
def unnamed(make, place, session):
    """Something said by somebody whose name, hat and place are held back."""
    author = make.person(place, name=NAME)
    issue = make.issue(
        place,
        author,
        title="Something unnamed",
        author_id=None,
        author_hat=None,
        name_held=True,
        published=True,
    )
    held.hold(session, author.id, issue.id)
    return issue, author


@pytest.mark.parametrize("who", [*[kind.value for kind in HatKind], "stranger", None])
def test_the_name_is_nowhere(who, unnamed, everyone, sign_in, visitor, session, as_viewer):
    issue, author = unnamed
    services.move(session, None, issue, Status.ACCEPTED, "We look.")
    asking.claim(session, None, issue, "It is done.")
    asking.say_better(session, as_viewer(author), issue, "better", "It is.")
    client = sign_in(getattr(everyone, who)) if who else visitor
    for page in ("/issues", "/issues?order=changed", f"/issues/{issue.id}", "/promises"):
        text = client.get(page).text
        assert NAME not in text and "Zebedee" not in text
        theirs = who != "stranger" and page != "/promises"
        assert "Something unnamed" in text or not theirs
    assert "Name held back" in client.get(f"/issues/{issue.id}").text


def test_only_its_author_sees_that_it_is_theirs(unnamed, sign_in, session):
    issue, author = unnamed
    services.move(session, None, issue, Status.ACCEPTED, "We look.")
    assert "Say if it is better" in sign_in(author).get(f"/issues/{issue.id}").text


def test_neither_page_nor_address_tells_the_time_of_day(unnamed, make, place, visitor):
    for n in range(30):
        make.issue(place, title=f"Thing {n}", published=True)
    text = visitor.get("/issues?order=changed").text
    assert today().strftime("%Y-%m-%dT") not in text
    assert not [one for one in text.split('"') if "after=" in one and ":" in one]


def test_no_row_beside_the_seal_joins_the_author_to_the_words(unnamed, session):
    """Every table but the seal and their own account: no row has both ids."""
    from sqlalchemy import select

    from coprod.db import Base

    issue, author = unnamed
    services.move(session, None, issue, Status.ACCEPTED, "We look.")
    asking.claim(session, None, issue, "It is done.")
    session.flush()
    for table in Base.metadata.sorted_tables:
        people = [column for column in table.c if _points_at(column, "person")]
        issues = [column for column in table.c if _points_at(column, "issue")]
        for person in people:
            for about in issues:
                both = select(table).where(person == author.id, about == issue.id)
                assert session.execute(both).first() is None, table.name


def _points_at(column, table: str) -> bool:
    return any(key.column.table.name == table for key in column.foreign_keys)
