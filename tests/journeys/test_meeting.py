"""A meeting in the Mill Lane kitchen: the pack, the big screen, what is said, and afterwards."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from coprod.db import today
from coprod.issues.models import Issue, IssuePlace
from coprod.people.models import Place
from coprod.promises.models import Promise
from tests.journeys.paper import cut_off, not_for_paper, on_paper, sheets, smallest_print


@pytest.fixture
def maureen(meet):
    return meet("Maureen Tully")


def test_a_meeting_from_the_pack_to_taking_words_back(meet, maureen):
    maureen.starts_at()
    maureen.follows("Print the pack for Mill Lane")
    on_paper(maureen.page)
    assert smallest_print(maureen.page) >= 16
    assert cut_off(maureen.page) == []
    assert sheets(maureen.page) == 4
    assert not_for_paper(maureen.page) == []
    lines = maureen.page.locator(".pack__lines")  # a background: printed only if it says so
    expect(lines).to_have_css("print-color-adjust", "exact")
    at_the_desk(maureen)

    begin(maureen)
    everybody_is_here(maureen)
    page_through(maureen)
    write_down(maureen, "I want the late bus.", "Danny Okafor", "Out loud")
    write_down(maureen, "", "Somebody in the room", "With a red card: stop")
    maureen.sees("Showed a red card: stop, I do not understand.")
    end(maureen)
    maureen.sees("I want the late bus.")
    maureen.sees("2 more: people who use services")
    on_paper(maureen.page)
    assert not_for_paper(maureen.page) == []
    assert smallest_print(maureen.page) >= 16
    at_the_desk(maureen)

    danny = meet("Danny Okafor")
    danny.starts_at("/my-things")
    danny.follows("Me in meetings")
    mine = danny.page.locator(".said-here").first
    danny.sees("I want the late bus.", mine)
    mine.get_by_role("link", name="That is not what I said").click()
    danny.writes("What did you say?", "I want the early bus.")
    danny.presses("That is not what I said")
    mine = danny.page.locator(".said-here").first
    danny.sees("I want the early bus.", mine)
    danny.presses("Take it back", mine)
    danny.does_not_see("I want the late bus.")
    danny.presses("Take my name off", danny.page.locator("article").first)
    maureen.page.reload()
    maureen.does_not_see("I want the late bus.")
    maureen.does_not_see("Danny Okafor", maureen.page.locator(".minutes"))
    assert not (maureen.troubles or danny.troubles)


def at_the_desk(maureen):
    maureen.page.emulate_media(media="screen")
    maureen.page.set_viewport_size({"width": 1280, "height": 900})


def begin(maureen):
    maureen.starts_at()
    maureen.page.get_by_role("link", name="The next meeting is on").click()
    maureen.sees("You can begin it on that day.")
    maureen.follows("Change the meeting")
    maureen.writes("Which day?", today().isoformat())
    maureen.presses("Save it")
    maureen.follows("Begin the meeting")
    maureen.sees_page("Before you begin")
    maureen.sees("Everybody in the room sees the big screen.")
    maureen.presses("Begin the meeting")
    maureen.sees_page("New things")


def everybody_is_here(maureen):
    maureen.follows("Mill Lane meeting")
    maureen.follows("Who is here")
    maureen.chooses("Danny Okafor", "Jo Pickering", "Maureen Tully")
    maureen.writes("First name of somebody with no account", "Sue")
    maureen.writes("More people who use services", "2")
    maureen.presses("Save the list")
    maureen.sees("Sue", maureen.part("On the list"))
    maureen.follows("Mill Lane meeting")
    maureen.follows("Big screen")


def page_through(maureen):
    """One big thing at a time, to the end, and nobody's own things among them.

    Where to go on is seen without scrolling, and with scripts the arrow keys lead there.
    """
    maureen.page.set_viewport_size({"width": 1280, "height": 720})
    seen = []
    for _page in range(40):
        seen.append(maureen.page.get_by_role("heading", level=1).inner_text().strip())
        for private in ("Your turn", "signed in as Maureen"):
            assert private not in maureen.page.locator("body").inner_text()
        big = maureen.page.locator(".screen__thing, .meeting-choices, article.over-time")
        assert big.count() <= 1, maureen.where
        onward = maureen.page.get_by_role("link", name="Next", exact=True)
        if not onward.count():
            break
        expect(onward).to_be_in_viewport(ratio=1)
        turn(maureen, "ArrowRight", "Next")
    steps = list(dict.fromkeys(seen))
    assert steps == ["New things", "Choices", "What we count", "Promises", "What we say"]
    turn(maureen, "ArrowLeft", "Go back")
    maureen.sees_page("Promises")


def turn(maureen, key, words):
    """Go on or back: with the keys where they lead there, else with the link."""
    if maureen.scripts:
        to = maureen.page.get_by_role("link", name=words, exact=True).get_attribute("href")
        maureen.page.keyboard.press(key)
        maureen.page.wait_for_url(f"**{to}")
    else:
        maureen.follows(words)


def write_down(maureen, words, who, how):
    maureen.starts_at(maureen.where)
    maureen.follows("Write down what somebody says")
    if words:
        maureen.writes("What did they say?", words)
    maureen.chooses(who, how)
    maureen.presses("Write it down")
    maureen.sees_page("What we say")


def end(maureen):
    maureen.follows("Mill Lane meeting")
    maureen.follows("End the meeting")
    maureen.writes("When is the next meeting?", (today() + timedelta(days=28)).isoformat())
    maureen.presses("End the meeting")
    maureen.sees_page("Mill Lane meeting")
    maureen.sees("Over")


WIDE = "WWWWWWWWWWWW " * 380  # letters as wide as they come, as many as words may have


def test_however_much_there_is_the_pack_is_four_sheets(session, maureen, somebody):
    place = session.scalars(select(Place).where(Place.slug == "mill-lane")).one()
    author = somebody("danny")
    for n in range(30):
        issue = Issue(
            area_id=place.area_id,
            place_id=place.id,
            title=f"{n} {WIDE}"[:200],
            words=f"{n} {WIDE}"[:4900],
            author_id=author.id,
            raised_on=today(),
        )
        session.add(issue)
        session.flush()
        session.add(IssuePlace(issue_id=issue.id, place_id=place.id))
        session.add(
            Promise(
                area_id=place.area_id,
                issue_id=issue.id,
                who_id=author.id,
                what=WIDE[:400],
                by_when=today() - timedelta(days=99 + n),
                missed=today() - timedelta(days=199 + n),  # and both days are told
                made_on=today(),
            )
        )
    session.commit()
    maureen.starts_at(f"/meetings/pack/{place.id}")
    assert sheets(maureen.page) == 4
    on_paper(maureen.page)
    assert cut_off(maureen.page) == []
    assert smallest_print(maureen.page) >= 16
    maureen.sees("There is more on the site.")
