"""The pack and the big screen of a place: what is in them, in which order, and what never is."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.issues.models import Issue
from coprod.issues.words import IssueKind, Status
from coprod.meetings import pack, queries
from coprod.people.models import Area
from coprod.promises.models import Promise
from tests.journeys.pages import part, words

STEPS = ("new", "choices", "pictures", "promises", "said")


@pytest.fixture
def at(place):
    return queries.AtPlace(place.id, place.area_id, place.name, place.picture)


@pytest.fixture
def promise(session, group):
    """Makes a promise about an issue, due so many days from now."""

    def make_one(issue, days, what="Mend the gate", **fields):
        made = Promise(
            area_id=issue.area_id,
            issue_id=issue.id,
            who_id=group.manager.id,
            what=what,
            by_when=today() + timedelta(days=days),
            made_on=today(),
            **fields,
        )
        session.add(made)
        session.flush()
        return made

    return make_one


def titles(some):
    return [one.title for one in some.rows]


def test_new_is_what_was_said_here_since_the_last_meeting(
    session, as_viewer, make, group, place, at, meet
):
    viewer = as_viewer(group.family)
    assert pack.since(session, at) == today() - timedelta(days=31)
    meet(group.staff, place, over=True, days_ago=10)
    meet(group.neighbour, group.elsewhere, over=True, days_ago=2)
    since = pack.since(session, at)
    assert since == today() - timedelta(days=10)
    make.issue(place, title="Before", raised_on=today() - timedelta(days=11))
    make.issue(place, title="That day", raised_on=since)
    make.issue(place, title="Today")
    make.issue(place, title="Taken back", taken_back_on=today())
    make.issue(place, title="Joined", status=Status.MERGED)
    make.issue(group.elsewhere, title="Elsewhere")
    found = pack.new_things(session, viewer, at, since, 4)
    assert (titles(found), found.more) == (["Today", "That day"], False)
    few = pack.new_things(session, viewer, at, since, 1)
    assert (titles(few), few.more) == (["Today"], True)


def test_what_waits_comes_longest_first_without_thanks(session, as_viewer, make, group, place, at):
    make.issue(place, title="Lately")
    make.issue(place, title="Long ago", raised_on=today() - timedelta(days=90))
    make.issue(place, title="Thank you", kind=IssueKind.THANKS)
    make.issue(place, title="Answered", status=Status.ACCEPTED)
    make.issue(group.elsewhere, title="Elsewhere")
    found = pack.waiting(session, as_viewer(group.staff), at, 4)
    assert titles(found) == ["Long ago", "Lately"]


def test_promises_come_late_first(session, as_viewer, make, group, place, at, promise):
    here, elsewhere = make.issue(place), make.issue(group.elsewhere)
    promise(here, 5, "Soon")
    promise(here, -9, "Late")
    promise(here, 20, "Later")
    promise(here, -20, "Kept", kept_on=today())
    promise(elsewhere, -30, "Elsewhere")
    promise(make.issue(place, taken_back_on=today()), -30, "Taken back")
    found = pack.unmet(session, as_viewer(group.family), at, 2)
    assert ([one.what for one in found.rows], found.more) == (["Late", "Soon"], True)


def test_a_name_held_back_is_on_no_sheet_and_no_screen(
    sign_in, make, group, place, session, meeting
):
    issue = make.issue(place, title="The lock", words="The lock is broken.")
    issue.author_id, issue.author_hat, issue.name_held = None, None, True
    make.issue(place, group.family, title="The bus", words="The bus is late.")
    for who in ("manager", "staff", "advocate", "family"):
        client = sign_in(getattr(group, who))
        sheet = part(client.get(f"/meetings/pack/{place.id}").text, "pack-1")
        assert "The lock is broken." in sheet
        assert "The bus is late." in sheet and "Our family" in sheet
        held = sheet[sheet.index("The lock is broken.") :]
        assert held.split("20")[0].count("Our ") == 0  # up to the year stands only its day
        screen = client.get(f"/meetings/{meeting.id}/screen/new?at=1").text.split("<main")[1]
        assert "The lock is broken." in screen
        assert "Our " not in screen.split("</main")[0]


def test_a_voice_that_nobody_wrote_down_is_said_to_be_one(sign_in, make, group, place):
    make.issue(place, words="Spoken words", title="Spoken words")
    sheet = part(sign_in(group.family).get(f"/meetings/pack/{place.id}").text, "pack-1")
    assert "Somebody said this with their voice. Listen on the site." in sheet


def test_an_empty_pack_has_kind_words_on_every_sheet(sign_in, group, place):
    page = sign_in(group.family).get(f"/meetings/pack/{place.id}").text
    for number, says in (
        (1, "Nothing new since then. What would you like to say?"),
        (2, "Nothing waits for us. What shall we choose next?"),
        (3, "We count nothing now. That is fine."),
        (4, "No promise is waiting."),
    ):
        assert says in part(page, f"pack-{number}")


def test_the_pack_costs_the_same_however_much_there_is(sign_in, make, group, place, promise):
    client = sign_in(group.family)
    url = f"/meetings/pack/{place.id}"
    promise(make.issue(place), 1)
    client.get(url)
    cost = client.statements
    for n in range(20):
        promise(make.issue(place, words=f"Thing {n}. " + "word " * 200), -n)
    page = words(client.get(url).text)
    assert client.statements == cost <= 9
    assert page.count("There is more on the site.") == 3
    assert "…" in page  # long words are cut at a word; all of them are on the site


def test_a_pack_is_about_one_place(sign_in, make, group, place, promise, visitor):
    area = make.session.get(Area, place.area_id)
    others = [make.place(area, name=f"House {n}") for n in range(3)]
    for other in others:
        promise(make.issue(other, title=f"Of {other.name}"), -5, f"Of {other.name}")
    for who in ("family", "advocate"):
        client = sign_in(getattr(group, who))
        page = client.get(f"/meetings/pack/{place.id}").text
        assert "House " not in page
        assert "House " not in client.get(f"/meetings/pack/{place.id}?place={others[0].id}").text


def test_the_big_screen_leads_through_one_thing_at_a_time(
    sign_in, make, group, place, meeting, promise
):
    for title in ("One", "Two"):
        promise(make.issue(place, words=title, title=title), -5, f"Promise {title}")
    client = sign_in(group.uses_services)
    url, seen = f"/meetings/{meeting.id}/screen/new", []
    while url:
        page = client.get(url).text
        seen.append(url)
        assert "My turn" not in page and "Your turn" not in words(page)
        back = page.split('rel="prev" href="')
        assert len(seen) == 1 or len(back) == 2
        after = page.split('rel="next" href="')
        url = after[1].split('"')[0] if len(after) == 2 else ""
    assert [one.split("screen/")[1] for one in seen] == [
        "new",
        "new?at=1",
        "choices",
        "choices?at=1",
        "pictures",
        "promises",
        "promises?at=1",
        "said",
    ]


@pytest.mark.parametrize("at_number", ["-1", "99", "999999999999999999999", "x"])
def test_a_number_out_of_reach_is_no_trouble(at_number, sign_in, group, meeting):
    for step in STEPS:
        url = f"/meetings/{meeting.id}/screen/{step}?at={at_number}"
        assert sign_in(group.family).get(url).status_code == 200


def test_the_screen_is_there_while_the_meeting_goes_on(sign_in, group, meet, place):
    over = meet(group.staff, place, over=True)
    answer = sign_in(group.family).get(f"/meetings/{over.id}/screen/new")
    assert answer.status_code == 409
    assert "This meeting is over." in words(answer.text)
    assert sign_in(group.family).get(f"/meetings/{over.id}/screen/elsewhere").status_code == 404


def test_anybody_can_show_a_card_and_nothing_is_kept_of_it(visitor, sign_in, session, group):
    for client in (visitor, sign_in(group.stranger)):
        sheet = client.get("/meetings/cards").text
        for colour, says in (
            ("red", "Stop. I do not understand."),
            ("yellow", "Slow down. Please explain."),
            ("green", "Yes. Please go on."),
        ):
            assert says in words(sheet)
            page = client.get(f"/meetings/cards/{colour}").text
            assert f"{colour.capitalize()} card" in words(page) and says in words(page)
        assert client.get("/meetings/cards/blue").status_code == 404
    assert session.query(Issue).count() == 0
