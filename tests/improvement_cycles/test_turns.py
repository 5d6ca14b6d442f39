"""Whose turn it is with a try, and what landed on a place."""

from dataclasses import replace

from coprod.first_page import ask
from coprod.people.models import Area
from improvement_cycles import goes, turns


def whose_turn(session, viewer):
    return turns.turns(ask(session, viewer, 0, [turns.ASKS]))


def landed_here(session, viewer):
    return turns.landed(ask(session, viewer, 0, [turns.ASKS]))


def test_whose_turn_it_is(session, tries):
    first, second = tries.studying(), tries.planned()
    session.flush()
    danny = {(one.waits, one.cycle_id) for one in whose_turn(session, tries.as_(tries.danny))}
    assert danny == {("look", first.id), ("start", second.id)}
    colette = [one.waits for one in whose_turn(session, tries.as_(tries.colette))]
    assert colette == ["look", "agree"]
    assert whose_turn(session, tries.as_(tries.hannah)) == []


def test_what_landed_on_a_place_is_told_there(session, make, as_viewer, tries):
    other = make.place(session.get(Area, tries.place.area_id))
    stan = as_viewer(make.person(other))
    cycle = tries.studying()
    tries.answer(cycle, "look", "result", {"result_1": "Three.", "lesson_1": "It works."})
    landed = {"landed": "yes", "knock_on": "They stayed late.", "place": str(other.id)}
    tries.answer(cycle, "look", "knock_on", landed)
    assert landed_here(session, stan) == []
    goes.to_decide(session, tries.as_(tries.danny), tries.go(cycle))
    session.flush()
    (told,) = landed_here(session, stan)
    assert (told.part_id, told.two) == (cycle.id, "They stayed late.")
    assert landed_here(session, tries.as_(tries.danny)) == []


def test_nothing_waits_for_somebody_who_has_left_the_area(session, tries):
    tries.studying()
    session.flush()
    danny = tries.as_(tries.danny)
    assert whose_turn(session, danny)
    assert not whose_turn(session, replace(danny, wears=()))
