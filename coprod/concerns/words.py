"""What is told, unsealed: for those who may read it, and for the rules that say who may."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.concerns.models import Concern, ConcernStep, ConcernWords, Happened
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
    many: bool = False  # many came from that address then
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


def seal_told(session: Session, code_hash: str, about: About, told: Told) -> bytes:
    return _seal(session, {"about": asdict(about), "told": asdict(told)}, "concern", code_hash)


def seal_said(
    session: Session, press: str, words: str, files: tuple[Kept, ...], by_id: int
) -> bytes:
    kept = [asdict(one) for one in files]
    return _seal(session, {"words": words, "files": kept, "by": by_id}, "concern words", press)


def seal_step(session: Session, press: str, by_id: int, told: dict[str, str]) -> bytes:
    return _seal(session, {"by": by_id, "told": told}, "concern step", press)


def told_of(session: Session, concern: Concern) -> tuple[About, Told]:
    """What a concern is about, and who told it."""
    found = _unseal(session, concern.sealed, "concern", concern.code_hash)
    about = found["about"] | {"place_ids": tuple(found["about"]["place_ids"])}
    return About(**about), Told(**found["told"])


def said(session: Session, row: ConcernWords) -> Said:
    found = _unseal(session, row.sealed, "concern words", row.press)
    files = tuple(Kept(**one) for one in found["files"])
    return Said(row.id, row.at, row.by_teller, found["words"], files, found["by"])


def step(session: Session, row: ConcernStep) -> Step:
    found = _unseal(session, row.sealed, "concern step", row.press)
    told = found["told"]
    return Step(row.id, row.at, row.happened, row.up_to, row.rights_id, found["by"], told)


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


def _seal(session: Session, value: dict[str, Any], purpose: str, mark: str) -> bytes:
    return seal(session, json.dumps(value).encode(), purpose, mark)


def _unseal(session: Session, sealed: bytes, purpose: str, mark: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unseal(session, sealed, purpose, mark))
    return found
