"""The kinds of dot and the band: each has a shape, a colour that stands out, and its words."""

from dataclasses import replace

import pytest

from improvement_cycles.charts import markup
from improvement_cycles.charts.picture import draw
from improvement_cycles.stats.kinds import ChartKind
from tests.improvement_cycles.charts.nights import BEFORE, UP, measured


@pytest.mark.parametrize(
    ("better", "kind", "shape"),
    [
        ("more", "better", "#005eb8"),
        ("fewer", "worse", "#c25100"),
        ("neither", "different", "#425563"),
    ],
)
def test_a_signal_has_a_shape_and_a_colour(better, kind, shape):
    picture = draw(measured(BEFORE + UP, baseline=12, better=better), "c")
    assert [mark.kind for mark in picture.drawing.marks] == ["usual"] * 12 + [kind] * 10
    assert markup.svg(picture).count(shape) == 10
    assert [meant for meant, _ in picture.key] == [kind, "usual"]


def test_the_usual_range_has_its_line_in_the_key():
    limited = replace(measured(BEFORE + UP), kind=ChartKind.I)
    picture = draw(limited, "c")
    assert picture.has_range and picture.key[-1] == ("range", "the usual range")
    key = markup.chart(picture).split('class="chart__key', 1)[1].split("</ul>")[0]
    assert "fill-opacity" in key and "the usual range" in key
    steady = draw(replace(measured([4, 5, 4, 5, 4, 5]), kind=ChartKind.I), "c")
    assert [meant for meant, _ in steady.key] == ["range"]
    plain_run = draw(measured(BEFORE + UP), "c")
    assert not plain_run.has_range
    assert "range" not in dict(plain_run.key)


@pytest.mark.parametrize("colour", ["#005eb8", "#c25100", "#425563", "#768692", "#330072"])
def test_colours_stand_out_from_the_panel(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (light + 0.05) >= 3
    template = (markup.TEMPLATES / "improvement_cycles/_chart.html").read_text()
    assert colour in template
