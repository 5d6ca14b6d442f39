"""What authors are told, what they answer, and asking again."""

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.errors import Conflict, NotAllowed, NotFound
from coprod.issues.models import Photo
from coprod.people.models import Person
from coprod.written import Stands
from forums import services as talk
from forums.models import PostWas
from forums.moderation import acts, answering, appeals, flags
from forums.moderation import people as looked_after
from forums.moderation.models import Act, Appeal, Flag, Waiting
from forums.said import Beside
from forums.words import FlagReason, PostState, TalkRule, Why


@pytest.fixture
def down(session, people, as_viewer, look, post):
    return acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)


def test_only_the_author_asks_again_and_once(session, down, people, as_viewer, sign_in):
    address = f"/moderation/mine/{down.id}/ask-again"
    for who in ("family", "advocate", "other", "stranger"):
        client = sign_in(getattr(people, who))
        assert client.get(address).status_code == client.post(address).status_code == 404
        with pytest.raises(NotFound):
            appeals.ask_again(session, as_viewer(getattr(people, who)), down)
    author = sign_in(people.author)
    assert "Somebody different will look." in author.get(address).text
    assert author.post(address, data={"words": "It was a joke."}).status_code == 303
    assert author.post(address, data={"words": "Please."}).status_code == 409
    assert "You asked again." in author.get("/moderation/mine").text


DECIDES = {"advocate": 403, "other": 200, "peer": 200, "employed": 403, "peer_employed": 403}
DECIDES |= dict.fromkeys(("author", "family", "manager", "stranger"), 404)


@pytest.mark.parametrize(("who", "status"), DECIDES.items())
def test_somebody_different_decides(who, status, session, down, people, as_viewer, sign_in):
    appeal = appeals.ask_again(session, as_viewer(people.author), down, "It was a joke.")
    client = sign_in(getattr(people, who))
    address = f"/moderation/asked-again/{appeal.id}"
    assert client.get(address).status_code == status
    sent = {"stays": "yes", "note": "We talked about it."}
    assert client.post(address, data=sent).status_code == (303 if status == 200 else status)
    lists = client.get("/moderation").text
    assert "Somebody different decides" not in lists


def test_it_is_taken_back_and_the_author_is_told(session, down, post, people, as_viewer, sign_in):
    appeal = appeals.ask_again(session, as_viewer(people.author), down)
    other = sign_in(people.other)
    here = f"/moderation/asked-again/{appeal.id}"
    assert "Somebody different decides" in other.get("/moderation").text
    assert other.post(here, data={"stays": "no", "note": ""}).status_code == 422
    assert other.post(here, data={"stays": "no", "note": "It was fine."}).status_code == 303
    session.refresh(post)
    assert post.state is PostState.SHOWN
    assert other.post(here, data={"stays": "yes", "note": "No."}).status_code == 409
    told = sign_in(people.author).get("/moderation/mine").text
    assert "Somebody different looked. It was taken back." in told and "It was fine." in told
    assert "Other Advocate" not in told


def test_it_stays(session, down, post, people, as_viewer):
    appeal = appeals.ask_again(session, as_viewer(people.author), down)
    peer = as_viewer(people.peer)
    appeals.decide(session, peer, appeals.one(session, peer, appeal.id), True, "It hurt her.")
    assert post.state is PostState.TAKEN_DOWN
    assert session.scalars(select(Appeal)).one().upheld is True
    with pytest.raises(Conflict):
        appeals.ask_again(session, as_viewer(people.author), down)


