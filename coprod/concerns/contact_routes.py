"""Pages where an advocate says who the named contacts are, and opens places."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.concerns import contacts, policy
from coprod.concerns.forms import EMPLOYERS, TURNS, AwayForm, ContactForm, HoursForm, SureForm
from coprod.concerns.hours import DAYS
from coprod.concerns.models import Contact, Employer
from coprod.concerns.routes import bp
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.models import Place
from coprod.people.queries import AreaView
from coprod.sign_in.door import area, kept_nowhere, viewer
from coprod.text import whole_number
from coprod.web import go, reading, session, show

# In addresses `contact_id` is the id of the person: many who have the hat have no row yet.
_AFTER = 4  # in turn: all after the third are told one after the other


@bp.get("/group/contacts")
def contacts_page() -> Response:
    """Who reads what people are worried about, and what is missing before places can open."""
    here = _here()
    people = contacts.who_may_be(reading(), here.id)
    closed = contacts.closed_places(reading(), here.id)
    return show(
        "concerns/contacts.html",
        people=people,
        names={row[0]: row[1] for row in people},
        too_few=sum(row[2] is not None for row in people) < policy.FEWEST,
        closed=[(one, contacts.missing(reading(), one)) for one in closed],
        kept=request.args.get("kept") == "yes",
    )


@bp.route("/group/contacts/<int:contact_id>", methods=["GET", "POST"])
@kept_nowhere
def contact(contact_id: int) -> Response:
    """Where somebody works, and whether they are told first, second or later."""
    here = _here()
    who, name, now = contacts.one(session(), here.id, contact_id)
    turn = str(min(now.place_in_turn, _AFTER)) if now else "1"
    set_now = {"works_for": now.works_for, "employer": now.employer.value} if now else {}
    form = ContactForm(data=set_now | {"turn": turn})
    if form.validate_on_submit():
        told = form.works_for.data or "", Employer(str(form.employer.data)), int(form.turn.data)
        contacts.set_contact(session(), viewer(), (here.id, who), *told)
        session().commit()
        return go(url_for(".contacts_page", kept="yes"))
    choices = {"employers": EMPLOYERS, "turns": TURNS, "is_set": now is not None}
    return _page("concerns/contact.html", form, who, name, **choices)


@bp.route("/group/contacts/<int:contact_id>/hours", methods=["GET", "POST"])
@kept_nowhere
def contact_hours(contact_id: int) -> Response:
    """When somebody reads, day by day."""
    name, found = _set(contact_id)
    parts = found.hours.split(",") if found.hours.count(",") == DAYS - 1 else [""] * DAYS
    form = HoursForm(data=dict(zip(HoursForm.DAYS, parts, strict=True)))
    if form.validate_on_submit():
        contacts.set_hours(viewer(), found, form.value())
        session().commit()
        return go(url_for(".contacts_page", kept="yes"))
    return _page("concerns/contact_hours.html", form, contact_id, name, days=HoursForm.DAYS)


@bp.route("/group/contacts/<int:contact_id>/away", methods=["GET", "POST"])
@kept_nowhere
def contact_away(contact_id: int) -> Response:
    """When somebody is away, and who reads then."""
    name, found = _set(contact_id)
    days = {"away_from": found.away_from, "away_to": found.away_to}
    shown = {key: day.isoformat() if day else "" for key, day in days.items()}
    form = AwayForm(data=shown | {"cover": str(found.cover_id or "")})
    others = [
        (str(row[0]), row[1])
        for row in contacts.who_may_be(session(), found.area_id)
        if row[2] is not None and row[0] != contact_id
    ]
    if form.validate_on_submit():
        away = form.away_from.day, form.away_to.day
        chosen = str(form.cover.data or "")
        cover = (whole_number(chosen) or -1) if chosen else None
        try:
            contacts.set_away(session(), viewer(), found, away, cover)
        except Invalid as wrong:
            form.refuse({key: _(why) for key, why in wrong.errors.items()})
        else:
            session().commit()
            return go(url_for(".contacts_page", kept="yes"))
    others.insert(0, ("", _("Nobody")))
    return _page("concerns/contact_away.html", form, contact_id, name, others=others)


@bp.route("/group/contacts/<int:contact_id>/end", methods=["GET", "POST"])
@kept_nowhere
def contact_end(contact_id: int) -> Response:
    """Somebody is a named contact no more."""
    name, found = _set(contact_id)
    form = SureForm()
    if form.validate_on_submit():
        contacts.end(session(), viewer(), found)
        session().commit()
        return go(url_for(".contacts_page", kept="yes"))
    return _page("concerns/contact_end.html", form, contact_id, name)


@bp.route("/group/open/<int:place_id>", methods=["GET", "POST"])
@kept_nowhere
def open_place(place_id: int) -> Response:
    """Open a place, or read what is missing."""
    here = _here()
    place = session().get(Place, place_id)
    if place is None or place.area_id != here.id:
        raise NotFound(_("There is no such place."))
    form, troubles = SureForm(), []
    if form.validate_on_submit() and not place.is_open:
        try:
            contacts.open_place(session(), viewer(), place)
        except Conflict:
            session().rollback()
            troubles = [("missing", _("It cannot open yet."))]
        else:
            session().commit()
            return go(url_for(".contacts_page", kept="yes"))
    return show(
        "concerns/open_place.html",
        status=Conflict.status if troubles else 200,
        form=form,
        place=place,
        missing=[] if place.is_open else contacts.missing(session(), place),
        troubles=troubles,
    )


def _here() -> AreaView:
    """The area whose contacts the viewer sets. Raises NotFound."""
    here = area()
    if here is None or not policy.may_set_contacts(viewer(), here.id):
        raise NotFound(_("There is nothing here for you."))
    return here


def _set(person_id: int) -> tuple[str, Contact]:
    _who, name, found = contacts.one(session(), _here().id, person_id)
    if found is None:
        raise NotFound(_(contacts.NOBODY))
    return name, found


def _page(template: str, form: Any, person_id: int, name: str, **more: Any) -> Response:
    status = Invalid.status if form.is_submitted() else 200
    return show(template, status=status, form=form, person_id=person_id, name=name, **more)
