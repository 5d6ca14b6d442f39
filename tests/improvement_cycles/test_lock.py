"""A guess cannot be changed once its go has started: by no page, no service, no other door."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from coprod.errors import Conflict
from improvement_cycles import goes, pages, team
from improvement_cycles.go_models import Cycle, CycleDoer, Question
from improvement_cycles.lock import fingerprint
from improvement_cycles.models import ImprovementProject
from improvement_cycles.pages import Step
from improvement_cycles.words import GoState
from tests.improvement_cycles.tries import NO_GUESS, PLAN

PLAN_PAGES = [page for page in pages.PAGES if page.step is Step.PLAN and page.name != "team"]
STARTED = ["doing", "studying", "deciding", "decided"]


@pytest.mark.parametrize("state", STARTED)
def test_no_answer_to_the_plan_is_taken_after_the_start(tries, state):
    cycle = getattr(tries, state)()
    for page in PLAN_PAGES:
        values = PLAN.get(page.name, {}) | (NO_GUESS if page.name == "guess" else {})
        with pytest.raises(Conflict, match=r"locked|finished"):
            tries.answer(cycle, "plan", page.name, values)


def test_no_page_of_the_plan_takes_a_change_after_the_start(session, tries, sign_in):
    cycle = tries.doing()
    sealed = fingerprint(session, session.get(ImprovementProject, cycle.project_id), cycle)
    browser = sign_in(tries.danny)
    for page in PLAN_PAGES:
        url = f"/tries/goes/{cycle.id}/plan/{page.name}"
        sent = dict.fromkeys(page.columns, "Something else") | {
            "guess_1": "Something else",
            "question_1": "Something else",
            "kind": "stop_doing",
            f"does_{tries.danny.id}": "Something else",
            "statements": str(tries.statement.id),
        }
        assert browser.get(url).status_code == 409
        refused = browser.post(url, data=sent)
        assert refused.status_code == 409
        assert "locked" in refused.text
    session.expire_all()
    project = session.get(ImprovementProject, cycle.project_id)
    assert fingerprint(session, project, session.get(Cycle, cycle.id)) == sealed
    assert sealed == cycle.guess_hash


DOORS = [
    "UPDATE cycle SET what_we_will_try = 'else' WHERE id = :go",
    "UPDATE cycle SET guess_locked_at = NULL WHERE id = :go",
    "UPDATE cycle SET guess_hash = 'else' WHERE id = :go",
    "UPDATE cycle_question SET guess = 'else' WHERE cycle_id = :go",
    "UPDATE cycle_question SET question = 'else' WHERE cycle_id = :go",
    "UPDATE cycle_question SET position = 9 WHERE cycle_id = :go",
    "UPDATE cycle_question SET cycle_id = :other WHERE cycle_id = :go",
    "UPDATE cycle_doer SET cycle_id = :other WHERE cycle_id = :go",
    "UPDATE cycle_question SET cycle_id = :go, position = 9 WHERE cycle_id = :other",
    "UPDATE cycle_doer SET cycle_id = :go, person_id = :marek WHERE cycle_id = :other",
    "INSERT INTO cycle_doer (cycle_id, person_id, does) VALUES (:go, :marek, 'else')",
    "UPDATE cycle SET number = 9 WHERE id = :go",
    "DELETE FROM cycle_question WHERE cycle_id = :go",
    "DELETE FROM cycle_doer WHERE cycle_id = :go",
    "UPDATE cycle_doer SET does = 'else' WHERE cycle_id = :go",
    "INSERT INTO cycle_question (cycle_id, position, question, guess, result, lesson)"
    " VALUES (:go, 9, 'a', 'b', '', '')",
    "UPDATE improvement_project SET what_will_be_different = 'else' WHERE id = :try",
    "UPDATE improvement_project SET question = 'else' WHERE id = :try",
]


def test_the_database_refuses_too(session, tries):
    cycle, other = tries.doing(), tries.draft(title="Another")
    session.commit()
    ids = {"go": cycle.id, "try": cycle.project_id, "other": other.id, "marek": tries.marek.id}
    for statement in DOORS:
        with pytest.raises(DBAPIError, match="the plan is locked"):
            session.execute(text(statement), ids)
        session.rollback()


def test_results_can_still_be_written_beside_a_locked_guess(session, tries):
    cycle = tries.studying()
    tries.answer(cycle, "look", "result", {"result_1": "Three.", "lesson_1": "It works."})
    asked = session.scalars(select(Question).where(Question.cycle_id == cycle.id)).one()
    assert (asked.guess, asked.result) == ("Yes, twice a week.", "Three.")


def test_leaving_the_team_does_not_change_a_locked_plan(session, tries):
    cycle = tries.doing()
    team.take_out(session, tries.as_(tries.marek), tries.go(cycle), tries.marek.id)
    project = session.get(ImprovementProject, cycle.project_id)
    assert fingerprint(session, project, cycle) == cycle.guess_hash
    assert session.scalars(select(CycleDoer.does).where(CycleDoer.cycle_id == cycle.id)).all()


def test_the_try_itself_stays_locked_while_its_next_go_is_planned(session, tries):
    first = tries.decided("changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id)).one()
    assert after.state is GoState.DRAFT
    with pytest.raises(Conflict, match="locked"):
        tries.answer(after, "plan", "different", {"what_will_be_different": "Else."})
    tries.answer(after, "plan", "what", {"title": "More people", "what_we_will_try": "Else."})
    assert after.title == "More people"


def test_the_next_go_needs_guesses_of_its_own(session, tries):
    first = tries.decided("grown")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id)).one()
    with pytest.raises(goes.NotReady, match="Write a guess for each"):
        goes.check(session, tries.as_(tries.danny), tries.go(after))