def test_other_words_need_the_authors_yes(session, post, people, as_viewer, look, sign_in):
    hannah = as_viewer(people.advocate)
    ask = acts.ask_edit(session, hannah, look(post), "It is slow here.", "No names, please.")
    assert post.words == "You are all so slow here."
    author = sign_in(people.author)
    mine = author.get("/moderation/mine").text
    assert "It is slow here." in mine and "Yes, say it so" in mine
    address = f"/moderation/mine/{ask.id}/answer"
    for who in ("family", "advocate"):
        assert (
            sign_in(getattr(people, who)).post(address, data={"answer": "yes"}).status_code == 404
        )
    assert author.post(address, data={"answer": "yes"}).status_code == 303
    session.refresh(post)
    assert (post.words, post.edits) == ("It is slow here.", 1) and "It is slow" in post.html
    assert session.scalars(select(PostWas.words)).one() == "You are all so slow here."
    before = sign_in(people.family).get(f"/talk/posts/{post.id}/was").text
    assert "all so slow" not in before and "Some of it is not shown any more." in before
    assert author.post(address, data={"answer": "no"}).status_code == 409
    assert "You said yes." in author.get("/moderation/mine").text


def test_a_yes_settles_nothing_that_was_told_after_it_was_asked(
    session, post, people, as_viewer, look, find
):
    """Else that someone may be unsafe would be read by nobody."""
    ask = acts.ask_edit(session, as_viewer(people.advocate), look(post), "It is slow here.", "Why.")
    unsafe = find(people.family, post)
    flags.flag(session, as_viewer(people.family), unsafe, FlagReason.UNSAFE, "She is not safe.")
    answering.say_yes(session, as_viewer(people.author), ask)
    assert (post.words, post.state) == ("It is slow here.", PostState.HIDDEN)
    waits = session.scalars(select(Waiting)).one()
    assert (waits.why, waits.settled_at) == (Why.UNSAFE, None)
    assert session.scalars(select(Flag.upheld)).one() is None


def test_no_keeps_the_words(session, post, people, as_viewer, look):
    ask = acts.ask_edit(session, as_viewer(people.advocate), look(post), "Other.", "Why.")
    answering.say_no(session, as_viewer(people.author), ask)
    assert post.words == "You are all so slow here."
    with pytest.raises(Conflict):
        answering.say_yes(session, as_viewer(people.author), ask)


def test_what_came_back_is_said_again_and_read_first(
    session, post, people, as_viewer, look, sign_in
):
    back = acts.send_back(session, as_viewer(people.advocate), look(post), "Kinder, please.")
    author, address = sign_in(people.author), f"/talk/posts/{post.id}/change"
    assert f'href="{address}"' in author.get("/moderation/mine").text
    assert f'href="{address}"' in author.get(f"/talk/issue/{post.subject_key}").text
    other_page = f"/moderation/mine/{back.id}/say-again"
    assert author.get(other_page).location == author.post(other_page).location == address
    assert "Kinder, please." in author.get(address).text
    for unchanged in ("", post.words):
        assert author.post(address, data={"words": unchanged, "edits": "0"}).status_code == 422
    sent = {"words": "It is slow.", "edits": "0"}
    assert author.post(address, data=sent).status_code == 303
    session.refresh(post)
    assert (post.state, post.words) == (PostState.WAITING, "It is slow.")
    waits = select(Waiting.why).where(Waiting.key == post.id, Waiting.settled_at.is_(None))
    assert session.scalars(waits).all() == [Why.FIRST_POSTS]
    acts.let_be(session, as_viewer(people.peer), look(post))
    assert post.state is PostState.SHOWN


def test_an_issue_that_came_back_is_said_again(session, issue, people, as_viewer, look, sign_in):
    hannah = as_viewer(people.advocate)
    author = sign_in(session.get(Person, issue.author_id))
    back = acts.send_back(session, hannah, look(issue, "issue"), "Please.")
    address = f"/moderation/mine/{back.id}/say-again"
    assert "Please." in author.get(address).text
    assert author.post(address, data={"words": ""}).status_code == 422
    assert author.post(address, data={"words": "The bus is late."}).status_code == 303
    assert author.post(address, data={"words": "Again."}).status_code == 409
    acts.let_be(session, hannah, look(issue, "issue"))
    assert (issue.title, issue.taken_back_on) == ("The bus is late", None)


