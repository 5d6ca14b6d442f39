"""What people of a diary count, and what they mark and draw beside it."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import insert

from coprod.db import today
from coprod.errors import Invalid
from improvement_cycles import measure_found, measure_policy, measure_services
from improvement_cycles.diary.here import Here
from improvement_cycles.drivers import queries, trying
from improvement_cycles.drivers import services as drivers
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.tree import Key, Part
from improvement_cycles.drivers.words import Kind as PartKind
from improvement_cycles.drivers.words import Level
from improvement_cycles.measure_days import WEEK
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_services import NewMeasure, NewNote
from improvement_cycles.measure_words import Better, HowOften, Kind, Role, Sampling
from improvement_cycles.points import Counted, troubles
from improvement_cycles.words import NoteKind

_WORDS = {"better": Better, "how_often": HowOften, "sampling": Sampling}


def count(here: Here) -> None:
    """Begin to count something, and say what it is. A weekly one has the day of its dots."""
    told, says = here.told, dict(here.told["says"])
    new = NewMeasure(told["name"], Kind(told["kind"]), Role(told["role"]))
    made = measure_services.begin(here.session, here.viewer, here.whole(), new)
    here.lived[told["measure"]] = made
    says |= {name: word(says[name]) for name, word in _WORDS.items() if name in says}
    says["who_counts_id"] = here.person(says.pop("who_counts"))
    if says.pop("on_its_day", False):
        says["weekdays"] = WEEK[here.demo.day(told["days"][-1][0]).weekday()]
    measure_services.define(here.session, here.viewer, _this(here), says, made.edits)


def dots(here: Here) -> None:
    """Put in many dots: of each how many days ago it was, and its numbers.

    Each was put in on its day, or once somebody began to count.
    """
    this = _this(here)
    measure_policy.may_count.require(here.viewer, this.project, this.team)
    kind, who = this.measure.kind, {"measure_id": this.measure.id, "entered_by_id": here.viewer.id}
    rows = []
    for ago, *numbers in here.told["days"]:
        counted = Counted(here.demo.day(ago), *([1] if kind is Kind.EVENTS else numbers))
        if wrong := troubles(kind, counted, today()):
            raise Invalid(wrong)
        rows.append(asdict(counted) | who | {"entered_on": max(counted.on, this.measure.made_on)})
    here.session.execute(insert(Point), rows)


def before(here: Here) -> None:
    """Say up to which day the dots show how it was before."""
    until = here.demo.day(here.told["until"])
    measure_services.freeze_baseline(here.session, here.viewer, _this(here), until)


def mark(here: Here) -> None:
    kind, everywhere = NoteKind(here.told["kind"]), here.told.get("everywhere", False)
    new = NewNote(here.demo.day(here.told["ago"]), here.told["words"], kind, everywhere)
    measure_services.mark(here.session, here.viewer, _this(here), new)


def draw(here: Here) -> None:
    """Draw what helps: drivers and ideas in the order they are told, each under some others."""
    for level, words, *uppers in here.told["parts"]:
        this = _drawn(here)
        kind = PartKind.IDEA if level == Level.IDEA else PartKind.DRIVER
        under = [_key(this, one) for one in uppers]
        part = Part(kind, 0, Level(level), words)
        key = drivers.add(here.session, here.viewer, this, part, under[0] if under else None)
        if under[1:]:
            ids = [number for _kind, number in under]
            seen = drivers.mark(uppers=ids[:1])
            drivers.move(here.session, here.viewer, _drawn(here), key, ids, seen)


def idea(here: Here) -> None:
    """Say which idea a go tests."""
    this, cycle = _drawn(here), here.go().cycle
    sent: dict[str, Any] = {"seen": drivers.mark(idea=cycle.idea_id)}
    sent["idea_id"] = _key(this, here.told["words"])[1]
    trying.say_which(here.session, here.viewer, this, cycle, **sent)


def _this(here: Here) -> Measured:
    return measure_found.a_measure(here.session, here.viewer, here.measure().id)


def _drawn(here: Here) -> Drawn:
    return queries.a_diagram(here.session, here.viewer, here.whole().project.id)


def _key(this: Drawn, words: str) -> Key:
    return next(part.key for part in this.diagram.parts if part.words == words)
