"""Things to do in a go: who, by when, done or not; and that nobody outside is told of them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from coprod.first_page import ask
from improvement_cycles import goes, tasks, team, turns
from improvement_cycles.doing_models import Task
from improvement_cycles.tasks import HowItWent, NewTask
from improvement_cycles.words import GoState


def listed(session, cycle):
    wanted = select(Task).where(Task.cycle_id == cycle.id).order_by(Task.id)
    return session.scalars(wanted).all()


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


@pytest.fixture
def doing(tries):
    """A go that is tried, with Danny's part of its plan on the list. Another has one too."""
    tries.doing(title="Another")
    return tries.doing()


@pytest.fixture
def marek_rings(session, tries, danny, doing):
    new = NewTask("Ring the bus firm", tries.marek.id, today())
    task = tasks.add(session, danny, tries.go(doing), new)
    session.commit()
    return task


def test_the_list_begins_with_what_the_plan_says(session, tries, doing):
    (task,) = listed(session, doing)
    assert (task.person_id, task.what) == (tries.danny.id, "picks his nights")
    assert task.of_plan and task.by_when is None and task.done_on is None


def test_what_was_on_the_list_before_the_start_is_not_there_twice(session, tries, danny):
    cycle = tries.planned()
    tasks.add(session, danny, tries.go(cycle), NewTask("picks his nights", tries.danny.id))
    assert cycle.state is GoState.PLANNED  # the plan is as it was checked
    goes.start(session, danny, tries.go(cycle))
    assert len(listed(session, cycle)) == 1


def test_the_list_is_no_part_of_what_is_locked(session, tries, danny, doing):
    sealed = doing.guess_hash
    tasks.add(session, danny, tries.go(doing), NewTask("Buy a key"))
    session.commit()
    session.refresh(doing)
    assert doing.guess_hash == sealed and len(listed(session, doing)) == 2


def test_somebody_ticks_their_own_and_says_how_it_went(session, tries, marek_rings, sign_in):
    marek, go = sign_in(tries.marek), f"/tries/goes/{marek_rings.cycle_id}"
    url = f"{go}/tasks/{marek_rings.id}/done"
    assert url in marek.get(go).text
    seen = re.search(r'name="seen" value="(\w+)"', marek.get(url).text)[1]
    refused = marek.post(url, data={"went": "no", "seen": seen})
    assert refused.status_code == 422 and "Say why it was not as planned." in refused.text
    assert marek.post(url, data={"seen": seen}).status_code == 422
    sent = {"went": "no", "why": "They were shut.", "seen": seen, "once": "one-press"}
    assert {marek.post(url, data=sent).location for _ in "123"} == {f"{go}#to-do"}
    session.refresh(marek_rings)
    assert (marek_rings.done_on, marek_rings.done_by_id) == (today(), tries.marek.id)
    assert (marek_rings.as_planned, marek_rings.why) == (False, "They were shut.")
    page = marek.get(go).text
    assert "Not as planned." in page and "They were shut." in page
    assert marek.post(f"{go}/tasks/{marek_rings.id}/not-done").status_code == 303
    session.refresh(marek_rings)
    assert (marek_rings.done_on, marek_rings.as_planned, marek_rings.why) == (None, None, "")


def test_two_who_tick_the_same_lose_nothing(session, tries, marek_rings, sign_in):
    url = f"/tries/goes/{marek_rings.cycle_id}/tasks/{marek_rings.id}/done"
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    seen = re.search(r'name="seen" value="(\w+)"', danny.get(url).text)[1]
    marek.post(url, data={"went": "no", "why": "They were shut.", "seen": seen})
    late = danny.post(url, data={"went": "yes", "why": "I rang too.", "seen": seen})
    assert late.status_code == 409
    assert "They were shut." in late.text and "I rang too." in late.text
    fresh = re.search(r'name="seen" value="(\w+)"', late.text)[1]
    again = {"went": "yes", "why": "I rang too.", "seen": fresh}
    assert danny.post(url, data=again).status_code == 303
    session.refresh(marek_rings)
    assert (marek_rings.as_planned, marek_rings.why) == (True, "I rang too.")


@pytest.mark.parametrize(
    ("who", "may"),
    [("danny", True), ("angela", True), ("hannah", True), ("marek", True), ("colette", False)],
)
def test_who_may_tick_what_somebody_does(session, tries, marek_rings, who, may):
    viewer, go = tries.as_(getattr(tries, who)), tries.go(tries.go_of(marek_rings))
    task = tasks.one(session, viewer, go, marek_rings.id)
    if may:
        tasks.tick(session, viewer, go, task, HowItWent(as_planned=True))
        assert task.done_on == today()
    else:
        with pytest.raises(NotAllowed, match="tick what you do yourself"):
            tasks.tick(session, viewer, go, task, HowItWent(as_planned=True))


def test_a_manager_in_the_team_ticks_their_own_and_adds_nothing(session, tries, danny, doing):
    task = tasks.add(session, danny, tries.go(doing), NewTask("Sign it", tries.colette.id))
    colette = tries.as_(tries.colette)
    tasks.tick(session, colette, tries.go(doing), task, HowItWent(as_planned=True))
    assert task.done_by_id == tries.colette.id
    with pytest.raises(NotAllowed, match="Only the team writes here"):
        tasks.add(session, colette, tries.go(doing), NewTask("More"))


