"""A STOP said in person is not written over: how it was met is written first, for all to see."""

import pytest

from coprod.errors import Conflict
from coprod.people.hats import HatKind
from coprod.people.models import Area
from improvement_cycles import goes
from improvement_cycles.consent import advocate
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.test_pages import page_of
from tests.improvement_cycles.consent.test_start import in_person
from tests.journeys.pages import part, press, words


@pytest.fixture
def stopped(tries):
    """Danny and somebody who is not on the site are asked: that person says STOP."""
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="1")
    tries.ready(cycle)
    tries.says(cycle, tries.danny, "yes")
    in_person(tries, cycle, tries.hannah, "stop", "No bus for me.")
    return cycle


def the_stop(tries, cycle):
    (stop,) = tries.asked(cycle).standing.in_person
    return stop


@pytest.mark.parametrize("says", ["yes", "ok", "worry"])
def test_no_advocate_writes_something_softer_over_it(tries, stopped, start, says):
    stop = the_stop(tries, stopped)
    with pytest.raises(Conflict, match="First write how it was put right"):
        in_person(tries, stopped, tries.hannah, says, "Words", replaces=stop.id)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(stopped)
    in_person(tries, stopped, tries.hannah, "stop", "Not by bus.", replaces=stop.id)
    assert the_stop(tries, stopped).stops


def test_the_page_leads_to_how_it_was_met_and_not_to_another_answer(sign_in, tries, stopped):
    hannah = sign_in(tries.hannah)
    page = hannah.get(page_of(stopped)).text
    assert "again=" not in page and "What they said STOP to is put right" in page
    here = f"{page_of(stopped)}/in-person"
    sent = {"says": "yes", "how": "talking", "replaces": the_stop(tries, stopped).id}
    refused = press(hannah, here, **sent)
    assert refused.status_code == 409 and "First write how it was put right" in words(refused.text)


def test_the_stop_and_how_it_was_met_stay_beside_what_they_say_later(sign_in, tries, stopped):
    stop = the_stop(tries, stopped)
    hannah = sign_in(tries.hannah)
    here = f"{page_of(stopped)}/{stop.id}/met"
    assert press(hannah, here, words="").status_code == 422
    press(hannah, here, words="We go by taxi.")
    in_person(tries, stopped, tries.hannah, "yes", replaces=stop.id)
    in_person(tries, stopped, tries.hannah, "ok", replaces=the_stop(tries, stopped).id)
    for person in (tries.danny, tries.colette, tries.hannah):
        seen = words(part(sign_in(person).get(page_of(stopped)).text, "stops"))
        assert "No bus for me." in seen and "They were asked again later." in seen
        assert "We go by taxi. Hannah wrote that it is put right." in seen
        assert "What they said STOP to is put right" not in seen


def test_another_advocate_writes_the_stop_down_again_and_the_go_has_a_pause(
    make, session, tries, stopped, start
):
    stop = the_stop(tries, stopped)
    around = tries.asked(stopped, tries.hannah)
    advocate.meet(session, tries.as_(tries.hannah), around, stop, "We go by taxi.")
    in_person(tries, stopped, tries.hannah, "yes", replaces=stop.id)
    start(stopped)
    other = make.person(session.get(Area, tries.place.area_id), HatKind.ADVOCATE)
    now = the_stop(tries, stopped)
    in_person(tries, stopped, other, "stop", "I never said yes.", replaces=now.id)
    session.flush()
    assert stopped.state is GoState.PAUSED
    with pytest.raises(Conflict, match="First write how it was put right"):
        in_person(tries, stopped, tries.hannah, "yes", replaces=the_stop(tries, stopped).id)
