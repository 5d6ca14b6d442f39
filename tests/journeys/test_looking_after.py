"""Hannah looks after the talk: what waits, what she does, and what everybody is told of it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from coprod.db import now
from forums.models import Post, Thread
from tests.journeys.month.scenes import proves

THE_ROW = "Who decided to cut the second night worker?"
ROUNDS, ROW = "Hannah does the rounds", "A row, and slowing down"


@pytest.fixture
def row(session):
    """The id of the heated talk at Mill Lane."""
    found = session.scalars(select(Thread.id).where(Thread.title == THE_ROW)).one()
    session.commit()  # nobody waits for what a test only reads
    return found


@pytest.fixture
def newest(session):
    """The id of the message that was said last, wherever it was said."""

    def find() -> int:
        found = session.scalars(select(Post.id).order_by(Post.id.desc()).limit(1)).one()
        session.commit()
        return found

    return find


RING = "Ring me on 07700 900123 about it."


def _says(somebody, talk, words):
    somebody.starts_at(talk)
    somebody.writes("Do you want to say something?", words)
    somebody.presses("Say it")
    if words == RING:
        somebody.sees("It looks like there is a phone number in it.")
        somebody.presses("Send it as it is: a person reads it first")
    expect(somebody.page.locator(".talk__post").filter(has_text=words)).to_have_count(1)


@proves(ROUNDS, "Each wait is shown in hours.")
def test_each_wait_is_shown_in_hours(meet, row):
    bev = meet("Bev Ashworth")
    _says(bev, f"/talks/{row}", RING)
    bev.sees("A person reads it first.")
    hannah = meet("Hannah Lowe")
    hannah.starts_at("/your-turn")
    hannah.follows("Somebody waits for you in the talk")
    hannah.sees("A computer rule paused it.")
    waits = re.findall(r"It waits for (less than 1|\d+) hours?\.", hannah.reads())
    assert waits, hannah.reads()
    hannah.sees("We promised to look by")


@proves(ROUNDS, "The author is told in words, with the rule and how to ask again.")
def test_the_author_is_told_in_words(meet, row, newest):
    bev = meet("Bev Ashworth")
    _says(bev, f"/talks/{row}", RING)
    hannah = meet("Hannah Lowe")
    look = f"/moderation/look/post/{newest()}"
    hannah.starts_at(look)
    hannah.presses("I look at this")
    hannah.sees("You look at this.")
    hannah.follows("Send it back with a note")
    hannah.writes(
        "What do you say to the person?", "Please leave the number out. People can read it."
    )
    hannah.presses("Send it back with a note")
    bev.starts_at("/my-things")
    told = bev.part("What happens with my words")
    bev.sees("It came back to you. Nobody else sees it.", told)
    bev.sees("Please leave the number out.", told)
    bev.sees("An advocate", told)

    angela = meet("Angela Okafor")
    _says(angela, f"/talks/{row}", "The night worker with the red car is useless.")
    hannah.starts_at(f"/moderation/look/post/{newest()}/take-down")
    hannah.chooses("No names of workers when it is bad.")
    hannah.presses("Take it down")
    angela.starts_at("/my-things")
    told = angela.part("What happens with my words")
    angela.sees("It was taken down.", told)
    angela.sees("No names of workers when it is bad.", told)
    angela.follows(re.compile("^Ask again: somebody different will look"), told)
    angela.presses("Ask again")
    angela.sees("Somebody different will look.")

    maureen = meet("Maureen Tully")  # who looks after the talk as an equal
    hannah.starts_at("/moderation")
    hannah.does_not_see("Asked again")
    maureen.starts_at("/moderation")
    maureen.follows(re.compile("^Taken down"))
    maureen.chooses("No, take it back")
    maureen.writes("What do you say to the person?", "It names nobody.")
    maureen.presses("Decide")
    angela.starts_at("/my-things")
    angela.sees("Somebody different looked. It was taken back.")
    angela.starts_at(f"/talks/{row}")
    angela.sees("The night worker with the red car is useless.")


@proves(ROW, "A manager cannot take down or lock a thread about their own service.")
def test_a_manager_cannot_touch_it(meet, session, row):
    colette = meet("Colette Ward")
    colette.starts_at(f"/talks/{row}")
    expect(colette.page.get_by_role("link", name="Look after this")).to_have_count(0)
    post = session.scalars(
        select(Post.id).where(Post.subject_kind == "thread", Post.subject_key == row)
    ).first()
    session.commit()
    for thing in (f"thread/{row}", f"post/{post}"):
        for what in ("lock", "take-down", "slow", "let-be", "pin"):
            sent = {"note": "No.", "rule": "kind", "days": "1"}
            status, _ = colette.forges(f"/moderation/look/{thing}/{what}", **sent)
            assert status in {403, 404}
    assert not colette.may_open("/moderation")
    session.expire_all()
    assert session.get(Thread, row).locked_on is None


@proves(ROW, "Slow mode ends by itself.")
def test_slow_mode_ends_by_itself(meet, session, row):
    hannah, kath = meet("Hannah Lowe"), meet("Kath Brennan")
    hannah.starts_at(f"/moderation/look/thread/{row}/slow")
    hannah.chooses("1 day")
    hannah.presses(hannah.page.get_by_role("heading", level=1).inner_text())
    talk = f"/talks/{row}"
    kath.starts_at(talk)
    kath.sees("A person reads each message first.")
    _says(kath, talk, "Who hears me when I call?")
    kath.sees("A person reads it first.")
    colette = meet("Colette Ward")
    colette.starts_at(talk)
    colette.does_not_see("Who hears me when I call?")

    session.expire_all()
    slowed = session.get(Thread, row)
    assert timedelta(hours=23) < slowed.slow_until - now() < timedelta(hours=25)
    slowed.slow_until = now() - timedelta(minutes=1)  # the day goes by
    session.commit()
    _says(kath, talk, "And who comes?")
    colette.starts_at(talk)
    colette.sees("And who comes?")
    colette.does_not_see("A person reads each message first.")


@proves(ROW, "The moderation log shows what was done and why, without the message.")
def test_the_log_shows_what_was_done_and_why(meet, row, newest):
    bev, hannah, stranger = meet("Bev Ashworth"), meet("Hannah Lowe"), meet()
    _says(bev, f"/talks/{row}", "She drinks at home. Everybody knows it.")
    hannah.starts_at(f"/moderation/look/post/{newest()}/take-down")
    hannah.chooses("Nobody else's private things.")
    hannah.presses("Take it down")
    bev.starts_at(f"/talks/{row}")
    bev.sees("This message was taken down.")
    bev.does_not_see("She drinks at home")
    stranger.starts_at("/moderation/log")
    stranger.sees("Taken down")
    stranger.sees("Nobody else's private things.")
    said = stranger.reads()
    for hidden in ("drinks", "Bev", "Hannah", "Mill Lane"):
        assert hidden not in said
