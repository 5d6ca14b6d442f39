"""Finding statements: the list of them, and what other parts of the site ask about them.

Words that are agreed are for everybody. A draft is for the people of its area.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.models import Person, Place
from coprod.people.viewer import Viewer
from coprod.vision import principle_cards
from coprod.vision.models import (
    LOOK_AGAIN_NOTICE,
    SHOWN,
    Principle,
    PrincipleWords,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
)

NO_SUCH = "There is no such statement here."


def readable() -> ColumnElement[bool]:
    """Whether a row of statement and version may be read by somebody of `:areas`.

    Both kinds of draft stay in the area: a first one, and new words for an agreed statement.
    """
    return or_(
        and_(Statement.status != StatementStatus.DRAFT, StatementVersion.agreed_on.is_not(None)),
        Statement.area_id.in_(bindparam("areas", expanding=True)),
    )


def areas_of(viewer: Viewer) -> list[int]:
    """What `readable` wants to know of the viewer."""
    return sorted(viewer.areas)


_NOW_SHOWN = and_(
    StatementVersion.statement_id == Statement.id, StatementVersion.number == Statement.version
)
_BY_PRINCIPLE = (
    select(
        Principle.id.label("principle_id"),
        Principle.name,
        Principle.core,
        Principle.symbol.label("principle_symbol"),
        Statement.id,
        Statement.status,
        Statement.place_id,
        Statement.look_again_on,
        StatementVersion.wording,
        StatementVersion.short,
        StatementVersion.symbol,
        Place.name.label("place"),
        *principle_cards.COLUMNS,
        principle_cards.TIMES,
    )
    .outerjoin(PrincipleWords, principle_cards.NEWEST)
    .outerjoin(Person, Person.id == PrincipleWords.by_id)
    .outerjoin(
        Statement,
        and_(
            Statement.principle_id == Principle.id,
            or_(
                Statement.status.in_(SHOWN),
                and_(
                    Statement.status == StatementStatus.DRAFT,
                    Statement.area_id.in_(bindparam("areas", expanding=True)),
                ),
                and_(
                    Statement.status == StatementStatus.RETIRED,
                    Statement.area_id.in_(bindparam("looks_after", expanding=True)),
                ),
            ),
        ),
    )
    .outerjoin(StatementVersion, _NOW_SHOWN)
    .outerjoin(Place, Place.id == Statement.place_id)
    .where(Principle.area_id == bindparam("area_id"))
    .order_by(Principle.position, Principle.id, Statement.place_id.is_not(None), Statement.id)
)


@dataclass(frozen=True, slots=True)
class PrincipleView:
    """One principle with its statements: those that stand, and others for those who may see."""

    id: int
    name: str
    core: str
    symbol: str
    decided: principle_cards.Now
    agreed: list[Any] = field(default_factory=list)
    drafts: list[Any] = field(default_factory=list)
    put_away: list[Any] = field(default_factory=list)

    def add(self, row: Any) -> None:
        """Put a statement where it belongs."""
        if row.status is StatementStatus.DRAFT:
            self.drafts.append(row)
        elif row.status is StatementStatus.RETIRED:
            self.put_away.append(row)
        else:
            self.agreed.append(row)


def principles(session: Session, viewer: Viewer, area_id: int) -> list[PrincipleView]:
    """The area's principles in their order, each with its statements, in one statement.

    What was put away is there for the advocate, who can bring it back.
    """
    found: dict[int, PrincipleView] = {}
    looks_after = [one for one in areas_of(viewer) if viewer.moderates(one)]
    asked = {"area_id": area_id, "areas": areas_of(viewer), "looks_after": looks_after}
    for row in session.execute(_BY_PRINCIPLE, asked):
        one = found.get(row.principle_id)
        if one is None:
            told = row.principle_id, row.name, row.core, row.principle_symbol
            one = found[row.principle_id] = PrincipleView(*told, principle_cards.now(row))
        kept = row.status is not StatementStatus.RETIRED or viewer.moderates(area_id, row.place_id)
        if row.id and kept:
            one.add(row)
    return list(found.values())


_PRINCIPLE = select(Principle).where(Principle.id == bindparam("principle_id"))
_NO_PRINCIPLE = "There is no such part of a good life here."


def principle(session: Session, viewer: Viewer, principle_id: int) -> Principle:
    """One principle of the viewer's areas. Raises NotFound."""
    found = open_principle(session, principle_id)
    if found.area_id not in viewer.areas:
        raise NotFound(_NO_PRINCIPLE)
    return found


