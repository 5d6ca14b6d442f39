"""Nobody fills a page until it cannot be read: there is only so much of everything in a try."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid
from improvement_cycles import measure_services, noticed, services, tasks
from improvement_cycles.doing_models import Task
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_services import NewMeasure, NewNote
from improvement_cycles.measure_words import Kind
from improvement_cycles.tasks import NewTask
from improvement_cycles.words import NoteKind


@pytest.fixture
def doing(tries):
    return tries.doing()


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


def fills(monkeypatch, most, do, error=Conflict):
    """Do it as often as it can be done, and once more."""
    place, name = most
    monkeypatch.setattr(place, name, 2)
    do()
    do()
    with pytest.raises(error):
        do()


def test_things_to_do(session, tries, danny, doing, monkeypatch):
    assert tasks.FULL.startswith(f"There are {tasks.MOST} ")
    go = tries.go(doing)
    for task in session.scalars(select(Task).where(Task.cycle_id == doing.id)).all():
        tasks.take_off(session, danny, go, task)
    fills(monkeypatch, (tasks, "MOST"), lambda: tasks.add(session, danny, go, NewTask("Ring")))


def test_what_was_seen(session, tries, danny, doing, monkeypatch):
    def notice():
        noticed.keep(session, danny, tries.go(doing), "Rain.", None, None)

    other = tries.doing(title="Another")
    noticed.keep(session, danny, tries.go(other), "Sun.", None, None)
    fills(monkeypatch, (noticed, "MOST"), notice, Invalid)


def test_notes_beside_a_plan(session, tries, danny, doing, monkeypatch):
    def note():
        services.note_beside(session, danny, tries.go(doing), "Later.")
        session.flush()

    fills(monkeypatch, (services, "MOST_NOTES"), note)


def test_pictures_and_their_marks(session, tries, danny, doing, monkeypatch):
    go = tries.go(doing)
    new = NewMeasure("Nights", Kind.COUNT)
    begin = lambda: measure_services.begin(session, danny, go, new)  # noqa: E731
    fills(monkeypatch, (measure_services, "MOST"), begin)
    measure = a_measure(session, danny, 1)
    bus = NewNote(doing.started_on, "A bus strike.", NoteKind.OUTSIDE)

    def mark():
        measure_services.mark(session, danny, measure, bus)
        session.flush()

    fills(monkeypatch, (measure_services, "MOST_MARKS"), mark)


def test_tries_in_one_day(session, tries, danny, sign_in, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_DAY", 2)
    browser = sign_in(tries.danny)
    sent = {"title": "Later buses", "place": str(tries.place.id)}
    for status in (303, 303, 409):
        answer = browser.post("/tries/new", data=sent)
        assert answer.status_code == status
    assert "come back tomorrow" in answer.text and "Later buses" in answer.text
    assert sign_in(tries.marek).post("/tries/new", data=sent).status_code == 303