def test_what_nobody_does_can_be_taken(session, tries, danny, doing, sign_in):
    task = tasks.add(session, danny, tries.go(doing), NewTask("Buy a key"))
    session.commit()
    marek, go = sign_in(tries.marek), f"/tries/goes/{doing.id}"
    assert "Nobody's job yet." in marek.get(go).text.replace("&#39;", "'")
    assert marek.post(f"{go}/tasks/{task.id}/mine").status_code == 303
    session.refresh(task)
    assert task.person_id == tries.marek.id
    with pytest.raises(Conflict, match="Somebody does this already"):
        tasks.take(session, tries.as_(tries.angela), tries.go(doing), task)


def test_what_somebody_had_to_do_is_nobodys_job_when_they_leave(session, tries, marek_rings):
    go = tries.go(tries.go_of(marek_rings))
    done = tasks.add(session, tries.as_(tries.danny), go, NewTask("Find a bus", tries.marek.id))
    tasks.tick(session, tries.as_(tries.danny), go, done, HowItWent(as_planned=True))
    team.take_out(session, tries.as_(tries.marek), go, tries.marek.id)
    session.expire_all()
    assert (marek_rings.person_id, done.person_id) == (None, tries.marek.id)


def test_something_comes_off_the_list_unless_it_is_done(session, tries, marek_rings, sign_in):
    danny, go = tries.as_(tries.danny), tries.go(tries.go_of(marek_rings))
    tasks.tick(session, danny, go, marek_rings, HowItWent(as_planned=True))
    with pytest.raises(Conflict, match="done already"):
        tasks.take_off(session, danny, go, marek_rings)
    tasks.untick(session, danny, go, marek_rings)
    session.commit()
    gone = f"/tries/goes/{marek_rings.cycle_id}/tasks/{marek_rings.id}"
    assert "Take it off the list" in sign_in(tries.danny).get(f"{gone}/done").text
    assert sign_in(tries.danny).post(f"{gone}/take-off").status_code == 303
    assert sign_in(tries.danny).get(f"{gone}/done").status_code == 404


def test_nothing_is_put_on_the_list_of_a_go_that_is_over(session, tries, danny):
    cycle = tries.decided("stopped")
    with pytest.raises(Conflict, match="nothing more to do"):
        tasks.add(session, danny, tries.go(cycle), NewTask("More"))


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"what": ""}, "Say what there is to do."),
        ({"what": "a" * 401}, "400 letters or fewer"),
        ({"what": "x", "by_when": "soon"}, "Write the day like this"),
        ({"what": "x", "by_when": "3026-01-01"}, "Choose a day that is nearer."),
        ({"what": "x", "person": "999999"}, "Not a valid choice|Choose"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(tries, doing, sign_in, sent, says):
    page = sign_in(tries.danny).post(f"/tries/goes/{doing.id}/tasks/new", data=sent)
    assert page.status_code == 422 and re.search(says, page.text)
    assert sent["what"] in page.text


def test_somebody_is_given_something_to_do_and_reminded(session, tries, doing, sign_in):
    danny, url = sign_in(tries.danny), f"/tries/goes/{doing.id}/tasks/new"
    day = today() + timedelta(days=2)
    sent = {"what": "Ring them", "person": str(tries.marek.id), "by_when": day.isoformat()}
    assert danny.post(url, data=sent).status_code == 303
    task = listed(session, doing)[-1]
    due = lambda who: [one.part_id for one in to_do(session, tries.as_(who))]  # noqa: E731
    assert due(tries.marek) == []  # it is not due yet
    task.by_when = today() + timedelta(days=1)
    session.commit()
    assert due(tries.marek) == [task.id] and due(tries.danny) == due(tries.hannah) == []
    assert "Ring them" in sign_in(tries.marek).get("/").text
    assert "Ring them" not in sign_in(tries.danny).get("/").text
    task.by_when = today() - timedelta(days=9)
    session.flush()
    assert due(tries.marek) == [task.id]
    doing.state, doing.paused_from = GoState.PAUSED, GoState.DOING
    session.flush()
    assert due(tries.marek) == []
    doing.state, doing.paused_from = GoState.DOING, None
    task.done_on = today()
    session.flush()
    assert due(tries.marek) == []


def to_do(session, viewer):
    return turns.tasks(ask(session, viewer, 0, [turns.ASKS]))


@pytest.mark.parametrize("who", ["imran", "neighbour", "elsewhere", "nobody"])
def test_nobody_outside_the_team_is_shown_the_list(
    session, make, tries, marek_rings, sign_in, visitor, who
):
    people = {
        "imran": tries.imran,
        "neighbour": make.person(tries.place),
        "elsewhere": tries.elsewhere.danny,
    }
    browser = sign_in(people[who]) if who in people else visitor
    go = f"/tries/goes/{marek_rings.cycle_id}"
    page = browser.get(go)
    assert page.status_code == 200
    assert "Ring the bus firm" not in page.text and "to-do" not in page.text
    if who in people:
        url = f"{go}/tasks/{marek_rings.id}"
        sent = {"went": "yes"}
        assert browser.get(f"{url}/done").status_code == 404
        assert browser.post(f"{url}/done", data=sent).status_code == 404
        assert browser.post(f"{url}/mine").status_code == 404
        assert browser.get(f"{go}/tasks/new").status_code == 403
        with pytest.raises(NotFound):
            tasks.one(session, tries.as_(people[who]), tries.go(tries.go_of(marek_rings)), 1)


def test_a_task_is_found_only_in_its_own_go(session, tries, marek_rings):
    other = tries.doing(title="A third")
    with pytest.raises(NotFound, match="not on the list"):
        tasks.one(session, tries.as_(tries.danny), tries.go(other), marek_rings.id)


def test_only_the_team_is_given_something_to_do(session, tries, danny, doing):
    with pytest.raises(Invalid):
        tasks.add(session, danny, tries.go(doing), NewTask("Ring", tries.imran.id))
