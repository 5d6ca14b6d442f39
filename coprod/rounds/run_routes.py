"""Pages for the advocate who runs a round: its plan, its days, whom to ask, what looks odd."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, Invalid, NotFound
from coprod.forms import Form
from coprod.issues.labels import KIND_SYMBOL
from coprod.people import queries as places
from coprod.people.hats import Group
from coprod.rounds import forms, labels, planning, policy, queries, seen_signs, small_voice
from coprod.rounds.models import Round
from coprod.rounds.routes import bp, status_of
from coprod.rounds.words import RoundState
from coprod.sign_in.door import area, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show


@bp.route("/new", methods=["GET", "POST"])
def new() -> Response:
    """Plan a round."""
    here = area()
    if here is None:
        raise NotFound(_("There is no area here yet."))
    where = queries.Where(here.id, whole_number(request.values.get("place")))
    policy.may_run.require(viewer(), where)
    known = queries.accounts(session(), where)
    form = forms.PlanForm(
        place=request.args.get("place", ""),
        picks="4",
        **{f"could_{group.value}": str(known[group]) for group in Group},
    )
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            found = planning.begin(session(), viewer(), here.id, form.value())
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            return _back(form, found, "rounds.pictures")
    return _plan_page(form, where, url_for(".new"), _("Plan a new round"))


@bp.route("/<int:round_id>/change", methods=["GET", "POST"])
def change(round_id: int) -> Response:
    """Change the plan of a round that has not opened."""
    found = _mine(round_id)
    if found.state is not RoundState.PLANNED:
        raise Conflict(planning.ITS_OPEN)
    form = forms.PlanForm(data=_as_planned(found))
    stale = ""
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            planning.change(session(), viewer(), found, form.value(), form.seen)
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        except Conflict as conflict:
            session().rollback()
            session().refresh(found)
            stale = str(conflict)
            form.edits.raw_data, form.edits.data = None, str(found.edits)
        else:
            return _back(form, found)
    where = queries.Where(found.area_id, whole_number(form.place.data))
    address = url_for(".change", round_id=round_id)
    return _plan_page(form, where, address, _("Change the plan"), stale)


@bp.route("/<int:round_id>/pictures", methods=["GET", "POST"])
def pictures(round_id: int) -> Response:
    """A picture for each thing, for people who choose by pictures."""
    found = _mine(round_id)
    options = queries.options(session(), round_id)
    form = forms.Press()
    if form.validate_on_submit():
        chosen = {one.id: request.form.get(f"picture-{one.id}", "") for one in options}
        known = {id_: name for id_, name in chosen.items() if name in labels.PICTURES}
        planning.set_pictures(session(), viewer(), found, known)
        return _back(form, found)
    return show(
        "rounds/pictures.html", form=form, round=found, options=options, pictures=labels.PICTURES
    )


@bp.route("/<int:round_id>/last-day", methods=["GET", "POST"])
def last_day(round_id: int) -> Response:
    """Give an open round another last day."""
    found = _mine(round_id)
    form = forms.LastDayForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            planning.move_closing(
                session(), viewer(), found, form.closes_on.day, form.why.data or ""
            )
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            return _back(form, found)
    return show("rounds/last_day.html", status=status_of(form), form=form, round=found)


@bp.route("/<int:round_id>/call-off", methods=["GET", "POST"])
def call_off(round_id: int) -> Response:
    """End a round without a result."""
    found = _mine(round_id)
    form = forms.WhyForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            planning.call_off(session(), viewer(), found, form.why.data or "")
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            return _back(form, found)
    return show("rounds/call_off.html", status=status_of(form), form=form, round=found)


@bp.route("/<int:round_id>/small-voice", methods=["GET", "POST"])
def add_small_voice(round_id: int) -> Response:
    """Add the small voice to what was picked."""
    found = _mine(round_id)
    if found.state is not RoundState.CLOSED:
        raise Conflict(small_voice.NOT_YET)
    form = forms.SmallVoiceForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            issue_id = whole_number(form.issue.data) or 0
            small_voice.choose(session(), viewer(), found, issue_id, form.why.data or "")
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            return _back(form, found)
    choices = small_voice.choices(session(), viewer(), found)
    return show(
        "rounds/small_voice.html", status=status_of(form), form=form, round=found, choices=choices
    )


@bp.get("/<int:round_id>/go-and-ask")
def go_and_ask(round_id: int) -> Response:
    """Who uses services and has not chosen yet: somebody goes and asks them."""
    found = _mine(round_id)
    if found.state is not RoundState.OPEN:
        raise Conflict(_("This round is not open now."))
    people = queries.not_yet(reading(), viewer(), found)
    by_place: dict[str, list[str]] = {}
    for row in people:
        by_place.setdefault(row.place or "", []).append(row.name)
    known = queries.accounts(reading(), found)[Group.PEOPLE]
    return show(
        "rounds/go_and_ask.html",
        round=found,
        by_place=sorted(by_place.items()),
        without=max(found.could_people - known, 0),
    )


@bp.get("/<int:round_id>/odd")
def signs(round_id: int) -> Response:
    """What looks odd, for the moderator alone."""
    found = _mine(round_id)
    odd = seen_signs.of_round(reading(), found)
    return show("rounds/signs.html", round=found, odd=odd, labels=labels)


@bp.route("/<int:round_id>/odd/<int:sign_id>", methods=["GET", "POST"])
def heard(round_id: int, sign_id: int) -> Response:
    """Write down what people said when they were asked."""
    found = _mine(round_id)
    sign = seen_signs.one(session(), found, sign_id)
    form = forms.HeardForm(heard=sign.heard)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        seen_signs.note_heard(session(), viewer(), found, sign, form.heard.data or "")
        return _back(form, found, "rounds.signs")
    says = next(one.says for one in seen_signs.of_round(session(), found) if one.id == sign_id)
    return show("rounds/heard.html", status=status_of(form), form=form, round=found, says=says)


def _mine(round_id: int) -> Round:
    found = queries.one(session(), viewer(), round_id)
    policy.may_run.require(viewer(), found)
    return found


def _as_planned(found: Round) -> dict[str, Any]:
    """A plan as its form shows it."""
    options = [str(one.issue_id) for one in queries.options(session(), found.id)]
    numbers = {f"could_{group.value}": str(found.could(group)) for group in Group}
    return numbers | {
        "title": found.title,
        "place": str(found.place_id or ""),
        "opens_on": found.opens_at.date().isoformat(),
        "closes_on": found.closes_at.date().isoformat(),
        "picks": str(found.picks),
        "options": options,
        "edits": str(found.edits),
    }


def _plan_page(
    form: forms.PlanForm, where: queries.Where, address: str, name: str, stale: str = ""
) -> Response:
    here = [(row.id, row.name, row.picture) for row in places.places_in(session(), where.area_id)]
    offered = queries.choices(session(), viewer(), where)
    status = 409 if stale else status_of(form)
    return show(
        "rounds/plan.html",
        status=status,
        form=form,
        name=name,
        address=address,
        stale=stale,
        places=[("", _("Everybody of the area"), "place"), *here],
        choices=[(row.id, row.title, row.symbol or KIND_SYMBOL[row.kind]) for row in offered],
    )


def _back(form: Form, found: Round, endpoint: str = "rounds.one") -> Response:
    back_to = url_for(endpoint, round_id=found.id)
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)
