"""What authors are told of: what was done with their words, and what waits. For their eyes only.

It is worked out from what is theirs when they look. No row says whose words they are.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from coprod import written
from coprod.people.viewer import Viewer
from coprod.written import KINDS, Stands, Written
from forums.moderation import appeals, people, undoing
from forums.moderation.doing import as_it_stands
from forums.moderation.gate import read_by
from forums.moderation.models import Act, Appeal, Flag, Unmasking, Waiting
from forums.moderation.queue import was_passed_on
from forums.unnamed import aliases_of
from forums.words import ActKind

PER_PAGE = 25
_TO_READ = (Stands.SHOWN, Stands.WAITING, Stands.HIDDEN)
_NOT_TOLD = (ActKind.PASS_ON, ActKind.PIN, ActKind.REMOVE)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done, as its author reads it."""

    act: Act
    about: Written | None
    undone: bool
    undoes: Act | None
    appeal: Appeal | None
    may_ask_again: bool
    may_answer: bool  # the words it asks about
    may_say_again: bool  # in other words: it was sent back


@dataclass(frozen=True, slots=True)
class Waits:
    """Something of the author's that a person will look at."""

    waits: Waiting
    about: Written

    @property
    def read_by(self) -> datetime:
        return read_by(self.waits.since)


@dataclass(frozen=True, slots=True)
class Newest:
    """What there is for somebody, by ids: for a page where mostly there is nothing."""

    acts: list[int]
    waits: list[int]
    flags: bool


def newest(session: Session, viewer: Viewer, most: int) -> Newest:
    """The newest of each."""
    mine = {name: kind.mine(session, viewer) for name, kind in KINDS.items()}
    acts = select(literal("act"), Act.id).where(or_(*_acts(session, viewer, mine)))
    acts = acts.where(Act.what.not_in(_NOT_TOLD)).order_by(Act.id.desc()).limit(most)
    waits = select(literal("waits"), Waiting.id).where(_hidden(mine)).limit(most)
    flags = select(literal("flag"), Flag.id).where(Flag.by_id == viewer.id).limit(1)
    parts = (select(part.subquery()) for part in (acts, waits, flags))
    found: dict[str, list[int]] = {"act": [], "waits": [], "flag": []}
    for name, row_id in session.execute(union_all(*parts)):
        found[name].append(row_id)
    ids = sorted(found["act"], reverse=True)
    return Newest(ids, sorted(found["waits"], reverse=True), bool(found["flag"]))


def by_ids(session: Session, ids: Collection[int]) -> list[Told]:
    """Acts that their caller knows to be the viewer's, the newest first."""
    found = select(Act).where(Act.id.in_(ids)).order_by(Act.id.desc())
    return [_told(session, act) for act in session.scalars(found)] if ids else []


def waits_by_ids(session: Session, ids: Collection[int]) -> list[Waits]:
    """What waits of the viewer's, by ids that their caller found for them."""
    return _seen(session, Waiting.id.in_(ids)) if ids else []


def done(session: Session, viewer: Viewer, before: int = 0, most: int = PER_PAGE) -> list[Told]:
    """What was done with the viewer's words, or about them, the newest first; and one more."""
    mine = {name: kind.mine(session, viewer) for name, kind in KINDS.items()}
    found = select(Act).where(or_(*_acts(session, viewer, mine)), Act.what.not_in(_NOT_TOLD))
    if before:
        found = found.where(Act.id < before)
    acts = session.scalars(found.order_by(Act.id.desc()).limit(most + 1))
    return [_told(session, act) for act in acts]


def of(session: Session, kind: str, key: int) -> Told | None:
    """What was done last with one thing; its caller knows that it is the viewer's."""
    found = select(Act).where(Act.kind == kind, Act.key == key, Act.what.not_in(_NOT_TOLD))
    act = session.scalar(found.order_by(Act.id.desc()).limit(1))
    return _told(session, act) if act else None


def one(session: Session, viewer: Viewer, act_id: int) -> Told:
    """One of them. Raises NotFound for what is not theirs."""
    return _told(session, appeals.mine(session, viewer, act_id))


def waiting(session: Session, viewer: Viewer) -> list[Waits]:
    """What of the viewer's is hidden until a person looks, with when that is promised."""
    mine = {name: kind.mine(session, viewer) for name, kind in KINDS.items()}
    return _seen(session, _hidden(mine))


Mine = dict[str, Select[int]]


def _seen(session: Session, which: ColumnElement[bool]) -> list[Waits]:
    found = select(Waiting).where(which).order_by(Waiting.id.desc()).limit(PER_PAGE)
    seen = ((row, written.look(session, row.kind, row.key)) for row in session.scalars(found))
    return [Waits(row, about) for row, about in seen if about is not None]


def _hidden(mine: Mine) -> ColumnElement[bool]:
    its = [and_(Waiting.kind == name, Waiting.key.in_(keys)) for name, keys in mine.items()]
    return and_(Waiting.settled_at.is_(None), Waiting.hides, or_(*its))


def looked_at(session: Session, viewer: Viewer) -> list[Unmasking]:
    """Where two people saw who said something unnamed, and it was this viewer."""
    of_mine = Unmasking.kind == "post", Unmasking.key.in_(KINDS["post"].mine(session, viewer))
    found = select(Unmasking).where(*of_mine, Unmasking.agreed_on.is_not(None))
    return list(session.scalars(found.order_by(Unmasking.id.desc()).limit(PER_PAGE)))


def _acts(session: Session, viewer: Viewer, mine: Mine) -> list[ColumnElement[bool]]:
    its = [and_(Act.kind == name, Act.key.in_(keys)) for name, keys in mine.items()]
    its.append(and_(Act.kind == people.PERSON, Act.key == viewer.id))
    if own := aliases_of(session, viewer):
        its.append(and_(Act.kind == people.ALIAS, Act.key.in_(own)))
    return its


def _told(session: Session, act: Act) -> Told:
    about = written.look(session, act.kind, act.key)
    about = as_it_stands(session, about) if about else None
    undone = undoing.is_undone(session, act)
    appeal = appeals.of(session, act)
    stands = about.stands if about else Stands.SHOWN
    has_other_words = act.kind in KINDS and KINDS[act.kind].edit is not None  # a photo has none
    back = act.what is ActKind.SEND_BACK and stands is Stands.SENT_BACK
    open_ask = act.what is ActKind.ASK_EDIT and not undone
    may = {
        "may_ask_again": act.what in appeals.APPEALABLE and not undone and appeal is None,
        "may_answer": open_ask and stands in _TO_READ,
        "may_say_again": back and not undone and has_other_words,
    }
    if about and any(may.values()) and was_passed_on(session, about):
        may = dict.fromkeys(may, False)
    return Told(
        act=act,
        about=about,
        undone=undone,
        undoes=session.get(Act, act.undoes_id) if act.undoes_id else None,
        appeal=appeal,
        **may,
    )
