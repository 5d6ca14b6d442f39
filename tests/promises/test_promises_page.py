"""Every promise, for everyone: the oldest unmet first, late ones in words."""

import re
from datetime import timedelta

import pytest

from coprod.db import today
from coprod.people.hats import HatKind
from coprod.promises import listing, queries
from coprod.promises.listing import Show
from coprod.promises.models import Promise


@pytest.fixture
def many(session, make, everyone, issue):
    made = []
    for n in range(60):
        promise = Promise(
            area_id=issue.area_id,
            issue_id=issue.id,
            who_id=everyone.manager.id,
            what=f"Promise {n}",
            by_when=today() + timedelta(days=n % 9 - 4),
            made_on=make.days_ago(30),
            kept_on=today() - timedelta(days=n % 4) if n % 2 else None,
        )
        session.add(promise)
        made.append(promise)
    session.flush()
    return made


def shows(kept):
    return Show.KEPT if kept else Show.OPEN


@pytest.mark.parametrize("kept", [True, False])
def test_pages_together_are_the_whole_list(kept, session, many, issue):
    found, after = [], None
    while True:
        page, after = listing.page(session, [issue.area_id], False, shows(kept), after)
        found += [one.id for one in page]
        if after is None:
            break
    theirs = [one for one in many if bool(one.kept_on) is kept]
    if kept:
        expected = sorted(theirs, key=lambda one: (one.kept_on, one.id), reverse=True)
    else:
        expected = sorted(theirs, key=lambda one: (one.by_when, one.id))
    assert found == [one.id for one in expected]


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("last", [0, 24])
def test_a_promise_that_changes_meanwhile_moves_no_other(kept, last, session, many, issue):
    first, after = listing.page(session, [issue.area_id], False, shows(kept), None)
    promise = session.get(Promise, first[last].id)
    if kept:
        promise.kept_on = today()
    else:
        promise.by_when += timedelta(days=9)
    session.flush()
    expected = [one.id for one in many if bool(one.kept_on) is kept]
    found = [one.id for one in first]
    while after:
        page, after = listing.page(session, [issue.area_id], False, shows(kept), after)
        found += [one.id for one in page if kept or one.id != promise.id]
    assert sorted(found) == expected


@pytest.mark.parametrize("at", [10, 40])  # one that is not kept yet, and one that is
def test_my_own_promises_go_on_where_the_page_ended(at, session, many, everyone, as_viewer):
    viewer = as_viewer(everyone.manager)
    every = [one.id for one in queries.promised_by(session, viewer)]
    first = queries.promised_by(session, viewer, most=at)
    last = session.get(Promise, first[-1].id)
    last.by_when += timedelta(days=9)
    last.kept_on = last.kept_on or today()
    session.flush()
    rest = queries.promised_by(session, viewer, after=queries.ended(first[-1]))
    assert [one.id for one in rest if one.id != last.id] == every[at:]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?show=late",
        "?show=changed",
        "?show=kept",
        "?show=worst",
        "?after=3",
        "?show=late&after=2026-05-01.3",
        "?after=2026-05-01.3",
        "?after=99999999999999999999",
    ],
)
def test_visitors_read_promises_at_a_constant_cost(query, visitor, many):
    assert visitor.get(f"/promises{query}").status_code == 200
    assert visitor.statements <= 3, visitor.asked


def test_how_late_is_said_in_words(visitor, many):
    assert "Late by 4 days" in visitor.get("/promises").text


def test_the_history_stands_in_the_card_of_its_promise(visitor, sign_in, everyone, promise, issue):
    sign_in(everyone.manager).post(f"/promises/{promise.id}/not-kept", data={"why": "It broke."})
    for path in ("/promises", f"/promises/{promise.id}", f"/issues/{issue.id}"):
        html = visitor.get(path).text
        card = html[html.index('<div class="promise ') :]
        inside = card[: card.index("It broke.")]
        assert inside.count("<div") - inside.count("</div>") == 2, path  # the card and its part


def test_a_promise_is_open_and_a_closed_issues_title_is_not(
    visitor, sign_in, everyone, many, issue
):
    issue.published = False
    text = visitor.get("/promises").text
    assert "Promise 0" in text and "A late bus" not in text
    assert "A late bus" in sign_in(everyone.family).get("/promises").text


def test_what_was_taken_back_shows_no_title(sign_in, everyone, many, issue):
    issue.taken_back_on = today()
    assert "A late bus" not in sign_in(everyone.family).get("/promises").text


def test_my_things(session, many, everyone, issue, as_viewer):
    from coprod.people.models import Person

    mine = queries.promised_by(session, as_viewer(everyone.manager))
    assert len(mine) == 60 and mine[0].kept_on is None
    raiser = as_viewer(session.get(Person, issue.author_id))
    assert len(queries.asked_of(session, raiser)) == 60
    assert queries.asked_of(session, as_viewer(everyone.family)) == []


def test_who_promises_in_their_job_is_named_to_everyone_and_nobody_else_is(
    visitor, sign_in, make, answer, everyone, issue
):
    """A worker who is also family elsewhere answered as a worker: that is what they said it as."""
    make.hat(everyone.staff, make.place(), HatKind.FAMILY)
    tomorrow = today() + timedelta(days=1)
    for person in (everyone.staff, everyone.family, everyone.uses_services):
        answer(person, issue, what=f"What {person.name} does", by_when=tomorrow)
    for path in ("/promises", f"/issues/{issue.id}"):
        page = re.sub(r"What Our \w+ does", "", visitor.get(path).text)
        assert "Our staff" in page
        assert "Family or a friend" in page and "A person who uses services" in page
        assert "Our family" not in page and "Our uses_services" not in page
        page = re.sub(r"What Our \w+ does", "", sign_in(everyone.advocate).get(path).text)
        assert "Our family" in page and "Our uses_services" in page
