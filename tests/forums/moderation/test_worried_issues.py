"""What is said as something to talk about and sounds like worry: a person reads it first."""

import pytest
from sqlalchemy import select

from coprod.concerns.models import Concern
from coprod.issues.models import Issue
from forums.models import Post, PostWas
from forums.moderation import acts
from forums.moderation.models import Waiting
from forums.words import Why
from tests.journeys.pages import press

WORRY = "He hits me when nobody looks."


@pytest.fixture
def raised(session, sign_in, people):
    """The author says it, by the pages."""

    def say(words, name="shown"):
        client = sign_in(people.author)
        press(client, "/say", words=words)
        press(client, "/say/ask/name", name=name)
        answer = press(client, "/say/check")
        found = session.scalars(select(Issue).order_by(Issue.id.desc()).limit(1)).one()
        session.refresh(found)
        return client, answer.location, found

    return say


@pytest.mark.parametrize("name", ["shown", "held"])
def test_it_waits_unseen_at_the_front(raised, session, people, sign_in, as_viewer, look, name):
    raised("The lamp is broken.")
    client, said, issue = raised(WORRY, name)
    waits = session.scalars(select(Waiting)).one()
    assert (waits.kind, waits.key, waits.why, waits.hides) == ("issue", issue.id, Why.WORRY, True)
    for who in (people.family, people.manager, people.advocate):
        assert "He hits me" not in sign_in(who).get("/issues").text
    assert sign_in(people.family).get(f"/issues/{issue.id}").status_code == 404
    mine = client.get(said).text
    assert "Nobody else can see this now" in mine and "You can tell somebody now" in mine
    assert "it sounds like worry" in client.get("/my-things").text
    queue = sign_in(people.advocate).get("/moderation").text
    assert "He hits me" in queue and "The words sound like worry." in queue
    assert "The Author" not in queue
    assert "He hits me" not in sign_in(people.employed).get("/moderation").text

    acts.let_be(session, as_viewer(people.advocate), look(issue, "issue"))
    assert "He hits me" in sign_in(people.family).get("/issues").text
    press(client, f"/say/{issue.id}/ask/readers", readers="anyone")
    assert "He hits me" in sign_in(people.family).get("/issues").text, "it was read already"


def test_other_words_show_at_once(raised, session, people, sign_in):
    raised("The lamp is broken.")
    assert session.scalars(select(Waiting)).all() == []
    assert "The lamp is broken" in sign_in(people.family).get("/issues").text


def test_who_said_it_unnamed_finds_the_answer_and_stays_unnamed(
    app, session, people, as_viewer, look, unnamed, sign_in
):
    session.add(PostWas(post_id=unnamed.id, edits=0, words=WORRY, on=unnamed.posted_on))
    session.flush()
    with app.test_request_context():
        acts.pass_on(session, as_viewer(people.advocate), look(unnamed))
    session.flush()
    assert session.scalars(select(Post)).all() == []
    assert session.scalars(select(PostWas)).all() == [], "nor what it said before"
    assert session.scalars(select(Concern)).one().mark
    assert "Notes for me" in sign_in(people.author).get("/my-things").text
    assert "Notes for me" not in sign_in(people.family).get("/my-things").text


def test_an_unnamed_issue_too(app, raised, session, people, as_viewer, look, sign_in):
    _client, _said, issue = raised(WORRY, "held")
    with app.test_request_context():
        acts.pass_on(session, as_viewer(people.advocate), look(issue, "issue"))
    session.flush()
    assert "Notes for me" in sign_in(people.author).get("/my-things").text
    assert sign_in(people.family).get(f"/issues/{issue.id}").status_code == 404
