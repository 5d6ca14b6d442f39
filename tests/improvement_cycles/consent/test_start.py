"""A go starts when enough of those it touches said so and every worry is answered."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import HatKind
from improvement_cycles import goes
from improvement_cycles.consent import advocate
from improvement_cycles.consent.advocate import InPerson
from improvement_cycles.consent.models import Answer
from improvement_cycles.consent.words import How, Says
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import everyone_says_yes, reply


def test_it_starts_when_enough_have_answered(tries, people, asked, start):
    tries.says(asked, tries.danny, "yes")
    tries.says(asked, people["Kath"], "ok")
    tries.says(asked, tries.marek, "yes")  # a worker's yes is not that of a person
    with pytest.raises(goes.NotReady, match="It is not ready yet"):
        start(asked)
    tries.says(asked, people["Leon"], "yes")
    start(asked)
    assert asked.state is GoState.DOING


def test_one_answer_of_the_only_person_is_not_that_of_their_20_workers(tries, make, start):
    night_staff = [make.person(tries.place, HatKind.STAFF) for _ in range(20)]
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, *night_staff)
    tries.ready(cycle)
    tries.says(cycle, tries.danny, "yes")
    for worker in night_staff[:5]:
        tries.says(cycle, worker, "ok")
    with pytest.raises(goes.NotReady, match="It is not ready yet"):
        start(cycle)  # 6 of 21
    tries.says(cycle, night_staff[5], "ok")
    start(cycle)


def test_the_same_answer_pressed_often_is_one_row(session, tries, asked):
    for _ in range(5):
        tries.says(asked, tries.danny, "yes")
    of_it = select(Answer).where(Answer.cycle_id == asked.id)
    assert len(session.scalars(of_it).all()) == 1


def test_a_try_cannot_start_with_a_worry_that_has_no_answer(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Kath"], "worry", "What if he is ill on the bus?")
    with pytest.raises(goes.NotReady, match="A worry has no answer yet"):
        start(asked)
    reply(tries, asked, people["Kath"], tries.colette)
    start(asked)


def test_a_worry_is_answered_in_writing_and_not_by_the_worrier(tries, asked):
    tries.says(asked, tries.marek, "worry", "Who pays?")
    with pytest.raises(NotAllowed, match="Nobody answers their own"):
        reply(tries, asked, tries.marek, tries.marek)
    with pytest.raises(Invalid):
        reply(tries, asked, tries.marek, tries.danny, words="")
    assert tries.asked(asked).standing.worry


def test_a_worry_needs_words_and_a_stop_does_not(tries, asked):
    with pytest.raises(Invalid):
        tries.says(asked, tries.danny, "worry")
    tries.says(asked, tries.danny, "stop")
    assert tries.asked(asked).standing.stop


def test_nobody_is_asked_before_the_plan_is_ready(tries, people):
    cycle = tries.draft()
    with pytest.raises(Conflict, match="The plan is not ready"):
        tries.says(cycle, tries.danny, "yes")


def in_person(tries, cycle, by, says="yes", words="", replaces=None):
    asked = tries.asked(cycle, by)
    new = InPerson(Says(says), How.POINTING, words, asked.standing.mark, replaces)
    advocate.ask_in_person(tries.session, tries.as_(by), asked, new)


def test_who_is_not_on_the_site_is_asked_in_person_by_an_advocate(tries, people, start):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    tries.says(cycle, tries.danny, "yes")
    for person in (tries.marek, tries.colette, tries.danny, people["Nora"]):
        with pytest.raises(NotAllowed, match="Only the advocate"):
            in_person(tries, cycle, person)
    in_person(tries, cycle, tries.hannah)
    with pytest.raises(goes.NotReady, match="It is not ready yet"):
        start(cycle)
    in_person(tries, cycle, tries.hannah, "stop", "No bus.")
    with pytest.raises(Conflict, match="Everybody who is not on the site"):
        in_person(tries, cycle, tries.hannah)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(cycle)
    stop = next(one for one in tries.asked(cycle).standing.said if one.stops)
    around = tries.asked(cycle, tries.hannah)
    advocate.meet(tries.session, tries.as_(tries.hannah), around, stop, "We go by taxi.")
    in_person(tries, cycle, tries.hannah, "yes", replaces=stop.id)
    start(cycle)
    rows = tries.session.scalars(select(Answer).where(Answer.cycle_id == cycle.id)).all()
    by = {(one.asked_by_id, one.how) for one in rows if one.person_id is None}
    assert by == {(tries.hannah.id, How.POINTING)} and len(rows) == 4


def test_the_owner_of_a_private_try_says_yes_first(tries, start):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="3")  # before it was theirs: none of these is asked
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    tries.touches(cycle, tries.angela)
    tries.ready(cycle)
    tries.says(cycle, tries.angela, "yes")
    with pytest.raises(goes.NotReady, match="whose try it is has to say yes"):
        start(cycle)
    tries.says(cycle, tries.danny, "ok")
    start(cycle)
