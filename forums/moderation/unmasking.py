"""Seeing who said something unnamed: two people, a reason, a row; and the author is told.

Who it is is found when the second one agrees, shown to the two, and kept nowhere.
"""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from coprod import written
from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.written import NO_SUCH, Written
from forums.models import Post
from forums.moderation import policy, queue
from forums.moderation.models import Unmasking
from forums.unnamed import author_of

WHY = "Write why this is needed. The author can read it."
NAMED = "This has a name already."
CANNOT = "The site cannot tell who said this."


def ask(session: Session, viewer: Viewer, about: Written, why: str) -> Unmasking:
    """Ask another moderator to agree. Raises Invalid without a reason."""
    policy.may_act.require(viewer, about, written.is_mine(session, viewer, about))
    if not about.unnamed or about.kind != "post":
        raise Conflict(NAMED)
    if not why:
        raise Invalid({"why": WHY})
    if of(session, about) is not None:
        raise Conflict("Somebody asked for this already. Another person decides.")
    asked = Unmasking(
        kind=about.kind,
        key=about.key,
        area_id=about.area_id,
        asked_by_id=viewer.id,
        asked_on=today(),
        why=why,
    )
    session.add(asked)
    session.flush()
    return asked


def of(session: Session, about: Written) -> Unmasking | None:
    """What was asked about it and waits."""
    found = select(Unmasking).where(Unmasking.kind == about.kind, Unmasking.key == about.key)
    return session.scalar(found.where(*_OPEN).limit(1))


_OPEN = (Unmasking.agreed_on.is_(None), Unmasking.refused_on.is_(None))


def asked(session: Session, viewer: Viewer) -> list[Unmasking]:
    """What waits for a second person, about words that this viewer may look at.

    And what was agreed, for the one who asked and has not seen it.
    """
    unseen = and_(
        Unmasking.asked_by_id == viewer.id,
        Unmasking.agreed_on.is_not(None),
        Unmasking.seen_on.is_(None),
    )
    found = select(Unmasking).where(or_(and_(*_OPEN), unseen))
    found = found.where(Unmasking.area_id.in_(queue.areas(viewer)))
    rows = session.scalars(found.order_by(Unmasking.id).limit(100)).all()
    return [row for row in rows if _may_look(session, viewer, row)]


def _may_look(session: Session, viewer: Viewer, row: Unmasking) -> bool:
    about = written.look(session, row.kind, row.key)
    if about is None or not policy.may_look_after(viewer, about):
        return False
    return not written.is_mine(session, viewer, about)


def one(session: Session, viewer: Viewer, asked_id: int) -> tuple[Unmasking, Written]:
    """One of them, with what it is about. Raises NotFound, and NotAllowed at their own place.

    For its author it is not there, as for anybody who does not look after the talk.
    """
    row = session.get(Unmasking, asked_id)
    if row is None or row.area_id not in queue.areas(viewer):
        raise NotFound(NO_SUCH)
    about = written.look(session, row.kind, row.key)
    if about is None:
        raise NotFound(NO_SUCH)
    _refuse_author(session, viewer, about)
    policy.may_look_after.require(viewer, about)
    return row, about


def _refuse_author(session: Session, viewer: Viewer, about: Written) -> None:
    if written.is_mine(session, viewer, about):
        raise NotFound(NO_SUCH)


def agree(session: Session, viewer: Viewer, row: Unmasking, about: Written) -> str:
    """The second yes. Returns the name, which is kept nowhere."""
    _refuse_author(session, viewer, about)
    session.refresh(row, with_for_update=True)
    _require_open(row)
    policy.may_agree_to_unmask.require(viewer, row, about)
    name = name_of(session, row)
    row.agreed_by_id, row.agreed_on = viewer.id, today()
    session.flush()
    return name


def see(session: Session, viewer: Viewer, row: Unmasking) -> str:
    """The name, once, for the one who asked. Raises Conflict the second time."""
    session.refresh(row, with_for_update=True)
    if row.agreed_on is None or row.seen_on or row.asked_by_id != viewer.id:
        raise Conflict("You saw this once. It is kept nowhere.")
    name = name_of(session, row)
    row.seen_on = today()
    session.flush()
    return name


def refuse(session: Session, viewer: Viewer, row: Unmasking, about: Written) -> None:
    """No; or who asked takes it back."""
    _refuse_author(session, viewer, about)
    policy.may_look_after.require(viewer, about)
    session.refresh(row, with_for_update=True)
    _require_open(row)
    row.refused_on = today()
    session.flush()


def name_of(session: Session, row: Unmasking) -> str:
    """Who said it, found anew from marks. Raises Conflict where the site cannot tell."""
    post = session.get(Post, row.key)
    person_id = author_of(session, post) if post else None
    name = session.scalar(select(Person.name).where(Person.id == person_id)) if person_id else None
    if name is None:
        raise Conflict(CANNOT)
    return name


def _require_open(row: Unmasking) -> None:
    if row.agreed_on or row.refused_on:
        raise Conflict("This was decided already.")
