"""Checking on what was kept: whose turn it is, saying that it is still there, and another go."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.first_page import ask
from coprod.people.hats import HatKind
from improvement_cycles import checks, goes, turns
from improvement_cycles.doing_models import UpkeepCheck
from improvement_cycles.go_models import Cycle
from improvement_cycles.team import NewMember, put
from improvement_cycles.words import GoState, Outcome, TeamJob


def later():
    return today() + timedelta(days=90)


@pytest.fixture
def kept(session, tries):
    """A go that was kept, kept up by Marek, and due to be checked yesterday. Another is not due."""
    due, not_yet = (_kept(tries) for _ in "12")
    due.check_on, not_yet.check_on = today() - timedelta(days=1), later()
    session.commit()
    return due


def _kept(tries):
    cycle = tries.decided("stopped")
    cycle.decision, cycle.owner_of_upkeep_id = Outcome.KEPT, tries.marek.id
    return cycle


def to_check(session, tries, person):
    found = turns.turns(ask(session, tries.as_(person), 0, [turns.ASKS]))
    return [one.cycle_id for one in found if one.waits == "check"]


def test_the_team_is_asked_to_check_until_somebody_has(session, tries, kept, sign_in):
    for person in (tries.danny, tries.angela, tries.marek):
        assert to_check(session, tries, person) == [kept.id]
    assert to_check(session, tries, tries.colette) == []  # she cannot write here
    browser, url = sign_in(tries.danny), f"/tries/goes/{kept.id}"
    assert "Time to check on it" in browser.get("/").text
    assert f"{url}/still-there" in browser.get(url).text
    page = browser.get(f"{url}/still-there").text
    assert "It is still there" in page and "Plan the next go" in page
    secrets = re.findall(r'name="once" value="([^"]+)"', page.split("<main")[1])
    assert len(set(secrets)) == 2  # two buttons, two presses
    sent = {"check_on": later().isoformat(), "once": "one-press"}
    pressed = {browser.post(f"{url}/still-there", data=sent).location for _ in "123"}
    assert pressed == {url}
    session.refresh(kept)
    assert kept.check_on == later()
    assert to_check(session, tries, tries.danny) == []
    assert "Time to check on it" not in browser.get("/").text
    check = session.scalars(select(UpkeepCheck)).one()
    assert (check.cycle_id, check.by_id, check.on) == (kept.id, tries.danny.id, today())
    assert check.still_there and check.again_on == later()
    assert "it is still there." in browser.get(url).text


def test_another_go_ends_the_checking(session, tries, kept):
    danny = tries.as_(tries.danny)
    goes.plan_next(session, danny, tries.go(kept))
    session.flush()
    assert to_check(session, tries, tries.danny) == []
    with pytest.raises(Conflict, match="next go"):
        checks.still_there(session, danny, tries.go(kept), later())


def test_the_one_who_keeps_it_going_says_so_too(session, tries, kept):
    colette = tries.as_(tries.colette)
    with pytest.raises(NotAllowed, match="keeps it going"):
        checks.still_there(session, colette, tries.go(kept, tries.colette), later())
    kept.owner_of_upkeep_id = tries.colette.id
    session.flush()
    assert to_check(session, tries, tries.colette) == [kept.id]
    checks.still_there(session, colette, tries.go(kept, tries.colette), later())
    assert kept.check_on == later()


@pytest.mark.parametrize("who", ["imran", "neighbour"])
def test_nobody_outside_the_team_says_so(session, make, tries, kept, sign_in, who):
    person = make.person(tries.place) if who == "neighbour" else tries.imran
    url = f"/tries/goes/{kept.id}/still-there"
    sent = {"check_on": later().isoformat()}
    assert sign_in(person).get(url).status_code == 403
    assert sign_in(person).post(url, data=sent).status_code == 403
    session.refresh(kept)
    assert kept.check_on != later()


@pytest.mark.parametrize("day", ["", "soon", "today", "2020-01-01", "9999-12-31"])
def test_the_next_day_is_still_to_come(session, tries, kept, sign_in, day):
    url = f"/tries/goes/{kept.id}/still-there"
    sent = {"check_on": today().isoformat() if day == "today" else day}
    page = sign_in(tries.danny).post(url, data=sent)
    assert page.status_code == 422 and "There is a problem" in page.text
    with pytest.raises(Invalid):
        checks.still_there(session, tries.as_(tries.danny), tries.go(kept), today())


@pytest.mark.parametrize(
    ("state", "decision"), [(GoState.CLOSED, Outcome.STOPPED), (GoState.DECIDING, Outcome.KEPT)]
)
def test_only_what_was_kept_is_checked(session, tries, kept, state, decision, sign_in):
    kept.state, kept.decision = state, decision
    session.commit()
    with pytest.raises(Conflict, match="was not kept"):
        checks.still_there(session, tries.as_(tries.danny), tries.go(kept), later())
    browser, url = sign_in(tries.danny), f"/tries/goes/{kept.id}"
    assert "still-there" not in browser.get(url).text
    assert browser.get(f"{url}/still-there").status_code == 409


def test_somebody_who_left_the_team_is_not_asked(session, tries, kept):
    new = NewMember(tries.angela.id, TeamJob.HELPS)
    put(session, tries.as_(tries.danny), tries.go(kept), new)
    assert tries.angela.id in tries.go(kept).team
    outsider = tries.make.person(tries.place, HatKind.STAFF)
    assert to_check(session, tries, outsider) == []


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2026, 11, 28), 1, (2026, 12, 28)),
        ((2026, 11, 28), 3, (2027, 2, 28)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, then):
    assert checks.months_later(date(*day), months) == date(*then)


def test_it_is_asked_after_1_month_3_months_6_and_then_every_year(session, tries, kept):
    danny, go = tries.as_(tries.danny), tries.go(kept)
    kept.state = GoState.DECIDING
    assert checks.next_day(session, kept) == checks.months_later(today(), 1)
    kept.state = GoState.CLOSED
    for months in (3, 6, 12, 12, 12):
        day = checks.next_day(session, kept)
        assert day == checks.months_later(today(), months)
        checks.still_there(session, danny, go, day)
        assert kept.check_on == day


def test_a_look_that_failed_begins_the_asking_anew(session, tries, kept):
    danny, go = tries.as_(tries.danny), tries.go(kept)
    for _ in "123":
        checks.still_there(session, danny, go, checks.next_day(session, kept))
    checks.not_there(session, danny, go, "They lock the door again.")
    assert kept.check_on == checks.months_later(today(), 1)
    checks.still_there(session, danny, go, later())
    assert checks.next_day(session, kept) == checks.months_later(today(), 6)


def test_the_page_offers_the_day_that_comes_next(session, tries, kept, sign_in):
    page = sign_in(tries.danny).get(f"/tries/goes/{kept.id}/still-there").text
    assert f'value="{checks.months_later(today(), 3).isoformat()}"' in page


def test_no_says_what_is_different_and_plans_the_next_go_at_once(session, tries, kept, sign_in):
    browser, url = sign_in(tries.danny), f"/tries/goes/{kept.id}"
    sent = {"words": "They lock it again.", "plan": "1", "once": "one-press"}
    (gone,) = {browser.post(f"{url}/not-there", data=sent).location for _ in "12345"}
    new = session.scalars(select(Cycle).where(Cycle.next_of_id == kept.id)).one()
    assert gone == f"/tries/goes/{new.id}" and not new.locked
    check = session.scalars(select(UpkeepCheck)).one()
    assert (check.still_there, check.words) == (False, "They lock it again.")
    page = browser.get(url).text
    assert "it is not there, or not like it was." in page and "They lock it again." in page
    assert to_check(session, tries, tries.danny) == []
    assert browser.post(f"{url}/not-there", data={"words": "Again."}).status_code == 409


def test_no_without_a_new_go_is_asked_again_in_a_month(session, tries, kept, sign_in):
    kept.owner_of_upkeep_id = tries.colette.id
    session.commit()
    colette, url = sign_in(tries.colette), f"/tries/goes/{kept.id}"
    page = colette.get(f"{url}/still-there").text
    assert "Ask us again in 1 month" in page and "Plan the next go" not in page
    refused = colette.post(f"{url}/not-there", data={"words": "Gone.", "plan": "1"})
    assert refused.status_code == 403  # a manager plans nothing, and nothing of it is kept
    assert session.scalars(select(UpkeepCheck)).all() == []
    assert colette.post(f"{url}/not-there", data={"words": "Gone."}).location == url
    session.refresh(kept)
    assert kept.check_on == checks.months_later(today(), 1)
    assert to_check(session, tries, tries.danny) == []


def test_words_that_are_too_many_stay_typed(tries, kept, sign_in):
    url = f"/tries/goes/{kept.id}/not-there"
    page = sign_in(tries.danny).post(url, data={"words": "a" * 2001})
    assert page.status_code == 422 and "a" * 2001 in page.text
    assert "Use 2,000 letters or fewer." in page.text


def test_no_door_changes_what_somebody_found(session, tries, kept):
    checks.not_there(session, tries.as_(tries.danny), tries.go(kept), "Gone.")
    session.commit()
    for statement in ("UPDATE upkeep_check SET words = ''", "DELETE FROM upkeep_check"):
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement))
        session.rollback()
