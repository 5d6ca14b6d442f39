"""Nobody fills a page until it cannot be read: there is only so much of everything in a try."""

import pytest
from sqlalchemy import func, select

from coprod.errors import Conflict, Invalid
from improvement_cycles import measure_services, noticed, services, tasks
from improvement_cycles.annotations import Annotation
from improvement_cycles.doing_models import Noticed, Task
from improvement_cycles.go_models import PlanNote
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_models import Measure
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
    """Do it as often as it can be done, and once more: what is said then."""
    place, name = most
    monkeypatch.setattr(place, name, 2)
    do()
    do()
    with pytest.raises(error) as refused:
        do()
    return refused.value


def many(session, table, **which):
    return session.scalar(select(func.count()).select_from(table).filter_by(**which))


def test_things_to_do(session, tries, danny, doing, monkeypatch):
    go = tries.go(doing)
    for task in session.scalars(select(Task).where(Task.cycle_id == doing.id)).all():
        tasks.take_off(session, danny, go, task)
    add = lambda: tasks.add(session, danny, go, NewTask("Ring"))  # noqa: E731
    refused = fills(monkeypatch, (tasks, "MOST"), add)
    assert str(refused) == "There are 100 things to do already. Take one off the list first."
    assert many(session, Task, cycle_id=doing.id) == 2


def test_what_was_seen(session, tries, danny, doing, monkeypatch):
    def notice():
        noticed.keep(session, danny, tries.go(doing), "Rain.", None, None)

    other = tries.doing(title="Another")
    noticed.keep(session, danny, tries.go(other), "Sun.", None, None)
    refused = fills(monkeypatch, (noticed, "MOST"), notice, Invalid)
    assert "200" in " ".join(refused.errors.values())
    assert many(session, Noticed, cycle_id=doing.id) == 2


def test_notes_beside_a_plan(session, tries, danny, doing, monkeypatch):
    def note():
        services.note_beside(session, danny, tries.go(doing), "Later.")
        session.flush()

    refused = fills(monkeypatch, (services, "MOST_NOTES"), note)
    assert str(refused) == "There are 100 notes beside this plan. Plan another go."
    assert many(session, PlanNote, cycle_id=doing.id) == 2


def test_pictures_and_their_marks(session, tries, danny, doing, monkeypatch):
    go = tries.go(doing)
    new = NewMeasure("Nights", Kind.COUNT)
    begin = lambda: measure_services.begin(session, danny, go, new)  # noqa: E731
    refused = fills(monkeypatch, (measure_services, "MOST"), begin)
    assert str(refused) == "A try can have 30 pictures. Go on with one that is there."
    assert many(session, Measure, project_id=doing.project_id) == 2
    measure = a_measure(session, danny, 1)
    bus = NewNote(doing.started_on, "A bus strike.", NoteKind.OUTSIDE)

    def mark():
        measure_services.mark(session, danny, measure, bus)
        session.flush()

    refused = fills(monkeypatch, (measure_services, "MOST_MARKS"), mark)
    assert str(refused) == "There are 100 marks in this try. Take one away first."
    assert many(session, Annotation, project_id=doing.project_id, kind=NoteKind.OUTSIDE) == 2


def test_tries_in_one_day(session, tries, danny, sign_in, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_DAY", 2)
    browser = sign_in(tries.danny)
    sent = {"title": "Later buses", "place": str(tries.place.id)}
    for status in (303, 303, 409):
        answer = browser.post("/tries/new", data=sent)
        assert answer.status_code == status
    assert "come back tomorrow" in answer.text and "Later buses" in answer.text
    assert sign_in(tries.marek).post("/tries/new", data=sent).status_code == 303
