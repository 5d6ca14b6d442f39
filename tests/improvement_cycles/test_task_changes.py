"""Saying anew what there is to do, who does it and by when, whoever else is writing."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from improvement_cycles import goes, tasks
from improvement_cycles.doing_models import Task, TaskWas
from improvement_cycles.tasks import HowItWent, NewTask

RING = "Ring the bus firm"


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


@pytest.fixture
def ring(session, tries, danny):
    """Marek rings the bus firm today. Another go has something to do too."""
    other = tries.doing(title="Another")
    tasks.add(session, danny, tries.go(other), NewTask("Theirs"))
    task = tasks.add(session, danny, tries.go(tries.doing()), NewTask(RING, tries.marek.id))
    session.commit()
    return task


@pytest.fixture
def go(tries, ring):
    return tries.go(tries.go_of(ring))


def address(task, what="change"):
    return f"/tries/goes/{task.cycle_id}/tasks/{task.id}/{what}"


def seen(page):
    return re.search(r'name="seen" value="(\w+)"', page.text)[1]


def send(browser, task, **words):
    return browser.post(address(task), data={"seen": seen(browser.get(address(task)))} | words)


def was(session, task):
    wanted = select(TaskWas).where(TaskWas.task_id == task.id).order_by(TaskWas.id)
    return [(one.what, one.person_id, one.by_when) for one in session.scalars(wanted)]


def test_words_person_and_day_are_changed_and_what_it_said_before_is_kept(
    session, tries, ring, sign_in
):
    browser, day = sign_in(tries.danny), today() + timedelta(3)
    there = browser.get(f"/tries/goes/{ring.cycle_id}").text
    assert address(ring) in there and address(ring, "done") in there
    page = browser.get(address(ring)).text
    assert RING in page and "What it said before" not in page
    sent = {"what": "Ring the taxi firm", "person": str(tries.angela.id), "by_when": f"{day}"}
    once = sent | {"once": "one-press", "seen": seen(browser.get(address(ring)))}
    for _press in "123":
        assert browser.post(address(ring), data=once).location.endswith("#to-do")
    session.refresh(ring)
    assert (ring.what, ring.person_id, ring.by_when) == ("Ring the taxi firm", tries.angela.id, day)
    assert was(session, ring) == [(RING, tries.marek.id, None)]
    page = browser.get(address(ring)).text
    before = page.split("What it said before")[1]
    assert f"{RING}. Marek." in before and "Danny changed it on" in before
    assert "Ring the taxi firm" in browser.get(f"/tries/goes/{ring.cycle_id}").text


def test_the_same_again_is_no_change(session, tries, ring, sign_in):
    browser = sign_in(tries.danny)
    sent = {"what": RING, "person": str(tries.marek.id), "by_when": ""}
    assert send(browser, ring, **sent).status_code == 303
    assert was(session, ring) == []


def test_two_who_change_the_same_lose_nothing(session, tries, ring, sign_in):
    danny, angela = sign_in(tries.danny), sign_in(tries.angela)
    mark = seen(danny.get(address(ring)))
    first = {"what": "Ring the taxi firm", "person": str(tries.danny.id), "seen": mark}
    assert angela.post(address(ring), data=first).status_code == 303
    late = danny.post(address(ring), data={"what": "Write to them", "person": "", "seen": mark})
    assert late.status_code == 409
    assert "Ring the taxi firm. Danny." in late.text and "Write to them" in late.text
    session.refresh(ring)
    assert ring.what == "Ring the taxi firm"
    again = {"what": "Write to them", "person": "", "seen": seen(late)}
    assert danny.post(address(ring), data=again).status_code == 303
    session.refresh(ring)
    assert (ring.what, ring.person_id) == ("Write to them", None)
    assert [one[0] for one in was(session, ring)] == [RING, "Ring the taxi firm"]


def test_a_tick_is_for_what_it_said(session, tries, ring, sign_in):
    """Marek looks at it, Danny changes it, and Marek says that it is done."""
    marek, url = sign_in(tries.marek), address(ring, "done")
    mark = seen(marek.get(url))
    assert send(sign_in(tries.danny), ring, what="Ring the taxi firm").status_code == 303
    late = marek.post(url, data={"went": "yes", "why": "They were kind.", "seen": mark})
    assert late.status_code == 409
    assert "Ring the taxi firm" in late.text and "They were kind." in late.text
    session.refresh(ring)
    assert ring.done_on is None
    assert marek.post(url, data={"went": "yes", "seen": seen(late)}).status_code == 303


def test_what_is_done_stays_as_it_was_done(session, tries, danny, ring, go, sign_in):
    browser = sign_in(tries.danny)
    mark = seen(browser.get(address(ring)))
    tasks.tick(session, danny, go, ring, HowItWent(as_planned=True))
    session.commit()
    with pytest.raises(Conflict, match="done already"):
        tasks.change(session, danny, go, ring, NewTask("Else"))
    assert browser.get(address(ring)).status_code == 409
    late = browser.post(address(ring), data={"what": "Ring the taxi firm", "seen": mark})
    assert late.status_code == 409 and "Ring the taxi firm" in late.text  # to copy
    assert address(ring) not in browser.get(f"/tries/goes/{ring.cycle_id}").text
    tasks.untick(session, danny, go, ring)
    tasks.change(session, danny, go, ring, NewTask("Else"))
    assert ring.what == "Else"


def test_nothing_is_changed_in_a_go_that_is_over(session, tries, danny, ring, go):
    goes.stop_early(session, danny, go, "We learned a lot.", shown=True)
    with pytest.raises(Conflict, match="nothing more to do"):
        tasks.change(session, danny, go, ring, NewTask("Else"))


def test_what_comes_off_the_list_takes_what_it_said_with_it(session, tries, danny, ring, go):
    tasks.change(session, danny, go, ring, NewTask("Else"))
    tasks.take_off(session, danny, go, ring)
    session.commit()
    assert session.scalar(select(func.count()).select_from(TaskWas)) == 0
    assert session.scalars(select(Task.what).where(Task.what.in_(["Else", RING]))).all() == []


def test_the_plan_stays_what_was_locked(session, tries, danny):
    cycle = tries.doing()
    (task,) = session.scalars(select(Task).where(Task.cycle_id == cycle.id))
    sealed = cycle.guess_hash
    tasks.change(session, danny, tries.go(cycle), task, NewTask("picks her nights"))
    session.commit()
    session.refresh(cycle)
    assert cycle.guess_hash == sealed and task.of_plan


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
def test_what_cannot_be_is_refused_and_stays_typed(session, tries, ring, sign_in, sent, says):
    page = send(sign_in(tries.danny), ring, **sent)
    assert page.status_code == 422 and re.search(says, page.text)
    assert sent["what"] in page.text
    session.refresh(ring)
    assert ring.what == RING


def test_only_the_team_is_given_something_to_do(session, tries, danny, ring, go):
    with pytest.raises(Invalid):
        tasks.change(session, danny, go, ring, NewTask(RING, tries.imran.id))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((who, 200) for who in ("danny", "angela", "marek", "hannah")),
        ("colette", 403),
        ("imran", 404),
        ("elsewhere", 404),
    ],
)
def test_who_may_change_it(session, tries, ring, go, sign_in, who, status):
    person = tries.elsewhere.danny if who == "elsewhere" else getattr(tries, who)
    browser = sign_in(person)
    page = browser.get(address(ring))
    assert page.status_code == status
    mark = seen(page) if status == 200 else ""
    sent = browser.post(address(ring), data={"what": "Else", "seen": mark})
    assert sent.status_code == (303 if status == 200 else status)
    if status != 200:
        assert RING not in page.text
        with pytest.raises(NotAllowed):
            tasks.change(session, tries.as_(person), go, ring, NewTask("Else"))


def test_somebody_who_is_not_signed_in_is_asked_to(ring, visitor):
    assert visitor.get(address(ring)).status_code == 302
