"""What stands on a statement's page: quotes, what got better, what is still not right."""

import pytest

from coprod.issues import panels as said
from coprod.issues.models import IssueStatement
from coprod.issues.words import BetterSays, IssueKind, Status
from coprod.people.viewer import NOBODY
from coprod.promises import asking, panels


@pytest.fixture
def statement(make, place, session):
    make.statement(make.area())
    return make.statement(session.get(type(make.area()), place.area_id))


@pytest.fixture
def about(session, make, place, statement):
    """Makes an issue about the statement."""

    def one(**fields):
        looks_like = fields.pop("looks_like", False)
        issue = make.issue(place, **{"published": True} | fields)
        link = IssueStatement(issue_id=issue.id, statement_id=statement.id, version=1)
        link.looks_like = looks_like
        session.add(link)
        session.flush()
        return issue

    return one


def test_kind_words_never_crowd_out_the_others(session, about, statement):
    bad = about(words="The door is locked.")
    for n in range(9):
        about(words=f"Thank you {n}", kind=IssueKind.THANKS, looks_like=True)
    quotes = said.quotes(session, NOBODY, statement.id)["quotes"]
    assert bad.id in {quote.id for quote in quotes}
    assert {quote.like for quote in quotes} == {0, 1}


def test_only_open_words_are_quoted(session, about, statement):
    about(published=False)
    assert said.quotes(session, NOBODY, statement.id) is None


def test_a_held_back_name_is_not_under_a_quote(session, about, statement, make, place):
    about(name_held=True, author_id=None)
    (quote,) = said.quotes(session, NOBODY, statement.id)["quotes"]
    assert quote.who is None


def test_what_got_better_has_the_words_of_the_person(session, about, statement, as_viewer):
    from coprod.people.models import Person

    issue = about(status=Status.ACCEPTED)
    about(status=Status.ACCEPTED)
    raiser = as_viewer(session.get(Person, issue.author_id))
    asking.say_better(session, raiser, issue, BetterSays.BETTER, "I have my key.")
    (found,) = panels.got_better(session, NOBODY, statement.id)["issues"]
    assert (found.id, found.words) == (issue.id, "I have my key.")


def test_what_is_still_not_right(session, about, statement):
    waiting, looked_at = about(), about(status=Status.ACCEPTED)
    about(status=Status.RESOLVED)
    about(kind=IssueKind.THANKS, status=Status.THANKED)
    about(published=False)
    found = said.not_right(session, NOBODY, statement.id)["issues"]
    assert [one.id for one in found] == [waiting.id, looked_at.id]


def test_the_page_of_the_statement_shows_them(visitor, about, statement):
    about(words="The door is locked.")
    assert "The door is locked." in visitor.get(f"/good-life/{statement.id}").text