def test_a_photo_that_came_back_has_no_other_words(
    session, issue, people, as_viewer, look, sign_in
):
    its = {"issue_id": issue.id, "owner_id": issue.author_id, "size": 1, "at": now()}
    photo = Photo(name="1.jpg", width=6, height=4, shows="The blue door", **its)
    session.add(photo)
    back = acts.send_back(session, as_viewer(people.advocate), look(photo, "photo"), "No faces.")
    author = sign_in(session.get(Person, issue.author_id))
    page = author.get("/moderation/mine").text
    assert "No faces." in page and "Ask again" in page
    again = f"/moderation/mine/{back.id}/say-again"
    assert again not in page and author.post(again, data={"words": "A door."}).status_code == 409


def test_unnamed_words_are_told_of_without_a_row_that_ties_them(
    session, unnamed, people, as_viewer, look, sign_in
):
    hannah = as_viewer(people.advocate)
    act = acts.take_down(session, hannah, look(unnamed), TalkRule.KIND, "A bit kinder.")
    assert "A bit kinder." in sign_in(people.author).get("/moderation/mine").text
    assert "A bit kinder." not in sign_in(people.family).get("/moderation/mine").text
    appeals.ask_again(session, as_viewer(people.author), act)
    rows = [*session.scalars(select(Act)), *session.scalars(select(Appeal))]
    ids = {value for row in rows for name, value in vars(row).items() if name.endswith("by_id")}
    assert people.author.id not in ids
    appeal = session.scalars(select(Appeal)).one()
    assert appeal.since.minute == appeal.since.second == 0


@pytest.fixture
def say_unnamed(session, as_viewer, about):
    def said(who, words="Hi."):
        return talk.say(session, as_viewer(who), about, words, Beside(unnamed=True))

    return said


def test_somebody_unnamed_is_read_first_by_their_name_in_the_talk_alone(
    session, unnamed, people, as_viewer, look, say, say_unnamed
):
    """What they say by name would else tell whose the unnamed words are."""
    act = looked_after.pause(session, as_viewer(people.peer), look(unnamed), 7, "Be kind.")
    assert act.kind == looked_after.ALIAS
    assert say_unnamed(people.author).state is PostState.WAITING
    assert say_unnamed(people.family).state is PostState.SHOWN
    assert say(people.author, "Hi.").state is PostState.SHOWN
    pause = session.scalars(select(looked_after.Pause)).one()
    assert pause.person_id is None


def test_unnamed_words_of_somebody_paused_wait_like_those_of_somebody_new(
    session, people, as_viewer, look, say, say_unnamed
):
    """A reason of its own would say that they are by one of the few who are paused."""
    looked_after.pause(session, as_viewer(people.peer), look(say(people.author)), 7, "Be kind.")
    rows = [
        session.scalars(select(Waiting).where(Waiting.key == say_unnamed(who).id)).one()
        for who in (people.author, people.new)
    ]
    assert [(row.why, row.rule_says) for row in rows] == [(Why.FIRST_POSTS, "")] * 2
    linked = say_unnamed(people.new, "See www.example.com today.")
    waits = session.scalars(select(Waiting).where(Waiting.key == linked.id)).one()
    assert (waits.why, waits.rule_says) == (Why.FIRST_POSTS, "")  # "you are new" would be a hint


def test_unnamed_first_messages_and_named_ones_are_counted_apart(
    session, people, as_viewer, look, say, say_unnamed
):
    """Who is shown sooner than three named messages say would have others."""
    for _ in range(3):
        acts.let_be(session, as_viewer(people.peer), look(say_unnamed(people.new)))
    assert say_unnamed(people.new).state is PostState.SHOWN
    assert say(people.new, "Hello.").state is PostState.WAITING


def test_their_own_unnamed_words_are_not_theirs_to_look_after(
    session, unnamed, people, as_viewer, look, make, area
):
    make.hat(people.author, area, "peer_moderator")
    with pytest.raises(NotAllowed, match="their own words"):
        acts.let_be(session, as_viewer(people.author), look(unnamed))
    assert look(unnamed).stands is Stands.SHOWN
