"""What is pressed at the same time: every answer is kept, and a start never gets past a STOP."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, NotFound
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.web import open_session
from improvement_cycles import found, goes
from improvement_cycles.consent import advocate, services, standing
from improvement_cycles.consent import found as consents
from improvement_cycles.consent.models import Answer, Met
from improvement_cycles.consent.services import NewAnswer
from improvement_cycles.consent.words import Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import meet


@pytest.fixture
def at_once(app):
    """Do things at the same time, each in a session of its own. Gives what each ended with."""

    def run(*things):
        ready = Barrier(len(things))

        def one(do):
            with app.app_context(), open_session() as own:
                ready.wait(10)
                try:
                    do(own)
                except (Conflict, NotFound) as refused:
                    return str(refused)
                own.commit()
                return "done"

        with ThreadPoolExecutor(len(things)) as threads:
            return list(threads.map(one, things))

    return run


def saying(tries, person, cycle, says, seen):
    viewer = tries.as_(person)

    def do(own):
        asked = consents.asked(own, viewer, cycle.id)
        services.answer(own, viewer, asked, NewAnswer(Says(says), "", seen=seen))

    return do


def replying(tries, person, cycle, worry):
    return _with(tries, person, cycle, worry, services.reply, "We thought of that.")


def meeting(tries, person, cycle, stop):
    return _with(tries, person, cycle, stop, advocate.meet, "She keeps her night.")


def opening_again(tries, person, cycle, stop):
    return _with(tries, person, cycle, stop, lambda _own, *about: services.open_again(*about))


def _with(tries, person, cycle, said, do, *words):
    """Do something with what somebody said, as somebody."""
    viewer = tries.as_(person)

    def press(own):
        asked = consents.asked(own, viewer, cycle.id)
        do(own, viewer, asked, asked.one(said.id), *words)

    return press


def starting(tries, cycle):
    viewer = tries.as_(tries.danny)
    return lambda own: goes.start(own, viewer, found.a_go(own, viewer, cycle.id))


def stands(session, cycle):
    session.expire_all()
    cycle = session.get(Cycle, cycle.id)
    project = session.get(ImprovementProject, cycle.project_id)
    return cycle, standing.read(session, project, cycle)


def test_two_answers_at_once_are_both_kept_and_one_counts(session, tries, people, asked, at_once):
    seen = tries.asked(asked).standing.mark
    says = [saying(tries, people["Kath"], asked, one, seen) for one in ("yes", "ok")]
    session.commit()
    assert at_once(*says) == ["done", "done"]
    _cycle, how = stands(session, asked)
    kept = session.scalars(select(Answer).where(Answer.cycle_id == asked.id)).all()
    assert len(kept) == 2
    assert [one.id for one in how.said] == [max(one.id for one in kept)]


def test_answers_of_three_people_at_once_are_enough(session, tries, people, asked, at_once):
    seen = tries.asked(asked).standing.mark
    three = (tries.danny, people["Kath"], people["Leon"])
    says = [saying(tries, one, asked, "yes", seen) for one in three]
    session.commit()
    assert at_once(*says) == ["done"] * 3
    assert stands(session, asked)[1].enough


def test_a_start_pressed_while_somebody_says_stop_loses(app, session, tries, people, asked):
    """The STOP is being written when start is pressed: the start waits, and is refused."""
    for person in (tries.danny, people["Kath"], people["Leon"]):
        tries.says(asked, person, "yes")
    stop = saying(tries, people["Kath"], asked, "stop", tries.asked(asked).standing.mark)
    start = starting(tries, asked)
    session.commit()
    written, pressed = Event(), Event()

    def says_stop():
        with app.app_context(), open_session() as own:
            stop(own)
            written.set()
            pressed.wait(10)
            own.commit()

    def starts():
        written.wait(10)
        pressed.set()
        with app.app_context(), open_session() as own:
            start(own)
            own.commit()

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.submit(says_stop), threads.submit(starts)
        first.result()
        with pytest.raises(goes.NotReady, match="STOP"):
            second.result()
    assert stands(session, asked)[0].state is GoState.PLANNED


@pytest.mark.parametrize("turn", range(4))
def test_whichever_comes_first_no_go_goes_on_with_an_open_stop(
    session, tries, people, asked, at_once, turn
):
    for person in (tries.danny, people["Kath"], people["Leon"]):
        tries.says(asked, person, "yes")
    seen = tries.asked(asked).standing.mark
    stop = saying(tries, people["Kath"], asked, "stop", seen)
    start = starting(tries, asked)
    session.commit()
    ends = at_once(*([stop, start] if turn % 2 else [start, stop]))
    cycle, how = stands(session, asked)
    assert how.stop and "done" in ends
    assert cycle.state in {GoState.PLANNED, GoState.PAUSED}


def test_two_who_answer_one_worry_are_both_heard_and_it_is_answered_once(
    session, tries, people, asked, at_once
):
    tries.says(asked, people["Leon"], "worry", "The bus?")
    worry = tries.asked(asked).standing.of(people["Leon"].id)
    both = (tries.marek, tries.colette)
    replies = [replying(tries, one, asked, worry) for one in both]
    session.commit()
    assert at_once(*replies) == ["done"] * 2
    _cycle, how = stands(session, asked)
    said = how.of(people["Leon"].id)
    assert sorted(one.by_id for one in said.replies) == sorted(one.id for one in both)
    assert not how.worry


@pytest.mark.parametrize("turn", range(2))
def test_a_stop_taken_back_while_start_is_pressed_starts_it_or_leaves_it_ready(
    session, tries, people, asked, at_once, turn
):
    for person in (tries.danny, people["Leon"], tries.marek):
        tries.says(asked, person, "yes")
    tries.says(asked, people["Kath"], "stop")
    back = saying(tries, people["Kath"], asked, "ok", tries.asked(asked).standing.mark)
    start = starting(tries, asked)
    session.commit()
    things = {"back": back, "start": start}
    first, second = reversed(things) if turn else things
    ends = dict(zip((first, second), at_once(things[first], things[second]), strict=True))
    cycle, how = stands(session, asked)
    assert ends["back"] == "done" and not how.stop
    started = ends["start"] == "done"
    assert started or "STOP" in ends["start"]
    assert cycle.state is (GoState.DOING if started else GoState.PLANNED)


@pytest.mark.parametrize("turn", range(2))
def test_a_stop_that_is_met_opened_again_and_taken_back_at_once_is_taken_back(
    session, tries, people, asked, at_once, turn
):
    """Kath presses *it is still STOP* and *OK with me* at the same time, on two devices."""
    tries.says(asked, people["Kath"], "stop")
    meet(tries, asked, people["Kath"])
    stop = tries.asked(asked).standing.of(people["Kath"].id)
    ok = saying(tries, people["Kath"], asked, "ok", tries.asked(asked).standing.mark)
    undo = opening_again(tries, people["Kath"], asked, stop)
    session.commit()
    things = (ok, undo) if turn else (undo, ok)
    assert "done" in at_once(*things)
    _cycle, how = stands(session, asked)
    assert how.of(people["Kath"].id).says is Says.OK
    assert not how.stop


def test_two_advocates_who_write_that_a_stop_is_met_write_it_once(
    session, make, tries, people, asked, at_once
):
    other = make.person(session.get(Area, tries.place.area_id), HatKind.ADVOCATE)
    tries.says(asked, people["Kath"], "stop")
    stop = tries.asked(asked).standing.of(people["Kath"].id)
    both = [meeting(tries, one, asked, stop) for one in (tries.hannah, other)]
    session.commit()
    assert sorted(at_once(*both)) == sorted(["done", services.NO_STOP])
    assert len(session.scalars(select(Met).where(Met.answer_id == stop.id)).all()) == 1
