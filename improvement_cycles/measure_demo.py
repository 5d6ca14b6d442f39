"""The demo area's measures and their dots."""

from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from improvement_cycles.annotations import Annotation
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_words import AskedBy, Better, HowOften, Kind, Role
from improvement_cycles.words import NoteKind

_ROLES = {
    "main": Role.OUTCOME,
    "how it felt": Role.OUTCOME,
    "what we see": Role.WHAT_WE_SEE,
    "knock-on": Role.BALANCING,
}
_BETTER = {"more": Better.MORE, "more happy": Better.MORE, "fewer": Better.FEWER}
_GROUP_ONLY = {"c4m2"}  # what one person eats; her name is in it
_A_MONTH, _A_WEEK = 25, 5  # days between dots, at least


def load(session: Session, demo: Any) -> None:
    """Load every measure with its dots, how it was before, and the marks made by hand."""
    demo.found["measures"] = {}
    for told in demo.data["cycles"]:
        project = demo.found["projects"][told["id"]]
        for one in told["measures"]:
            demo.found["measures"][one["id"]] = _measure(session, demo, project.id, one)
        for note in told.get("notes", []):
            _mark(session, demo, project.id, told, note)
    session.flush()


def _measure(session: Session, demo: Any, project_id: int, told: dict[str, Any]) -> Measure:
    days = [demo.day(point["days_ago"]) for point in told["points"]]
    before = told["baseline_points"]
    who = demo.people[told["who_counts"]].id
    measure = Measure(
        project_id=project_id,
        name=told["name"],
        role=_ROLES[told["role"]],
        kind=Kind(told["kind"]),
        unit=told["unit"],
        better=_BETTER[told["which_way_is_better"]],
        who_counts_id=who,
        how=told["how"],
        how_often=_how_often(told),
        asked_by=AskedBy.US,
        group_only=told["id"] in _GROUP_ONLY,
        main=told["role"] == "main",
        baseline_until=days[before - 1] if before else None,
        made_on=days[0],
        made_by_id=who,
    )
    session.add(measure)
    session.flush()
    dots = [
        {"measure_id": measure.id, "on": day, "entered_by_id": who, "entered_on": day}
        | _numbers(point)
        for day, point in zip(days, told["points"], strict=True)
    ]
    session.execute(insert(Point), dots)
    return measure


def _numbers(point: dict[str, Any]) -> dict[str, Any]:
    if "happy" in point:
        return {name: point[name] for name in ("happy", "ok", "sad")}
    if "of" in point:
        return {"value": point["n"], "out_of": point["of"]}
    return {"value": point["v"]}


def _how_often(told: dict[str, Any]) -> HowOften:
    if told["kind"] == "days":
        return HowOften.EACH_TIME
    ago = [point["days_ago"] for point in told["points"]]
    gap = median(a - b for a, b in pairwise(ago))
    if gap >= _A_MONTH:
        return HowOften.MONTHLY
    return HowOften.WEEKLY if gap >= _A_WEEK else HowOften.DAILY


def _mark(
    session: Session, demo: Any, project_id: int, told: dict[str, Any], note: dict[str, Any]
) -> None:
    """A mark stands at a dot of its measure, counted from 0."""
    points = {one["id"]: one["points"] for one in told["measures"]}
    point = points[note["measure"]][note["point_index"]]
    session.add(
        Annotation(
            project_id=project_id,
            measure_id=demo.found["measures"][note["measure"]].id,
            on=demo.day(point["days_ago"]),
            words=note["text"],
            kind=NoteKind.OUTSIDE,
        )
    )
