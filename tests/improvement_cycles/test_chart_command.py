"""`coprod chart`: the engine on a file, quickly, with every mistake in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from improvement_cycles.chart_cli import chart

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COPROD_SHARED", ROOT.parent / "shared"))
TRUSTS = SHARED / "data/real/ogl_ae_attendances_six_trusts_type1.csv"
CASES = SHARED / "data/chart_cases/real"
STEP = "week,nights\n" + "".join(f"{i},{v}\n" for i, v in enumerate([4, 6] * 6 + [9, 8] * 5))


def run(*args, given=STEP):
    return CliRunner().invoke(chart, [str(arg) for arg in args], input=given)


def test_it_says_what_the_numbers_show():
    result = run("-", "--freeze", 12, "--better", "more")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "It looks like a real change. 10 dots in a row above how it was before. That is better.",
        "Points 1 to 22: middle line 5, 22 useful points, longest run 11 (limit 7), "
        "11 crossings (at least 7 by chance).",
    ]


def test_every_number_comes_as_json():
    result = run("-", "--json", "--freeze", 12, "--exclude", 1)
    read = json.loads(result.stdout)
    assert read["phases"][0] == {
        "number": 1,
        "first": 1,
        "last": 22,
        "centre": 6,
        "observations": 21,
        "useful_points": 15,
        "longest_run": 10,
        "longest_run_limit": 7,
        "crossings": 1,
        "crossings_lower_limit": 4,
        "signal": True,
    }
    assert read["points"][0] == {
        "number": 1,
        "when": "0",
        "value": 4,
        "phase": 1,
        "centre": 6,
        "side": None,
        "in_baseline": False,
        "excluded": True,
        "in_signal": False,
    }


def test_phases_and_shares():
    text = "x,y,n\n" + "".join(f"{i},{i},{2 * i or 0}\n" for i in range(14))
    read = json.loads(run("-", "--json", "--n", "n", "--phase", 5, "--phase", 9, given=text).stdout)
    assert [(p["first"], p["last"]) for p in read["phases"]] == [(1, 5), (6, 9), (10, 14)]
    assert [p["value"] for p in read["points"]] == [None] + [0.5] * 13


def test_it_draws(tmp_path):
    path = tmp_path / "out.svg"
    assert run("-", "--svg", path).exit_code == 0
    assert ElementTree.parse(path).getroot().get("role") == "img"


@pytest.mark.skipif(
    not TRUSTS.is_file(),
    reason="the real NHS series are not here: COPROD_SHARED says where they lie",
)
@pytest.mark.parametrize(
    ("case", "options"),
    [("run_ae_rjz_breaches", []), ("run_ae_rjz_breaches_freeze12", ["--freeze", 12])],
)
def test_one_trust_of_a_real_file_reads_as_r_reads_it(case, options):
    expected = json.loads((CASES / f"{case}.json").read_text())["expected"]
    columns = ["--x", "period", "--y", "breaches", "--where", "org_code=RJZ"]
    read = json.loads(run(TRUSTS, "--json", *columns, *options).stdout)
    (phase,) = read["phases"]
    assert phase["centre"] == pytest.approx(expected["cl"], rel=1e-9)
    assert [p["value"] for p in read["points"]] == expected["y"]
    assert [p["centre"] for p in read["points"]] == pytest.approx(expected["cl_line"], rel=1e-9)
    names = {
        "useful_points": "n_useful",
        "longest_run": "longest_run",
        "longest_run_limit": "longest_run_max",
        "crossings": "n_crossings",
        "crossings_lower_limit": "n_crossings_min",
        "signal": "runs_signal",
    }
    assert {ours: phase[ours] for ours in names} == {
        ours: expected[theirs] for ours, theirs in names.items()
    }


@pytest.mark.parametrize(
    ("args", "given", "says"),
    [
        (["-"], "", "The file is empty."),
        (["-"], "x,y\n", "the file has no rows to read"),
        (["-"], "x,y\n1,2\n2,many\n", "row 3, column y: many is not a number"),
        (["-"], "x,y\n1,2\n2,inf\n3,nan\n", "row 3, column y: inf is not a number (and 1 more)"),
        (["-"], "x,y\n2026-02-30,1\n2026-03-01,2\n", "row 2, column x: 2026-02-30 is not a date"),
        (["-"], "x,y\n,1\n2026-03-01,2\n", "row 2, column x: it is empty"),
        (["-"], "x,y\n2026-02-30,1\n", "row 2, column x: 2026-02-30 is not a date"),
        (["-"], 'x,y\n1,"2,5"\n', "row 2, column y: 2,5 has a comma"),
        (["-", "--y", "z"], "x,y\n1,2\n", "There is no column z. There is: x, y."),
        (["-", "--freeze", 40], STEP, "freeze: point 40 cannot be used: use 1 to 22"),
        (["-", "--phase", 22], STEP, "phase: point 22 cannot be used: use 1 to 21"),
        (["-", "--exclude", 0], STEP, "exclude: point 0 cannot be used"),
        (["-", "--freeze", "x"], STEP, "'x' is not a valid integer"),
        (["-", "--kind", "pie"], STEP, "--kind pie: there is only run"),
        (["-", "--better", "up"], STEP, "--better up: use more, fewer or neither"),
        (["-", "--where", "x"], STEP, "--where x: write it as COLUMN=WORDS"),
        (["-", "--svg", "/no/such/place.svg"], STEP, "/no/such/place.svg: No such file"),
        (["no.csv"], "", "No such file"),
        (["-", "--bogus"], "", "No such option"),
        ([], "", "Missing argument"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(args, given, says):
    result = run(*args, given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_it_loads_neither_the_web_nor_the_database():
    code = (
        "import sys, wsgi\n"
        "wsgi.cli(['chart', '-'], standalone_mode=False)\n"
        "heavy = {'flask', 'sqlalchemy', 'numpy', 'jinja2', 'werkzeug', 'apscheduler'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input=STEP,
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
