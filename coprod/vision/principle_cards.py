"""*How this was decided*, of the parts of a good life: chosen, added, said in other words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from coprod.decided import HowDecided
from coprod.people import names
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.vision.cards import by_advocate
from coprod.vision.models import Came, Principle, PrincipleWords

COLUMNS = (
    PrincipleWords.came,
    PrincipleWords.by_id,
    PrincipleWords.why,
    PrincipleWords.on,
    names.name_in(Principle.area_id).label("by"),
)
"""What a card is made of, in a statement of principles and the people who wrote their words."""
_OF_ONE = PrincipleWords.principle_id == Principle.id
_NEWEST = select(func.max(PrincipleWords.id)).where(_OF_ONE).correlate(Principle)
NEWEST = PrincipleWords.id == _NEWEST.scalar_subquery()
_TIMES = select(func.count(PrincipleWords.id)).where(_OF_ONE).correlate(Principle)
TIMES = _TIMES.scalar_subquery().label("times")
_ALL = (
    select(PrincipleWords.name, PrincipleWords.core, PrincipleWords.symbol, *COLUMNS)
    .join(Principle, _OF_ONE)
    .outerjoin(Person, Person.id == PrincipleWords.by_id)
    .where(Principle.id == bindparam("id"))
    .order_by(PrincipleWords.id.desc())
)


@dataclass(frozen=True, slots=True)
class Now:
    """How the words of today were decided, and whether there were others before."""

    card: HowDecided
    has_more: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """Words that a principle had, and how that was decided."""

    came: Came
    name: str
    core: str
    symbol: str
    card: HowDecided


def now(row: Any) -> Now:
    """How the words of today were decided: a row of `NEWEST` words with their `TIMES`, or none."""
    return Now(_card(row) if row.came else _not_kept(), row.times > 1)


def all_of(session: Session, viewer: Viewer, principle_id: int) -> Sequence[Worded]:
    """All the words that a principle had, the newest first: none where nothing was kept yet."""
    asked = {"id": principle_id, "areas": names.areas_of(viewer)}
    return [
        Worded(row.came, row.name, row.core, row.symbol, _card(row))
        for row in session.execute(_ALL, asked)
    ]


def _card(row: Any) -> HowDecided:
    if row.came is Came.TAKEN:
        why = _("It is one of those that this site offers to start with.")
    else:
        why = row.why
    if row.by_id:
        asked = _("Nobody was asked on this site. The advocate keeps these parts.")
        return by_advocate(row, why, asked)
    return _not_kept() if row.came is Came.FOUND else _by_command(row)


def _by_command(row: Any) -> HowDecided:
    return HowDecided.told(
        asked=_("Nobody was asked on this site."),
        decided=_("Somebody who looks after the computer of this site."),
        why=row.why or _("Nobody wrote down why."),
        on=row.on,
    )


def _not_kept() -> HowDecided:
    return HowDecided(
        asked=_("We did not keep who was asked."),
        said=[],
        decided=_("We did not keep who decided."),
        why=_("It was here before we began to keep this."),
        on=None,
        had=_("We did not keep this."),
    )
