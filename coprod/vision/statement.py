"""Reading one statement: one version of it, its lines, and who stands behind it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, literal, select
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.people import names
from coprod.people.hats import Group
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.told import TALKED_OF, TalkedOf
from coprod.vision.models import (
    LOOK_AGAIN_NOTICE,
    SHOWN,
    LineKind,
    LookedAgain,
    Principle,
    SignUp,
    SignUpSays,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
    Writer,
)
from coprod.vision.queries import NO_SUCH, areas_of, readable
from coprod.vision.writers import answered, said_yes

_Newer = aliased(StatementVersion)
_SHOWN_NUMBER = func.coalesce(
    bindparam("number", type_=StatementVersion.number.type), Statement.version
)
_HEAD = (
    select(
        Statement.id,
        Statement.area_id,
        Statement.place_id,
        Statement.principle_id,
        Statement.status,
        Statement.version.label("shown"),
        Statement.agreed_on.label("last_agreed_on"),
        Statement.look_again_on,
        Statement.looked_at_on,
        Statement.looked,
        StatementVersion.id.label("version_id"),
        StatementVersion.number,
        StatementVersion.wording,
        StatementVersion.short,
        StatementVersion.symbol,
        StatementVersion.when_wrong,
        StatementVersion.agreed_on,
        StatementVersion.made_by_id,
        StatementVersion.edits,
        names.name_in(Statement.area_id).label("made_by"),
        Place.name.label("place"),
        Principle.name.label("principle"),
        Principle.core,
        select(func.max(_Newer.number))
        .where(_Newer.statement_id == Statement.id, _Newer.agreed_on.is_(None))
        .scalar_subquery()
        .label("draft"),
    )
    .join(Principle, Principle.id == Statement.principle_id)
    .join(
        StatementVersion,
        and_(
            StatementVersion.statement_id == Statement.id,
            StatementVersion.number == _SHOWN_NUMBER,
        ),
    )
    .outerjoin(Place, Place.id == Statement.place_id)
    .outerjoin(Person, Person.id == StatementVersion.made_by_id)
    .where(Statement.id == bindparam("statement_id"), readable())
)
_LINES = (
    select(StatementLine.id, StatementLine.kind, StatementLine.words)
    .where(StatementLine.version_id == bindparam("version_id"))
    .order_by(StatementLine.position, StatementLine.id)
)
_NAME = names.name_in(bindparam("area_id", type_=Statement.area_id.type)).label("name")
_VOICES = (
    select(SignUp.person_id, SignUp.hat, SignUp.says, SignUp.why, _NAME, Person.picture)
    .join(Person, Person.id == SignUp.person_id)
    .where(SignUp.version_id == bindparam("version_id"))
    .order_by(SignUp.at, SignUp.id)
)
_WRITERS = (
    select(
        Writer.person_id,
        Writer.hat,
        _NAME,
        Person.picture,
        said_yes().label("said_yes"),
        answered().label("answered"),
    )
    .join(Person, Person.id == Writer.person_id)
    .join(StatementVersion, StatementVersion.id == Writer.version_id)
    .where(Writer.version_id == bindparam("version_id"))
    .order_by(Writer.id)
)
_BOXES = (
    select(
        LookedAgain.id,
        LookedAgain.group,
        LookedAgain.better,
        LookedAgain.same_or_worse,
        LookedAgain.next,
        LookedAgain.at,
        LookedAgain.edits,
    )
    .join(StatementVersion, StatementVersion.id == LookedAgain.version_id)
    .where(
        StatementVersion.statement_id == bindparam("statement_id"),
        LookedAgain.time == bindparam("time"),
    )
)


@dataclass(frozen=True, slots=True)
class StatementView:
    """One version of a statement with everything the page says about the words themselves."""

    head: Any
    lines: dict[LineKind, list[Any]]
    voices: dict[SignUpSays, list[Any]]
    writers: Sequence[Any]  # those who said yes themselves
    asked: Sequence[Any] = ()  # named, without a yes: for those who write, and for themselves

    @property
    def is_draft(self) -> bool:
        return self.head.agreed_on is None

    @property
    def is_shown(self) -> bool:
        """Whether this version is what people see under this statement today."""
        return self.head.number == self.head.shown and self.head.status in SHOWN

    @property
    def takes_sign_ups(self) -> bool:
        return self.is_draft or self.is_shown

    def due(self, on: date) -> bool:
        """Whether it is time to look at it again, by its date, whatever its status says."""
        again = self.head.look_again_on
        return self.is_shown and again is not None and again - LOOK_AGAIN_NOTICE <= on

    def asks(self, person_id: int) -> bool:
        """Whether this person is named as a writer and has not said yes."""
        return any(one.person_id == person_id for one in self.asked)

    def said_by(self, person_id: int) -> Any | None:
        """What this person says to it."""
        everybody = (voice for voices in self.voices.values() for voice in voices)
        return next((voice for voice in everybody if voice.person_id == person_id), None)


def one(
    session: Session, viewer: Viewer, statement_id: int, number: int | None = None
) -> StatementView:
    """One version of a statement; without a number, the one people see. Raises NotFound."""
    head = session.execute(
        _HEAD, {"statement_id": statement_id, "number": number, "areas": areas_of(viewer)}
    ).first()
    if head is None:
        raise NotFound(NO_SUCH)
    of = {"version_id": head.version_id}
    people = of | {"area_id": head.area_id, "areas": areas_of(viewer)}
    lines: dict[LineKind, list[Any]] = defaultdict(list)
    for line in session.execute(_LINES, of):
        lines[line.kind].append(line)
    voices: dict[SignUpSays, list[Any]] = {says: [] for says in SignUpSays}
    for voice in session.execute(_VOICES, people):
        voices[voice.says].append(voice)
    named = session.execute(_WRITERS, people).all()
    writers = [one for one in named if one.said_yes]
    asked = [one for one in named if not one.said_yes] if head.agreed_on is None else []
    return StatementView(head, {kind: lines[kind] for kind in LineKind}, voices, writers, asked)


def boxes(session: Session, statement_id: int, time: int) -> dict[Group, Any]:
    """What each group said at one looking, by group. The next looking is time `looked` + 1."""
    rows = session.execute(_BOXES, {"statement_id": statement_id, "time": time})
    return {row.group: row for row in rows}


_AGREED = (
    select(StatementVersion.number, StatementVersion.wording, StatementVersion.agreed_on)
    .join(Statement, Statement.id == StatementVersion.statement_id)
    .where(
        Statement.id == bindparam("statement_id"),
        StatementVersion.agreed_on.is_not(None),
        Statement.status != StatementStatus.DRAFT,
    )
    .order_by(StatementVersion.number.desc())
)


def wordings(session: Session, statement_id: int) -> Sequence[Any]:
    """Every wording that was ever agreed, newest first: number, wording, agreed_on."""
    return session.execute(_AGREED, {"statement_id": statement_id}).all()


TALKED_OF.append(
    TalkedOf(
        "statement",
        select(
            Statement.id.label("key"),
            func.coalesce(func.nullif(StatementVersion.short, ""), StatementVersion.wording).label(
                "title"
            ),
            literal("").label("what"),
        )
        .join(
            StatementVersion,
            and_(
                StatementVersion.statement_id == Statement.id,
                StatementVersion.number == Statement.version,
            ),
        )
        .where(readable()),
        lambda viewer: {"areas": areas_of(viewer)},
    )
)


def subject(session: Session, viewer: Viewer, statement_id: int) -> Subject:
    """A statement as something to talk about."""
    head = session.execute(
        _HEAD, {"statement_id": statement_id, "number": None, "areas": areas_of(viewer)}
    ).first()
    if head is None:
        raise NotFound(NO_SUCH)
    return Subject("statement", head.id, head.short or head.wording, head.area_id, head.place_id)
