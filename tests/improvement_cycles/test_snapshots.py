"""The picture as a team looked at it stays, whatever is put right afterwards."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from coprod.db import today
from improvement_cycles import go_reading, goes, measure_queries, measure_services, snapshots
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_pictures import picture_of
from improvement_cycles.measure_services import NewNote
from improvement_cycles.measure_words import Kind
from improvement_cycles.models import ImprovementProject
from improvement_cycles.points import MOST_DRAWN
from improvement_cycles.snapshots import PictureThen
from improvement_cycles.words import NoteKind
from tests.improvement_cycles.counting import fill, new_measure
from tests.improvement_cycles.tries import LOOK

BEFORE, AFTER = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], [5, 6, 5, 6, 7, 6, 5, 6]
FIGURE = '<figure class="chart'
WORDS = {"other": "The picture is another one now.", "same": "It is still as we saw it."}


@pytest.fixture
def danny(tries):
    return tries.as_(tries.danny)


@pytest.fixture
def counted(session, tries):
    """A go that is looked at, with a picture of 20 dots that got better. Elsewhere is one too."""
    other = tries.studying(title="Another")
    fill(session, new_measure(session, project_of(session, other), name="Theirs"), BEFORE)
    cycle = tries.studying()
    cycle.measure = new_measure(session, project_of(session, cycle))
    cycle.dots = fill(session, cycle.measure, BEFORE + AFTER)
    cycle.measure.baseline_until = cycle.dots[11].on
    for name, values in LOOK.items():
        tries.answer(cycle, "look", name, values)
    session.commit()
    return cycle


def project_of(session, cycle):
    return session.get(ImprovementProject, cycle.project_id)


def decide(session, tries, cycle):
    goes.to_decide(session, tries.as_(tries.danny), tries.go(cycle))
    session.flush()


def kept(session, cycle):
    wanted = select(PictureThen).where(PictureThen.cycle_id == cycle.id)
    return session.scalars(wanted.order_by(PictureThen.id)).all()


def then(session, viewer, cycle):
    session.flush()
    view = go_reading.a_go(session, viewer, cycle.id)
    return snapshots.of_go(session, viewer, view.head, cycle.id, view.hats)


def now(session, viewer, cycle):
    (seen,) = measure_queries.of_go(session, viewer, cycle.id)
    return picture_of(seen, f"then-{cycle.measure.id}")


def put_right(session, cycle, at, **fields):
    old = cycle.dots[at]
    more = {"measure_id": old.measure_id, "on": old.on, "entered_on": today()}
    session.add(Point(**more | fields, supersedes_id=old.id, reason="A slip"))
    session.flush()


def test_of_many_dots_the_newest_are_kept_as_they_were_drawn(session, tries, danny, counted):
    fill(session, counted.measure, [3] * MOST_DRAWN, last=200, every=1)
    viewer = tries.as_(tries.danny)
    seen = measure_queries.one(session, viewer, counted.measure.id)
    decide(session, tries, counted)
    [row] = kept(session, counted)
    assert (len(row.dots), row.many) == (MOST_DRAWN, MOST_DRAWN + 20)
    [as_it_was] = then(session, danny, counted)
    assert not as_it_was.is_other_now
    assert as_it_was.picture == picture_of(seen, as_it_was.picture.id)
    assert "There are older ones." in as_it_was.picture.description


def test_a_picture_in_parts_is_kept_in_parts(session, tries, danny, counted):
    def begin_part(at):
        viewer = tries.as_(tries.danny)
        this = a_measure(session, viewer, counted.measure.id)
        new = NewNote(counted.dots[at].on, "We moved", NoteKind.NEW_PART)
        measure_services.mark(session, viewer, this, new)
        session.flush()

    begin_part(12)
    was = now(session, danny, counted)
    assert was.sentence.startswith("Part 1: ")
    decide(session, tries, counted)
    (told,) = then(session, danny, counted)
    assert (told.picture, told.is_other_now) == (was, False)
    begin_part(16)
    (told,) = then(session, danny, counted)
    assert (told.picture, told.is_other_now) == (was, True)


def test_going_on_to_decide_keeps_the_picture_that_was_looked_at(session, tries, danny, counted):
    was = now(session, danny, counted)
    decide(session, tries, counted)
    (row,) = kept(session, counted)
    assert (row.measure_id, row.on, row.by_id) == (counted.measure.id, today(), tries.danny.id)
    assert [dot[0] for dot in row.dots] == [dot.id for dot in counted.dots]
    assert row.sentence == was.sentence
    (told,) = then(session, danny, counted)
    assert (told.picture, told.is_other_now) == (was, False)


@pytest.mark.parametrize("change", ["right", "odd", "away", "new", "before", "named", "better"])
def test_whatever_is_changed_later_it_is_drawn_as_it_was_looked_at(
    session, tries, danny, counted, change
):
    was = now(session, danny, counted)
    decide(session, tries, counted)
    match change:
        case "right":
            put_right(session, counted, 15, value=40)
        case "odd":
            put_right(session, counted, 15, value=6, left_out=True, note="The bus strike")
        case "away":
            put_right(session, counted, 19, taken_away=True)
        case "new":
            fill(session, counted.measure, [9], last=-7)
        case "before":
            counted.measure.baseline_until = counted.dots[14].on
        case "named":
            counted.measure.name = "Evenings out"
        case "better":
            counted.measure.better = "fewer"
    session.flush()
    (told,) = then(session, danny, counted)
    assert told.picture == was and told.is_other_now


def test_looking_again_keeps_what_is_looked_at_then_and_the_first_stays(
    session, tries, danny, counted
):
    decide(session, tries, counted)
    goes.look(danny, tries.go(counted))
    decide(session, tries, counted)
    assert len(kept(session, counted)) == 1  # it is the same picture
    goes.look(danny, tries.go(counted))
    put_right(session, counted, 15, value=40)
    decide(session, tries, counted)
    first, second = kept(session, counted)
    assert first.dots != second.dots
    (told,) = then(session, danny, counted)
    assert not told.is_other_now


def test_deciding_keeps_what_has_come_since(session, tries, danny, counted):
    decide(session, tries, counted)
    fill(session, counted.measure, [9], last=-7)
    tries.say_what_was_decided(counted, "stopped")
    goes.decide(session, danny, tries.go(counted))
    assert [row.many for row in kept(session, counted)] == [20, 21]


def test_what_is_not_counted_or_has_no_dots_is_not_kept(session, tries, counted):
    project = project_of(session, counted)
    new_measure(session, project, name="No dots", main=False)
    stopped = new_measure(session, project, name="Old", main=False, stopped_on=today())
    fill(session, stopped, BEFORE)
    decide(session, tries, counted)
    assert [row.measure_id for row in kept(session, counted)] == [counted.measure.id]


def test_what_was_looked_at_shows_after_its_measure_is_stopped(session, tries, danny, counted):
    was = now(session, danny, counted)
    decide(session, tries, counted)
    counted.measure.stopped_on = today()
    (told,) = then(session, danny, counted)
    assert told.picture == was


def test_no_door_changes_what_was_looked_at(session, tries, counted):
    decide(session, tries, counted)
    session.commit()
    for statement in ("UPDATE picture_then SET sentence = 'else'", "DELETE FROM picture_then"):
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement))
        session.rollback()


def test_the_page_shows_it_and_then_both_if_it_is_another_one_now(session, tries, counted, sign_in):
    decide(session, tries, counted)
    session.commit()
    browser, url = sign_in(tries.danny), f"/tries/goes/{counted.id}"
    page = browser.get(url).text
    assert f"on {today():%A} {today().day} {today():%B %Y}" in page and WORDS["same"] in page
    assert page.count(FIGURE) == 1
    put_right(session, counted, 15, value=40)
    session.commit()
    page = browser.get(url).text
    assert WORDS["other"] in page and page.count(FIGURE) == 2


FEW = [1, 2, 1, 2, 3]


@pytest.mark.parametrize(("who", "sees"), [("danny", True), ("hannah", True), ("imran", False)])
def test_few_dots_are_for_the_group_alone_then_as_now(session, tries, who, sees, sign_in, visitor):
    cycle = tries.studying()
    measure = new_measure(session, project_of(session, cycle))
    fill(session, measure, FEW)
    for name, values in LOOK.items():
        tries.answer(cycle, "look", name, values)
    decide(session, tries, cycle)
    fill(session, measure, [17], last=-7)
    session.commit()
    viewer = tries.as_(getattr(tries, who))
    (told,) = then(session, viewer, cycle)
    assert (told.picture.drawing is not None) is sees
    assert bool(told.picture.rows) is sees
    (row,) = kept(session, cycle)
    for browser in (sign_in(getattr(tries, who)), *([] if sees else [visitor])):
        page = browser.get(f"/tries/goes/{cycle.id}").text
        assert (FIGURE in page) is sees
        assert (row.sentence in page) is sees or row.sentence == told.picture.sentence


@pytest.mark.parametrize("who", ["danny", "nobody"])
def test_a_go_with_its_pictures_costs_as_few_statements(
    session, tries, danny, counted, sign_in, visitor, who
):
    decide(session, tries, counted)
    tries.say_what_was_decided(counted, "stopped")
    goes.decide(session, danny, tries.go(counted))
    session.commit()
    browser = sign_in(tries.danny) if who == "danny" else visitor
    browser.get(f"/tries/goes/{counted.id}")
    browser.get(f"/tries/goes/{counted.id}")
    assert browser.statements <= 8, browser.asked


def test_a_rate_is_drawn_for_each_as_many_as_it_was_then(session, tries, danny, counted):
    counted.measure.kind, counted.measure.multiply = Kind.RATE, 1000
    for at in range(20):
        put_right(session, counted, at, value=at % 5, out_of=40 + at)
    was = now(session, danny, counted)
    decide(session, tries, counted)
    counted.measure.multiply = 10
    (told,) = then(session, danny, counted)
    assert (told.picture, told.is_other_now) == (was, True)
    assert now(session, danny, counted).drawing != was.drawing


def test_what_is_for_the_group_alone_now_is_not_among_what_was_looked_at(
    session, tries, danny, counted, sign_in, visitor
):
    everybody = new_measure(session, project_of(session, counted), name="Meals out", main=False)
    fill(session, everybody, BEFORE + AFTER)
    decide(session, tries, counted)
    assert len(then(session, tries.as_(tries.imran), counted)) == 2
    counted.measure.group_only, name = True, counted.measure.name
    session.commit()
    url = f"/tries/goes/{counted.id}"
    assert len(then(session, danny, counted)) == 2
    for person in (tries.danny, tries.colette, tries.hannah):
        page = sign_in(person).get(url).text
        assert name in page and "Meals out" in page
    for browser in (sign_in(tries.imran), sign_in(tries.elsewhere.danny), visitor):
        page = browser.get(url).text
        assert name not in page and f"/measures/{counted.measure.id}" not in page
        assert "Meals out" in page
