"""Another day for a promise hides nothing: the first day sorts it, and what was late stays late."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.meetings import pack
from coprod.meetings.queries import AtPlace
from coprod.promises import keeping, listing, queries
from coprod.promises.keeping import Changed
from coprod.promises.listing import Show
from coprod.promises.models import Promise
from coprod.text import dated
from tests.journeys.pages import words


def far():
    return today() + timedelta(days=400)


@pytest.fixture
def promises(answer, everyone, issue, make, session):
    """Makes a promise of the manager, so many days ago, for a day so many days from now."""

    def make_one(what, due, *, made=40):
        by_when = today() + timedelta(days=due)
        given = {"what": what, "by_when": by_when, "on": make.days_ago(made)}
        answer_id = answer(everyone.manager, issue, **given).id
        return session.query(Promise).filter_by(answer_id=answer_id).one()

    return make_one


@pytest.fixture
def move(session, everyone, as_viewer, make):
    """Gives a promise another day, so many days ago."""

    def give(promise, day, *, ago=0):
        new = Changed(what=promise.what, by_when=day, why="We need more time.", edits=promise.edits)
        on = make.days_ago(ago)
        keeping.change(session, as_viewer(everyone.manager), promise, new, on=on)
        session.flush()

    return give


@pytest.fixture
def listed(session, issue):
    def whats(show):
        return [one.what for one in listing.page(session, [issue.area_id], True, show, None)[0]]

    return whats


def test_a_late_promise_that_is_given_another_day_stays_late_and_first(
    session, visitor, sign_in, everyone, as_viewer, issue, place, promises, move, listed
):
    """No job wrote down that it is late: its days say so."""
    promises("Bring a cake", 3)
    late = promises("Ask head office", -8)
    promises("Ring the bell", -2)
    move(late, far())
    assert listed(Show.LATE) == ["Ask head office", "Ring the bell"]
    assert listed(Show.OPEN) == ["Ask head office", "Ring the bell", "Bring a cake"]
    assert listed(Show.CHANGED) == ["Ask head office"]
    viewer = as_viewer(everyone.manager)
    mine = queries.promised_by(session, viewer)
    at = AtPlace(place.id, place.area_id, place.name, place.picture)
    for found in (mine, pack.unmet(session, viewer, at, 3).rows):
        assert [one.what for one in found] == ["Ask head office", "Ring the bell", "Bring a cake"]
        assert (found[0].state, found[0].label) == ("late", "Late by 8 days")
    was = today() - timedelta(days=8)
    told = f"It was for {was:%A} {was.day} {was:%B %Y}."
    now = f"{far():%A} {far().day} {far():%B %Y}."
    pages = ["/promises", "/promises?show=late", f"/promises/{late.id}", f"/issues/{issue.id}"]
    for client, paths in (
        (visitor, ["/", *pages]),
        (sign_in(everyone.family), ["/", f"/meetings/pack/{place.id}"]),
        (sign_in(everyone.manager), ["/", "/my-things/mine"]),
    ):
        for path in paths:
            page = words(client.get(path).text)
            card = page[page.index("Ask head office") :]
            assert told in card, path
            assert f"{'By' if 'pack' in path else 'Now it is for'} {now}" in card, path
            late_here = ("Late by 8 days", "It is 8 days late.")
            assert any(one in card[:400] for one in late_here), path
            assert "Ring the bell" not in card[: card.index(told)], path
    move(late, today() + timedelta(days=5))  # soon, and so the turn of whoever promised it
    assert late.missed == was and listed(Show.LATE)[0] == "Ask head office"
    page = words(sign_in(everyone.manager).get("/").text)
    assert page.count("Ask head office") == 1
    assert "You promised this. It is 8 days late. It was for" in page
    keeping.keep(session, viewer, late, "They said yes.", all_done=False)
    assert listed(Show.LATE) == ["Ring the bell"]
    assert "Late by" not in words(visitor.get(f"/promises/{late.id}").text)


def test_a_day_that_is_given_in_time_is_no_late_promise_until_it_goes_by_too(
    session, visitor, promises, move, listed
):
    later = promises("Paint the hall", 2)
    moved = promises("Mend the ramp", -6)
    move(moved, today(), ago=6)  # on its very day
    assert (moved.missed, moved.first_by) == (None, today() - timedelta(days=6))
    assert listed(Show.LATE) == []
    assert listed(Show.OPEN) == ["Mend the ramp", "Paint the hall"]
    page = words(visitor.get(f"/promises/{moved.id}").text)
    assert "Late by" not in page and "Changed" in page
    assert "Late promises" not in visitor.get("/").text
    for one in (later, moved):
        move(one, today() - timedelta(days=1), ago=5)
    assert later.first_by == today() - timedelta(days=1)  # an earlier day counts as its first
    assert listed(Show.LATE) == ["Mend the ramp", "Paint the hall"]
    assert "Late by 1 day" in words(visitor.get(f"/promises/{moved.id}").text)


def test_a_page_goes_on_where_the_last_one_ended_by_the_first_day(session, issue, promises, move):
    """Also where every promise was given another day, in an order of its own."""
    made = [promises(f"Number {n}", -60 + n // 2, made=90) for n in range(60)]
    for n, one in enumerate(made):
        move(one, far() + timedelta(days=n * 37 % 60))
    for show in (Show.OPEN, Show.LATE, Show.CHANGED):
        found, after = [], None
        while len(found) < 60:
            page, after = listing.page(session, [issue.area_id], False, show, after)
            found += [one.id for one in page]
            assert after in (None, dated(page[-1].first_by, page[-1].id))
        assert (found, after) == ([one.id for one in made], None)
