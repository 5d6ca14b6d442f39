"""Telling what one is worried about, adding to it, and moving it here. Nothing here commits.

Nobody is turned away: what comes too often from one address is kept, and says so to the contacts.
Only files have a limit, so that nobody can fill the disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.concerns import alerts, queries, readers
from coprod.concerns.codes import code_of
from coprod.concerns.files import fit_today, put
from coprod.concerns.models import Concern, ConcernWords
from coprod.concerns.words import About, Told, seal_said, seal_told, told_of
from coprod.db import insert_new, now
from coprod.errors import Conflict, Invalid, TooMany
from coprod.people.models import Hat
from coprod.people.viewer import Viewer
from coprod.seal import mark, new_token, token_hash
from coprod.sign_in.services import fits_today

NOTHING = "Write a few words, or say them out loud."
TOO_MANY = (
    "Too many photos and recordings came today. Please write a few words, or ring a number here."
)
NOBODY = "Nobody here can read this yet. Please ring one of the numbers."
NOBODY_FITS = (
    "No named contact can read this, so it stays here. Please ring one of the numbers on the page "
    "“I am worried”."
)
AGAIN_WITHIN = timedelta(minutes=10)  # a second press of the same form is given the code again
_MANY = 5  # in a day, from one address

Files = Sequence[tuple[str, bytes]]
"""Ending and bytes of each, made clean already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a form told."""

    area_id: int
    words: str = ""
    files: Files = ()
    about: About = About()  # noqa: RUF009  frozen
    name_off: bool = False
    secret: str = ""  # of the form: a second press is known by it
    address: str = ""  # for the limits; not kept


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody adds: the teller, or the contact with this id."""

    words: str
    secret: str  # of the form
    files: Files = ()
    by_id: int = 0
    person_id: int = 0  # whose files are counted, or else those of this address; neither is kept
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What another part of the site hands over: words that somebody said there."""

    area_id: int
    words: str
    where: str  # "A talk at Mill Lane", for the contacts
    place_ids: tuple[int, ...] = ()
    author_id: int = 0
    name_off: bool = False
    files: Files = ()


def tell(
    session: Session, viewer: Viewer, folder: Path, told: Telling, *, at: datetime | None = None
) -> str:
    """Keep what somebody is worried about, and return the code to come back with, kept nowhere.

    Anybody may: no rule is asked. Raises Invalid for nothing at all, TooMany for files alone on a
    day with too many, and Conflict where the area has no contacts. The code is empty for a press
    from long ago.
    """
    if not (told.words or told.files):
        raise Invalid({"words": NOTHING})
    if not readers.of_areas(session, [told.area_id]):
        raise Conflict(NOBODY)
    code = code_of(session, told.secret or new_token())
    before = session.scalar(select(Concern).where(Concern.code_hash == token_hash(code)))
    if before is not None:
        return code if now() - told_of(session, before)[0] < AGAIN_WITHIN else ""
    about = told.about
    if not about.told_place and viewer:  # what is not told may be about where they live
        own = {hat.place_id for hat in viewer.wears if hat.area_id == told.area_id and hat.place_id}
        about = replace(about, place_ids=tuple(sorted(own)))
    by = Told(
        by_id=0 if told.name_off else viewer.id,
        signed_in=bool(viewer),
        many=_too_many(session, told.address),
    )
    _keep(session, folder, told, code, (about, by, viewer.id, at or now()))
    return code


def add(
    session: Session, folder: Path, concern_id: int, added: Saying, *, at: datetime | None = None
) -> None:
    """Add to what one told. Whoever came with the code or is its teller may; again is once.

    Raises Invalid for nothing at all.
    """
    if not (added.words or added.files):
        raise Invalid({"words": NOTHING})
    say(session, folder, concern_id, added, at=at)
    alerts.tell_next(session, [concern_id], at or now())


def say(
    session: Session, folder: Path, concern_id: int, saying: Saying, *, at: datetime | None = None
) -> None:
    """Keep words and files, of the teller or of a contact. A second press keeps nothing.

    On a day with too many files the words are kept without them, and say so. Raises TooMany where
    there are no words.
    """
    press = mark(session, "concern press", concern_id, saying.secret or new_token())
    if session.scalar(select(ConcernWords.id).where(ConcernWords.press == press)):
        return
    sender = f"person {saying.person_id}" if saying.person_id else saying.address
    left_out = bool(saying.files and sender) and not fit_today(
        session, sender, bool(saying.person_id), len(saying.files)
    )
    if left_out and not saying.words:
        raise TooMany(TOO_MANY)
    kept = () if left_out else tuple(put(session, folder, *one) for one in saying.files)
    insert_new(
        session,
        ConcernWords,
        concern_id=concern_id,
        press=press,
        by_teller=not saying.by_id,
        **seal_said(
            session, press, at or now(), saying.words, kept, by=saying.by_id, left_out=left_out
        ),
    )


def moved_in(session: Session, folder: Path, moved: Moved, *, at: datetime | None = None) -> int:
    """Take over words that were said elsewhere, and return their id here.

    For another part of the site, which asked its own rule who may move them. The author finds
    them with what they told themselves. Whoever moved them sees no more of them, unless they are
    a contact who may read it. Raises Conflict where no contact may: then they stay where they are.
    """
    places = moved.place_ids or _own_places(session, moved.author_id, moved.area_id)
    about = About(place_ids=tuple(places), told_place=bool(moved.place_ids))
    matter = readers.matter(session, moved.area_id, about)
    if not readers.fitting(readers.of_areas(session, [moved.area_id]), matter):
        raise Conflict(NOBODY_FITS)
    author = 0 if moved.name_off else moved.author_id
    by = Told(by_id=author, signed_in=bool(moved.author_id), where=moved.where)
    told = Telling(area_id=moved.area_id, words=moved.words, files=moved.files)
    return _keep(session, folder, told, new_token(), (about, by, moved.author_id, at or now()))


def _keep(
    session: Session,
    folder: Path,
    told: Telling,
    code: str,
    who: tuple[About, Told, int, datetime],
) -> int:
    about, by, person_id, at = who
    hashed, own = token_hash(code), None
    kept = select(Concern.id).where(Concern.code_hash == hashed)
    while True:  # a second tab may take the same mark between looking and writing
        own = queries.next_mark(session, person_id) if person_id else None
        values = {"area_id": told.area_id, "code_hash": hashed, "mark": own}
        new = insert_new(session, Concern, **values, **seal_told(session, hashed, at, about, by))
        concern_id = session.scalar(kept)
        if concern_id is not None:
            break
    if new:  # else the same form was sent twice at once
        # Files that were said elsewhere were counted there, and come without an address.
        whose = (person_id, told.address) if told.address else (0, "")
        said = Saying(told.words, code, told.files, 0, *whose)
        say(session, folder, concern_id, said, at=at)
        alerts.tell_next(session, [concern_id], at)
    return concern_id


def _own_places(session: Session, person_id: int, area_id: int) -> Sequence[int]:
    """What is not told may be about where they live: whoever works there does not read it."""
    own = Hat.person_id == person_id, Hat.area_id == area_id, Hat.place_id.is_not(None)
    places = select(Hat.place_id).where(*own, Hat.confirmed_at.is_not(None)).distinct()
    return [one for one in session.scalars(places.order_by(Hat.place_id)) if one]


def _too_many(session: Session, address: str) -> bool:
    return bool(address) and not fits_today(session, "worried", address, _MANY)
