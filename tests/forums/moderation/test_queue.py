"""The queue: in which order, for whom, and that two never do the same."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.errors import Conflict
from coprod.issues.models import IssuePlace
from coprod.written import KINDS, Stands
from forums.moderation import acts, appeals, flags, queue, removing, unmasking
from forums.moderation import people as looked_after
from forums.moderation.models import Waiting
from forums.words import FlagReason, PostState, TalkRule, Why


@pytest.fixture
def wait(session, say, people):
    def waits(why=Why.FLAGGED, hours=1, who=None):
        post = say(who or people.author, f"{why} {hours}")
        post.state = PostState.HIDDEN
        row = Waiting(kind="post", key=post.id, area_id=post.area_id, place_id=post.place_id)
        row.why, row.since, row.hides = why, now() - timedelta(hours=hours), True
        session.add(row)
        session.flush()
        return post

    return waits


def test_unsafe_first_then_worry_then_what_waits_longest(session, wait, people, as_viewer):
    posts = [wait(hours=5), wait(hours=50), wait(Why.WORRY, 1), wait(Why.UNSAFE, 2)]
    posts.append(wait(Why.UNSAFE, 3))
    found = queue.page(session, as_viewer(people.advocate))
    order = [posts[one].id for one in (4, 3, 2, 1, 0)]
    assert [line.about.key for line in found] == order
    assert [line.hours for line in found] == [3, 2, 1, 50, 5]


def test_page_by_page(session, wait, people, as_viewer, monkeypatch):
    monkeypatch.setattr(queue, "PER_PAGE", 2)
    posts = {wait(why, hours).id for why in (Why.FLAGGED, Why.UNSAFE) for hours in (1, 2, 3)}
    seen, after = [], 0
    while lines := queue.page(session, as_viewer(people.peer), after)[:2]:
        seen += [line.about.key for line in lines]
        after = lines[-1].waits.id
    assert len(seen) == 6 and set(seen) == posts


@pytest.mark.parametrize(
    ("who", "status"),
    [("advocate", 200), ("peer", 200), ("employed", 200), ("peer_employed", 200)]
    + [(who, 404) for who in ("family", "staff", "manager", "commissioner", "author")],
)
def test_who_sees_it(who, status, wait, people, sign_in):
    wait()
    page = sign_in(getattr(people, who)).get("/moderation")
    assert page.status_code == status
    shows = who in {"advocate", "peer"}
    assert ("flagged 1" in page.text) == shows


def test_nothing_about_any_place_that_pays_them(
    session, wait, people, as_viewer, make, area, issue
):
    post, elsewhere = wait(), make.place(area)
    make.hat(people.other, elsewhere, "staff")
    assert queue.page(session, as_viewer(people.other))
    session.add(IssuePlace(issue_id=issue.id, place_id=elsewhere.id))
    session.flush()
    assert not queue.page(session, as_viewer(people.other))
    assert [one.about.key for one in queue.page(session, as_viewer(people.peer))] == [post.id]


def test_not_their_own_words(session, wait, people, as_viewer):
    wait(who=people.peer)
    assert not queue.page(session, as_viewer(people.peer))
    assert queue.page(session, as_viewer(people.advocate))


def test_the_second_to_claim_is_told_who_looks(wait, people, sign_in, session):
    here = f"/moderation/look/post/{wait().id}"
    hannah, other = sign_in(people.advocate), sign_in(people.other)
    assert hannah.post(f"{here}/claim").status_code == 303
    assert "You look at this." in hannah.get(here).text
    refused = other.post(f"{here}/claim")
    assert refused.status_code == 409 and "Our advocate is looking at this" in refused.text
    down = other.post(f"{here}/take-down", data={"rule": "kind", "note": "Typed."})
    assert down.status_code == 409 and "Typed." in down.text
    assert "Our advocate looks at it" in other.get("/moderation").text
    assert hannah.post(f"{here}/release").status_code == 303
    assert other.post(f"{here}/claim").status_code == 303


def test_a_claim_is_over_after_30_minutes(session, wait, people, as_viewer, look):
    about = look(wait())
    queue.claim(session, as_viewer(people.advocate), about)
    waits = queue.waiting(session, about)
    waits.claimed_at = now() - timedelta(minutes=31)
    queue.claim(session, as_viewer(people.other), about)
    assert waits.claimed_by_id == people.other.id


def test_two_at_once(session, wait, people, as_viewer, look):
    about = look(wait())
    acts.take_down(session, as_viewer(people.advocate), about, TalkRule.KIND)
    with pytest.raises(Conflict, match="taken down already"), session.begin_nested():
        acts.send_back(session, as_viewer(people.other), about, "Please.")
    with pytest.raises(Conflict):
        queue.claim(session, as_viewer(people.other), about)


def test_no_hat_no_card(wait, people, sign_in):
    wait()
    words = "Somebody waits for you in the talk"
    assert words in sign_in(people.advocate).get("/").text
    for who in ("family", "manager", "employed", "author"):
        assert words not in sign_in(getattr(people, who)).get("/").text


@pytest.fixture
def ask(session, people, as_viewer, look, post, unnamed, area, issue):
    """Something that one did or asked, and somebody different has to decide."""

    def asked(what):
        hannah = as_viewer(people.advocate)
        if what == "appeal":
            down = acts.take_down(session, hannah, look(post), TalkRule.KIND)
            appeals.ask_again(session, as_viewer(people.author), down)
        elif what == "appeal of a pause":
            paused = looked_after.pause(session, hannah, look(unnamed), 7, "Be kind.")
            appeals.ask_again(session, as_viewer(people.author), paused)
        elif what == "removal":
            says = removing.Asking(TalkRule.KIND, "You hurt people.", "You can write to us.")
            removing.ask(session, hannah, area.id, people.author.id, says)
        elif what == "unmasking":
            unmasking.ask(session, hannah, look(unnamed), "Police asked.")
        else:
            KINDS["post"].put(session, unnamed.id, Stands.HIDDEN)
            flags.flag(session, as_viewer(people.family), look(post), FlagReason.UNSAFE)
            row = session.scalars(select(Waiting)).one()
            row.key = unnamed.id

    return asked


@pytest.mark.parametrize(
    "what", ["appeal", "appeal of a pause", "removal", "unmasking", "unnamed words"]
)
def test_the_first_page_says_that_somebody_different_has_to_decide(
    what, ask, people, make, area, issue, session, sign_in
):
    make.hat(people.author, area, "peer_moderator")
    elsewhere = make.place(area)
    make.hat(people.peer, elsewhere, "staff")
    if what not in {"removal", "appeal of a pause"}:
        session.add(IssuePlace(issue_id=issue.id, place_id=elsewhere.id))
    card = "Somebody waits for you in the talk"
    everybody = ("advocate", "other", "peer", "employed", "author", "family", "stranger")
    clients = {who: sign_in(getattr(people, who)) for who in everybody}
    assert not [who for who in clients if card in clients[who].get("/").text]
    ask(what)
    session.flush()
    told = {who for who, client in clients.items() if card in client.get("/").text}
    expected = {"other"}
    if what == "unnamed words":
        expected.add("advocate")
    if what in {"removal", "appeal of a pause"}:
        expected.add("peer")
    assert told == expected


def test_the_page_of_a_thing_says_what_is_known(wait, people, sign_in):
    page = sign_in(people.peer).get(f"/moderation/look/post/{wait().id}").text
    for words in ("It waits for 1 hour.", "Only its author sees it now.", "Take it down"):
        assert words in page
    assert sign_in(people.peer).get("/moderation/look/post/999999").status_code == 404
    assert sign_in(people.peer).get("/moderation/look/nothing/1").status_code == 404
