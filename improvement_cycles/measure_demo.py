"""The demo area's measures and their dots, and the pictures as its teams looked at them."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from coprod.db import as_at
from coprod.people.queries import wearing
from improvement_cycles import annotations, found, snapshots
from improvement_cycles.annotations import Annotation
from improvement_cycles.go_models import Cycle
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
    """Load every measure with its dots, how it was before, and the marks.

    A try is lived through go by go: what its team looked at, at the end of one, has no later dot.
    """
    demo.found["measures"] = {}
    for told in demo.data["cycles"]:
        project = demo.found["projects"][told["id"]]
        dots = []
        for one in told["measures"]:
            measure = _measure(session, demo, project.id, one)
            demo.found["measures"][one["id"]] = measure
            dots += _dots(demo, measure, one)
        marks = [_mark(demo, project.id, told, note) for note in told.get("notes", [])]
        for go, of_go in zip(told["goes"], demo.found["cycles"][told["id"]], strict=True):
            _lived(session, demo, (go, of_go), dots, marks)
        _keep(session, dots, marks, demo.day(0))
    session.flush()


def _lived(
    session: Session,
    demo: Any,
    go: tuple[Mapping[str, Any], Cycle],
    dots: list[dict[str, Any]],
    marks: list[Annotation],
) -> None:
    """A go from its start to its end: its own marks, the dots until then, the pictures then."""
    told, cycle = go
    words = f"Go {cycle.number} started: {cycle.title}"
    annotations.note(session, cycle.project_id, demo.day(told["started_days_ago"]), words)
    if cycle.ended_on is None:
        return
    _keep(session, dots, marks, cycle.ended_on)
    viewer = wearing(session, demo.people[told["decide"]["agreed_by"][0]].id)
    with as_at(demo.at(told["ended_days_ago"])):
        snapshots.keep(session, viewer, found.a_go(session, viewer, cycle.id))
    words = f"Go {cycle.number} ended: {told['decide']['decision']}"
    annotations.note(session, cycle.project_id, cycle.ended_on, words)


def _keep(
    session: Session, dots: list[dict[str, Any]], marks: list[Annotation], until: date
) -> None:
    """Put in what there is up to a day, and leave the rest for later."""
    if now := [dot for dot in dots if dot["on"] <= until]:
        session.execute(insert(Point), now)
    dots[:] = [dot for dot in dots if dot["on"] > until]
    session.add_all(mark for mark in marks if mark.on <= until)
    marks[:] = [mark for mark in marks if mark.on > until]
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
    return measure


def _dots(demo: Any, measure: Measure, told: dict[str, Any]) -> list[dict[str, Any]]:
    """The dots of a measure, as rows to be put in: each with all its numbers, empty or not."""
    who = {"measure_id": measure.id, "entered_by_id": measure.who_counts_id}
    days = [demo.day(point["days_ago"]) for point in told["points"]]
    return [
        who | {"on": day, "entered_on": day} | _numbers(point)
        for day, point in zip(days, told["points"], strict=True)
    ]


def _numbers(point: dict[str, Any]) -> dict[str, Any]:
    numbers: dict[str, Any] = dict.fromkeys(("value", "out_of", "happy", "ok", "sad"))
    if "happy" in point:
        return numbers | {name: point[name] for name in ("happy", "ok", "sad")}
    if "of" in point:
        return numbers | {"value": point["n"], "out_of": point["of"]}
    return numbers | {"value": point["v"]}


def _how_often(told: dict[str, Any]) -> HowOften:
    if told["kind"] == "days":
        return HowOften.EACH_TIME
    ago = [point["days_ago"] for point in told["points"]]
    gap = median(a - b for a, b in pairwise(ago))
    if gap >= _A_MONTH:
        return HowOften.MONTHLY
    return HowOften.WEEKLY if gap >= _A_WEEK else HowOften.DAILY


def _mark(demo: Any, project_id: int, told: dict[str, Any], note: dict[str, Any]) -> Annotation:
    """A mark stands at a dot of its measure, counted from 0."""
    points = {one["id"]: one["points"] for one in told["measures"]}
    point = points[note["measure"]][note["point_index"]]
    return Annotation(
        project_id=project_id,
        measure_id=demo.found["measures"][note["measure"]].id,
        on=demo.day(point["days_ago"]),
        words=note["text"],
        kind=NoteKind.OUTSIDE,
    )
