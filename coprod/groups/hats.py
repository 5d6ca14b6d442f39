"""Asking for another hat, and the advocate's yes or no. Rule first; never commits."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.groups import policy
from coprod.groups.models import HatChange
from coprod.groups.queries import Asked
from coprod.groups.worn import Worn
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.people.viewer import Viewer
from coprod.sign_in import services as sign_in


def ask_for_hat(session: Session, viewer: Viewer, place_id: int, kind: HatKind) -> None:
    """Ask to be somebody else at a place. Asking for the hat one has takes the asking back."""
    policy.may_ask_for_hat.require(viewer, place_id, kind)
    hat = select(Hat.id, Hat.kind, Hat.area_id, Hat.confirmed_at)
    own = session.execute(hat.where(Hat.person_id == viewer.id, Hat.place_id == place_id)).one()
    take_back(session, viewer, place_id)
    if own.kind == kind:
        return
    if own.confirmed_at is None:  # nobody has said yes to anything yet: ask for this instead
        session.execute(update(Hat).where(Hat.id == own.id).values(kind=kind, asked_at=now()))
        return
    session.add(
        HatChange(
            person_id=viewer.id, area_id=own.area_id, place_id=place_id, kind=kind, asked_at=now()
        )
    )


def take_back(session: Session, viewer: Viewer, place_id: int) -> None:
    """Stop asking for another hat."""
    mine = HatChange.person_id == viewer.id, HatChange.place_id == place_id
    session.execute(delete(HatChange).where(*mine))


def confirm(session: Session, viewer: Viewer, asked: Asked) -> None:
    """Say yes: the hat counts from now on."""
    policy.may_confirm.require(viewer, asked.area_id, asked.place_id, asked.person_id)
    says = {"confirmed_at": now(), "confirmed_by_id": viewer.id}
    if asked.what == "new":
        session.execute(update(Hat).where(Hat.id == asked.id, Hat.kind == asked.kind).values(says))
    else:
        theirs = Hat.person_id == asked.person_id, Hat.place_id == asked.place_id
        session.execute(update(Hat).where(*theirs).values(says | {"kind": asked.kind}))
        session.execute(delete(HatChange).where(HatChange.id == asked.id))
    if asked.what == "change" or asked.kind in sign_in.POWERFUL:
        # Another hat is another set of doors: no sign-in from before it may open them.
        sign_in.end_everywhere(session, asked.person_id)


def refuse(session: Session, viewer: Viewer, asked: Asked) -> None:
    """Say no: a new hat goes away, a change is dropped and the hat from before stays."""
    policy.may_confirm.require(viewer, asked.area_id, asked.place_id, asked.person_id)
    if asked.what == "new":
        session.execute(delete(Hat).where(Hat.id == asked.id, Hat.confirmed_at.is_(None)))
    else:
        session.execute(delete(HatChange).where(HatChange.id == asked.id))


def end(session: Session, viewer: Viewer, hat: Worn) -> None:
    """Say that somebody has left a place: their hat there goes, and they are out at once."""
    policy.may_end.require(viewer, hat.area_id, hat.place_id, hat.person_id)
    end_now(session, hat.id)


def end_now(session: Session, hat_id: int) -> None:
    """The same without asking a rule: for a command. What they said stays as they said it."""
    hat = session.get_one(Hat, hat_id)
    if hat.place_id:
        asked = HatChange.person_id == hat.person_id, HatChange.place_id == hat.place_id
        session.execute(delete(HatChange).where(*asked))
    session.delete(hat)
    session.flush()
    sign_in.end_everywhere(session, hat.person_id)
