"""The pictures of a try as they were looked at: their dots, their middle line, what they said.

Kept when a team goes on from looking to deciding, and when it decides, if they are others by then.
A correction made later changes the picture, and never what a decision was made on.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, and_, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from coprod.append_only import append_only
from coprod.db import Base, Key, today
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy, measure_queries
from improvement_cycles.annotations import Annotation
from improvement_cycles.charts.picture import Picture
from improvement_cycles.found import Go
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_pictures import picture_of, sentence_of
from improvement_cycles.measure_queries import Seen
from improvement_cycles.measure_words import Better, Kind
from improvement_cycles.points import Counted
from improvement_cycles.policy import About, Team
from improvement_cycles.standing import CURRENT, IS_NEW, newest
from improvement_cycles.words import NoteKind

_SAYS = ("name", "unit", "kind", "better", "baseline_until", "multiply")
_NUMBERS = ("value", "out_of", "happy", "ok", "sad", "left_out", "note")


@append_only
class PictureThen(Base):
    """One picture of a try, as a team looked at it in one go. Enough to draw it again."""

    __tablename__ = "picture_then"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who went on, or wrote it down
    on: Mapped[date]
    sentence: Mapped[str] = mapped_column(String(2000))  # as the group read it
    says: Mapped[dict[str, Any]] = mapped_column(JSON)  # what the measure was called, and so on
    dots: Mapped[list[Any]] = mapped_column(JSON)  # of each its id, its day and its numbers
    marks: Mapped[list[Any]] = mapped_column(JSON)  # of each its day and its words
    many: Mapped[int]  # dots that stood, those included that are too old to be drawn
    newest: Mapped[int]  # and the id of the newest: another one tells of any change


@dataclass(frozen=True, slots=True)
class Then:
    """A picture as it was looked at, for one viewer; and whether it is another one now."""

    on: date
    picture: Picture
    is_other_now: bool


_DOTS = (
    select(Point)
    .join(Measure, and_(Point.measure_id == Measure.id, IS_NEW))
    .where(Measure.id.in_(bindparam("measures", expanding=True)), CURRENT)
    .order_by(Point.on, Point.nth, Point.id)
)
_LAST = (
    select(func.max(PictureThen.id))
    .where(PictureThen.cycle_id == bindparam("cycle_id"))
    .group_by(PictureThen.measure_id)
)
_STANDING = Point.measure_id == Measure.id, CURRENT
_MANY, _NEWEST = (
    select(what).where(*_STANDING).correlate(Measure).scalar_subquery()
    for what in (func.count(Point.id), func.max(Point.id))
)
_PARTS = (
    select(func.count(Annotation.id))
    .where(
        Annotation.project_id == Measure.project_id,
        Annotation.measure_id.is_(None) | (Annotation.measure_id == Measure.id),
        Annotation.kind == NoteKind.NEW_PART,
    )
    .correlate(Measure)
    .scalar_subquery()
)
_SO_FAR = select(Measure.id, _MANY.label("many"), _NEWEST.label("newest")).where(
    Measure.id.in_(bindparam("measures", expanding=True))
)
_THEN = (
    select(
        PictureThen.measure_id,
        PictureThen.on.label("looked_on"),
        PictureThen.sentence,
        PictureThen.says,
        PictureThen.dots,
        PictureThen.marks,
        PictureThen.many,
        (PictureThen.many != _MANY).label("has_more"),
        (PictureThen.newest != _NEWEST).label("has_newer"),
        _PARTS.label("parts"),
        *(column for column in Measure.__table__.columns if column.name != "id"),
    )
    .join(Measure, Measure.id == PictureThen.measure_id)
    .where(PictureThen.id.in_(_LAST))
    .order_by(Measure.main.desc(), Measure.id)
)


def keep(session: Session, viewer: Viewer, go: Go) -> None:
    """Keep every picture of the try as it is now, unless this go has it so already."""
    seen = [
        one
        for one in measure_queries.of_try(session, viewer, go.project.id)
        if one.head.measure_id and not one.head.stopped_on
    ]
    dots: dict[int, list[Point]] = {one.head.measure_id: [] for one in seen}
    asked = {"measures": list(dots)}
    for dot in session.scalars(_DOTS, asked) if dots else ():
        dots[dot.measure_id].append(dot)
    standing = {row.id: row for row in session.execute(_SO_FAR, asked)} if dots else {}
    there = {
        row.measure_id: [row.says, row.dots, row.marks]
        for row in session.execute(_THEN, {"cycle_id": go.cycle.id})
    }
    for one in seen:
        here, has_older = newest(dots[one.head.measure_id])
        if not here:
            continue
        now = replace(one, has_older=has_older)
        so_far = standing[one.head.measure_id]
        kept = _kept(now, here) | {"many": so_far.many, "newest": so_far.newest}
        if there.get(one.head.measure_id) != [kept["says"], kept["dots"], kept["marks"]]:
            about = {"cycle_id": go.cycle.id, "measure_id": one.head.measure_id}
            session.add(PictureThen(**about, by_id=viewer.id, on=today(), **kept))
    session.flush()


def of_go(session: Session, viewer: Viewer, go: About, cycle_id: int, team: Team) -> list[Then]:
    """The pictures as they were last looked at in a go that the viewer may read.

    Outside the group the floor for few dots and few people holds as for every picture, and what is
    for the group alone now is not there.
    """
    return [
        _then(row, viewer, go, team)
        for row in session.execute(_THEN, {"cycle_id": cycle_id})
        if measure_policy.may_see(viewer, go, team, row)
    ]


def _kept(seen: Seen, dots: list[Point]) -> dict[str, Any]:
    now = replace(seen, counted=[_counted(_told(dot)) for dot in dots])
    return {
        "sentence": sentence_of(now)[:2000],
        "says": {name: _plain(getattr(seen.head, name)) for name in _SAYS}
        | {"parts": sorted(on.isoformat() for on in seen.parts)},
        "dots": [_told(dot) for dot in dots],
        "marks": sorted([on.isoformat(), words] for on, words in seen.notes),
    }


def _told(dot: Point) -> list[Any]:
    return [dot.id, dot.on.isoformat(), *(getattr(dot, name) for name in _NUMBERS)]


def _counted(told: list[Any]) -> Counted:
    _id, on, *numbers = told
    return Counted(date.fromisoformat(on), *numbers)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class _Head:
    """What a picture needs of a measure: as it was; and of its try, as it is."""

    def __init__(self, row: Any, go: About, hat: Any) -> None:
        was, until = row.says, row.says["baseline_until"]
        self.name, self.unit = was["name"], was["unit"]
        self.kind, self.better = Kind(was["kind"]), Better(was["better"])
        self.multiply = was["multiply"]
        self.baseline_until = date.fromisoformat(until) if until else None
        self.area_id, self.place_id, self.owner_id = go.area_id, go.place_id, go.owner_id
        self.hidden, self.status, self.hat = go.hidden, go.status, hat
        self._now = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._now, name)


def _then(row: Any, viewer: Viewer, go: About, team: Team) -> Then:
    counted = [_counted(told) for told in row.dots]
    marks = [(date.fromisoformat(on), words) for on, words in row.marks]
    was = row.says.get("parts", [])  # which were not kept at first
    parts, has_older = [date.fromisoformat(on) for on in was], row.many > len(counted)
    seen = Seen(_Head(row, go, team.get(viewer.id)), viewer, counted, marks, parts, has_older)
    picture = picture_of(seen, f"then-{row.measure_id}")
    if not seen.for_outsiders:
        picture = replace(picture, sentence=row.sentence)
    says_now = {name: _plain(getattr(row, name)) for name in _SAYS}
    is_other = (
        row.has_more
        or row.has_newer is not False  # nothing, where no dot stands
        or row.parts != len(was)
        or any(row.says[name] != now for name, now in says_now.items())
    )
    return Then(row.looked_on, picture, is_other)
