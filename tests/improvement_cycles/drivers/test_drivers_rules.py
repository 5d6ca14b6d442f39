"""The rules of a driver diagram: levels, no circles, nothing twice; each says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_cycles.drivers import rules
from improvement_cycles.drivers.tree import Diagram, Part, from_json, outline, to_json
from improvement_cycles.drivers.words import Kind, Level
from tests.improvement_cycles.drivers.diagrams import (
    I5,
    I6,
    P1,
    P2,
    S3,
    S4,
    WHOLE,
    of,
    part,
    parts,
    pressed,
)


@pytest.mark.parametrize(
    ("lower", "upper", "says"),
    [
        (S3, P1, None),
        (I5, P1, None),
        (I5, S3, None),
        (P1, P2, rules._LEVELS[Level.PRIMARY]),
        (P1, S3, rules._LEVELS[Level.PRIMARY]),
        (P1, I5, rules._LEVELS[Level.PRIMARY]),
        (S3, S4, rules._LEVELS[Level.SECONDARY]),
        (S3, I5, rules._LEVELS[Level.SECONDARY]),
        (I5, I6, rules._LEVELS[Level.IDEA]),
        (I5, I5, rules.ITSELF),
        (P1, P1, rules.ITSELF),
        (part(Level.IDEA, 99), P1, rules.NOT_THERE),
        (I5, part(Level.PRIMARY, 99), rules.NOT_THERE),
    ],
    ids=lambda one: getattr(one, "words", one),
)
def test_what_can_stand_under_what(lower, upper, says):
    assert rules.refusal_to_join(of(), lower.key, upper.key) == says


@pytest.mark.parametrize(
    ("lower", "upper", "says"),
    [
        (S3, P1, rules.TWICE_JOINED),
        (P1, S3, rules.CIRCLE),
        (P1, I5, rules.CIRCLE),
        (S3, I5, rules.CIRCLE),
        (S3, P2, None),
        (I6, S3, None),
    ],
    ids=lambda one: getattr(one, "words", one),
)
def test_what_helps_something_is_not_helped_by_it(lower, upper, says):
    assert rules.refusal_to_join(WHOLE, lower.key, upper.key) == says


@pytest.mark.parametrize(
    ("level", "words", "says"),
    [
        (Level.PRIMARY, "A lift home", rules.TWICE),
        (Level.PRIMARY, "  a LIFT  home. ", rules.TWICE),
        (Level.SECONDARY, "A lift home", None),
        (Level.IDEA, "A lift home", None),
        (Level.PRIMARY, "A lift", None),
        (Level.IDEA, "", rules.NOTHING),
        (Level.IDEA, " \n", rules.NOTHING),
        (Level.IDEA, "w" * 200, None),
        (Level.IDEA, "w" * 201, rules.TOO_LONG),
    ],
)
def test_nothing_stands_on_a_level_twice(level, words, says):
    assert rules.refusal_to_add(WHOLE, level, words) == says


def test_saying_itself_again_is_not_twice():
    assert rules.refusal_to_say(WHOLE, Level.PRIMARY, "A LIFT home", but=P1.key) is None
    assert rules.refusal_to_say(WHOLE, Level.PRIMARY, "Friends", but=P1.key) == rules.TWICE


def test_a_full_page_takes_no_more():
    full = Diagram("", tuple(part(Level.IDEA, n) for n in range(rules.MOST)))
    assert rules.refusal_to_add(full, Level.IDEA, "One more") == rules.TOO_MANY
    assert rules.refusal_to_come(of()) is None


@given(pressed())
def test_whatever_people_press_the_levels_hold_and_nothing_goes_round(diagram):
    assert [one for one in rules.troubles(diagram) if one != rules.TWICE] == []
    for low, up in diagram.links:
        assert diagram.find(up).level in rules.HELPS[diagram.find(low).level]
        assert rules.refusal_to_join(diagram, up, low) is not None


@given(parts(), st.data())
def test_a_diagram_with_any_links_at_all_is_found_out(made, data):
    keys = [one.key for one in made] or [(Kind.IDEA, 1)]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys))
    diagram = Diagram("", made, frozenset(data.draw(st.sets(pairs, max_size=6))))
    alone = [Diagram("", made, diagram.links - {one}) for one in diagram.links]
    refused = [
        rules.refusal_to_join(rest, *link) for rest, link in zip(alone, diagram.links, strict=True)
    ]
    found = [one for one in rules.troubles(diagram) if one != rules.TWICE]
    assert bool(found) == any(refused)


@given(pressed())
def test_the_list_tells_everything_and_each_part_in_full_once(diagram):
    joined, loose = outline(diagram)
    told, again = [], []

    def read(lines, upper):
        for line in lines:
            (told if line.first else again).append(line.part.key)
            above = {one.key for one in diagram.above(line.part.key)}
            assert upper is None or upper in above
            assert len(line.also) == len(above - {upper})
            read(line.under, line.part.key)

    read(joined, None)
    read(loose, None)
    assert sorted(told) == sorted(one.key for one in diagram.parts)
    assert set(again) <= set(told)


def test_an_idea_under_two_things_says_so_at_both():
    joined, loose = outline(WHOLE)
    lift, friends = joined
    late, phones = lift.under
    assert (late.under[0].part, late.under[0].also) == (I5, ("Phone numbers",))
    assert (phones.part, phones.also, phones.under[0].also) == (S4, ("Friends",), ("Late shifts",))
    assert not phones.under[0].first
    assert [(line.part, line.first) for line in friends.under] == [(I6, True), (S4, False)]
    assert friends.under[1].under == ()
    assert loose == []


def test_what_helps_nothing_yet_stands_by_itself_with_what_is_under_it():
    _joined, loose = outline(of((I5, S3)))
    assert [line.part for line in loose] == [S3, S4, I6]
    assert [line.part for line in loose[0].under] == [I5]


@given(pressed())
def test_a_version_gives_back_what_it_kept(diagram):
    assert from_json(to_json(diagram)) == diagram


def test_an_idea_without_words_has_those_of_its_issue_where_they_can_be_read():
    ideas = of(parts=[Part(Kind.IDEA, 1, Level.IDEA, "", 7)])
    assert ideas.said({7: "The bus is late"}, "Hidden").parts[0].words == "The bus is late"
    assert ideas.said({}, "Hidden").parts[0].words == "Hidden"
    assert to_json(ideas)["parts"] == [["idea", 1, "idea", "", 7, None]]
