"""Beginning a talk, reading on, and what lists and feeds say of it."""

from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.people.hats import HatKind
from coprod.people.models import Area
from forums.boards import newest
from forums.models import Post, Thread, ThreadStatement
from forums.moderation.models import Act
from forums.words import BoardKind, PostState, Template
from tests.journeys.pages import press

TEMPLATES = {"thanks": Template.THANKS, "ask": Template.TELL_ME, "news": Template.FROM_ABOVE}
ATOM = "{http://www.w3.org/2005/Atom}"


def test_only_the_words_are_needed(everyone, sign_in, session):
    client = sign_in(everyone["person"])
    sent = client.post("/boards/everyone/new/talk", data={"words": "The bus. It is late again."})
    talk = client.get(sent.location)
    assert talk.status_code == 200
    assert "<h1" in talk.text and "The bus" in talk.text
    assert session.query(Thread).one().title == "The bus"


def test_who_changes_words_in_a_slow_talk_reads_first_that_they_wait(
    everyone, begin, thread_of, sign_in, session
):
    post = begin(everyone["person"])
    client, change = sign_in(everyone["person"]), f"/talk/posts/{post.id}/change"
    waits = "Nobody else sees your message until a person has read it."
    assert waits not in client.get(change).text
    thread_of(post).slow_until = now() + timedelta(hours=3)
    session.flush()
    assert waits in client.get(change).text.split("Keep the change")[0]


@pytest.mark.parametrize("template", ["talk", "thanks", "ask", "news"])
def test_nothing_is_lost_when_the_words_are_missing(everyone, sign_in, template):
    client = sign_in(everyone["person"])
    told = {"title": "My street", "words": " ", "what_we_do": "We go and look."}
    page = client.post(f"/boards/everyone/new/{template}", data=told)
    assert page.status_code == 422
    assert 'value="My street"' in page.text
    assert ("We go and look." in page.text) == (template == "news")


@pytest.mark.parametrize(
    ("template", "told", "title", "words"),
    [
        ("thanks", {"title": "Jo", "words": "She waited."}, "Thank you: Jo", "She waited."),
        ("thanks", {"words": "The bus came."}, "Thank you", "The bus came."),
        (
            "ask",
            {"title": "good Saturday?", "words": "Toast."},
            "Tell me about your good Saturday",
            "Toast.",
        ),
        (
            "news",
            {"title": "New forms", "words": "One form less.", "what_we_do": "Bin it."},
            "New forms",
            "**In plain words**\n\nOne form less.\n\n**What we will do**\n\nBin it.",
        ),
    ],
)
def test_a_template_asks_and_puts_it_together(
    everyone, sign_in, session, template, told, title, words
):
    sent = sign_in(everyone["person"]).post(f"/boards/everyone/new/{template}", data=told)
    assert sent.status_code == 303
    thread, post = session.query(Thread).one(), session.query(Post).one()
    assert (thread.title, thread.template, post.words) == (title, TEMPLATES[template], words)


def test_pressed_twice_it_is_one_talk(everyone, sign_in, session):
    client = sign_in(everyone["person"])
    told = {"words": "The bus.", "once": "the-same-secret"}
    first, again = (client.post("/boards/everyone/new/talk", data=told) for _ in range(2))
    assert first.location == again.location
    assert session.query(Thread).count() == session.query(Post).count() == 1


def test_what_it_is_about_is_kept_in_its_version(everyone, sign_in, session, make, place):
    statement = make.statement(session.get(Area, place.area_id))
    client = sign_in(everyone["person"])
    told = {"words": "The bus.", "statements": [str(statement.id)]}
    sent = client.post("/boards/everyone/new/talk", data=told)
    assert "Mine" in client.get(sent.location).text
    assert session.query(ThreadStatement).one().version == 1
    other = make.statement(make.area())
    refused = client.post(
        "/boards/everyone/new/talk", data={"words": "My words.", "statements": [str(other.id)]}
    )
    assert refused.status_code == 422
    assert "That page is not here any more" in refused.text and "My words." in refused.text


def test_the_newest_message_leads_the_list(everyone, begin, sign_in, session):
    old = begin(everyone["person"], title="Older talk", words="First.")
    begin(everyone["family"], title="Newer talk", words="Second.")
    client = sign_in(everyone["staff"])
    page = client.get("/boards/everyone").text
    assert page.index("Newer talk") < page.index("Older talk")
    client.post(f"/talk/thread/{old.subject_key}", data={"words": "And a third."})
    page = client.get("/boards/everyone").text
    assert page.index("Older talk") < page.index("Newer talk")
    assert "And a third" in page and "First." not in page


def test_what_is_not_shown_is_in_no_list(everyone, begin, sign_in, session, thread_of):
    post = begin(everyone["person"], title="Out of sight", words="Not to be seen.")
    others, mine = sign_in(everyone["family"]), sign_in(everyone["person"])
    talk = f"/talks/{post.subject_key}"
    for state in (PostState.WAITING, PostState.HIDDEN, PostState.SENT_BACK, PostState.TAKEN_DOWN):
        post.state = state
        session.flush()
        assert thread_of(post).last_post_id == 0
        assert "Out of sight" not in others.get("/boards/everyone").text
        assert "Out of sight" not in others.get("/boards/find?words=seen").text
        assert others.get(talk).status_code == 404
        assert mine.get(talk).status_code == 200
    post.state = PostState.SHOWN
    session.flush()
    assert thread_of(post).last_post_id == post.id
    assert "Out of sight" in others.get("/boards/find?words=seen").text


