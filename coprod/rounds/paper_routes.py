"""Paper ballots: to print them with big pictures, and to see which wait for a second person."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import NotFound
from coprod.rounds import forms, policy, queries
from coprod.rounds import papers as paper
from coprod.rounds.routes import bp, done_once, mine, status_of
from coprod.rounds.words import RoundState
from coprod.sign_in.door import viewer
from coprod.text import number
from coprod.web import go, reading, session, show


@bp.route("/<int:round_id>/papers", methods=["GET", "POST"])
def papers(round_id: int) -> Response:
    """How many paper ballots to print, and what waits for a second person."""
    found, form = mine(round_id, RoundState.OPEN), forms.PapersForm(many="10")

    def print_more() -> str:
        new = paper.print_more(session(), viewer(), found, number(form.many.data))
        return url_for(".print_papers", round_id=round_id, first=new[0], last=new[-1])

    if (answer := done_once(form, print_more)) is not None:
        return answer
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
    options = [one for one in queries.options(reading(), round_id) if one.is_there]
    papers = [
        (code, paper.in_its_order(reading(), found, code, options))
        for code in paper.codes(reading(), found, range(first, last + 1))
    ]
    return show("rounds/print_papers.html", round=found, papers=papers)


@bp.post("/<int:round_id>/papers/take-out")
def take_out(round_id: int) -> Response:
    """Take a paper out, so that it can be put in afresh."""
    found = queries.one(session(), viewer(), round_id)
    code = "".join((request.form.get("code") or "").split())
    paper.take_out(session(), viewer(), found, code)
    session().commit()
    return go(url_for(".papers", round_id=round_id))
