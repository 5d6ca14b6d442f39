"""A go from plan to decision: what each step needs, changes, and refuses."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, NotAllowed
from improvement_cycles import goes, rows, services
from improvement_cycles.annotations import Annotation
from improvement_cycles.go_models import Cycle, CycleDoer, PlanNote, Question
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import GoState, Outcome, TryStatus
from tests.journeys.pages import words


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


def project_of(session, cycle):
    return session.get(ImprovementProject, cycle.project_id)


def marks(session, cycle):
    wanted = select(Annotation.words).where(Annotation.project_id == cycle.project_id)
    return session.scalars(wanted.order_by(Annotation.id)).all()


def test_a_plan_with_gaps_cannot_be_called_ready(session, tries, danny):
    cycle = tries.begun()
    with pytest.raises(goes.NotReady, match="Say who does what") as refused:
        goes.check(session, danny, tries.go(cycle))
    assert {one.page for one in refused.value.missing} == {
        "question",
        "different",
        "notice",
        "statements",
        "what",
        "guess",
        "who",
        "touches",
    }


def test_changing_a_plan_that_was_ready_means_checking_it_again(tries):
    cycle = tries.planned()
    tries.answer(cycle, "plan", "small", {"how_small": "Two people, two weeks"})
    assert cycle.state is GoState.DRAFT


def test_starting_locks_the_plan_and_marks_the_pictures(session, tries):
    cycle = tries.doing()
    assert cycle.locked and len(cycle.guess_hash) == 64
    assert (cycle.started_on, project_of(session, cycle).started_on) == (today(), today())
    assert project_of(session, cycle).status is TryStatus.HAPPENING
    assert marks(session, cycle) == ["Go 1 started: Two people"]


def test_the_hash_is_over_the_guess_and_who_does_what(session, tries):
    first, second = tries.doing(), tries.planned()
    tries.answer(
        second,
        "plan",
        "guess",
        {"question_1": "Will it work?", "guess_1": "No."}
        | {f"{word}_{n}": "" for word in ("question", "guess") for n in (2, 3)},
    )
    goes.check(session, tries.as_(tries.danny), tries.go(second))
    goes.start(session, tries.as_(tries.danny), tries.go(second))
    assert first.guess_hash != second.guess_hash


def test_a_go_starts_once(session, tries, danny):
    cycle = tries.doing()
    with pytest.raises(Conflict):
        goes.start(session, danny, tries.go(cycle))
    goes.look(danny, tries.go(cycle))
    with pytest.raises(Conflict, match="has started already"):
        goes.start(session, danny, tries.go(cycle))


def test_looking_can_turn_out_to_need_two_more_weeks(tries, danny):
    cycle = tries.studying()
    assert cycle.ended_on == today()
    goes.try_longer(danny, tries.go(cycle))
    assert (cycle.state, cycle.ended_on) == (GoState.DOING, None)


def test_a_go_that_has_not_started_cannot_be_tried_for_longer(tries, danny):
    cycle = tries.planned()
    with pytest.raises(Conflict, match="has not started"):
        goes.try_longer(danny, tries.go(cycle))


def test_deciding_needs_who_it_landed_on(session, tries, danny):
    cycle = tries.studying()
    tries.answer(cycle, "look", "result", {"result_1": "Three.", "lesson_1": "It works."})
    with pytest.raises(goes.NotReady, match="landed on somebody else"):
        goes.to_decide(session, danny, tries.go(cycle))
    tries.answer(cycle, "look", "knock_on", {"landed": "no", "knock_on": "", "place": ""})
    goes.to_decide(session, danny, tries.go(cycle))
    assert cycle.state is GoState.DECIDING


def test_the_place_it_landed_on_is_told(session, make, tries, danny):
    other = make.place(session.get(type(make.area()), tries.place.area_id))
    cycle = tries.studying()
    tries.answer(cycle, "look", "result", {"result_1": "Three.", "lesson_1": "It works."})
    landed = {"landed": "yes", "knock_on": "Day staff stayed late.", "place": str(other.id)}
    tries.answer(cycle, "look", "knock_on", landed)
    assert cycle.knock_on_told_on is None
    goes.to_decide(session, danny, tries.go(cycle))
    assert (cycle.knock_on_place_id, cycle.knock_on_told_on) == (other.id, today())


def test_change_it_makes_the_next_go_with_empty_guesses(session, tries):
    cycle = tries.decided("changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == cycle.id)).one()
    (asked,) = session.scalars(select(Question).where(Question.cycle_id == after.id))
    assert (after.number, after.state, after.locked) == (2, GoState.DRAFT, False)
    assert (after.what_we_will_try, after.what_happened) == ("One worker starts late.", "")
    assert (asked.question, asked.guess, asked.result, asked.lesson) == (
        "Will it work?",
        "",
        "",
        "",
    )
    assert session.scalars(select(CycleDoer.does).where(CycleDoer.cycle_id == after.id)).all() == [
        "picks his nights"
    ]
    assert marks(session, cycle)[-1] == "Go 1 ended: change it"
    assert project_of(session, cycle).status is TryStatus.HAPPENING


def test_stop_ends_the_try_as_learning_with_nothing_more_to_fill_in(session, tries):
    cycle = tries.decided("stopped")
    project = project_of(session, cycle)
    assert (cycle.state, project.status) == (GoState.CLOSED, TryStatus.STOPPED)
    assert (project.ended_on, project.in_short) == (today(), "People want more")
    assert session.scalar(select(Cycle.id).where(Cycle.next_of_id == cycle.id)) is None


def test_keep_needs_an_owner_a_day_and_a_look_at_what_got_worse(session, tries, danny):
    cycle = tries.deciding()
    tries.say_what_was_decided(cycle, "kept")
    with pytest.raises(goes.NotReady) as refused:
        goes.decide(session, danny, tries.go(cycle))
    assert [one.page for one in refused.value.missing] == ["upkeep", "check_on", "worse"]
    tries.answer(cycle, "decide", "upkeep", {"upkeep": str(tries.danny.id)})
    later = (today() + timedelta(days=180)).isoformat()
    tries.answer(cycle, "decide", "check_on", {"check_on": later})
    tries.answer(cycle, "decide", "worse", {"looked": True, "worse": "No."})
    with pytest.raises(goes.NotReady, match="Count something that could get worse"):
        goes.decide(session, danny, tries.go(cycle))  # there is nothing to look at
    tries.counts_what_gets_worse(cycle)
    with pytest.raises(goes.NotReady, match="Look at “Did it make anything worse"):
        goes.decide(session, danny, tries.go(cycle))
    tries.answer(cycle, "decide", "worse", {"looked": True, "worse": "No."})
    goes.decide(session, danny, tries.go(cycle))
    assert project_of(session, cycle).status is TryStatus.KEPT
    assert cycle.decision is Outcome.KEPT


def test_a_decision_needs_both_sides_to_agree(session, tries, danny):
    cycle = tries.deciding()
    tries.say_what_was_decided(cycle, "stopped")
    tries.answer(cycle, "decide", "agreed", {"agreed": [str(tries.danny.id)]})
    with pytest.raises(goes.NotReady, match="does the work must agree"):
        goes.decide(session, danny, tries.go(cycle))
    tries.answer(cycle, "decide", "agreed", {"agreed": [str(tries.angela.id)]})
    with pytest.raises(goes.NotReady, match="person who uses services must agree"):
        goes.decide(session, danny, tries.go(cycle))


def test_a_pause_keeps_everything_and_goes_on_where_it_was(session, tries, danny):
    cycle = tries.studying()
    tries.pause(tries.go(cycle))
    with pytest.raises(Conflict, match="having a pause"):
        goes.look(danny, tries.go(cycle))
    goes.go_on(session, danny, tries.go(cycle))
    assert (cycle.state, cycle.paused_from) == (GoState.STUDYING, None)
    with pytest.raises(Conflict, match="not having a pause"):
        goes.go_on(session, danny, tries.go(cycle))


def test_a_go_that_stops_early_says_who_decided_it_when_and_why(
    session, visitor, sign_in, tries, danny
):
    cycle = tries.doing()
    goes.stop_early(session, danny, tries.go(cycle), "The bus does not run.")
    session.commit()
    page = words(sign_in(tries.marek).get(f"/tries/goes/{cycle.id}").text)
    end = page.rindex("How this was decided")
    assert "The team stopped it early. Danny wrote it down. Why The bus does not run" in page[end:]
    assert "Danny" not in visitor.get(f"/tries/goes/{cycle.id}").text


def test_a_go_that_stops_early_keeps_what_it_taught_and_can_have_another(session, tries, danny):
    cycle = tries.doing()
    goes.stop_early(session, danny, tries.go(cycle), "The bus does not run.")
    session.flush()
    project = project_of(session, cycle)
    assert (project.status, project.in_short) == (TryStatus.STOPPED, "The bus does not run")
    after = goes.plan_next(session, danny, tries.go(cycle))
    assert (after.number, after.next_of_id) == (2, cycle.id)
    with pytest.raises(Conflict, match="there already"):
        goes.plan_next(session, danny, tries.go(cycle))


def test_a_note_stands_beside_a_locked_plan_with_its_day(session, tries, danny):
    cycle = tries.draft()
    with pytest.raises(Conflict, match="still change the plan"):
        services.note_beside(session, danny, tries.go(cycle), "It was Wednesdays.")
    started = tries.doing()
    services.note_beside(session, danny, tries.go(started), "It was Wednesdays.")
    session.flush()
    note = session.scalars(select(PlanNote)).one()
    assert (note.cycle_id, note.on, note.words) == (started.id, today(), "It was Wednesdays.")


@pytest.mark.parametrize("who", ["colette", "imran", "stranger"])
def test_nobody_outside_the_team_moves_a_go(session, make, tries, who):
    cycle = tries.planned()
    person = make.person(tries.place) if who == "stranger" else getattr(tries, who)
    with pytest.raises(NotAllowed, match="Only the team writes here"):
        goes.start(session, tries.as_(person), tries.go(cycle, person))


def test_the_advocate_can_write_for_the_team(session, tries):
    cycle = tries.planned()
    goes.start(session, tries.as_(tries.hannah), tries.go(cycle, tries.hannah))
    assert cycle.state is GoState.DOING


def test_three_questions_keep_their_order(session, tries):
    cycle = tries.draft()
    values = {f"question_{n}": f"Question {n}" for n in (1, 2, 3)}
    values |= {f"guess_{n}": f"Guess {n}" for n in (1, 2, 3)}
    tries.answer(cycle, "plan", "guess", values)
    asked = rows.questions(session, cycle.id)
    assert [(one.question, one.guess) for one in asked] == [
        (f"Question {n}", f"Guess {n}") for n in (1, 2, 3)
    ]


def test_somebody_takes_their_name_off_a_decision(session, tries, sign_in):
    cycle = tries.decided("stopped")
    browser = sign_in(tries.marek)
    assert "I did not agree to this" in browser.get(f"/tries/goes/{cycle.id}").text
    assert browser.post(f"/tries/goes/{cycle.id}/not-agreed").status_code == 303
    page = browser.get(f"/tries/goes/{cycle.id}").text
    assert (
        "People who use services agreed: Danny." in page
        and "I did not agree to what was decided." in page
    )
    assert browser.post(f"/tries/goes/{cycle.id}/not-agreed").status_code == 404
