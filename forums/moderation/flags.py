"""Saying that something is wrong with what somebody wrote. Nobody hides anything alone.

But that someone may be unsafe hides it at once, and a person looks at that before all else.
"""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import insert_new, now
from coprod.errors import Conflict, TooMany
from coprod.people.viewer import Viewer
from coprod.sign_in.services import limit
from coprod.written import Stands, Written
from forums.moderation import policy
from forums.moderation.models import Flag, Waiting
from forums.moderation.newcomers import is_new
from forums.words import FlagReason, Why

_MOST_WORDS = 1000
A_DAY = 20  # flags of one person that can hide something
PEOPLE, ENOUGH = 2, 4  # different people, and what their flags weigh together, until it hides
UPHELD, LET_BE = 3, 5
NEW, USUAL, TRUSTED = 1, 2, 3
TWICE = "You told us about this already. A person looks at it."
ANSWERED = (
    "You told us about this before, and a person looked at it. "
    "If someone may be unsafe, tell us that: it always gets through."
)
TOO_MANY = (
    "You told us about a lot today. Please ring us, or tell us more tomorrow. "
    "If someone may be unsafe, tell us that: it always gets through."
)


def flag(
    session: Session, viewer: Viewer, about: Written, reason: FlagReason, words: str = ""
) -> Flag:
    """Say that something is wrong. Somebody will look; it hides when enough people say so.

    Raises NotAllowed for one's own words, Conflict the second time, and TooMany after 20 in one
    day. That someone may be unsafe is never too many, nor told too often: but after 20, or where
    a person looked at the same already, it hides nothing by itself.
    """
    policy.may_flag.require(viewer, about, written.is_mine(session, viewer, about))
    unsafe = reason is FlagReason.UNSAFE
    hides = _counts(session, viewer, unsafe)
    at = now()
    new = insert_new(
        session,
        Flag,
        kind=about.kind,
        key=about.key,
        area_id=about.area_id,
        by_id=viewer.id,
        reason=reason,
        words=words,
        weight=weight_of(session, viewer, about.area_id),
        at=at,
    )
    if not new:
        hides = _tell_anew(session, viewer, about, (reason, words)) and hides
    waits = put_in_queue(session, about, Why.UNSAFE if unsafe else Why.FLAGGED)
    if (unsafe and hides) or _enough(session, about):
        _hide(session, about, waits)
    found = select(Flag).where(Flag.kind == about.kind, Flag.key == about.key)
    return session.scalars(found.where(Flag.by_id == viewer.id)).one()


def _tell_anew(
    session: Session, viewer: Viewer, about: Written, said: tuple[FlagReason, str]
) -> bool:
    """Let someone who may be unsafe get through also the second time. Whether it can hide it."""
    its = Flag.kind == about.kind, Flag.key == about.key, Flag.by_id == viewer.id
    row = session.scalars(select(Flag).where(*its).with_for_update()).one()
    reason, words = said
    known = row.reason is FlagReason.UNSAFE
    if reason is not FlagReason.UNSAFE or (known and row.upheld is None):
        raise Conflict(TWICE if row.upheld is None else ANSWERED)
    row.reason, row.at, row.upheld = reason, now(), None
    row.words = "\n\n".join(filter(None, (row.words, words)))[:_MOST_WORDS]
    session.flush()
    return not known


def weight_of(session: Session, viewer: Viewer, area_id: int) -> int:
    """What a flag of this viewer weighs: by what came of those before. Never shown to anybody."""
    own = Flag.by_id == viewer.id, Flag.upheld.is_not(None)
    last = select(Flag.upheld).where(*own).order_by(Flag.id.desc()).limit(LET_BE)
    came = list(session.scalars(last))
    if len(came) == LET_BE and not any(came):
        return 0
    upheld = select(func.count(Flag.id)).where(Flag.by_id == viewer.id, Flag.upheld.is_(True))
    if (session.scalar(upheld) or 0) >= UPHELD:
        return TRUSTED
    return NEW if is_new(session, viewer, area_id) else USUAL


def put_in_queue(session: Session, about: Written, why: Why, rule_says: str = "") -> Waiting:
    """The row by which it waits, held until the commit: two flags at once then count together."""
    insert_new(
        session,
        Waiting,
        kind=about.kind,
        key=about.key,
        area_id=about.area_id,
        place_id=about.place_id,
        why=why,
        rule_says=rule_says,
        since=now(),
        hides=False,
    )
    waits = select(Waiting).where(
        Waiting.kind == about.kind, Waiting.key == about.key, Waiting.settled_at.is_(None)
    )
    found = session.scalars(waits.with_for_update().execution_options(populate_existing=True)).one()
    if why is Why.UNSAFE:
        found.why = why
    return found


def _counts(session: Session, viewer: Viewer, unsafe: bool) -> bool:
    try:
        limit(
            session,
            *("flag", str(viewer.id)),
            most=A_DAY,
            within=timedelta(days=1),
            says=TOO_MANY,
        )
    except TooMany:
        if not unsafe:
            raise
        return False
    return True


def _enough(session: Session, about: Written) -> bool:
    flags = select(Flag.by_id, Flag.weight).where(
        Flag.kind == about.kind, Flag.key == about.key, Flag.upheld.is_(None), Flag.weight > 0
    )
    weights = {row.by_id: row.weight for row in session.execute(flags)}
    return len(weights) >= PEOPLE and sum(weights.values()) >= ENOUGH


def _hide(session: Session, about: Written, waits: Waiting) -> None:
    put = written.kind_of(about.kind).put
    if put is None or about.stands is not Stands.SHOWN:
        return
    put(session, about.key, Stands.HIDDEN)
    waits.hides = True
    session.flush()
