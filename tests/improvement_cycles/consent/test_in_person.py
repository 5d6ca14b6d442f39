"""A STOP said in person is not written over: how it was met is written first, for all to see."""

import pytest
from werkzeug.datastructures import MultiDict

from coprod.drafts import services as drafts
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
    sent = {"says": "yes", "replaces": the_stop(tries, stopped).id}
    refused = press(hannah, here, **sent)
    assert refused.status_code == 409 and "First write how it was put right" in words(refused.text)
    refused = press(hannah, f"{here}/a", how="talking", replaces=the_stop(tries, stopped).id)
    assert refused.status_code == 409 and the_stop(tries, stopped).stops


def test_an_advocate_writes_down_what_somebody_said_one_question_a_page(sign_in, tries):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    hannah, here = sign_in(tries.hannah), f"{page_of(cycle)}/in-person"
    for url in (here, f"{here}/a", f"{here}/d/paper"):
        assert sign_in(tries.marek).get(url).status_code == 403
    assert "Choose their answer." in press(hannah, here, says="").text
    how = press(hannah, here, says="yes").location
    assert how.startswith(f"{here}/a?seen=")  # no address says what they said
    assert "Choose how you asked." in press(hannah, how, how="").text
    assert press(hannah, how, how="pointing").location == page_of(cycle)
    page = hannah.get(page_of(cycle)).text
    assert "By pointing" in page and "Hannah asked" in page
    assert "By pointing" not in sign_in(tries.danny).get(page_of(cycle)).text
    how = press(hannah, here, says="worry").location
    their_words = press(hannah, how, how="paper").location
    empty = press(hannah, their_words, words="")
    assert empty.status_code == 422 and "Write what worries them." in empty.text
    seen = tries.asked(cycle).standing.mark
    sent = {"words": "Is it far?", "seen": seen, "once": "one-press"}
    for _ in range(5):
        assert hannah.post(their_words, data=sent).location == page_of(cycle)
    yes, worry = tries.asked(cycle).standing.in_person
    assert (yes.says, worry.says, worry.how, worry.words) == ("yes", "worry", "paper", "Is it far?")
    assert hannah.get(f"{here}/a/paper").status_code == 404  # a yes has no words


def test_they_say_something_else_and_it_is_told_of_the_same_person(sign_in, tries, stopped):
    cycle = tries.draft(title="Another")
    tries.touches(cycle, tries.danny, off_site="1")
    tries.ready(cycle)
    hannah, here = sign_in(tries.hannah), f"{page_of(cycle)}/in-person"
    in_person(tries, cycle, tries.hannah, "yes")
    assert press(hannah, here, says="stop").status_code == 409  # everybody has answered
    again = f"{here}?again={tries.asked(cycle).standing.in_person[0].id}"
    how = press(hannah, again, here, says="stop").location
    their_words = press(hannah, how, how.split("?")[0], how="pictures").location
    assert press(hannah, their_words, their_words.split("?")[0], words="").status_code == 303
    (now,) = tries.asked(cycle).standing.in_person
    assert (now.says, now.how) == ("stop", "pictures")


def test_the_second_of_two_tabs_is_told_that_another_answer_was_written(sign_in, tries, people):
    cycle = tries.draft(title="Two tabs")
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    in_person(tries, cycle, tries.hannah, "yes")
    in_person(tries, cycle, tries.hannah, "stop")
    yes, stop = tries.asked(cycle).standing.in_person
    hannah, here = sign_in(tries.hannah), f"{page_of(cycle)}/in-person"
    seen = tries.asked(cycle).standing.mark
    tab = {"replaces": yes.id, "seen": seen, "words": "Is it far?"}
    for one in (yes, stop):
        in_person(tries, cycle, tries.hannah, "stop", "No bus.", replaces=one.id)
    meanwhile = "Somebody wrote down another answer meanwhile. Look at it first."
    for late in (
        hannah.get(f"{here}?again={yes.id}"),
        hannah.get(f"{here}/c/paper?again={yes.id}&seen={seen}"),
        hannah.get(f"{page_of(cycle)}/{stop.id}/met"),
        hannah.post(f"{page_of(cycle)}/{stop.id}/met", data={"words": "Is it far?"}),
        hannah.post(f"{here}/c/paper", data=tab),
        hannah.post(f"{here}/c/paper", data=tab | {"seen": "another plan"}),
    ):
        assert late.status_code == 409 and meanwhile in words(late.text), late.request.url
        assert late.request.method == "GET" or "Is it far?" in late.text
    assert [one.words for one in tries.asked(cycle).standing.in_person] == ["No bus.", "No bus."]
    assert hannah.get(f"{here}?again={stop.id + 10**6}").status_code == 404
    for person in (tries.danny, people["Nora"]):  # who may ask nobody learns nothing of it
        refused = sign_in(person).get(f"{here}?again={yes.id}")
        assert refused.status_code == 403 and meanwhile not in words(refused.text)
    other = tries.draft(title="Another")
    tries.touches(other, tries.danny, off_site="1")
    tries.ready(other)
    there = f"{page_of(other)}/in-person?again={yes.id}"
    assert hannah.get(there).status_code == 404  # it was said to another go


