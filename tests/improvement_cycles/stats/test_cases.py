"""Every kind of chart and both sets of rules, against what two R packages say of a series."""

import json
import math
import subprocess
import sys

import pytest
from chart_cases import MADE_UP, REAL, REPOSITORY, needs_real_cases, read
from hypothesis import given
from hypothesis import strategies as st

from improvement_cycles.chart_batch import answer, answers
from improvement_cycles.stats.kinds import ChartKind

NOT_OURS = {"icon_assurance"}  # no targets, so no assurance
UNLIKE = {"quirk"}  # the tag of what is not to be copied


def cases_in(folder):
    found = [read(path) for path in sorted(folder.glob("*.json"))] if folder.is_dir() else []
    return [case for case in found if "expected" in case and not UNLIKE & set(case["tags"])]


def asked(case):
    return {name: value for name, value in case.items() if name != "expected"}


def differences(got, wanted, place=""):
    """Where two answers differ by more than 1e-9, in words."""
    if isinstance(wanted, dict):
        for name, value in wanted.items():
            if name not in NOT_OURS:
                yield from differences(got.get(name, "nothing"), value, f"{place}.{name}")
    elif isinstance(wanted, list):
        if not isinstance(got, list) or len(got) != len(wanted):
            yield f"{place}: {got} for {wanted}"
            return
        for at, (one, other) in enumerate(zip(got, wanted, strict=True), start=1):
            yield from differences(one, other, f"{place}[{at}]")
    elif not same(got, wanted):
        yield f"{place}: {got} for {wanted}"


def same(got, wanted):
    numbers = (int, float)
    if isinstance(wanted, numbers) and not isinstance(wanted, bool) and isinstance(got, numbers):
        return math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return got is wanted or got == wanted


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in cases_in(MADE_UP)])
def test_made_up_series_read_as_r_reads_them(case):
    assert list(differences(answer(asked(case)), case["expected"])) == []


@needs_real_cases
@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in cases_in(REAL)])
def test_real_series_read_as_r_reads_them(case):
    assert list(differences(answer(asked(case)), case["expected"])) == []


def test_the_command_answers_as_the_functions_do():
    cases = cases_in(MADE_UP) + cases_in(REAL)
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi; wsgi.cli(['chart', '--batch'])"],
        cwd=REPOSITORY,
        input="\n".join(json.dumps(asked(case)) for case in cases),
        capture_output=True,
        text=True,
        check=True,
    )
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert [
        difference
        for case, got in zip(cases, answered, strict=True)
        for difference in differences(got, case["expected"], case["name"])
    ] == []


def test_every_kind_is_held_to_r():
    assert {case["chart"] for case in cases_in(MADE_UP)} == {*ChartKind, "xmr"}


def test_a_difference_would_be_seen():
    case = next(c for c in cases_in(MADE_UP) if c["name"] == "syn_p_listened_to_part12")
    got = answer(asked(case))
    got["ucl"][3] *= 1 + 1e-8
    got["parts"][0]["n_useful"] += 1
    assert len(list(differences(got, case["expected"]))) == 2


@pytest.mark.parametrize(
    ("chart", "agg_fun", "n", "plotted"),
    [
        ("i", None, None, [3, 5]),
        ("run", "median", None, [3, 5]),
        ("run", "sum", None, [9, 5]),
        ("i", "sd", None, [2, None]),
        ("c", "mean", None, [9, 5]),
        ("p", None, [10, 10, 10, 10], [0.3, 0.5]),
    ],
)
def test_what_shares_an_x_is_one_point_in_the_order_of_x(chart, agg_fun, n, plotted):
    case = {"chart": chart, "x": [2, 1, 1, 1], "y": [5, 1, 3, 5], "n": n, "agg_fun": agg_fun}
    assert answer(case)["y"] == plotted


def test_equal_measurements_have_no_spread():
    sizes = [3, 5, 6, 7, 3, 10] * 4
    keys = [at for at, size in enumerate(sizes) for _ in range(size)]
    found = answer({"chart": "s", "x": keys, "y": [98.6] * len(keys)})
    assert (found["cl"], found["runs_signal"], any(found["sigma_signal"])) == (0, False, False)


@pytest.mark.parametrize("y", [[1e308, -1e308, 1e308], [int("9" * 400), 1]])
def test_numbers_too_big_to_work_with_are_refused(y):
    (line,) = answers([json.dumps({"chart": "i", "y": y})])
    assert json.loads(line) == {"error": "y, point 1: the number is too big"}


def test_words_for_days_stay_in_the_order_they_came_in():
    days = ["02/01/2020", "01/02/2020", "03/01/2019"]
    assert answer({"chart": "run", "x": days, "y": [1, 2, 3]})["y"] == [1, 2, 3]


FIELDS = ["tool", "x", "n", "multiply", "freeze", "part", "exclude", "agg_fun", "cl_given"]
FIELDS += ["rebase", "fix_after_n_points", "improvement_direction", "y_neg", "screened_mr"]
ONE = st.none() | st.booleans() | st.integers(-3, 12) | st.floats() | st.text(max_size=3)
SAID = ONE | st.lists(ONE, max_size=9) | st.dictionaries(st.text(max_size=2), ONE, max_size=1)
Y = st.lists(st.none() | st.integers(-3, 9) | st.floats(), min_size=1, max_size=9)


@given(Y, st.sampled_from([*ChartKind, "xmr"]), st.sampled_from(FIELDS), SAID, st.booleans())
def test_whatever_is_asked_there_is_one_answer_and_no_crash(y, chart, field, said, nhs):
    tool = "NHSRplotthedots" if nhs else "qicharts2"
    case = {"tool": tool, "chart": chart, "y": y, field: said}
    (line,) = answers([json.dumps(case)])
    answered = json.loads(line)
    assert answered.keys() == {"error"} or "y" in answered or "mean" in answered
