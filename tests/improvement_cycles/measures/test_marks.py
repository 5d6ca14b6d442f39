"""Marks on a picture by hand: taking away one that is wrong."""

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import NotFound
from improvement_cycles import measure_marks
from improvement_cycles.annotations import Annotation, note
from improvement_cycles.measure_found import a_measure
from improvement_cycles.words import NoteKind
from tests.improvement_cycles.counting import fill, new_measure, new_try


@pytest.fixture
def marks(session, trying, measure):
    """A mark by hand on one picture, one on every picture, one by itself, and two elsewhere."""
    second = new_measure(session, trying.project, name="Second", main=False)
    other = new_try(session, trying.place, [trying.danny])
    fill(session, measure, [1, 2])

    def mark(words, of, kind=NoteKind.OUTSIDE, project=trying.project):
        made = Annotation(project_id=project.id, measure_id=of, on=today(), words=words, kind=kind)
        session.add(made)
        session.flush()
        return made

    note(session, trying.project.id, today(), "Go 1 started")
    session.flush()
    made = {
        "one": mark("A bus strike", measure.id),
        "every": mark("A new way to count", None, NoteKind.HOW_WE_COUNT),
        "by itself": session.scalars(select(Annotation).order_by(Annotation.id)).first(),
        "second": mark("On the second picture", second.id),
        "other try": mark("In another try", None, project=other),
    }
    session.commit()
    return made


def words(session):
    return set(session.scalars(select(Annotation.words)))


@pytest.mark.parametrize("name", ["one", "every"])
def test_the_team_takes_a_wrong_mark_away(session, trying, measure, marks, sign_in, name):
    danny, url = sign_in(trying.danny), f"/measures/{measure.id}"
    gone, before = marks[name], words(session)
    assert gone.words in danny.get(url).text
    page = danny.get(f"{url}/mark").text
    assert page.count("Take this mark away") == 2
    assert "second picture" not in page and "another try" not in page
    sent = {"once": "one-press"}
    take = f"{url}/marks/{gone.id}/take-away"
    assert {danny.post(take, data=sent).location for _ in "123"} == {f"{url}/mark"}
    assert before - words(session) == {gone.words}
    assert danny.post(take).status_code == 404


@pytest.mark.parametrize("name", ["by itself", "second", "other try"])
def test_only_a_mark_by_hand_on_this_picture_can_go(
    session, trying, measure, marks, as_viewer, name
):
    viewer = as_viewer(trying.danny)
    this = a_measure(session, viewer, measure.id)
    with pytest.raises(NotFound):
        measure_marks.take_away(session, viewer, this, marks[name].id)


def test_others_take_no_mark_away(session, trying, measure, marks, sign_in, visitor):
    url = f"/measures/{measure.id}/marks/{marks['one'].id}/take-away"
    before = words(session)
    for person in (trying.colette, trying.kath, trying.stranger):
        assert sign_in(person).post(url).status_code == 403
    assert visitor.post(url).status_code == 302
    assert words(session) == before