def open_principle(session: Session, principle_id: int) -> Principle:
    """One principle: everybody may read those of every area. Raises NotFound."""
    found = session.scalar(_PRINCIPLE, {"principle_id": principle_id})
    if found is None:
        raise NotFound(_NO_PRINCIPLE)
    return found


_CHOICES = (
    select(
        Statement.id.label("statement_id"),
        Statement.version,
        StatementVersion.short,
        StatementVersion.symbol,
        Principle.name.label("principle"),
    )
    .join(StatementVersion, _NOW_SHOWN)
    .join(Principle, Principle.id == Statement.principle_id)
    .where(Statement.area_id == bindparam("area_id"), Statement.status.in_(SHOWN))
    .order_by(Principle.position, Principle.id, Statement.place_id.is_not(None), Statement.id)
)


def choices(session: Session, area_id: int) -> list[Any]:
    """The statements that stand, for pickers: statement_id, version, short, symbol, principle."""
    return list(session.execute(_CHOICES, {"area_id": area_id}))


_SHORTS = (
    select(
        Statement.id.label("statement_id"),
        Statement.version,
        StatementVersion.short,
        StatementVersion.symbol,
        Statement.status,
    )
    .join(StatementVersion, _NOW_SHOWN)
    .where(
        Statement.id.in_(bindparam("ids", expanding=True)),
        Statement.status != StatementStatus.DRAFT,
    )
)


def shorts(session: Session, statement_ids: Collection[int]) -> dict[int, Any]:
    """The short form of each that was ever agreed, by id: version, short, symbol, status."""
    if not statement_ids:
        return {}
    rows = session.execute(_SHORTS, {"ids": sorted(set(statement_ids))})
    return {row.statement_id: row for row in rows}


TO_LOOK_AGAIN = (
    select(
        Statement.id.label("statement_id"),
        StatementVersion.short,
        StatementVersion.symbol,
        Statement.look_again_on,
    )
    .join(StatementVersion, _NOW_SHOWN)
    .where(
        Statement.area_id == bindparam("area_id"),
        Statement.status.in_(SHOWN),
        Statement.look_again_on <= bindparam("until"),
    )
    .order_by(Statement.look_again_on, Statement.id)
    .limit(25)
)


def to_look_again(session: Session, area_id: int, on: date) -> list[Any]:
    """What it is time to look at again, by the date: statement_id, short, symbol, look_again_on."""
    of = {"area_id": area_id, "until": due_until(on)}
    return list(session.execute(TO_LOOK_AGAIN, of))


def due_until(on: date) -> date:
    """The last look-again day of the statements that ask to be looked at on this day."""
    return on + LOOK_AGAIN_NOTICE


_LINE = (
    select(
        StatementLine.id.label("line_id"),
        StatementLine.kind,
        StatementLine.words,
        Statement.id.label("statement_id"),
        Statement.area_id,
        Statement.place_id,
        StatementVersion.number.label("version"),
        StatementVersion.short,
        StatementVersion.symbol,
    )
    .join(StatementVersion, StatementVersion.id == StatementLine.version_id)
    .join(Statement, Statement.id == StatementVersion.statement_id)
    .where(
        StatementLine.id == bindparam("line_id"),
        StatementVersion.agreed_on.is_not(None),  # a draft's lines can still go away
        readable(),
    )
)


def line(session: Session, viewer: Viewer, line_id: int) -> Any:
    """One line under a statement, in the version it stands under. Raises NotFound.

    line_id, kind, words, statement_id, area_id, place_id, version, short, symbol.
    """
    row = session.execute(_LINE, {"line_id": line_id, "areas": areas_of(viewer)}).first()
    if row is None:
        raise NotFound(NO_SUCH)
    return row
