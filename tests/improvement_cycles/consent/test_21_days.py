"""After 21 days: a smaller try, or drop it. Nothing starts by itself, and no STOP is outvoted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from coprod.errors import Conflict
from improvement_cycles import goes
from improvement_cycles.consent import aside
from improvement_cycles.consent.feature import consent
from improvement_cycles.consent.models import Answer
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import GoState, TryStatus
from tests.improvement_cycles.consent.saying import everyone_says_yes
from tests.improvement_cycles.consent.test_pages import page_of
from tests.improvement_cycles.tries import NO_GUESS
from tests.journeys.pages import part, press, words

(JOB,) = consent.jobs


def days_pass(tries, cycle, days):
    asking = tries.asked(cycle).standing.asking
    asking.asked_on = today() - timedelta(days=days)
    tries.session.flush()
    return asking


@pytest.fixture
def stuck(tries, people, asked):
    """Kath said STOP 21 days ago, and Leon has a worry that nobody answered."""
    tries.says(asked, people["Kath"], "stop", "My night.")
    tries.says(asked, people["Leon"], "worry", "The bus?")
    days_pass(tries, asked, 21)
    return asked


def test_the_job_tells_the_team_once_and_starts_nothing(session, sign_in, tries, people, stuck):
    marek = sign_in(tries.marek)
    assert "A smaller try" not in marek.get("/").text
    assert JOB.run(session, now()) == "Tries that waited 21 days for people to say yes: 1."
    assert JOB.run(session, now()) == "Tries that waited 21 days for people to say yes: 0."
    assert "A smaller try, or drop it" in part(marek.get("/").text, "turn")
    assert "A smaller try" not in sign_in(people["Leon"]).get("/").text
    session.refresh(stuck)
    assert stuck.state is GoState.PLANNED


def test_the_job_leaves_alone_what_can_start_and_what_was_just_asked(session, tries, people, asked):
    days_pass(tries, asked, 20)
    assert JOB.run(session, now()).endswith(" 0.")
    everyone_says_yes(tries, people, asked)
    days_pass(tries, asked, 40)
    assert JOB.run(session, now()).endswith(" 0.")


def test_before_21_days_people_are_left_to_think(session, sign_in, tries, asked):
    days_pass(tries, asked, 20)
    with pytest.raises(Conflict, match="They are not over"):
        aside.drop(session, tries.as_(tries.danny), tries.asked(asked), "Too hard.")
    client = sign_in(tries.danny)
    assert "21 days are over" not in client.get(page_of(asked)).text
    assert client.get(f"{page_of(asked)}/smaller-or-drop").status_code == 409


def test_another_plan_has_21_days_of_its_own(session, tries, stuck):
    tries.answer(stuck, "plan", "small", {"how_small": "One evening"})
    tries.ready(stuck)
    asking = tries.asked(stuck).standing.asking
    assert (asking.asked_on, asking.told_on) == (today(), None)


def test_a_smaller_try_keeps_the_stop_and_the_worry(session, sign_in, tries, people, stuck):
    client = sign_in(tries.danny)
    assert "21 days are over" in client.get(page_of(stuck)).text
    here = f"{page_of(stuck)}/smaller-or-drop"
    pressed = press(client, here, f"{page_of(stuck)}/smaller")
    assert pressed.status_code == 303 and pressed.location.endswith("/plan/what")
    smaller = session.scalars(select(Cycle).where(Cycle.next_of_id == stuck.id)).one()
    session.refresh(stuck)
    assert (stuck.state, stuck.started_on) == (GoState.STOPPED_EARLY, None)
    assert smaller.what_we_will_try == stuck.what_we_will_try
    ended = client.get(f"/tries/goes/{stuck.id}").text
    assert "We did not start it" in ended and "We make it smaller, and ask again." in ended
    guess = {"question_1": "Now?", "guess_1": "Yes."} | NO_GUESS
    tries.answer(smaller, "plan", "guess", guess)
    tries.answer(smaller, "plan", "small", {"how_small": "One evening"})
    tries.ready(smaller)
    for person in (tries.danny, tries.marek):
        tries.says(smaller, person, "yes")
    with pytest.raises(goes.NotReady, match="STOP") as refused:
        goes.start(session, tries.as_(tries.danny), tries.go(smaller))
    assert "A worry has no answer yet." in str(refused.value)
    tries.says(smaller, people["Kath"], "ok")
    tries.says(smaller, people["Leon"], "ok")
    goes.start(session, tries.as_(tries.danny), tries.go(smaller))


def test_dropping_it_says_why_and_stays_in_the_area(session, sign_in, visitor, tries, stuck):
    client = sign_in(tries.danny)
    here = f"{page_of(stuck)}/smaller-or-drop"
    assert f'{{"form": "{here}"}}' in client.get(here).text  # it saves itself
    assert press(client, here, why="").status_code == 422
    assert press(client, here, why="Not everybody wants it.").status_code == 303
    project = session.get(ImprovementProject, stuck.project_id)
    session.refresh(project)
    assert (project.status, project.started_on) == (TryStatus.DROPPED, None)
    page = f"/tries/{project.id}"
    assert visitor.get(page).status_code == 404  # it never started: a plan is for its area
    shown = client.get(page).text
    assert "We did not start it" in shown and "Not everybody wants it" in shown
    assert "Not everybody wants it" in client.get("/tries?show=ended").text
    go = words(client.get(f"/tries/goes/{stuck.id}").text)
    assert "How this was decided Who was asked We asked those whom it touches." in go
    assert "The team. Not everybody could say yes. Danny wrote it down." in go
    assert "Why Not everybody wants it. When" in go
    assert client.post(here, data={"why": "Again"}).status_code == 409
    assert JOB.run(session, now()).endswith(" 0.")


def test_a_try_that_had_goes_stops_with_what_it_learned(session, tries):
    first = tries.decided("changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id)).one()
    tries.answer(after, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | NO_GUESS)
    tries.answer(after, "plan", "small", {"how_small": "All of us"})
    tries.ready(after)
    tries.says(after, tries.danny, "stop")
    days_pass(tries, after, 30)
    aside.drop(session, tries.as_(tries.danny), tries.asked(after), "It is good as it is.")
    assert session.get(ImprovementProject, after.project_id).status is TryStatus.STOPPED


def test_only_the_team_puts_it_aside(session, sign_in, tries, people, stuck):
    for person in (people["Kath"], tries.colette):
        here = f"{page_of(stuck)}/smaller"
        assert sign_in(person).post(here).status_code == 403
    session.refresh(stuck)
    assert stuck.state is GoState.PLANNED
    assert session.scalars(select(Answer.id).where(Answer.cycle_id == stuck.id)).all()
