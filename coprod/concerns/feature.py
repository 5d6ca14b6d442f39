"""What this noun offers the site. It has no subject, no count and nothing to search."""

from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from coprod.concerns import (
    alerts,
    answer_routes,
    contact_routes,
    contacts,
    demo,
    policy,
    queries,
    queue_routes,
    words,
)
from coprod.concerns.models import ConcernAlert, ConcernStep, Contact
from coprod.concerns.routes import bp
from coprod.feature import Feature, Panel
from coprod.first_page import Asks, FirstPage
from coprod.issues.parts import part
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer

PAGES = (answer_routes, contact_routes, queue_routes)  # each adds its pages to the blueprint
_READ = (
    select(func.coalesce(func.max(ConcernStep.up_to), 0))
    .where(ConcernStep.concern_id == ConcernAlert.concern_id)
    .scalar_subquery()
)


def _of(_session: Session, viewer: Viewer, _area_id: int) -> dict[str, Any] | None:
    is_contact = any(hat.kind is HatKind.SAFEGUARDING for hat in viewer.hats)
    return {"viewer": viewer.id} if is_contact else None


def _alerts() -> tuple[Any, ...]:
    mine = ConcernAlert.person_id == bindparam("viewer", type_=ConcernAlert.person_id.type)
    waits = (
        ConcernAlert.words_id > _READ,
        ConcernAlert.person_id.in_(select(Contact.person_id)),  # who stopped is told no more
    )
    return (part("concern", part_id=ConcernAlert.id).where(mine, *waits).limit(1),)


def _turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """The card of a contact who was told. Nobody else has it."""
    return {} if first.rows["concern"] and first.take(["card"]) else None


def _notes(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    return {} if queries.told_anything(session, viewer) else None


def _contacts(session: Session, viewer: Viewer, area: Any) -> dict[str, Any] | None:
    if not area or not policy.may_set_contacts(viewer, area.id):
        return None
    closed = contacts.closed_places(session, area.id)
    return {"closed": [(one, contacts.missing(session, one)) for one in closed]}


concerns = Feature(
    name="concerns",
    blueprint=bp,
    panels=(
        Panel("front.turn", "concerns/_turn.html", _turn, Asks(_alerts, _of)),
        Panel("my_things.more", "concerns/_notes.html", _notes),
        Panel("group.more", "concerns/_contacts.html", _contacts),
    ),
    jobs=alerts.JOBS,
    opens=words.all_open,
    demo=demo.load,
)
