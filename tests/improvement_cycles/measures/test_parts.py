"""A new part of a picture: the team says where it begins, and each part is read alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict
from improvement_cycles import measure_services
from improvement_cycles.annotations import Annotation
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_pictures import measured_of, picture_of
from improvement_cycles.measure_queries import one
from improvement_cycles.measure_services import MOST_PARTS, NewNote
from improvement_cycles.words import NoteKind
from tests.improvement_cycles.counting import fill, new_measure

LOW, HIGH = [1, 2] * 6, [7, 8] * 6
TWO_PARTS = "Part 1: Just ups and downs. There is no sign of a change so far. Part 2: Just ups"


@pytest.fixture
def dots(session, measure):
    made = fill(session, measure, LOW + HIGH)
    session.commit()
    return made


@pytest.fixture
def url(measure):
    return f"/measures/{measure.id}"


def sent(on, **more):
    told = {"on": on.isoformat(), "words": "We moved house", "kind": "new_part"}
    return told | {"once": f"press {on}"} | more


def test_where_the_team_says_so_a_new_part_begins(session, trying, measure, dots, url, sign_in):
    danny, sam = sign_in(trying.danny), sign_in(trying.stranger)
    assert "There is a sign of a change." in danny.get(url).text
    assert "A new part begins here" in danny.get(f"{url}/mark").text
    assert danny.post(f"{url}/mark", data=sent(dots[12].on)).status_code == 303
    for who in (danny, sam):
        page = who.get(url).text
        assert TWO_PARTS in page and "We moved house" in page
        assert ">part 1</text>" in page and ">part 2</text>" in page
        assert "Part 1: The middle line is 1.5." in page
    (mark,) = session.scalars(select(Annotation).where(Annotation.kind == NoteKind.NEW_PART))
    assert danny.post(f"{url}/marks/{mark.id}/take-away").status_code == 303
    assert "There is a sign of a change." in danny.get(url).text


def test_how_it_was_before_is_of_its_own_part(session, trying, measure, dots, url, sign_in):
    measure.baseline_until = dots[17].on
    session.commit()
    danny = sign_in(trying.danny)
    danny.post(f"{url}/mark", data=sent(dots[6].on))
    page = danny.get(url).text
    assert "How it was before: 12 dots, up to" in page
    assert "Part 2: The middle line is 4.5. It is from the first 12 dots." in page


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ([0], ()),  # before every dot
        ([-1], (23,)),
        ([12, 12], (12,)),
        ([4, 12], (4, 12)),
    ],
)
def test_a_part_has_dots_on_either_side(session, trying, measure, dots, as_viewer, begins, ends):
    viewer = as_viewer(trying.danny)
    this = a_measure(session, viewer, measure.id)
    for place in begins:
        measure_services.mark(
            session, viewer, this, NewNote(dots[place].on, "New", NoteKind.NEW_PART)
        )
    session.flush()
    seen = one(session, viewer, measure.id)
    assert measured_of(seen).phases == ends
    assert len(picture_of(seen).drawing.borders) == len(ends)


def test_there_are_not_too_many_parts(session, trying, measure, dots, as_viewer):
    viewer = as_viewer(trying.danny)
    this = a_measure(session, viewer, measure.id)
    second = new_measure(session, trying.project, name="Second", main=False)
    beside = a_measure(session, viewer, second.id)
    measure_services.mark(session, viewer, beside, NewNote(today(), "New", NoteKind.NEW_PART))
    new = [NewNote(dot.on, "New", NoteKind.NEW_PART) for dot in dots[1 : MOST_PARTS + 1]]
    for note in new[:-1]:
        measure_services.mark(session, viewer, this, note)
        session.flush()
    with pytest.raises(Conflict, match=f"{MOST_PARTS} parts"):
        measure_services.mark(session, viewer, this, new[-1])
    measure_services.mark(
        session, viewer, this, NewNote(today() - timedelta(days=1), "A strike", NoteKind.OUTSIDE)
    )
