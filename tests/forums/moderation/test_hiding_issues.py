"""Hiding an issue and taking it back: whatever comes first, neither undoes the other."""

from itertools import permutations

import pytest

from coprod import written
from coprod.db import today
from coprod.errors import Conflict, NotAllowed
from coprod.issues import held, say_services
from coprod.written import Stands
from forums.moderation import acts
from forums.words import TalkRule

STEPS = ("hide", "show", "take back", "put back")


@pytest.fixture
def author(issue, session, as_viewer):
    from coprod.people.models import Person

    return as_viewer(session.get(Person, issue.author_id))


@pytest.mark.parametrize("order", list(permutations(STEPS)), ids=", ".join)
def test_each_order(order, session, issue, author):
    put = written.kind_of("issue").put
    hidden = back = False
    for step in order:
        if step == "hide":
            put(session, issue.id, Stands.HIDDEN)
            hidden = True
        elif step == "show":
            put(session, issue.id, Stands.SHOWN)
            hidden = False
        elif step == "take back":
            say_services.take_back(session, author, issue)
            back = True
        elif hidden and not back:
            with pytest.raises(Conflict, match="for now"):
                say_services.put_back(session, author, issue)
        else:
            say_services.put_back(session, author, issue)
            back = False
        assert (issue.taken_back_on is not None) == (hidden or back), (order, step)
        assert (issue.hidden_on is not None) == hidden
        assert (issue.own_back_on is not None) == (hidden and back)


def test_hiding_twice_loses_nothing(session, issue, author):
    say_services.take_back(session, author, issue)
    for stands in (Stands.HIDDEN, Stands.TAKEN_DOWN, Stands.SHOWN):
        written.kind_of("issue").put(session, issue.id, stands)
    assert issue.taken_back_on == today()


def test_its_author_reads_what_was_done(session, issue, people, as_viewer, look, sign_in, author):
    about = look(issue, "issue")
    acts.take_down(session, as_viewer(people.advocate), about, TalkRule.NOT_YOURS, "It is hers.")
    from coprod.people.models import Person

    client = sign_in(session.get(Person, issue.author_id))
    said = client.get(f"/say/{issue.id}").text
    for words in ("Nobody else can see this now", "It was taken down.", "It is hers."):
        assert words in said
    assert "Put it back" not in said
    assert client.post(f"/say/{issue.id}/put-back").status_code == 409
    mine = client.get("/my-things").text
    assert "It was taken down." in mine and "What I took back" not in mine


def test_an_unnamed_author_too(session, issue, people, as_viewer, look, sign_in):
    issue.author_id, issue.name_held = None, True
    held.hold(session, people.family.id, issue.id)
    hannah = as_viewer(people.advocate)
    acts.send_back(session, hannah, look(issue, "issue"), "Say it in other words?")
    client = sign_in(people.family)
    mine = client.get("/moderation/mine").text
    assert "It came back to you." in mine and "Say it in other words?" in mine
    assert "It came back to you." not in sign_in(people.author).get("/moderation/mine").text


def test_no_moderator_looks_after_an_unnamed_issue_of_their_own(
    session, issue, people, as_viewer, look
):
    issue.author_id, issue.name_held = None, True
    held.hold(session, people.peer.id, issue.id)
    with pytest.raises(NotAllowed):
        acts.take_down(session, as_viewer(people.peer), look(issue, "issue"), TalkRule.KIND)
