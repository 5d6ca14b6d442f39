"""Putting in what is on a paper ballot, in two steps: its code, then what is marked on it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, Invalid
from coprod.people import queries as places
from coprod.people.hats import GROUPS, Group
from coprod.rounds import choosing, forms, labels, policy, queries, sealed, voices
from coprod.rounds import papers as paper
from coprod.rounds.models import PaperEntry, Round
from coprod.rounds.papers import Outcome
from coprod.rounds.routes import bp, status_of
from coprod.rounds.words import RoundState
from coprod.seal import new_token
from coprod.sign_in.door import count_try, kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, session, show

_TRIES, _WITHIN = 120, timedelta(minutes=5)  # two for each paper


@bp.route("/<int:round_id>/put-in", methods=["GET", "POST"])
@kept_nowhere
def put_in(round_id: int) -> Response:
    """Put in what is on a paper. Its code is in a form and in no address: addresses are in logs."""
    if request.method == "POST":
        count_try("paper", viewer().id, most=_TRIES, within=_WITHIN)  # nobody guesses codes
    found = queries.one(session(), viewer(), round_id)
    policy.may_enter_papers.require(viewer(), found)
    if request.form.get("step") == "code":
        return _look_up(found, forms.CodeForm())
    form = forms.PaperForm()
    if not form.validate_on_submit():
        choosing.require_state(found, RoundState.OPEN)
        return _code_page(found, forms.CodeForm(formdata=None))
    return pressed_before(form) or _put_in(found, form)


def _look_up(found: Round, form: forms.CodeForm) -> Response:
    """The second step, if there is such a paper. What this person put in before is on it."""
    if not form.validate_on_submit():
        return _code_page(found, form)
    try:
        before = paper.look_up(session(), viewer(), found, form.typed)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _code_page(found, form)
    told = _as_read(found, before) if before else {}
    return _stars_page(
        found, forms.PaperForm(formdata=None, data=told | {"code": form.typed}), before
    )


def _as_read(found: Round, entry: PaperEntry) -> dict[str, Any]:
    """What somebody put in before, as the form shows it."""
    whose = ""
    if policy.may_run(viewer(), found):
        rows = voices.people(session(), viewer(), found)
        keys = {sealed.ballot_key(session(), found, row.id): str(row.id) for row in rows}
        whose = keys.get(entry.key, "")
    return {
        "chosen": [str(star) for star in entry.stars],
        "group": entry.group,
        "person": whose,
        "how": entry.how,
        "helper": str(entry.helper_id or ""),
        "place": str(entry.place_id or ""),
    }


def _put_in(found: Round, form: forms.PaperForm) -> Response:
    value = form.value()
    try:
        outcome = paper.put_in(session(), viewer(), found, value)
    except Invalid as invalid:
        session().rollback()
        if "code" in invalid.errors:
            code_form = forms.CodeForm(formdata=None, code=form.typed)
            code_form.refuse({"code": invalid.errors["code"]})
            return _code_page(found, code_form, status=invalid.status)
        form.refuse(invalid.errors)
        return _stars_page(found, form)
    back_to = url_for(".put_in", round_id=found.id, done=outcome.value)
    answer_is_at(form, back_to)
    if outcome is not Outcome.DIFFERS:
        session().commit()
        return go(back_to)
    entries = paper.of_code(session(), found, value.code)
    session().commit()
    form.once.raw_data, form.once.data = None, new_token()  # sent again it is a new press
    mine = next(one for one in entries if one.by_id == viewer().id)
    return _stars_page(found, form, mine, status=Conflict.status)


def _code_page(found: Round, form: forms.CodeForm, status: int = 0) -> Response:
    done = labels.PUT_IN.get(request.args.get("done", ""), "")
    return show(
        "rounds/put_in.html", status=status or status_of(form), form=form, round=found, done=done
    )


def _stars_page(
    found: Round, form: forms.PaperForm, mine: PaperEntry | None = None, status: int = 0
) -> Response:
    options = [one for one in queries.options(session(), found.id) if one.is_there]
    people = voices.people(session(), viewer(), found)
    here = places.places_in(session(), found.area_id)
    others = paper.others(session(), found, mine) if mine else []
    names = {
        "stars": {one.id: one.title for one in options},
        "people": {row.id: row.name for row in people},
        "places": {row.id: row.name for row in here},
    }
    may_run = policy.may_run(viewer(), found)
    return show(
        "rounds/put_in_stars.html",
        status=status or (422 if form.troubles else 200),
        form=form,
        round=found,
        options=paper.in_its_order(session(), found, form.typed, options),
        groups=[(group, labels.WHO[group], labels.GROUP_SYMBOL[group]) for group in Group],
        hows=[(how, *labels.HOW_ON_PAPER[how]) for how in labels.HOW_ON_PAPER],
        runs=may_run,
        people=[
            ("", _("No account")),
            *((row.id, row.name) for row in people if row.kind in GROUPS),
        ],
        helpers=[("", _("Nobody, or somebody else")), *names["people"].items()],
        places=[("", _("Not known")), *names["places"].items()],
        differs=bool(others) or status == Conflict.status,
        others=[_unlike(mine, one, names) for one in others] if may_run and mine else [],
    )


def _unlike(
    mine: PaperEntry, other: PaperEntry, names: dict[str, dict[int, str]]
) -> list[tuple[str, Sequence[str], Sequence[str]]]:
    """Where two people read a paper differently: what it is, what I put in, what they put in."""
    me, them = _told(mine, names), _told(other, names)
    return [(what, me[what], them[what]) for what in me if me[what] != them[what]]


def _told(entry: PaperEntry, names: dict[str, dict[int, str]]) -> dict[str, list[str]]:
    stars = [names["stars"][star] for star in entry.stars if star in names["stars"]]
    return {
        str(_("Stars")): stars or [str(_("No stars"))],
        str(_("Who they are")): [str(labels.WHO[entry.group])],
        str(_("How they chose")): [str(labels.HOW_ON_PAPER[entry.how][0])],
        str(_("Who helped")): [names["people"].get(entry.helper_id or 0, str(_("Nobody")))],
        str(_("Place")): [names["places"].get(entry.place_id or 0, str(_("Not known")))],
    }