def test_drift_is_found_and_mended(everyone, begin, session, thread_of):
    post = begin(everyone["person"])
    thread_of(post).last_post_id = 0
    session.flush()
    assert newest.recount(session) == [f"talk {post.subject_key}: its newest message"]
    assert thread_of(post).last_post_id == post.id
    assert newest.recount(session) == []


def test_a_long_board_has_a_next_page(everyone, begin, sign_in):
    for n in range(30):
        begin(everyone["person"], title=f"Talk number {n:02}")
    client = sign_in(everyone["family"])
    first = client.get("/boards/everyone").text
    before = first.partition("before=")[2].partition('"')[0]
    second = client.get(f"/boards/everyone?before={before}").text
    on_first = {n for n in range(30) if f"Talk number {n:02}" in first}
    on_second = {n for n in range(30) if f"Talk number {n:02}" in second}
    assert on_first == set(range(5, 30)) and on_second == set(range(5))


def test_pinned_talks_come_first_and_once(everyone, begin, sign_in, thread_of, make):
    pinned = begin(everyone["person"], title="Read me first")
    thread_of(pinned).pinned_on = make.days_ago(1)
    begin(everyone["person"], title="Newer talk")
    page = sign_in(everyone["family"]).get("/boards/everyone").text
    assert page.index("Read me first") < page.index("Newer talk")
    assert page.count("Read me first") == 1


def test_a_closed_talk_takes_no_more_words_and_says_why(
    everyone, begin, sign_in, visitor, session, make
):
    post = begin(everyone["person"], published=True)
    advocate = sign_in(make.person(session.get(Area, post.area_id), HatKind.ADVOCATE))
    at, closing = f"/talks/{post.subject_key}", f"/moderation/look/thread/{post.subject_key}/lock"
    assert press(advocate, closing, note="The <b>bus</b> runs again.").status_code == 303
    for reader in (sign_in(everyone["family"]), visitor):
        page = reader.get(at).text
        assert " This talk is closed." in page and "The &lt;b&gt;bus&lt;/b&gt; runs again." in page
    said = sign_in(everyone["family"]).post(
        f"/talk/thread/{post.subject_key}", data={"words": "Too late?"}
    )
    assert said.status_code == 409
    assert "This talk is closed" in said.text and "Too late?" in said.text
    taken_back = f"/moderation/acts/{session.scalars(select(Act.id)).one()}/undo"
    assert press(advocate, closing.removesuffix("/lock"), taken_back).status_code == 303
    assert "runs again" not in visitor.get(at).text


def test_the_feed_tells_strangers_what_is_open_and_no_names(
    everyone, begin, visitor, sign_in, session, place
):
    begin(
        everyone["person"], title="Open to all", words="A <b>band</b> in the park.", published=True
    )
    begin(everyone["person"], title="For the area", words="Where I will be.")
    begin(everyone["family"], BoardKind.FAMILIES, title="For families")
    feed = f"/talks/feed?area={session.get(Area, place.area_id).slug}"
    got = visitor.get(feed)
    assert got.mimetype == "application/atom+xml"
    told = Xml.fromstring(got.data)
    titles = [entry.findtext(f"{ATOM}title") for entry in told.iter(f"{ATOM}entry")]
    assert titles == ["Open to all"]
    assert "Person" not in got.text.replace("A person who uses services", "")
    assert sign_in(everyone["person"]).get(feed).data == got.data
    again = visitor.get(feed, headers={"If-None-Match": got.headers["ETag"]})
    assert again.status_code == 304


def test_an_open_talk_names_nobody_to_strangers(everyone, begin, visitor):
    post = begin(everyone["person"], title="Open to all", published=True)
    page = visitor.get(f"/talks/{post.subject_key}")
    assert page.status_code == 200
    assert "Anyone can read this talk." in page.text
    assert "<strong>Person</strong>" not in page.text


def test_only_the_board_for_everyone_can_be_opened(everyone, sign_in):
    told = {"words": "Our worries.", "published": "y"}
    sent = sign_in(everyone["family"]).post("/boards/families/new/talk", data=told)
    assert sent.status_code == 403


@pytest.mark.parametrize("words", ["%", "_", "'", '"', "the", "a" * 300, "", "NEAR(a b)", "(", "*"])
def test_any_words_can_be_looked_for(everyone, begin, sign_in, words):
    begin(everyone["person"], words="Something else.")
    page = sign_in(everyone["family"]).get("/boards/find", query_string={"words": words})
    assert page.status_code == 200


@pytest.mark.parametrize("size", [5, 60])
def test_pages_cost_the_same_however_much_is_said(everyone, begin, sign_in, size):
    for n in range(size):
        begin(everyone["person"], title=f"Talk {n}")
    client = sign_in(everyone["family"])
    costs = []
    for page in ("/boards", "/boards/everyone", "/boards/find?words=toast"):
        client.get(page)
        costs.append(client.statements)
    assert costs == [3, 3, 3]
