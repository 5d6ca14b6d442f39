"""The picture: sentence, figure and numbers, in that order, for every reader and theme."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from chart_cases import demo_measures
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement_cycles.charts import markup
from improvement_cycles.charts.measured import (
    Dot,
    Measured,
    Note,
    day_labels,
    faces_dot,
    number_dot,
    number_words,
    share_dot,
)
from improvement_cycles.charts.picture import draw
from improvement_cycles.charts.scale import width_of
from improvement_cycles.charts.sentence import plain
from improvement_cycles.charts.words import about_the_line, description
from improvement_cycles.stats.kinds import ChartKind
from tests.improvement_cycles.charts.nights import BEFORE, UP, measured

SVG = "{http://www.w3.org/2000/svg}"


def demo(measure):
    """A demo measure as the pages would hand it over."""
    kinds = {
        "share": lambda when, p: share_dot(when, p["n"], p["of"]),
        "faces": lambda when, p: faces_dot(when, p["happy"], p["ok"], p["sad"]),
    }
    make = kinds.get(measure["kind"], lambda when, p: number_dot(when, p["v"]))
    dots = [make(str(p["days_ago"]), p) for p in measure["points"]]
    return Measured(
        measure["name"],
        measure["unit"],
        dots,
        "fewer" if measure["which_way_is_better"] == "fewer" else "more",
        percent=measure["kind"] in kinds,
        baseline=measure["baseline_points"],
    )


def figure(picture):
    return ElementTree.fromstring(markup.svg(picture))


@pytest.mark.parametrize("measure", demo_measures())
def test_demo_pictures_hold_all_their_dots(measure):
    picture = draw(demo(measure), "c")
    assert len(picture.drawing.marks) == len(picture.rows) == len(measure["points"])
    assert figure(picture).tag == f"{SVG}svg"


def test_the_order_is_sentence_figure_numbers():
    html = markup.chart(draw(measured(BEFORE + UP, baseline=12, better="more"), "c"))
    places = [html.index(part) for part in ("<p class", "<figure", "<svg", "<details", "<table")]
    assert places == sorted(places)
    assert "It looks like a real change. 10 dots in a row above how it was before." in html
    assert '<th scope="col"' in html and '<th scope="row"' in html and "<caption" in html


def test_it_is_named_and_described_and_the_rest_is_hidden_from_readers():
    root = figure(draw(measured(BEFORE + UP, baseline=12), "night"))
    assert root.get("role") == "img"
    named_by = [root.find(f".//*[@id='{part}']") for part in root.get("aria-labelledby").split()]
    assert [part.text for part in named_by] == [
        "Nights out",
        "22 dots, from 1 Nov to 22 Nov. The lowest is 4 and the highest is 9. "
        "The middle line is 5. It is from the first 12 dots.",
    ]
    drawn = [child for child in root if child.tag not in {f"{SVG}title", f"{SVG}desc"}]
    assert [child.get("aria-hidden") for child in drawn] == ["true"]


def test_ids_of_two_charts_never_clash():
    html = "".join(markup.chart(draw(measured(BEFORE + UP), f"c{i}")) for i in (1, 2))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 6


def test_the_strict_policy_and_hostile_words_do_no_harm():
    odd = Measured('<b>"x"', "a&b", [Dot("<i>", 1, "<script>")], notes=(Note(1, "<img>"),))
    html = markup.chart(draw(odd, "c"))
    assert not re.search(r"style=|<script|<b>|<i>|<img|\son\w+=|url\(", html)
    ElementTree.fromstring(f"<div>{html}</div>")


def test_words_are_big_enough_on_a_phone():
    root = figure(draw(measured(BEFORE + UP), "c"))
    width = float(root.get("viewBox").split()[2])
    assert float(root.get("font-size")) * 320 / width >= 10


def test_a_gap_and_a_new_phase_break_the_line():
    line = draw(measured([1, 2, None, 3, 4, 5, 6], phases=(5,)), "c").drawing.line
    assert [len(re.findall(r"[ML]", part)) for part in re.split("(?=M)", line)[1:]] == [2, 2, 2]


def test_every_phase_is_labelled_and_said():
    picture = draw(measured([*BEFORE, *UP, 9, 9], phases=(12,)), "c")
    assert [label.words for label in picture.drawing.part_labels] == ["part 1", "part 2"]
    assert len(picture.drawing.middles) == 2
    assert picture.sentence.startswith("Part 1: Just ups and downs.")
    assert "Part 2: " in picture.sentence
    assert len(picture.drawing.borders) == 1


def test_the_time_before_is_shaded_and_its_line_goes_on():
    drawing = draw(measured(BEFORE + UP, baseline=12), "c").drawing
    (line,) = drawing.middles
    assert drawing.befores[0][1] == line.worked_out_until < line.end
    assert drawing.part_labels[0].words == "how it was before"


def test_the_description_says_how_many_dots_are_left_out():
    said = description(measured(BEFORE + UP, exclude=frozenset({2, 3})), plain)
    assert "2 are left out." in said
    assert "left out" not in description(measured(BEFORE + UP), plain)


def test_notes_are_numbered_in_time_order_and_do_not_touch():
    notes = (Note(14, "a bus strike"), Note(13, "Go 1 started"), Note(2, "new rota"))
    picture = draw(measured(BEFORE + UP, notes=notes), "c")
    assert picture.notes == ["new rota", "Go 1 started", "a bus strike"]
    flags = picture.drawing.flags
    assert [flag.words for flag in flags] == ["1", "2", "3"]
    assert flags[1].y != flags[2].y
    assert picture.rows[12].means.endswith("Go 1 started")


def test_a_point_left_out_is_still_drawn():
    picture = draw(measured([*BEFORE, 99, *UP], exclude=frozenset({13})), "c")
    assert picture.drawing.marks[12].kind == "left out"
    assert picture.rows[12].means == "left out"


@pytest.mark.parametrize(
    ("dots", "drawn"),
    [
        ([share_dot("d", 3, 8)] * 12, True),
        ([share_dot("d", 3, 8)] * 11, False),
        ([share_dot("d", 3, 8)] * 11 + [share_dot("d", 3, 7)], False),
        ([number_dot("d", 3)] * 12, True),
        ([faces_dot("d", 3, 1, 1)] * 12, False),
    ],
)
def test_outsiders_see_no_picture_of_few_dots_or_few_people(dots, drawn):
    sheet = Measured("m", "people", dots, percent=True)
    picture = draw(sheet, "c", for_outsiders=True)
    html = markup.chart(picture)
    assert (picture.drawing is not None) == drawn
    assert drawn or (picture.sentence.startswith("Too early to say.") and "<table" not in html)
    assert draw(sheet, "c").drawing is not None
    if not drawn:
        with pytest.raises(ValueError, match="too early"):
            markup.svg(picture)


def test_a_picture_may_be_all_gaps_or_one_dot():
    assert markup.chart(draw(measured([None, None]), "c")).count("no number") == 2
    assert "There is 1 dot so far." in markup.chart(draw(measured([5]), "c"))


@settings(deadline=None)
@given(
    st.lists(st.none() | st.floats(-1e9, 1e9) | st.floats(99, 99.001), min_size=1, max_size=60),
    st.integers(1, 60),
    st.booleans(),
)
def test_everything_is_drawn_inside_the_panel(values, point, baseline):
    point = min(point, len(values))
    sheet = measured(values, notes=(Note(point, "x"),), baseline=point if baseline else None)
    drawing = draw(sheet, "c").drawing
    for mark in drawing.marks:
        assert drawing.scale.left <= mark.x <= drawing.scale.right
        assert drawing.scale.top - 1 <= mark.y <= drawing.scale.bottom + 1
    assert all(0 <= label.x <= drawing.width for label in drawing.x_labels)
    last = drawing.x_labels[-1]
    assert last.anchor == "end" or last.x + width_of(last.words) / 2 < drawing.width - 10
    assert drawing.scale.left < drawing.width / 2


def test_days_are_short_words():
    assert day_labels([date(2016, 4, 1), date(2016, 5, 1)]) == ["Apr 2016", "May 2016"]
    assert day_labels([date(2026, 11, 3), date(2026, 11, 10)]) == ["3 Nov", "10 Nov"]
    assert day_labels([date(2025, 11, 3), date(2026, 11, 3)]) == ["3 Nov 2025", "3 Nov 2026"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3, "3"),
        (2.5, "2.5"),
        (1250, "1,250"),
        (-1.254, "-1.25"),
        (1e6, "1,000,000"),
        (0, "0"),
        (-0.0, "0"),
        (0.004, "0.004"),
        (-0.00126, "-0.0013"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, words):
    assert number_words(value) == words


def test_one_dot_is_described_as_one():
    assert description(measured([4]), plain).startswith("1 dot, on 1 Nov. It is 4.")


def test_a_part_keeps_its_number_when_another_has_no_numbers():
    sheet = measured([None, None, 3, 4, 5], phases=(2,))
    assert about_the_line(sheet, plain) == ["Part 2: The middle line is 4."]


def test_an_empty_measure_is_refused():
    with pytest.raises(ValueError, match="no points"):
        draw(measured([]), "c")


def test_a_picture_of_ranges_lists_ranges():
    picture = draw(replace(measured([8, 7, 9] * 5), kind=ChartKind.MR), "c")
    assert [row.value for row in picture.rows[:3]] == ["no number", "1", "2"]


def test_a_dot_of_the_run_keeps_its_direction_beyond_a_limit():
    values = [*BEFORE, *[14, 13] * 5]
    picture = draw(replace(measured(values, baseline=12, better="more"), kind=ChartKind.C), "c")
    later = picture.rows[12:]
    assert any("outside the usual range" in row.means for row in later)
    assert all(row.means.startswith("a sign of getting better") for row in later)


@pytest.mark.parametrize("weeks", range(2, 140))
def test_no_two_dates_under_the_axis_touch(weeks):
    days = [date(2025, 1, 3) + timedelta(weeks=week) for week in range(weeks)]
    dots = [number_dot(label, 5 + i % 3) for i, label in enumerate(day_labels(days))]
    labels = draw(Measured("x", "", dots), "c").drawing.x_labels
    edges = []
    for label in labels:
        width = width_of(label.words)
        start = label.x - (width if label.anchor == "end" else width / 2)
        edges.append((start, start + width))
    assert all(before[1] < after[0] for before, after in pairwise(edges))


def test_names_of_short_phases_are_numbers():
    ends = (4, 8, 12, 30)
    drawing = draw(measured([1, 2, 3] * 20, phases=ends), "c").drawing
    words = [label.words for label in drawing.part_labels]
    assert words == ["1", "2", "3", "part 4", "part 5"]


def test_tiny_and_huge_values_have_an_axis_that_fits_them():
    tiny = draw(measured([1e-12, 2e-12, 3e-12] * 5), "c").drawing.scale
    assert 3e-12 <= tiny.high < 1e-11
    huge = draw(measured([1e10, 7.5e14] * 7), "c").drawing
    assert all("e" not in label.words for label in huge.y_labels)
