"""Where the chart cases and the demo area are. Cases from real data stay outside the project."""

import json
import os
from pathlib import Path

import pytest

from improvement_cycles.stats.chart import read_run_chart
from improvement_cycles.stats.finding import baselines_in_use, find_changes

REPOSITORY = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("COPROD_SHARED", REPOSITORY.parent / "shared"))
MADE_UP = REPOSITORY / "tests/data/chart_cases"
REAL = SHARED / "data/chart_cases/real"
ALDERBROOK = [REPOSITORY / "coprod/demo/alderbrook.json", SHARED / "data/alderbrook.json"]

needs_real_cases = pytest.mark.skipif(
    not REAL.is_dir(),
    reason="the real NHS series are not here: COPROD_SHARED says where they lie",
)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def cases_of(folder, chart):
    """Every case of one kind of chart in a folder, as pytest parameters."""
    cases = [read(path) for path in sorted(folder.glob("*.json"))] if folder.is_dir() else []
    return [
        pytest.param(case, id=case["name"])
        for case in cases
        if case["chart"] == chart and "expected" in case
    ]


def demo_measures():
    """The measures of the demo area, as pytest parameters; none if it is not there."""
    area = next((read(path) for path in ALDERBROOK if path.is_file()), {"cycles": []})
    return [
        pytest.param(measure, id=measure["id"])
        for cycle in area["cycles"]
        for measure in cycle["measures"]
    ]


def find_change(values, *, baseline=None, exclude=()):
    """What one series shows as a run chart, against its baseline if that can be used."""
    (finding,) = find_changes_of(values, baseline=baseline, exclude=exclude)
    return finding


def find_changes_of(values, *, baseline=None, phases=(), exclude=()):
    used = baselines_in_use(values, baseline, phases=phases, exclude=exclude)
    return find_changes(read_run_chart(values, freeze=used, phases=phases, exclude=exclude))


def plotted(measure):
    """What is drawn for a demo measure: numbers, or percentages of a share or of happy faces."""
    return [
        point["v"]
        if "v" in point
        else 100 * point["n"] / point["of"]
        if "n" in point
        else 100 * point["happy"] / (point["happy"] + point["ok"] + point["sad"])
        for point in measure["points"]
    ]
