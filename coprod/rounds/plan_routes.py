"""Pages on which the advocate plans a round: what it asks, its days, its pictures."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, NotFound
from coprod.issues.labels import KIND_SYMBOL
from coprod.people import queries as places
from coprod.people.hats import Group
from coprod.rounds import forms, labels, planning, policy, queries, voices
from coprod.rounds.models import Round
from coprod.rounds.routes import bp, done_once, mine, status_of, what_is_done
from coprod.rounds.words import NOT_OVER, RoundState
from coprod.sign_in.door import area, viewer
from coprod.text import whole_number
from coprod.web import session, show


@bp.route("/new", methods=["GET", "POST"])
def new() -> Response:
    """Plan a round."""
    here = area()
    if here is None:
        raise NotFound(_("There is no area here yet."))
    where = queries.Where(here.id, whole_number(request.values.get("place")))
    policy.may_run.require(viewer(), where)
    known = voices.accounts(session(), where)
    form = forms.PlanForm(
        place=request.args.get("place", ""),
        picks="4",
        **{f"could_{group.value}": str(known[group]) for group in Group},
    )

    def begin() -> str:
        found = planning.begin(session(), viewer(), here.id, form.value())
        return url_for(".pictures", round_id=found.id, done="planned")

    address, name = url_for(".new"), _("Plan a new round")
    return done_once(form, begin) or _plan_page(form, where, address, name)


@bp.route("/<int:round_id>/change", methods=["GET", "POST"])
def change(round_id: int) -> Response:
    """Change the plan of a round that has not opened."""
    found = mine(round_id)
    if found.state is not RoundState.PLANNED:
        raise Conflict(planning.ITS_OPEN)
    form = forms.PlanForm(data=_as_planned(found))
    stale = ""

    def alter() -> str:
        planning.change(session(), viewer(), found, form.value(), form.seen)
        return url_for(".one", round_id=round_id, done="planned")

    try:
        if (answer := done_once(form, alter)) is not None:
            return answer
    except Conflict as conflict:
        session().rollback()
        session().refresh(found)
        stale = str(conflict)
        form.edits.raw_data, form.edits.data = None, str(found.edits)
    where = queries.Where(found.area_id, whole_number(form.place.data))
    address = url_for(".change", round_id=round_id)
    return _plan_page(form, where, address, _("Change the plan"), stale)


@bp.route("/<int:round_id>/pictures", methods=["GET", "POST"])
def pictures(round_id: int) -> Response:
    """A picture for each thing, for people who choose by pictures."""
    found = mine(round_id, *NOT_OVER)
    options = queries.options(session(), round_id)
    form = forms.Press()

    def choose() -> str:
        chosen = {one.id: request.form.get(f"picture-{one.id}", "") for one in options}
        known = {id_: name for id_, name in chosen.items() if name in {"", *labels.PICTURES}}
        planning.set_pictures(session(), viewer(), found, known)
        return url_for(".one", round_id=round_id, done="pictures")

    return done_once(form, choose) or show(
        "rounds/pictures.html",
        form=form,
        round=found,
        options=options,
        pictures=labels.PICTURES,
        done=what_is_done(),
    )


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
