"""*I am worried*: telling it in two steps, and what happens then. Nobody needs to sign in."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from coprod.concerns import codes, queries, readers, services
from coprod.concerns.forms import US, WorriedForm
from coprod.concerns.hours import told_by
from coprod.concerns.labels import moment
from coprod.concerns.policy import Reader
from coprod.db import now
from coprod.errors import Invalid, NotFound, TooLarge, TooMany
from coprod.issues.serving import uploads
from coprod.people.queries import AreaView, places_in
from coprod.sign_in.browsers import neighbourhood
from coprod.sign_in.door import areas, chosen_area, kept_nowhere, public, viewer
from coprod.text import BODY
from coprod.web import go, reading, session, show, unseen

bp = Blueprint("concerns", __name__)

MOST_SENT = 32 * 1024 * 1024  # a photo and a recording of 10 MB each, and the words
_TAKES_FILES = frozenset({"concerns.worried", "concerns.answers", "concerns.notes"})
_CODE = "worried"  # in the cookie until the next page showed it


@bp.url_value_preprocessor
def _make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if endpoint in _TAKES_FILES:
        request.max_content_length = MOST_SENT


@bp.route("/worried", methods=["GET", "POST"])
@public
@kept_nowhere
def worried() -> Response:
    """Who to ring, and one form: words or a voice. It is kept nowhere until it is sent."""
    here, form = _here(), WorriedForm()
    read_by = readers.of_areas(reading(), [here.id]) if here else []
    form.about.choices = _abouts(here, read_by) if here else []
    form.area.choices = [] if here else _areas()
    status = 200
    if form.is_submitted():
        status = Invalid.status
        if form.validate():
            answer = _tell(form, here)
            if isinstance(answer, Response):
                return answer
            status = answer
    return unseen(
        show(
            "concerns/worried.html",
            status=status,
            form=form,
            emergency=current_app.config["EMERGENCY_NUMBER"],
            most=BODY,
            here=here,
            readers=read_by,
            by_when=moment(_by_when(here, read_by)) if here and read_by else "",
            can_tell=bool(read_by or form.area.choices),
            sound=None,
        )
    )


def _here() -> AreaView | None:
    """The area it is told in: chosen on this form, or before."""
    named = request.form.get("area", "")
    return chosen_area() or next((one for one in areas() if one.slug == named), None)


def _areas() -> list[tuple[str, str]]:
    """The areas to choose among: those where somebody can read it."""
    read_in = {one.area_id for one in readers.of_areas(reading(), [one.id for one in areas()])}
    return [(one.slug, one.name) for one in areas() if one.id in read_in]


def _abouts(here: AreaView, read_by: list[Reader]) -> list[tuple[str, str]]:
    places = [(f"place-{one.id}", one.name) for one in places_in(reading(), here.id)]
    people = [
        (f"person-{one.person_id}", _("It is about %(name)s", name=one.name)) for one in read_by
    ]
    us = _("%(name)s, who run this site", name=here.run_by or _("The people"))
    return [("", _("I do not want to say")), *places, (US, us), *people]


def _by_when(here: AreaView, read_by: list[Reader]) -> Any:
    return told_by([one.week for one in read_by], here.nation, now())


def _tell(form: WorriedForm, here: AreaView | None) -> Response | int:
    """Keep it and lead to what happens now; or the status of the page that asks again."""
    if here is None:
        form.refuse({"area": _("Choose your area.")})
        return Invalid.status
    try:
        told = services.Telling(
            area_id=here.id,
            words=form.words.data or "",
            files=form.files(),
            about=form.value(),
            name_off=bool(form.name_off.data),
            secret=form.secret,
            address=neighbourhood(request.remote_addr),
        )
        code = services.tell(session(), viewer(), uploads(), told)
    except (Invalid, TooLarge, TooMany) as refusal:
        return form.refuse_with(refusal)
    cookie[_CODE] = code
    session().commit()
    return unseen(go(url_for(".told")))


@bp.get("/worried/told")
@public
def told() -> Response:
    """What happens now, and the code to come back with: shown once."""
    code = str(cookie.pop(_CODE, None) or "")
    by_when, nobody, names = "", False, []
    try:
        found = queries.by_code(reading(), code) if code else None
    except NotFound:
        found = None
    if found:
        about = readers.matter(reading(), found.area_id, found.about)
        may = readers.fitting(readers.of_areas(reading(), [found.area_id]), about)
        nation = next(one.nation for one in areas() if one.id == found.area_id)
        nobody, names = not may, [one.name for one in may]
        by_when = moment(told_by([one.week for one in may], nation, found.at)) if may else ""
    return unseen(
        show(
            "concerns/told.html",
            code=codes.parts(code) if found else [],
            by_when=by_when,
            nobody=nobody,
            readers=names,
            left_out=bool(found and found.said[0].left_out),
            emergency=current_app.config["EMERGENCY_NUMBER"],
        )
    )
