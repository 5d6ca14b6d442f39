"""Chart cases, one JSON object a line: what the two R packages would be asked, and would answer.

The names of the fields are theirs, so that their answers and ours can be laid side by side.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from improvement_cycles.chart_case import Case
from improvement_cycles.chart_lines import phase_numbers
from improvement_cycles.stats.chart import Chart, Options, Phase, read_chart
from improvement_cycles.stats.kinds import SUBGROUPED, ChartKind
from improvement_cycles.stats.plot_the_dots import PlotTheDots, plot_the_dots

TOO_BIG = "the numbers are too big to work with"
_TOO_BIG = ("Out of range float values", "Exceeds the limit")  # how Python refuses one


def answers(lines: Iterable[str | bytes]) -> Iterator[str]:
    """One line of JSON for each line that is not blank; a bad one gives {"error": ...}."""
    for line in lines:
        if line.strip():
            try:
                yield _line(answer(json.loads(line)))
            except json.JSONDecodeError as error:
                yield _line({"error": f"this is not JSON: {error.msg} at letter {error.pos + 1}"})
            except UnicodeDecodeError:
                yield _line({"error": "this is not UTF-8 text"})
            except (OverflowError, RecursionError):
                yield _line({"error": TOO_BIG})
            except ValueError as error:
                yield _line({"error": said_of(error)})


def said_of(error: Exception) -> str:
    """The sentence of a refusal."""
    words = str(error)
    return TOO_BIG if words.startswith(_TOO_BIG) else words


def answer(case: object) -> dict[str, Any]:
    """The answer to one case. Raises ValueError in one plain sentence, naming field or point."""
    if not isinstance(case, Mapping):
        raise ValueError("a case is a JSON object")
    asked = Case(case)
    if asked.one_of("tool", ("qicharts2", "NHSRplotthedots")) == "qicharts2":
        return _of_chart(asked)
    return _of_dots(asked)


def _line(found: Mapping[str, Any]) -> str:
    # In ASCII: half of a pair of letters, which JSON can say, is no text that could be written.
    return json.dumps(found, allow_nan=False)


def _of_chart(asked: Case) -> dict[str, Any]:
    kind = ChartKind(asked.one_of("chart", tuple(ChartKind)))
    measured = asked.subgroups() if kind in SUBGROUPED else asked.series(added=kind is ChartKind.C)
    chart = read_chart(
        kind,
        measured,
        freeze=asked.place("freeze"),
        phases=asked.places("part"),
        exclude=asked.places("exclude"),
        options=Options(
            screened=asked.yes("screened_mr", default=True),
            given=asked.number("cl_given"),
            multiply=asked.number("multiply", 1.0) or 0.0,
            negative=asked.yes("y_neg", default=True),
        ),
    )
    parts = [_part(phase) for phase in chart.phases]
    alone = {key: parts[0][key] for key in _OF_ALL} if len(parts) == 1 else {}
    found = {**alone, **_columns(chart), "parts": parts}
    if kind in SUBGROUPED:
        found["sub_n"] = measured.n
        found["sub_mean"] = measured.values
        found["sub_sd"] = measured.sd
    return found


def _columns(chart: Chart) -> dict[str, list[Any]]:
    points, phases = chart.points, chart.phases
    return {
        "xx": [point.number for point in points],
        "y": [point.value for point in points],
        "cl_line": [phases[point.phase - 1].centre for point in points],
        "lcl": [point.limits.lower for point in points],
        "ucl": [point.limits.upper for point in points],
        "lcl_2s": [point.limits.lower_2s for point in points],
        "ucl_2s": [point.limits.upper_2s for point in points],
        "sigma_signal": [point.outside for point in points],
        "part": [point.phase for point in points],
        "baseline": [point.number <= phases[point.phase - 1].baseline_last for point in points],
        "include": [not point.excluded for point in points],
    }


def _part(phase: Phase) -> dict[str, Any]:
    ours = phase_numbers(phase)
    part = {theirs: ours[name] for theirs, name in _NAMES.items()}
    return part | {"runs_signal": bool(phase.signal)}


_NAMES = {  # of what qicharts2 tells of a part, and what we call it
    "part": "number",
    "first": "first",
    "last": "last",
    "cl": "centre",
    "n_obs": "observations",
    "n_useful": "useful_points",
    "longest_run": "longest_run",
    "longest_run_max": "longest_run_limit",
    "n_crossings": "crossings",
    "n_crossings_min": "crossings_lower_limit",
}
_OF_ALL = (*list(_NAMES)[3:], "runs_signal")


def _of_dots(asked: Case) -> dict[str, Any]:
    wanted = asked.one_of("improvement_direction", ("increase", "decrease", "neutral"))
    days, values = asked.in_order()
    dots = plot_the_dots(
        values,
        phases=[i for i, day in enumerate(days) if i and day in asked.listed("rebase")],
        fix_after=asked.place("fix_after_n_points"),
        screened=asked.yes("screen_outliers", default=True),
    )
    # The package counts groups by the dates that start one: a first one that does makes it 1.
    begins = 1 if days[0] in asked.listed("rebase") else 0
    groups = [
        {
            "group": group.number + begins,
            "first": group.first,
            "last": group.last,
            "mean": group.mean,
            "lpl": group.lower,
            "upl": group.upper,
            "short_group_warning": group.is_short,
        }
        for group in dots.groups
    ]
    return {**_dot_columns(dots, groups, wanted), "groups": groups}


def _dot_columns(
    dots: PlotTheDots, groups: Sequence[Mapping[str, Any]], wanted: Any
) -> dict[str, Any]:
    return {
        "mean": [groups[flag.group]["mean"] for flag in dots.flags],
        "lpl": [groups[flag.group]["lpl"] for flag in dots.flags],
        "upl": [groups[flag.group]["upl"] for flag in dots.flags],
        "rebase_group": [groups[flag.group]["group"] for flag in dots.flags],
        "outside_limits": [flag.outside for flag in dots.flags],
        "close_to_limits": [flag.near for flag in dots.flags],
        "relative_to_mean": [flag.side for flag in dots.flags],
        "special_cause_type": [flag.cause.value for flag in dots.flags],
        "point_type": [dots.point_type(at, wanted) for at in range(len(dots.flags))],
        "icon_variation": dots.variation_icon(wanted),
    }
