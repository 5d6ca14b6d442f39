"""The drawing: nothing overlaps, no line crosses a box, all words are there and fit."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from improvement_cycles.drivers.drawing import _PAD, draw
from improvement_cycles.drivers.lines import TEXT, length, lines_of
from improvement_cycles.drivers.tree import Diagram
from improvement_cycles.drivers.words import Level
from tests.improvement_cycles.drivers.diagrams import WHOLE, WORDS, of, pressed

HEADS = {level: level.value for level in Level}


def drawn(diagram, notes=None):
    return draw(diagram, HEADS, notes or {})


def segments(path):
    """The straight pieces of a line that only goes across and down."""
    x, y = map(float, re.match(r"M([\d.]+) ([\d.]+)", path).groups())
    points = [(x, y)]
    for way, to in re.findall(r"([HV])([\d.-]+)", path):
        x, y = (float(to), y) if way == "H" else (x, float(to))
        points.append((x, y))
    return list(pairwise(points))


def goes_through(segment, box):
    (x1, y1), (x2, y2) = segment
    left, right, low, high = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    inside_x = left < box.x + box.width - 1 and right > box.x + 1
    return inside_x and low < box.y + box.height - 1 and high > box.y + 1


@given(pressed())
@settings(max_examples=150, deadline=None)
def test_boxes_stand_apart_inside_the_picture(diagram):
    made = drawn(diagram)
    assert len(made.boxes) == len(diagram.parts) + 1
    for box in made.boxes:
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= made.width and box.y + box.height <= made.height
    for one, other in combinations(made.boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        below = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or below


@given(pressed())
@settings(max_examples=150, deadline=None)
def test_no_line_goes_through_a_box(diagram):
    made = drawn(diagram)
    assert len(made.lines) == len(diagram.links) + len(diagram.on(Level.PRIMARY))
    for line in made.lines:
        for segment in segments(line):
            assert not [box for box in made.boxes if goes_through(segment, box)]


@given(pressed())
@settings(max_examples=100, deadline=None)
def test_every_word_is_there_and_fits_its_box(diagram):
    for box in drawn(diagram).boxes:
        for line in box.words:
            assert box.y < line.y < box.y + box.height
            assert length(line.said) <= box.width - 2 * _PAD


@given(WORDS)
def test_long_words_are_cut_and_none_is_lost(words):
    lines = lines_of(words, 180)
    assert "".join("".join(lines).split()) == "".join(words.split())


# How wide these are in Arial, and emoji in the fonts of phones, as parts of their height.
@pytest.mark.parametrize(
    ("letters", "width"),
    [
        ("W", 0.944),
        ("M", 0.833),
        ("m", 0.833),
        ("@", 1.015),
        ("O", 0.778),
        ("Š", 0.667),
        ("Ж", 0.923),
        ("ш", 0.802),
        ("漢", 1),
        ("\U0001f331", 1.25),
        ("\u2764\ufe0f", 1.25),
        ("…", 1),
        ("—", 1),
    ],
)
def test_wide_letters_are_reckoned_wide(letters, width):
    assert length(letters * 10) >= width * TEXT * 10


def test_words_in_capitals_are_in_shorter_lines():
    assert lines_of("MOMENTS WITH MUM", 174) == ["MOMENTS WITH", "MUM"]
    assert lines_of("PEOPLE COME HOME LATE", 174) == ["PEOPLE COME", "HOME LATE"]
    assert lines_of("people come home late", 174) == ["people come home", "late"]


def test_a_letter_is_not_cut_from_its_accent():
    lines = lines_of("e\u0301" * 60, 174)
    assert len(lines) > 1
    assert not [line for line in lines if line.startswith("\u0301")]


def test_a_family_stays_together():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert lines_of(family * 4, 174) == [family] * 4


def test_words_part_at_their_hyphens():
    assert lines_of("Ask a mother-in-law-to-be", 140) == ["Ask a mother-", "in-law-to-be"]


def test_a_column_without_anything_is_left_out():
    assert [head.said for head in drawn(WHOLE).heads] == [level.value for level in Level]
    only_aim = drawn(Diagram("Friends"))
    assert [head.said for head in only_aim.heads] == ["aim", "primary"]
    assert only_aim.width < drawn(WHOLE).width


def test_how_an_idea_went_stands_under_its_words():
    taxi, party = [
        box for box in drawn(of(), {5: "Go 1: Keep it", 6: ""}).boxes if box.level is Level.IDEA
    ]
    assert [line.said for line in taxi.notes] == ["Go 1: Keep it"]
    assert party.notes == ()
