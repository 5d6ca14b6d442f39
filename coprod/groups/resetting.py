"""A forgotten passphrase: a link from whoever looks after the site, good for one new one.

Nothing of a link is kept. It is the mark of the person, its end and the passphrase they have now,
so a new passphrase, set by whatever way, makes every link from before it worthless.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod import seal
from coprod.db import now
from coprod.errors import NotFound
from coprod.groups.queries import NO_LINK
from coprod.people.models import Person
from coprod.sign_in import services as sign_in
from coprod.sign_in.models import Passphrase

HOLDS_FOR = timedelta(hours=1)
_TOKEN = re.compile(r"(\d{1,15})-(\d{1,12})-([0-9a-f]{64})", re.ASCII)
_HAS = (
    select(Person.id, Person.name, Person.slug, Passphrase.hash)
    .outerjoin(Passphrase, Passphrase.person_id == Person.id)
    .where(Person.id == bindparam("person_id"))
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose passphrase a link sets, and the name that they sign in with."""

    id: int
    name: str
    slug: str


def new_link(session: Session, person_id: int) -> str:
    """Make a link's token, and end every sign-in of the person: who else may be in is not known."""
    sign_in.end_everywhere(session, person_id)
    until = int((now() + HOLDS_FOR).timestamp())
    stored = session.execute(_HAS, {"person_id": person_id}).one().hash
    return f"{person_id}-{until}-{_mark(session, person_id, until, stored)}"


def owner(session: Session, token: str) -> Owner:
    """Whose link this is. Raises the same NotFound for wrong, used and old ones."""
    parts = _TOKEN.fullmatch(token)
    if parts:
        person_id, until = int(parts[1]), int(parts[2])
        row = session.execute(_HAS, {"person_id": person_id}).first()
        right = row and seal.same(parts[3], _mark(session, person_id, until, row.hash))
        if row and right and now().timestamp() < until:
            return Owner(row.id, row.name, row.slug)
    raise NotFound(NO_LINK)


def set_new(session: Session, token: str, stored: str) -> int:
    """Set a passphrase, already hashed, by a link, and end every sign-in. The person's id."""
    parts = _TOKEN.fullmatch(token)
    if parts:  # one at a time: whoever is second finds a link that does not hold
        session.execute(select(Person.id).where(Person.id == int(parts[1])).with_for_update())
    person = owner(session, token)
    sign_in.set_passphrase(session, person.id, stored)
    sign_in.end_everywhere(session, person.id)
    return person.id


def _mark(session: Session, person_id: int, until: int, stored: str | None) -> str:
    return seal.mark(session, "new passphrase", person_id, until, stored or "")
