"""Paper ballots: to print them with big pictures, and to put in what is on them."""

from datetime import timedelta
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, Invalid, NotFound
from coprod.people import queries as places
from coprod.people.hats import GROUPS, Group
from coprod.rounds import forms, labels, policy, queries, sealed
from coprod.rounds import papers as paper
from coprod.rounds.models import PaperEntry, Round
from coprod.rounds.papers import Outcome
from coprod.rounds.routes import bp, status_of
from coprod.seal import new_token
from coprod.sign_in.door import count_try, kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import number
from coprod.web import go, reading, session, show

_TRIES, _WITHIN = 60, timedelta(minutes=5)


@bp.route("/<int:round_id>/papers", methods=["GET", "POST"])
def papers(round_id: int) -> Response:
    """How many paper ballots to print, and what waits for a second person."""
    found = queries.one(session(), viewer(), round_id)
    policy.may_run.require(viewer(), found)
    form = forms.PapersForm(many="10")
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            new = paper.print_more(session(), viewer(), found, number(form.many.data))
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            back_to = url_for(".print_papers", round_id=round_id, first=new[0], last=new[-1])
            answer_is_at(form, back_to)
            session().commit()
            return go(back_to)
    waiting = [one.code for one in paper.waiting(session(), found)]
    return show(
        "rounds/papers.html",
        status=status_of(form),
        form=form,
        round=found,
        waits=sorted({code for code in waiting if waiting.count(code) == 1}),
        differs=sorted({code for code in waiting if waiting.count(code) > 1}),
        press=forms.Press(),
    )


@bp.get("/<int:round_id>/papers/print")
def print_papers(round_id: int) -> Response:
    """Paper ballots, a page each, with big pictures. Each has a code of its own."""
    found = queries.one(reading(), viewer(), round_id)
    policy.may_run.require(viewer(), found)
    first, last = (number(request.args.get(name)) for name in ("first", "last"))
    if not 1 <= first <= last <= found.papers or last - first >= paper.AT_ONCE:
        raise NotFound(_("There are no such papers. Print some more."))
    codes = paper.codes(reading(), found, range(first, last + 1))
    options = {one.id: one for one in queries.options(reading(), round_id) if one.is_there}
    papers = []
    for code in codes:  # in an order of each paper's own, so that none is always at the top
        order = sealed.shuffled(reading(), round_id, int(code), [*options])
        papers.append((code, [options[one] for one in order]))
    return show("rounds/print_papers.html", round=found, papers=papers)


@bp.route("/<int:round_id>/put-in", methods=["GET", "POST"])
@kept_nowhere
def put_in(round_id: int) -> Response:
    """Put in what is on a paper."""
    if request.method == "POST":
        count_try("paper", viewer().id, most=_TRIES, within=_WITHIN)  # nobody guesses codes
    found = queries.one(session(), viewer(), round_id)
    policy.may_enter_papers.require(viewer(), found)
    form = forms.PaperForm()
    others: list[PaperEntry] = []
    differs = request.args.get("done") == Outcome.DIFFERS
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        value = form.value()
        try:
            outcome = paper.put_in(session(), viewer(), found, value)
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            back_to = url_for(".put_in", round_id=round_id, done=outcome.value)
            answer_is_at(form, back_to)
            if outcome is not Outcome.DIFFERS:
                session().commit()
                return go(back_to)
            differs = True
            entries = paper.of_code(session(), found, value.code)
            session().commit()
            if policy.may_run(viewer(), found):
                others = [one for one in entries if one.by_id != viewer().id]
            form.once.raw_data, form.once.data = None, new_token()  # sent again it is a new press
    context = _paper_page(form, found, others) | {"differs": differs}
    status = Conflict.status if differs and form.is_submitted() else status_of(form)
    return show("rounds/put_in.html", status=status, **context)


@bp.post("/<int:round_id>/papers/take-out")
def take_out(round_id: int) -> Response:
    """Take a paper out, so that it can be put in afresh."""
    found = queries.one(session(), viewer(), round_id)
    code = "".join((request.form.get("code") or "").split())
    paper.take_out(session(), viewer(), found, code)
    session().commit()
    return go(url_for(".papers", round_id=round_id))


def _paper_page(form: forms.PaperForm, found: Round, others: list[PaperEntry]) -> dict[str, Any]:
    options = {one.id: one for one in queries.options(session(), found.id) if one.is_there}
    people = queries.people(session(), viewer(), found)
    here = places.places_in(session(), found.area_id)
    return {
        "form": form,
        "round": found,
        "options": [(one.id, one.title, one.picture) for one in options.values()],
        "groups": [(group, labels.WHO[group], labels.GROUP_SYMBOL[group]) for group in Group],
        "hows": [(how, *labels.HOW_ON_PAPER[how]) for how in labels.HOW_ON_PAPER],
        "runs": policy.may_run(viewer(), found),
        "people": [
            ("", _("No account")),
            *((row.id, row.name) for row in people if row.kind in GROUPS),
        ],
        "helpers": [("", _("Nobody, or somebody else")), *((row.id, row.name) for row in people)],
        "places": [("", _("Not known")), *((row.id, row.name) for row in here)],
        "done": request.args.get("done", ""),
        "others": [
            (
                [options[star].title for star in entry.stars if star in options],
                labels.WHO[entry.group],
                labels.HOW_ON_PAPER[entry.how][0],
                next((row.name for row in people if row.id == entry.helper_id), ""),
                next((row.name for row in here if row.id == entry.place_id), ""),
            )
            for entry in others
        ],
    }
