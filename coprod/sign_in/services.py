"""Starting and ending sign-ins, and the limits that slow down guessing."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from coprod.db import delete_some, midnight, now
from coprod.errors import NotAllowed, TooMany
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person
from coprod.people.viewer import Look, Viewer
from coprod.seal import mark, new_token, token_hash
from coprod.sign_in.models import Attempt, Passphrase, SignIn

COOKIE_LASTS = timedelta(days=30)  # after that no browser asks about a sign-in any more
_A_DAY = timedelta(days=1)
LONGEST_LIMIT = timedelta(days=2)  # no limit counts attempts of longer ago
REFUSES: list[Callable[[Session, int, int], str]] = []
"""Why somebody may not come in, or join an area (its id, else 0): a sentence, or nothing."""
_AT_ONCE = 100  # rows that one sign-in clears away
POWERFUL = frozenset(
    [
        HatKind.ADVOCATE,
        HatKind.PEER_MODERATOR,
        HatKind.MANAGER,
        HatKind.SAFEGUARDING,
        HatKind.SITE_ADMIN,
    ]
)


def start(session: Session, person_id: int, *, shared: bool = False, device: str = "") -> str:
    """Sign the person in on this device and return the token for its cookie."""
    lasts, idle = _how_long(session, person_id, shared)
    token, at = new_token(), now()
    _forget(session, at)
    session.add(
        SignIn(
            token_hash=token_hash(token),
            person_id=person_id,
            started_at=at,
            seen_at=at,
            ends_at=at + lasts,
            idle_minutes=idle,
            shared_device=shared,
            device=device,
        )
    )
    return token


def refuse(session: Session, person_id: int, area_id: int = 0) -> None:
    """Raise NotAllowed, with why, if somebody may not come in. Every way in asks here."""
    for asks in REFUSES:
        if says := asks(session, person_id, area_id):
            raise NotAllowed(says)


def end(session: Session, token: str) -> None:
    """End this sign-in, as its owner asks: no row says when, and a copied cookie is nobody's."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def end_everywhere(session: Session, person_id: int) -> None:
    """End every sign-in of the person, on every device. What is typed there is still kept."""
    ending = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    session.execute(ending.values(ended_at=now()))


def seen(session: Session, token: str, at: datetime) -> None:
    """Keep when the sign-in was last used."""
    session.execute(update(SignIn).where(SignIn.token_hash == token_hash(token)).values(seen_at=at))


def limit(
    session: Session,
    what: str,
    who: str,
    *,
    most: int,
    within: timedelta,
    says: str = "",
) -> None:
    """Count one attempt. Raises TooMany if there were `most` in the time.

    It `says` how long to wait, unless it is told to say something else.
    """
    if not _count(session, mark(session, "limit", what, who), now(), within, most):
        raise TooMany(says or _too_many(within))


def fits_today(session: Session, what: str, who: str, most: int) -> bool:
    """Count one attempt, and say whether there were fewer than `most` on this day.

    No time of it is kept: it may be of something that was told unnamed.
    """
    return _count(session, mark(session, "limit", what, who), midnight(), _A_DAY, most)


def _count(session: Session, sealed: str, at: datetime, within: timedelta, most: int) -> bool:
    if session.get_bind().dialect.name == "postgresql":
        # Workers count one after the other; SQLite's writers queue anyway.
        session.execute(select(func.pg_advisory_xact_lock(int(sealed[:15], 16))))
    tried = select(func.count()).where(Attempt.mark == sealed, Attempt.at > at - within)
    if (session.scalar(tried) or 0) >= most:
        return False
    session.add(Attempt(mark=sealed, at=at))
    return True


def _too_many(within: timedelta) -> str:
    """How long to wait, as it is: the limits differ."""
    if within >= timedelta(days=1):
        return "That was a lot for 1 day. Please try again tomorrow."
    minutes = within // timedelta(minutes=1)
    return f"That was a lot of tries. Please wait {minutes} minutes and try again."


def forgive(session: Session, what: str, who: str) -> None:
    """Take back the latest counted attempt: it was right, so it was no guess."""
    sealed = mark(session, "limit", what, who)
    latest = select(func.max(Attempt.id)).where(Attempt.mark == sealed).scalar_subquery()
    session.execute(delete(Attempt).where(Attempt.id == latest))


def set_passphrase(session: Session, person_id: int, stored: str) -> None:
    """Keep a passphrase, already hashed, in place of the one before."""
    session.execute(delete(Passphrase).where(Passphrase.person_id == person_id))
    session.add(Passphrase(person_id=person_id, hash=stored, set_at=now()))


def keep_look(session: Session, viewer: Viewer, look: Look) -> None:
    """Keep how the viewer likes the site to look and sound."""
    session.execute(
        update(Person)
        .where(Person.id == viewer.id)
        .values(
            theme=look.theme, text_size=look.size, pictures=look.pictures, read_speed=look.speed
        )
    )


def _forget(session: Session, at: datetime) -> None:
    """Let go of a few sign-ins and attempts of long ago. The oldest have the lowest ids."""
    sign_ins = select(SignIn.id).order_by(SignIn.id).limit(_AT_ONCE)
    ended = SignIn.ends_at < at - COOKIE_LASTS
    delete_some(session, SignIn, select(SignIn.id).where(SignIn.id.in_(sign_ins), ended))
    attempts = select(Attempt.id).order_by(Attempt.id).limit(_AT_ONCE)
    past = Attempt.at < at - LONGEST_LIMIT
    delete_some(session, Attempt, select(Attempt.id).where(Attempt.id.in_(attempts), past))


def _how_long(session: Session, person_id: int, shared: bool) -> tuple[timedelta, int]:
    """How long a sign-in lasts at most, and how many idle minutes end it."""
    if shared:
        return timedelta(hours=12), 15
    powerful = select(Hat.id).where(Hat.person_id == person_id, Hat.kind.in_(POWERFUL)).limit(1)
    if session.scalar(powerful):
        return timedelta(hours=20), 30
    days = timedelta(days=30)
    return days, days // timedelta(minutes=1)