def test_a_plan_that_changed_is_shown_before_what_they_said_is_kept(sign_in, tries):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="1")
    tries.ready(cycle)
    hannah, here = sign_in(tries.hannah), f"{page_of(cycle)}/in-person"
    seen = tries.asked(cycle).standing.mark
    tries.answer(cycle, "plan", "when", {"when": "Every night", "where": "Mill Lane"})
    tries.ready(cycle)
    for url, sent in {
        here: {"says": "stop"},
        f"{here}/a": {"how": "paper"},
        f"{here}/d": {"how": "paper"},
        f"{here}/d/paper": {"words": "No bus."},
    }.items():
        late = hannah.post(url, data={"seen": seen} | sent)
        assert late.status_code == 409 and "Please ask them again." in late.text, url
        assert "Every night" in late.text and sent.get("words", "") in late.text
    assert not tries.asked(cycle).standing.in_person


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
    with pytest.raises(Conflict, match="Now you can only write down STOP"):
        in_person(tries, stopped, tries.hannah, "yes", replaces=the_stop(tries, stopped).id)


def test_after_the_start_only_stop_is_offered_and_taken(session, sign_in, tries, start):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    tries.says(cycle, tries.danny, "yes")
    for _ in range(2):
        in_person(tries, cycle, tries.hannah, "ok")
    start(cycle)
    hannah, here = sign_in(tries.hannah), f"{page_of(cycle)}/in-person"
    assert hannah.get(here).status_code == 409  # both have answered
    (one, _other) = tries.asked(cycle).standing.in_person
    again = f"{here}?again={one.id}"
    offered = hannah.get(again).text
    assert offered.count('class="one-press"') == 1 and 'value="stop"' in offered
    assert "You can write down that they say STOP." in words(offered)
    seen = tries.asked(cycle).standing.mark
    for end in ("a", "b", "c", "c/paper"):
        refused = hannah.get(f"{here}/{end}?again={one.id}&seen={seen}")
        assert refused.status_code == 409
        assert "Now you can only write down STOP." in words(refused.text)
    how = press(hannah, again, says="stop").location
    assert press(hannah, press(hannah, how, how="paper").location, words="").status_code == 303
    session.refresh(cycle)
    assert cycle.state is GoState.PAUSED
    stop = next(said for said in tries.asked(cycle).standing.in_person if said.stops)
    assert hannah.get(f"{here}?again={stop.id}").text.count('class="one-press"') == 1


def test_what_was_begun_for_one_person_never_fills_the_page_of_another(session, sign_in, tries):
    """Hannah's sign-in ran out while she wrote. She sends those words as they were, or not."""
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    for says in ("yes", "ok"):
        in_person(tries, cycle, tries.hannah, says)
    first, second = tries.asked(cycle).standing.in_person
    why, seen = f"{page_of(cycle)}/in-person/c/paper", tries.asked(cycle).standing.mark
    unsent = MultiDict({"words": "Of the first.", "replaces": str(first.id), "seen": seen})
    drafts.keep_unsent(session, tries.hannah.id, why, unsent)
    hannah = sign_in(tries.hannah)
    address = f"{why}?again={second.id}&seen={seen}"
    assert "Of the first." not in hannah.get(address).text
    press(hannah, address, words="Of the second.")
    kept = tries.asked(cycle).standing.in_person
    assert [(one.says, one.words) for one in kept] == [("yes", ""), ("worry", "Of the second.")]
    assert "Of the first." in hannah.get("/drafts/unsent").text
