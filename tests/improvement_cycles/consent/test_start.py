"""A go starts when enough of those it touches said so, every worry is answered, no STOP is open."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.models import Hat
from improvement_cycles import goes
from improvement_cycles.consent import services
from improvement_cycles.consent.models import Affected, Answer
from improvement_cycles.consent.services import InPerson
from improvement_cycles.consent.words import How, Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.words import GoState


def everyone_says_yes(tries, people, cycle):
    for person in (tries.danny, people["Kath"], people["Leon"]):
        tries.says(cycle, person, "yes")


def reply(tries, cycle, worrier, by, words="We thought of that."):
    asked = tries.asked(cycle, by)
    services.reply(tries.session, tries.as_(by), asked, asked.standing.of(worrier.id), words)


def meet(tries, cycle, stopper, words="She keeps her night."):
    asked = tries.asked(cycle, tries.hannah)
    stop = asked.standing.of(stopper.id)
    services.meet(tries.session, tries.as_(tries.hannah), asked, stop, words)


def open_again(tries, cycle, person):
    asked = tries.asked(cycle, person)
    services.open_again(tries.as_(person), asked, asked.standing.of(person.id))


def test_it_starts_when_enough_have_answered(tries, people, asked, start):
    tries.says(asked, tries.danny, "yes")
    tries.says(asked, people["Kath"], "ok")
    tries.says(asked, tries.marek, "yes")  # a worker's yes is not that of a person
    with pytest.raises(goes.NotReady, match="Not enough people have answered yet"):
        start(asked)
    tries.says(asked, people["Leon"], "yes")
    start(asked)
    assert asked.state is GoState.DOING


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


def test_a_stop_is_not_outvoted(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Leon"], "stop", "That is my only night.")
    with pytest.raises(goes.NotReady) as refused:
        start(asked)
    assert str(refused.value) == "Somebody has said STOP. It cannot start now."
    tries.says(asked, people["Leon"], "ok")
    start(asked)


def test_nothing_that_others_do_takes_a_stop_away(session, tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Leon"], "stop")
    tries.answer(asked, "plan", "whom", {"for_whom": "Kath", "for_whom_not_yet": "Leon"})
    with pytest.raises(Invalid):
        tries.touches(asked, tries.danny, people["Kath"])
    tries.ready(asked)
    for person in (tries.danny, people["Kath"]):
        tries.says(asked, person, "yes")
    with pytest.raises(goes.NotReady, match="STOP"):
        start(asked)
    kept = select(Affected.person_id).where(Affected.cycle_id == asked.id)
    assert people["Leon"].id in session.scalars(kept).all()


def test_a_stop_by_somebody_whom_it_does_not_touch_is_a_worry(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Tommy"], "stop", "I do not like it.")
    with pytest.raises(goes.NotReady, match=r"^A worry has no answer yet\.$"):
        start(asked)
    reply(tries, asked, people["Tommy"], tries.danny)
    start(asked)


def test_who_uses_services_there_can_say_that_it_touches_them(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Tommy"], "stop", "It is my room.", touches_me=True)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(asked)
    with pytest.raises(NotAllowed, match="touches them too"):
        tries.says(asked, tries.colette, "stop", touches_me=True)


def test_an_advocate_with_them_writes_down_that_a_stop_is_met(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Kath"], "stop", "It is my night.")
    for person in (tries.danny, tries.marek, tries.colette, people["Nora"]):
        around = tries.asked(asked, person)
        stop = around.standing.of(people["Kath"].id)
        with pytest.raises(NotAllowed, match="Only the advocate"):
            services.meet(tries.session, tries.as_(person), around, stop, "It is fine.")
    meet(tries, asked, people["Kath"])
    start(asked)


def test_who_said_stop_undoes_that_it_is_met_and_a_go_that_started_has_a_pause(
    tries, people, asked, start
):
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Kath"], "stop")
    meet(tries, asked, people["Kath"])
    start(asked)
    around = tries.asked(asked, tries.danny)
    with pytest.raises(NotAllowed, match="Only the person who said STOP"):
        services.open_again(tries.as_(tries.danny), around, around.standing.of(people["Kath"].id))
    open_again(tries, asked, people["Kath"])
    tries.session.flush()
    assert asked.state is GoState.PAUSED
    with pytest.raises(Conflict, match="STOP"):
        goes.go_on(tries.session, tries.as_(tries.danny), tries.go(asked))
    tries.says(asked, people["Kath"], "ok")
    goes.go_on(tries.session, tries.as_(tries.danny), tries.go(asked))
    assert asked.state is GoState.DOING


def test_after_the_start_only_stop_can_be_said_and_the_go_has_a_pause(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    start(asked)
    with pytest.raises(Conflict, match="It has started already"):
        tries.says(asked, people["Kath"], "worry", "Late.")
    with pytest.raises(Conflict, match="It has started already"):
        tries.says(asked, people["Tommy"], "stop", touches_me=True)
    tries.says(asked, people["Kath"], "stop")
    tries.session.flush()
    assert (asked.state, asked.paused_from) == (GoState.PAUSED, GoState.DOING)


def test_another_plan_asks_everybody_again(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.answer(asked, "plan", "small", {"how_small": "Everybody, all year"})
    tries.ready(asked)
    with pytest.raises(goes.NotReady, match="Not enough"):
        start(asked)
    everyone_says_yes(tries, people, asked)
    start(asked)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("called", {"title": "Home when we like"}),
        ("count", {"what_we_count": "Nights"}),
        ("question", {"question": "Can we?"}),
    ],
)
def test_its_name_and_what_is_counted_ask_nobody_again(tries, people, asked, start, name, values):
    everyone_says_yes(tries, people, asked)
    tries.answer(asked, "plan", name, values)
    tries.ready(asked)
    start(asked)


def test_an_answer_is_to_the_plan_that_was_read(tries, people, asked):
    around = tries.asked(asked, people["Kath"])
    seen = around.standing.mark
    tries.answer(asked, "plan", "when", {"when": "Every night", "where": "Mill Lane"})
    tries.ready(asked)
    later = tries.asked(asked, people["Kath"])
    with pytest.raises(services.PlanChanged):
        services.answer(
            tries.session,
            tries.as_(people["Kath"]),
            later,
            services.NewAnswer(Says.YES, seen=seen),
        )


def test_nobody_is_asked_before_the_plan_is_ready(tries, people):
    cycle = tries.draft()
    with pytest.raises(Conflict, match="The plan is not ready"):
        tries.says(cycle, tries.danny, "yes")


def in_person(tries, cycle, by, says="yes", words="", replaces=None):
    asked = tries.asked(cycle, by)
    new = InPerson(Says(says), How.POINTING, words, asked.standing.mark, replaces)
    services.ask_in_person(tries.session, tries.as_(by), asked, new)


def test_who_is_not_on_the_site_is_asked_in_person_by_an_advocate(tries, people, start):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    tries.says(cycle, tries.danny, "yes")
    for person in (tries.marek, tries.colette, tries.danny, people["Nora"]):
        with pytest.raises(NotAllowed, match="Only the advocate"):
            in_person(tries, cycle, person)
    in_person(tries, cycle, tries.hannah)
    with pytest.raises(goes.NotReady, match="Not enough"):
        start(cycle)
    in_person(tries, cycle, tries.hannah, "stop", "No bus.")
    with pytest.raises(Conflict, match="Everybody who is not on the site"):
        in_person(tries, cycle, tries.hannah)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(cycle)
    stop = next(one for one in tries.asked(cycle).standing.said if one.stops)
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


def next_go(session, tries):
    first = tries.decided("changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id)).one()
    no_more = {f"{word}_{n}": "" for word in ("question", "guess") for n in (2, 3)}
    tries.answer(after, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | no_more)
    return after


def test_the_next_go_of_the_same_plan_asks_nobody_again(session, tries, start):
    after = next_go(session, tries)
    tries.ready(after)
    start(after)


@pytest.mark.parametrize("change", ["what", "whom it touches"])
def test_the_next_go_asks_again_when_it_changes_or_touches_more(
    session, tries, people, start, change
):
    after = next_go(session, tries)
    if change == "what":
        what = {"title": "Two people", "what_we_will_try": "Two workers start late."}
        tries.answer(after, "plan", "what", what)
    else:
        tries.touches(after, tries.danny, people["Kath"])
    tries.ready(after)
    with pytest.raises(goes.NotReady, match="Not enough"):
        start(after)
    tries.agree(after)
    start(after)


def test_a_stop_said_while_it_goes_on_comes_with_the_next_go(session, tries, start):
    cycle = tries.doing()
    tries.says(cycle, tries.danny, "stop")
    session.flush()
    goes.stop_early(session, tries.as_(tries.marek), tries.go(cycle), "Danny said STOP.")
    after = goes.plan_next(session, tries.as_(tries.marek), tries.go(cycle))
    no_more = {f"{word}_{n}": "" for word in ("question", "guess") for n in (2, 3)}
    tries.answer(after, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | no_more)
    tries.ready(after)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(after)


def test_a_plan_says_whom_it_touches(tries):
    cycle = tries.draft()
    tries.touches(cycle)
    with pytest.raises(goes.NotReady, match="Say who this touches"):
        tries.ready(cycle)


def test_everybody_who_uses_services_there_can_be_chosen_at_once(session, tries, people, make):
    make.person(make.place(session.get(type(make.area()), tries.place.area_id)))
    cycle = tries.draft()
    tries.answer(cycle, "plan", "touches", {"people": ["everyone"], "off_site": ""})
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


def test_who_has_left_the_area_is_asked_no_more(session, tries, people, asked, start):
    tries.says(asked, people["Leon"], "yes")
    everyone_says_yes(tries, people, asked)
    session.execute(Hat.__table__.delete().where(Hat.person_id == people["Leon"].id))
    session.expire_all()
    assert len(tries.asked(asked).standing.touched) == 3
    start(asked)
