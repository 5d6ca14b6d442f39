"""What all acts have in common: may they, does it still stand so, and the row that is written."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import insert_new, midnight, now
from coprod.errors import Conflict
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.written import Stands, Written
from forums.moderation import policy, queue
from forums.moderation.models import Act, Flag, Waiting
from forums.words import ActKind, TalkRule, Why

GONE = "There is nothing here any more."
NOT_SO = {
    Stands.SHOWN: "Nobody waits for this any more. Somebody looked at it.",
    Stands.WAITING: "This waits to be read.",
    Stands.HIDDEN: "This is hidden for now.",
    Stands.SENT_BACK: "This was sent back to its author already.",
    Stands.TAKEN_DOWN: "This was taken down already.",
}
_SETTLING = (ActKind.TAKE_DOWN, ActKind.SEND_BACK, ActKind.LET_BE, ActKind.CAME_BACK, ActKind.UNDO)
_PRIVATE = frozenset({Why.WORRY})
_TALK = frozenset({"post", "heard", "issue", "photo", "statement", "thread"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """What was done, for its row."""

    what: ActKind
    rule: TalkRule | None = None
    note: str = ""
    was: str = ""
    until: datetime | None = None
    upheld: bool | None = None  # whether those who flagged it were right
    settles: bool = True  # it waits no more
    public: bool = True
    undoes: int | None = None
    appeal: int | None = None
    on: tuple[str, int] | None = None  # what it was done to, if that is not what was looked at
    at: datetime | None = None  # the moment that the clock does it for


@dataclass(frozen=True, slots=True)
class Held:
    """Something as it stands now, held until the commit."""

    about: Written
    waits: Waiting
    waited: bool  # before this


def hold(session: Session, viewer: Viewer, about: Written) -> Held:
    """Ask the rules, and make everybody else who would act on it wait.

    Raises NotAllowed, and Conflict where somebody else claimed it, or it is gone.
    """
    policy.may_look_after.require(viewer, about)
    policy.may_act.require(viewer, about, written.is_mine(session, viewer, about))
    held = _hold(session, about, now())
    queue.refuse_others(session, viewer, held.waits)
    return held


def hold_unasked(session: Session, about: Written) -> Held:
    """The same for its author, and for the clock: the rules are theirs.

    What somebody unnamed does has a day and no time.
    """
    return _hold(session, about, midnight() if about.unnamed else now())


def _hold(session: Session, about: Written, since: datetime) -> Held:
    session.flush()
    new = insert_new(
        session,
        Waiting,
        kind=about.kind,
        key=about.key,
        area_id=about.area_id,
        place_id=about.place_id,
        why=Why.FLAGGED,
        rule_says="",
        since=since,
        hides=False,
    )
    waits = queue.waiting(session, about, hold=True)
    session.expire_all()
    found = written.look(session, about.kind, about.key)
    if found is None or waits is None or queue.was_passed_on(session, found):
        raise Conflict(GONE)
    return Held(as_it_stands(session, found), waits, not new)


def as_it_stands(session: Session, about: Written) -> Written:
    """What keeps only whether it is hidden, with what the last act made of it."""
    if about.kind == "post" or about.stands is not Stands.HIDDEN:
        return about
    waits = queue.waiting(session, about)
    if waits is not None and waits.hides:
        return about
    acts = select(Act.what).where(Act.kind == about.kind, Act.key == about.key)
    last = session.scalar(acts.where(Act.what.in_(_SETTLING)).order_by(Act.id.desc()).limit(1))
    made = {ActKind.TAKE_DOWN: Stands.TAKEN_DOWN, ActKind.SEND_BACK: Stands.SENT_BACK}
    return replace(about, stands=made.get(last or ActKind.LET_BE, Stands.HIDDEN))


def stands_so(held: Held, among: Collection[Stands]) -> None:
    """Raise Conflict, with what it is now, unless it stands as one of these."""
    if held.about.stands not in among:
        raise Conflict(NOT_SO[held.about.stands])


def put(session: Session, about: Written, stands: Stands) -> None:
    """Make it stand otherwise. Raises Conflict for what cannot be hidden."""
    change = written.kind_of(about.kind).put
    if change is None:
        if stands is Stands.SHOWN:
            return
        raise Conflict("People agreed these words together. Talk to them about it.")
    change(session, about.key, stands)


def write_down(session: Session, viewer: Viewer | None, held: Held, did: Did) -> Act:
    """Write the act down, settle what waited and tell those who flagged it, as rows."""
    about, waits = held.about, held.waits
    kind, key = did.on or (about.kind, about.key)
    moment = did.at or now()
    at = midnight(moment) if viewer is None and about.unnamed else moment
    act = Act(
        what=did.what,
        kind=kind,
        key=key,
        area_id=about.area_id,
        place_id=about.place_id,
        thread_id=about.thread_id,
        by_id=viewer.id if viewer else None,
        by_hat=hat_of(viewer, about.area_id) if viewer else None,
        rule=did.rule,
        note=did.note,
        was=did.was,
        until=did.until,
        undoes_id=did.undoes,
        appeal_id=did.appeal,
        hours=(moment - waits.since) // timedelta(hours=1) if held.waited else None,
        public=did.public and waits.why not in _PRIVATE and about.kind in _TALK,
        at=at,
    )
    session.add(act)
    if did.settles:
        waits.settled_at = at
    elif not (held.waited or waits.hides):  # nobody has to look at it
        session.delete(waits)
    if did.upheld is not None:
        for flag in _open_flags(session, about):
            flag.upheld = did.upheld
    session.flush()
    return act


def hat_of(viewer: Viewer, area_id: int) -> HatKind:
    """The hat that somebody looks after the talk with."""
    return HatKind.ADVOCATE if viewer.moderates(area_id) else HatKind.PEER_MODERATOR


def _open_flags(session: Session, about: Written) -> list[Flag]:
    found = select(Flag).where(
        Flag.kind == about.kind, Flag.key == about.key, Flag.upheld.is_(None)
    )
    return list(session.scalars(found))
