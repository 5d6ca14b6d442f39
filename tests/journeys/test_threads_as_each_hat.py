"""The six talks of the demo data in a browser, as one person of each hat sees them."""

import json

import pytest
from sqlalchemy import select

from coprod.concerns.models import Concern
from coprod.demo.load import DATA
from forums.models import Thread

TALKS = json.loads(DATA.read_text(encoding="utf-8"))["forum_threads"]
EVERYONE, ROW, CARD, DOCTOR, FAMILIES, STAFF = (one["id"] for one in TALKS)
ALL, WIDE = {EVERYONE, ROW, DOCTOR, FAMILIES, STAFF}, {EVERYONE, DOCTOR}
HATS = {  # who wears it, what they read, where they write, and whether they look after Mill Lane
    "uses services here": ("danny", ALL, WIDE | {ROW}, False),
    "uses services elsewhere": ("priya", ALL - {ROW}, WIDE, False),
    "family here": ("angela", ALL - {STAFF}, ALL - {STAFF}, False),
    "family elsewhere": ("stan", ALL - {ROW, STAFF}, ALL - {ROW, STAFF}, False),
    "staff here": ("jo", ALL - {FAMILIES}, ALL - {FAMILIES}, False),
    "staff elsewhere": ("fiona", WIDE | {STAFF}, WIDE | {STAFF}, False),
    "manager here": ("colette", ALL - {FAMILIES}, ALL - {FAMILIES}, False),
    "manager elsewhere": ("graham", WIDE | {STAFF}, WIDE | {STAFF}, False),
    "commissioner": ("imran", WIDE, WIDE, False),
    "moderator and contact": ("hannah", ALL, ALL, True),
    "peer moderator": ("maureen", ALL, ALL, True),
    "contact": ("rosa", WIDE, WIDE, False),
    "site admin": ("owen", WIDE, WIDE, False),
    "signed out": ("", set(), set(), False),
}
CONTACTS = {"hannah", "rosa"}
NO_TRACE = "bank card", "Somebody has my", "maureen can come", "for singing", "/concerns"
DOWN = "This message was taken down. It broke this rule: no names of workers when it is bad."


SAY = "Do you want to say something?"
ELSEWHERE = "/boards/find?words=card", "/moderation/log"
PUBLIC = [one for one in TALKS if one["id"] != CARD]
DISCLOSED = next(one for one in TALKS if one["id"] == CARD)


@pytest.fixture
def look(browser, site, scripts, enter, app):
    """Open an address as somebody: whether it opens, what it shows, and the tab."""
    context = browser.new_context(java_script_enabled=scripts)
    tab, name = context.new_page(), app.config["SESSION_COOKIE_NAME"]
    surprises = []
    tab.on("pageerror", lambda error: surprises.append(str(error)))

    def come_in(slug):
        context.clear_cookies()
        if slug:
            kept = enter(slug).get_cookie(name).value
            context.add_cookies([{"name": name, "value": kept, "url": site}])

    def seen(path):
        answer = tab.goto(site + path, wait_until="domcontentloaded")
        opened = answer.ok and tab.url == site + path
        return opened, " ".join(tab.get_by_role("main").inner_text().split()), tab

    yield come_in, seen
    assert not surprises
    context.close()


def test_each_hat_sees_what_it_may_and_no_more(look, session):
    come_in, seen = look
    ids = dict(session.execute(select(Thread.title, Thread.id)).all())
    told = f"/concerns/{session.scalars(select(Concern.id)).one()}"
    session.commit()
    for hat, (slug, reads, writes, looks_after) in HATS.items():
        come_in(slug)
        opens, main, tab = seen("/boards")
        assert opens == bool(slug), hat
        sources = [tab.content()]
        assert {one["id"] for one in TALKS if one["title"] in main} <= reads, hat
        for talk in PUBLIC:
            opens, main, tab = seen(f"/talks/{ids[talk['title']]}")
            assert opens == (talk["id"] in reads), (hat, talk["title"])
            sources.append(tab.content())
            if opens:
                _is_whole(talk, main, tab, hat)
            else:
                assert not [one for one in talk["posts"] if one["text"] in main], hat
            assert bool(tab.get_by_label(SAY).count()) == (talk["id"] in writes), (hat, talk)
            if talk["id"] == ROW and opens:
                more = tab.get_by_role("link", name="More").first.get_attribute("href")
                assert ("Look after this" in seen(more)[1]) == looks_after, hat
        sources += [seen(path)[2].content() for path in ELSEWHERE]
        opens, main, tab = seen(told)
        assert opens == (slug in CONTACTS), hat
        if slug in CONTACTS:
            assert [one for one in DISCLOSED["posts"] if one["text"] not in main] == [], main
        else:
            sources.append(tab.content().replace(told, ""))
            assert not [one for one in sources for trace in NO_TRACE if trace in one], hat


def _is_whole(talk, main, tab, hat):
    """Every message that was shown is, in its order; what was taken down leaves its rule alone."""
    at = 0
    for post in talk["posts"]:
        words = DOWN if post["state"] == "taken down" else post["text"]
        assert words in main[at:], (hat, talk["title"], words)
        at = main.index(words, at)
    assert tab.locator(".talk__post").count() == len(talk["posts"]), (hat, talk["title"])
    assert ("It named a member of staff" in main) is False
    changed = [one for one in talk["posts"] if one.get("edited_by_author")]
    assert main.count("Changed. See what it said before") == len(changed)
    helped = [one for one in talk["posts"] if one.get("said_as") == "with help to type"]
    assert main.count("Said with help to type, by Jo Pickering.") == len(helped)
    assert "A person reads each message first." not in main, "the day of slowness is over"
