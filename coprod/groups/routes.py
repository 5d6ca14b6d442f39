"""Pages about the group: who looks after it, inviting, hats, and who waits for the advocate."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from coprod.errors import Conflict, NotFound, Refused
from coprod.groups import hats, policy, queries, services
from coprod.groups.forms import ALL_AREA, ConfirmForm, HatForm, InviteForm
from coprod.groups.qr import qr_code
from coprod.people.hats import HatKind
from coprod.people.queries import AreaView, places_in
from coprod.people.viewer import Viewer
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show

bp = Blueprint("groups", __name__)


@bp.get("/group")
@public
def index() -> Response:
    """Who looks after this group, and its places; for its people, their hats too."""
    here = area()
    places = places_in(reading(), here.id) if here else []
    return show(
        "groups/index.html",
        places=places,
        looks_after={one.id for one in places if here and viewer().moderates(here.id, one.id)},
        mine=queries.mine(reading(), viewer()) if viewer() else [],
        waiting=len(queries.waiting(reading(), viewer())),
        may_invite=bool(here and _places_to_invite_to(here, viewer())),
        may_say_who_to_ring=bool(here and policy.may_say_who_to_ring(viewer(), here.id)),
    )


@bp.route("/group/invite", methods=["GET", "POST"])
def invite() -> Response:
    """Make a link that lets one person in."""
    here = area()
    where = _places_to_invite_to(here, viewer()) if here else []
    if not here or not where:
        raise NotFound("You have no place to invite people to.")
    form = InviteForm()
    values: list[Any] = [value for value, *_shown in where]
    form.where.choices = values
    if len(where) == 1 and not form.where.data:
        form.where.data, form.where.raw_data = where[0][0], [where[0][0]]
    if form.validate_on_submit() and _fits(form):
        if again := pressed_before(form):
            return again
        place_id, kind, for_whom = form.value()
        token = services.invite(session(), viewer(), (here.id, place_id), kind, for_whom)
        cookie["invitation"] = {"token": token, "for": for_whom}
        answer_is_at(form, url_for(".link"))
        session().commit()
        return go(url_for(".link"))
    return show(
        "groups/invite.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        where=where,
        kinds=policy.AT_A_PLACE + (policy.OF_AN_AREA if viewer().moderates(here.id) else ()),
        at_once=viewer().moderates(here.id),
        not_at=[name for value, name, _picture in where if _works_at(value)],
    )


def _works_at(where: str) -> bool:
    """Whether this is a place that employs the viewer, whose invitations then wait."""
    return where != ALL_AREA and viewer().employed_at(int(where))


def _fits(form: InviteForm) -> bool:
    """Whether that hat is one for that place. Says so at the field."""
    place_id, kind, _for_whom = form.value()
    if kind in (policy.OF_AN_AREA if place_id is None else policy.AT_A_PLACE):
        return True
    if place_id is None:
        form.refuse({"where": _("Choose the place where they take part.")})
    else:
        form.refuse({"where": _("That is a hat for the whole area. Choose the whole area.")})
    return False


def _places_to_invite_to(here: AreaView, who: Viewer) -> list[tuple[str, str, str]]:
    """Where this viewer may invite people to: value, name and picture of each."""
    found = [
        (str(place.id), place.name, place.picture)
        for place in (places_in(reading(), here.id) if who.hats else [])
        if policy.may_invite(who, here.id, place.id, HatKind.FAMILY)
    ]
    if policy.may_invite(who, here.id, None, HatKind.ADVOCATE):
        found.append((ALL_AREA, _("All of %(area)s", area=here.name), "place"))
    return found


@bp.get("/group/invitation")
def link() -> Response:
    """The link, shown once: what is kept of it here cannot make it again."""
    made = cookie.pop("invitation", None)
    url = url_for(".invited", token=made["token"], _external=True) if made else ""
    if made:
        cookie["invitation_code"] = url
    return show("groups/link.html", url=url, for_whom=made["for"] if made else "")


@bp.get("/group/invitation.svg")
def code() -> Response:
    """The same link as a square to point a phone at. Shown once too."""
    url = cookie.pop("invitation_code", None)
    if url is None:
        raise NotFound("This was shown already. Please make a new invitation.")
    return Response(qr_code(url), mimetype="image/svg+xml")


@bp.route("/group/hat/<int:place_id>", methods=["GET", "POST"])
def hat(place_id: int) -> Response:
    """Who am I here today? Another hat waits for the advocate; until then the old one stays."""
    mine = queries.mine_at(reading(), viewer(), place_id)
    form = HatForm(kind=(mine.asks or mine.kind).value)
    if form.validate_on_submit():
        if again := pressed_before(form):
            return again
        hats.ask_for_hat(session(), viewer(), place_id, form.value())
        answer_is_at(form, url_for(".index"))
        session().commit()
        return go(url_for(".index"))
    status = 422 if form.is_submitted() else 200
    return show("groups/hat.html", status=status, form=form, mine=mine, kinds=policy.AT_A_PLACE)


@bp.route("/group/waiting", methods=["GET", "POST"])
def waiting() -> Response:
    """Hats that wait for the advocate's yes or no."""
    if not any(viewer().moderates(area_id) for area_id in viewer().areas):
        raise NotFound("There is nothing here for you.")
    form = ConfirmForm()
    if form.is_submitted():
        return _confirm(form)
    return show(
        "groups/waiting.html",
        asked=queries.waiting(reading(), viewer()),
        form=lambda one: ConfirmForm(None, what=one.what, row=one.id, kind=one.kind),
        done=request.args.get("done") == "yes",
    )


def _confirm(form: ConfirmForm) -> Response:
    if not form.validate():
        raise Refused(form.trouble("answer"))
    if again := pressed_before(form):
        return again
    row_id = whole_number(form.row.data) or 0
    asked = queries.asked(session(), viewer(), form.what.data or "", row_id)
    if asked.kind != form.kind.data:
        raise Conflict("They have asked for another hat since. Please look again.")
    say = hats.confirm if form.answer.data == "yes" else hats.refuse
    say(session(), viewer(), asked)
    answer_is_at(form, url_for(".waiting", done="yes"))
    session().commit()
    return go(url_for(".waiting", done="yes"))
