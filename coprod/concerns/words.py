"""What is told, unsealed: for those who may read it, and for the rules that say who may."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.concerns.models import Concern, ConcernStep, ConcernWords, Happened
from coprod.db import midnight
from coprod.seal import NotOurs, seal, unseal

State = Happened | None
"""How far it got: the last step that counts, or None while it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What it is about, as far as that says who may not read it."""

    place_ids: tuple[int, ...] = ()  # told, or else the places of whoever told it
    told_place: bool = False
    us: bool = False  # the people who run the site
    person_id: int = 0  # a contact it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who told it and where it came from."""

    by_id: int = 0  # nobody where they were not signed in, or keep their name off
    signed_in: bool = False
    many: bool = False  # many came from that address on that day
    where: str = ""  # moved here from a talk, for one


@dataclass(frozen=True, slots=True)
class Kept:
    """A file: its random name, and the ending that says what it is."""

    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the teller or of a contact, with their files."""

    id: int
    at: datetime
    by_teller: bool
    words: str
    files: tuple[Kept, ...]
    by_id: int
    left_out: bool = False  # files came with it, on a day with too many of them


@dataclass(frozen=True, slots=True)
class Step:
    """What a contact did. `told` has the answers of its form by their names."""

    id: int
    at: datetime
    happened: Happened
    up_to: int
    rights_id: int | None
    by_id: int
    told: dict[str, str]


def seal_told(
    session: Session, code_hash: str, at: datetime, about: About, told: Told
) -> dict[str, Any]:
    """What its row holds of it: the day, and the rest sealed."""
    what = {"about": asdict(about), "told": asdict(told)}
    return _row(session, at, what, "concern", code_hash)


def seal_said(
    session: Session, press: str, at: datetime, words: str, files: tuple[Kept, ...], **more: Any
) -> dict[str, Any]:
    """The same. `more`: the contact who said it as `by`, and `left_out`."""
    what = {"words": words, "files": [asdict(one) for one in files]} | more
    return _row(session, at, what, "concern words", press)


def seal_step(
    session: Session, press: str, at: datetime, by_id: int, told: dict[str, str]
) -> dict[str, Any]:
    return _row(session, at, {"by": by_id, "told": told}, "concern step", press)


def told_of(session: Session, concern: Concern) -> tuple[datetime, About, Told]:
    """When a concern was told, what it is about, and who told it."""
    found = _unseal(session, concern.sealed, "concern", concern.code_hash)
    about = found["about"] | {"place_ids": tuple(found["about"]["place_ids"])}
    return _at(concern, found), About(**about), Told(**found["told"])


def said(session: Session, row: ConcernWords) -> Said:
    found = _unseal(session, row.sealed, "concern words", row.press)
    files = tuple(Kept(**one) for one in found["files"])
    at, left_out = _at(row, found), found.get("left_out", False)
    return Said(row.id, at, row.by_teller, found["words"], files, found["by"], left_out)


def step(session: Session, row: ConcernStep) -> Step:
    found = _unseal(session, row.sealed, "concern step", row.press)
    at, told = _at(row, found), found["told"]
    return Step(row.id, at, row.happened, row.up_to, row.rights_id, found["by"], told)


def opens(session: Session, concern: Concern) -> bool:
    """Whether a key of this site sealed it."""
    try:
        told_of(session, concern)
    except NotOurs:
        return False
    return True


def all_open(session: Session) -> bool:
    """Whether the keys of this site open everything that was told. Nothing of it is shown."""
    try:
        for concern in session.scalars(select(Concern)):
            told_of(session, concern)
        for row in session.scalars(select(ConcernWords)):
            said(session, row)
        for taken in session.scalars(select(ConcernStep)):
            step(session, taken)
    except NotOurs:
        return False
    return True


def _row(
    session: Session, at: datetime, value: dict[str, Any], purpose: str, mark: str
) -> dict[str, Any]:
    whole = json.dumps(value | {"at": at.isoformat()}).encode()
    return {"at": midnight(at), "sealed": seal(session, whole, purpose, mark)}


def _at(row: Concern | ConcernWords | ConcernStep, found: dict[str, Any]) -> datetime:
    """The minute. Rows of the first days have it in the open, and cannot be changed."""
    return datetime.fromisoformat(found["at"]) if "at" in found else row.at


def _unseal(session: Session, sealed: bytes, purpose: str, mark: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unseal(session, sealed, purpose, mark))
    return found
