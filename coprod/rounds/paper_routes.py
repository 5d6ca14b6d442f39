"""Paper ballots: to print them with big pictures, and to put in what is on them."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, Invalid, NotFound
from coprod.people import queries as places
from coprod.people.hats import GROUPS, Group
from coprod.rounds import forms, labels, policy, queries
from coprod.rounds import papers as paper
from coprod.rounds.models import PaperEntry, Round
from coprod.rounds.papers import Outcome
from coprod.rounds.routes import bp, status_of
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import number
from coprod.web import go, reading, session, show

SAID: dict[str, Any] = {
    Outcome.WAITS: "waits",
    Outcome.COUNTS: "counts",
}


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
    options = [one for one in queries.options(reading(), round_id) if one.is_there]
    return show("rounds/print_papers.html", round=found, codes=codes, options=options)


@bp.route("/<int:round_id>/put-in", methods=["GET", "POST"])
@kept_nowhere
def put_in(round_id: int) -> Response:
    """Put in what is on a paper."""
    found = queries.one(session(), viewer(), round_id)
    policy.may_enter_papers.require(viewer(), found)
    form = forms.PaperForm()
    others: list[PaperEntry] = []
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
            if outcome is not Outcome.DIFFERS:
                back_to = url_for(".put_in", round_id=round_id, done=SAID[outcome])
                answer_is_at(form, back_to)
                session().commit()
                return go(back_to)
            entries = paper.of_code(session(), found, value.code)
            session().commit()
            others = [one for one in entries if one.by_id != viewer().id]
    return show(
        "rounds/put_in.html", **_paper_page(form, found, others), status=_status(form, others)
    )


@bp.post("/<int:round_id>/papers/take-out")
def take_out(round_id: int) -> Response:
    """Take a paper out, so that it can be put in afresh."""
    found = queries.one(session(), viewer(), round_id)
    code = "".join((request.form.get("code") or "").split())
    paper.take_out(session(), viewer(), found, code)
    session().commit()
    return go(url_for(".papers", round_id=round_id))


def _status(form: forms.PaperForm, others: list[PaperEntry]) -> int:
    return Conflict.status if others else status_of(form)


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
            )
            for entry in others
        ],
    }
