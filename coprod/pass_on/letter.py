"""What of an issue goes to a body outside: worked out when it is read, never kept.

Title and words go exactly as they were said. A name goes only where the author chose both "my
name" and "anyone may read". Else what they are there goes, and that and the place are dropped
where few people use services: it would tell who it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import Session, aliased

from coprod.issues.counts import SHOWN, STEPS
from coprod.issues.held import ENOUGH_PEOPLE
from coprod.issues.labels import HAT
from coprod.issues.models import Issue
from coprod.issues.said import unwritten
from coprod.pass_on.models import PassedOn
from coprod.people import names
from coprod.people.hats import Group, HatKind
from coprod.people.models import Area, Person, Place

_sender = aliased(Person)
_LETTER = (
    select(
        Issue.title,
        Issue.words,
        Issue.published,
        Issue.name_held,
        Issue.author_hat,
        Issue.raised_on,
        case((Issue.name_held.is_(False), Person.name)).label("author"),
        case((Place.uses_services >= ENOUGH_PEOPLE, Place.name)).label("place"),
        Issue.place_id,
        _sender.name.label("sender"),
        Area.name.label("area"),
        *STEPS,
    )
    .join(Area, Area.id == Issue.area_id)
    .outerjoin(Person, Person.id == Issue.author_id)
    .outerjoin(Place, Place.id == Issue.place_id)
    .outerjoin(_sender, _sender.id == bindparam("sender_id"))
    .where(Issue.id == bindparam("issue_id"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as whoever reads it sees it."""

    body: str
    reader: str
    note: str
    title: str
    words: str
    spoken: bool  # nobody has written down what was said, and a voice does not go along
    who: str
    raised_on: date
    place: str
    me_too: Sequence[tuple[Group, int]]  # in steps, each group by itself
    sender: str
    area: str
    ends_on: date | None


def write(session: Session, passed: PassedOn) -> Letter:
    """The letter for what was passed on, or would be: the row need not be kept yet."""
    asked = {"issue_id": passed.issue_id, "sender_id": passed.by_id}
    row = session.execute(_LETTER, asked).one()
    counts = [(group, getattr(row, column.key)) for group, column in SHOWN.items()]
    return Letter(
        body=passed.body,
        reader=passed.reader,
        note=passed.note,
        title=row.title,
        words=row.words,
        spoken=unwritten(row.words),
        who=_who(row),
        raised_on=row.raised_on,
        place=(row.place or "") if passed.tells_place else "",
        me_too=[one for one in counts if one[1]] if passed.tells_me_too else [],
        sender=_sender_is(row.sender, passed.by_hat),
        area=row.area,
        ends_on=passed.ends_on,
    )


def _sender_is(name: str | None, hat: HatKind | None) -> str:
    """Who writes: by name if it is their job, with their hat."""
    who = names.shown(False, name, hat, in_their_job=True)
    return f"{who}, {HAT[hat]}" if hat and who == name else who


def _who(row: Any) -> str:
    if row.author and row.published:
        return str(row.author)
    return names.label(row.author_hat if row.place else None)
