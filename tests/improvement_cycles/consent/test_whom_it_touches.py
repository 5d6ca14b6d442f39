"""A plan says whom it touches, and they are the ones who are asked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Invalid
from coprod.people.models import Hat
from improvement_cycles import goes
from improvement_cycles.consent import aside
from improvement_cycles.consent.models import Affected
from tests.improvement_cycles.consent.saying import everyone_says_yes
from tests.journeys.pages import press, words


def test_a_plan_says_whom_it_touches(tries):
    cycle = tries.draft()
    tries.touches(cycle)
    with pytest.raises(goes.NotReady, match="Say who this touches"):
        tries.ready(cycle)


def test_everybody_who_uses_services_there_can_be_chosen_at_once(session, tries, people, make):
    make.person(make.place(session.get(type(make.area()), tries.place.area_id)))
    cycle = tries.draft()
    tries.answer(cycle, "plan", "touches", {"people": ["everyone"]})
    there = session.scalars(select(Affected.person_id).where(Affected.cycle_id == cycle.id))
    names = ("Kath", "Leon", "Maureen", "Tommy")
    assert set(there) == {tries.danny.id, *(people[name].id for name in names)}


def test_a_team_chooses_only_whom_it_may_ask(tries, make):
    elsewhere = make.person(make.place())
    cycle = tries.draft()
    with pytest.raises(Invalid):
        tries.touches(cycle, tries.danny, elsewhere)
    with pytest.raises(Invalid):
        tries.touches(cycle, tries.danny, off_site="lots")


def taken_off(tries, cycle, everybody):
    """What happens when each is taken off the list, one after the other."""
    ends = []
    for person in everybody:
        try:
            tries.touches(cycle, *(one for one in everybody if one is not person))
        except Invalid as refused:
            ends.append(refused.errors["people"])
    return ends


@pytest.mark.parametrize("says", ["stop", "worry"])
def test_the_list_tells_nobody_who_answered_and_who_said_what(tries, people, asked, says):
    """Not in a go that people are asked about, and not in the next, where little came with it."""
    everybody = [tries.danny, people["Kath"], people["Leon"], tries.marek]
    before = taken_off(tries, asked, everybody)
    tries.says(asked, people["Kath"], says, "He shouts.", alone=True)
    assert taken_off(tries, asked, everybody) == before == [before[0]] * 4
    tries.asked(asked).standing.asking.asked_on = today() - timedelta(days=21)
    tries.session.flush()
    viewer = tries.as_(tries.danny)
    smaller = aside.smaller(tries.session, viewer, tries.asked(asked))
    alike = before if says == "stop" else []
    assert taken_off(tries, smaller, everybody) == alike
    how = tries.asked(smaller).standing
    assert (how.stop, how.worry) == (says == "stop", says == "worry")


def test_once_people_are_asked_their_number_never_gets_smaller(session, sign_in, tries):
    cycle = tries.draft()
    for off_site in ("9", "6"):  # nobody is asked yet
        tries.touches(cycle, tries.danny, off_site=off_site)
    tries.ready(cycle)
    tries.says(cycle, tries.danny, "yes")
    session.flush()
    more = f"/tries/goes/{cycle.id}/plan/off-site"
    for off_site in ("5", "0", ""):
        late = press(sign_in(tries.danny), more, off_site=off_site)
        assert late.status_code == 422 and "everyone stays. Write 6 or more." in words(late.text)
    assert not tries.asked(cycle).standing.enough
    for off_site in ("6", "7"):
        tries.touches(cycle, tries.danny, off_site=off_site)
    assert tries.asked(cycle).standing.off_site == 7


def test_how_many_more_it_touches_is_a_question_of_its_own(sign_in, tries):
    """A private try asks only those whom its owner names: there it is no question at all."""
    cycle, danny = tries.draft(), sign_in(tries.danny)
    plan, check = f"/tries/goes/{cycle.id}/plan", f"/tries/goes/{cycle.id}/check"
    before = words(danny.get(check).text)
    assert press(danny, f"{plan}/touches", people=[tries.danny.id]).location == f"{plan}/off-site"
    for no_number in ("9" * 21, "501", "-1", "two", "3 or 4"):
        wrong = press(danny, f"{plan}/off-site", off_site=no_number)
        assert wrong.status_code == 422 and f'value="{no_number}"' in wrong.text
        assert "Write a number, such as 3. 500 is the most." in wrong.text
        assert "letters" not in words(wrong.text)
    assert press(danny, f"{plan}/off-site", off_site="2").location == f"{plan}/count"
    assert "How many more None." in before and "How many more 2 who are" in words(
        danny.get(check).text
    )
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    assert press(danny, f"{plan}/touches", people=[tries.danny.id]).location == f"{plan}/count"
    assert "How many more" not in danny.get(check).text
    assert danny.get(f"{plan}/off-site").status_code == 404
    assert danny.post(f"{plan}/off-site", data={"off_site": "1"}).status_code == 404


def test_who_has_left_the_area_is_asked_no_more(session, tries, people, asked, start):
    tries.says(asked, people["Leon"], "yes")
    everyone_says_yes(tries, people, asked)
    tries.says(asked, tries.marek, "yes")
    session.execute(Hat.__table__.delete().where(Hat.person_id == people["Leon"].id))
    session.expire_all()
    assert len(tries.asked(asked).standing.touched) == 3
    start(asked)
