"""The talks of Alderbrook: who reads which, and how one begins and goes on."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from forums.models import Thread

READERS = {  # who reads each talk, of one person for each hat; the disclosure is no talk at all
    "What is a good Saturday?": "danny priya angela stan jo colette imran hannah maureen",
    "Who decided to cut the second night worker?": "danny angela jo colette hannah maureen",
    "Being talked over at the doctor's": "danny priya angela stan jo colette imran hannah maureen",
    "When I am not here any more": "danny priya angela stan hannah maureen",
    "No time to think": "danny priya jo colette hannah maureen",
}
WRITERS = READERS | {
    "When I am not here any more": "angela stan hannah maureen",
    "No time to think": "jo colette hannah maureen",
}
EVERYONE = "danny priya angela stan jo colette imran hannah maureen".split()  # noqa: SIM905


@pytest.mark.parametrize("title", READERS)
def test_each_hat_reads_and_writes_what_it_may(session, enter, visitor, title):
    thread = session.scalars(select(Thread).where(Thread.title == title)).one()
    reads, writes = set(), set()
    for slug in EVERYONE:
        client = enter(slug)
        if client.get(f"/talks/{thread.id}").status_code == 200:
            reads.add(slug)
        said = client.post(f"/talk/thread/{thread.id}", data={"words": f"{slug} thinks so."})
        if said.status_code == 303:
            writes.add(slug)
        assert said.status_code in {303, 404, 409}
    assert reads == set(READERS[title].split())
    assert writes == set(WRITERS[title].split())
    assert visitor.get(f"/talks/{thread.id}").status_code == 404


def test_what_was_disclosed_is_no_talk(session):
    titles = session.scalars(select(Thread.title)).all()
    assert sorted(titles) == sorted(READERS)


def _sends(somebody):
    """Press the first of two such buttons: one stands above all that can be added."""
    somebody.page.get_by_role("button", name="Send it").first.click()


def test_a_good_saturday_is_talked_about(meet):
    maureen, danny = meet("Maureen Tully"), meet("Danny Okafor")
    maureen.starts_at("/issues")
    maureen.follows("Talk")
    maureen.follows("Everyone")
    maureen.follows("Begin a talk")
    maureen.follows("Tell me about your …")
    maureen.writes("Tell me about your …", "good Sunday")
    maureen.writes("You could begin. What is yours like?", "Toast. Then nobody.")
    maureen.presses("Say it")
    maureen.sees_page("Tell me about your good Sunday")
    maureen.sees("Toast. Then nobody.")

    danny.starts_at("/boards")
    danny.follows("Tell me about your good Sunday")
    danny.sees("Maureen Tully")
    danny.writes("Do you want to say something?", "The match. A pie.")
    danny.presses("Say it")
    danny.sees("The match. A pie.")
    danny.follows(re.compile("^Answer"), danny.page.locator(".talk__post").first)
    danny.writes("Your answer", "Nobody is nice as well.")
    danny.chooses("With help to type")
    danny.picks("Who helped you?", "Jo Pickering")
    _sends(danny)
    danny.sees("Nobody is nice as well.")
    danny.sees("Said with help to type, by Jo Pickering.")

    maureen.starts_at("/news")
    maureen.sees("Somebody answered you.")
    maureen.follows("Tell me about your good Sunday")
    expect(maureen.page.get_by_text("Nobody is nice as well.").first).to_be_visible()
    assert not maureen.surprises and not danny.surprises


def test_somebody_speaks_without_their_name(meet):
    kath, colette = meet("Kath Brennan"), meet("Colette Ward")
    kath.starts_at("/boards")
    kath.follows("What is a good Saturday?")
    here = kath.where
    kath.follows("Add a photo, your voice, or hold back your name")
    kath.writes("What do you want to say?", "A door that I can lock.")
    kath.chooses("Hold my name back")
    _sends(kath)
    kath.sees("A door that I can lock.")
    colette.starts_at(here)
    said = colette.page.locator(".talk__post").filter(has_text="A door that I can lock.")
    expect(said).to_have_count(1)
    assert "Kath" not in (said.text_content() or "")
