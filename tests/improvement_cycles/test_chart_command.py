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
from improvement_cycles.stats.kinds import ChartKind

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COPROD_SHARED", ROOT.parent / "shared"))
TRUSTS = SHARED / "data/real/ogl_ae_attendances_six_trusts_type1.csv"
CASES = SHARED / "data/chart_cases/real"
UNSORTED = "x,y\n2026-03-01,4\n2026-01-01,5\n2026-02-01,-3\n"
STEP = "week,nights\n" + "".join(f"{i},{v}\n" for i, v in enumerate([4, 6] * 6 + [9, 8] * 5))


def run(*args, given=STEP):
    return CliRunner().invoke(chart, [str(arg) for arg in args], input=given)


def test_it_says_what_the_numbers_show():
    result = run("-", "--freeze", 12, "--better", "more")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "It looks like a real change. 10 dots in a row above how it was before. That is better.",
        "Dots 1 to 22: median 5. Baseline: up to dot 12. Useful dots: 22. "
        "Longest run: 11 (limit 7). Crossings: 11 (lower limit 7). The runs show a signal.",
    ]


def test_every_number_comes_as_json():
    result = run("-", "--json", "--freeze", 12, "--exclude", 1)
    read = json.loads(result.stdout)
    assert read["phases"][0] == {
        "number": 1,
        "first": 1,
        "last": 22,
        "baseline_last": 12,
        "centre": 6,
        "trial": False,
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
        "lower": None,
        "upper": None,
        "lower_2s": None,
        "upper_2s": None,
        "side": None,
        "in_baseline": False,
        "excluded": True,
        "in_signal": False,
        "outside": False,
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
        (["-"], 'x,y\n1,"2\nor 3"\n', "row 2, column y: 2 or 3 is not a number"),
        (["-", "--y", "z"], '"x\nor z",y\n1,2\n', "There is: x or z, y."),
        (["-"], f'x,y\n1,"{"1," * 999}"\n', f"row 2, column y: {'1,' * 20} has a comma"),
        (["-"], "x,y\n2026-02-30,1\n2026-03-01,2\n", "row 2, column x: 2026-02-30 is not a date"),
        (["-"], "x,y\n,1\n2026-03-01,2\n", "row 2, column x: it is empty"),
        (["-"], "x,y\n2026-02-30,1\n", "row 2, column x: 2026-02-30 is not a date"),
        (["-"], 'x,y\n1,"2,5"\n', "row 2, column y: 2,5 has a comma"),
        (["-", "--y", "z"], "x,y\n1,2\n", "There is no column z. There is: x, y."),
        (["-", "--freeze", 40], STEP, "freeze: point 40 cannot be used: use 1 to 22"),
        (["-", "--phase", 22], STEP, "phase: point 22 cannot be used: use 1 to 21"),
        (["-", "--exclude", 0], STEP, "exclude: point 0 cannot be used"),
        (["-", "--freeze", "x"], STEP, "'x' is not a valid integer"),
        (["-", "--kind", "pie"], STEP, "--kind pie: use run, i, mr"),
        (["-", "--kind", "p"], STEP, "--kind p: say the column of the denominators with --n"),
        (["-", "--kind", "t"], "x,y\n1,2\n2,0\n", "row 3: 0: a time between is more than 0"),
        (["-", "--kind", "c"], "x,y\n1,2\n2,-1\n", "row 3: -1: a count is 0 or more"),
        (
            ["-", "--kind", "p", "--n", "n"],
            "x,y,n\n1,5,4\n",
            "row 2: 5 out of 4: more than all",
        ),
        (["-", "--kind", "u", "--n", "n"], "x,y,n\n1,5,-4\n", "row 2, column n: -4 is below 0"),
        (["-", "--kind", "c", "--y", "y"], UNSORTED, "row 4, column y: -3: a count is 0 or more"),
        (
            ["-", "--freeze", 2],
            "x,y\n1,\n2,\n3,7\n4,8\n",
            "freeze: there is no number up to",
        ),
        (["-", "--rules", "trend"], STEP, "--rules trend: use anhoej or nhs"),
        (["-", "--rules", "nhs", "--kind", "p"], STEP, "the rules of the NHS are for an i chart"),
        (["-", "--freeze", 3, "--freeze", 5], STEP, "freeze: points 3 and 5 are in one phase"),
        (["-", "--multiply", "1e308"], STEP, "the numbers are too big to work with"),
        (["-", "--multiply", "nan"], STEP, "--multiply nan: use a number"),
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


def test_limits_are_told_in_analysts_words():
    text = "x,y\n" + "".join(f"{i},{v}\n" for i, v in enumerate([4, 5, 3, 6, 4, 5] * 2 + [12, 5]))
    lines = run("-", "--kind", "i", given=text).stdout.splitlines()
    assert lines[0].startswith("There is a sign that something changed. 1 dot is outside")
    assert lines[1].endswith("at the last dot: -1.6798 to 11.8227. Outside them: 13.")
    trial = run("-", "--kind", "i", "--freeze", 8, given=text).stdout.splitlines()[1]
    assert "They are trial limits: there are fewer than 13 dots." in trial


def test_subgroups_are_the_rows_of_one_x():
    text = "x,y\n" + "".join(f"{i},{i + j}\n" for i in range(3) for j in (0, 2, 4))
    read = json.loads(run("-", "--json", "--kind", "xbar", given=text).stdout)
    assert [(p["when"], p["value"]) for p in read["points"]] == [("0", 2), ("1", 3), ("2", 4)]
    read = json.loads(run("-", "--json", "--kind", "s", given=text).stdout)
    assert [p["value"] for p in read["points"]] == [2, 2, 2]


def test_the_flags_of_the_nhs_come_on_request():
    text = "x,y\n" + "".join(f"{i},{v}\n" for i, v in enumerate([5, 6] * 10 + [7, 7, 7, 40]))
    lines = run("-", "--rules", "nhs", "--better", "fewer", given=text).stdout.splitlines()
    assert "Dot 24 (23): above the upper limit." in lines
    assert lines[-1] == "Variation of the last dot: concern high."
    read = json.loads(run("-", "--rules", "nhs", "--json", given=text).stdout)
    assert read["flags"][23]["means"] == "special_cause_neutral_high"


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_can_be_drawn(kind, tmp_path):
    rows = "".join(f"{i // 2},{1 + (7 * i) % 5},{9 + i % 3}\n" for i in range(40))
    args = ["--kind", kind, "--svg", tmp_path / "out.svg"]
    if kind not in {"xbar", "s"}:
        rows = "".join(f"{i},{1 + (7 * i) % 5},{9 + i % 3}\n" for i in range(40))
        args += ["--n", "n"] if kind in {"p", "pp", "u", "up", "ip"} else []
    result = run("-", *args, given="x,y,n\n" + rows)
    assert (result.exit_code, result.stderr) == (0, "")
    ElementTree.parse(tmp_path / "out.svg")


def test_a_batch_answers_each_line_and_goes_on():
    cases = [
        json.dumps({"chart": "c", "y": [1, 2, 3]}),
        "",
        "not json",
        '{"chart": "pie", "y": [1]}',
    ]
    cases += ["[]", '{"y": [1, "two"]}', '{"y": [1, 1e999]}', '{"chart": "i", "y": [4, 4]}']
    result = run("--batch", given="\n".join(cases))
    answered = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert (answered[0]["cl"], answered[0]["y"]) == (2, [1, 2, 3])
    assert [answer["error"] for answer in answered[1:-1]] == [
        "this is not JSON: Expecting value at letter 1",
        "chart: use run, i, mr, c, u, p, pp, up, ip, xbar, s, g, t, not pie",
        "a case is a JSON object",
        "y, point 2: two is not a number",
        "y, point 2: inf is not a finite number",
    ]
    assert (answered[-1]["cl"], answered[-1]["ucl"]) == (4, [None, None])


def test_a_batch_goes_on_after_letters_that_cannot_be_written_and_after_a_long_word():
    cases = ['{"y": [1, "\\ud800"]}', json.dumps({"y": ["a" * 100_000]}), '{"y": [1, 2]}']
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi; wsgi.cli(['chart', '--batch'])"],
        cwd=ROOT,
        input="\ufeff" + "\r\n\r\n".join(cases),
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert answered[0] == {"error": "y, point 2: \ud800 is not a number"}
    assert answered[1] == {"error": f"y, point 1: {'a' * 60} is not a number"}
    assert answered[2]["y"] == [1, 2]


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
