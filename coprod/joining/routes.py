"""Pages about joining: this is the same as another, both authors' answer, and undoing it."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from coprod.db import today
from coprod.errors import Conflict, NotFound
from coprod.issues import queries as issues
from coprod.issues.labels import SAID_AS
from coprod.issues.models import Issue
from coprod.issues.policy import moderates
from coprod.joining import fitting, forms, policy, queries, services, supports
from coprod.joining.log import told, who_said
from coprod.joining.models import AuthorSays, JoinState
from coprod.joining.queries import Pair
from coprod.joining.services import Part
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import clean_text
from coprod.web import go, reading, session, show

bp = Blueprint("joining", __name__)


@bp.route("/issues/<int:issue_id>/same-as", methods=["GET", "POST"])
def same_as(issue_id: int) -> Response:
    """Say that something is the same as another."""
    issue = issues.one(session(), viewer(), issue_id)
    policy.may_suggest.require(viewer(), issue)
    form = forms.SameForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        into = _chosen(form.into_id)
        part = queries.part_of(session(), viewer(), issue, into)
        why = form.why.data or ""
        joining = services.suggest(session(), viewer(), (issue, into), part, why)
        back_to = _url(joining.id)
        answer_is_at(form, back_to)
        session().commit()
        return go(back_to)
    words = clean_text(request.args.get("words", ""))[:200]
    return show(
        "joining/same_as.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        issue=issue,
        words=words,
        offered=queries.offered(session(), viewer(), issue, words),
    )


def _chosen(into_id: int) -> Issue:
    """The other one. What may not be seen is told from nothing by no word."""
    try:
        return issues.one(session(), viewer(), into_id)
    except NotFound:
        raise Conflict(fitting.TAKEN_BACK) from None


@bp.route("/joins/<int:joining_id>", methods=["GET", "POST"])
@kept_nowhere
def joining(joining_id: int) -> Response:
    """Two issues side by side: what was asked, and for their authors the question."""
    pair, part = _found(joining_id)
    form = forms.SayForm()
    if form.validate_on_submit():  # again says the same; a press that is kept would name them
        services.say(session(), viewer(), pair.joining, part, AuthorSays(form.says.data))
        session().commit()
        return go(url_for(".joining", joining_id=joining_id, _anchor="thanks"))
    return _show(pair, part, form, 422 if form.is_submitted() else 200)


@bp.post("/joins/<int:joining_id>/ask")
@kept_nowhere
def ask(joining_id: int) -> Response:
    """Ask both authors about what somebody suggested."""
    pair, part = _found(joining_id)
    services.ask(session(), viewer(), pair.joining, part)
    session().commit()
    return go(_url(joining_id))


@bp.route("/joins/<int:joining_id>/apart", methods=["GET", "POST"])
@kept_nowhere
def apart(joining_id: int) -> Response:
    """Say that they are not the same: to a suggestion, or to stop asking."""
    pair, part = _found(joining_id)
    policy.may_ask.require(viewer(), pair.joining.area_id, part.places, part.mine)
    form = forms.WhyForm()
    if form.validate_on_submit():
        services.leave_apart(session(), viewer(), pair.joining, part, form.why.data or "")
        session().commit()
        return go(_url(joining_id))
    _require_state(pair, JoinState.SUGGESTED, JoinState.ASKED)
    return _why("apart", pair, form)


@bp.route("/joins/<int:joining_id>/undo", methods=["GET", "POST"])
@kept_nowhere
def undo(joining_id: int) -> Response:
    """Take two issues apart again."""
    pair, part = _found(joining_id)
    policy.may_undo.require(viewer(), pair.joining.area_id, part.places, part.mine)
    form = forms.WhyForm()
    if form.validate_on_submit():
        services.undo(session(), viewer(), pair.joining, part, form.why.data or "")
        session().commit()
        return go(_url(joining_id))
    _require_state(pair, JoinState.JOINED)
    return _why("undo", pair, form)


@bp.route("/joins/<int:joining_id>/decide", methods=["GET", "POST"])
def decide(joining_id: int) -> Response:
    """Say yes or no for somebody who has left."""
    pair, part = _found(joining_id)
    left = queries.left(session(), pair)
    policy.may_decide_for.require(viewer(), pair.joining.area_id, part.places, bool(left))
    form = forms.DecideForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        says, why = AuthorSays(form.says.data), form.why.data or ""
        services.decide_for(session(), viewer(), pair.joining, part, (left, says), why)
        answer_is_at(form, _url(joining_id))
        session().commit()
        return go(_url(joining_id))
    _require_state(pair, JoinState.ASKED)
    status = 422 if form.is_submitted() else 200
    return show("joining/decide.html", status=status, form=form, **_context(pair))


@bp.route("/joins/<int:joining_id>/follow", methods=["GET", "POST"])
def follow(joining_id: int) -> Response:
    """Say whether your me-too follows."""
    pair, _part = _found(joining_id)
    asked = queries.ask_of(session(), viewer(), joining_id)
    form = forms.FollowForm()
    if form.validate_on_submit():
        follows = form.follows.data == "yes"
        supports.say_if_it_follows(session(), viewer(), asked, pair.joining, follows=follows)
        session().commit()
        return go(url_for(".follow", joining_id=joining_id, _anchor="thanks"))
    return show(
        "joining/follow.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        asked=asked,
        open=pair.joining.state is JoinState.JOINED and today() <= asked.until,
        **_context(pair),
    )


def _found(joining_id: int) -> tuple[Pair, Part]:
    pair = queries.one(session(), viewer(), joining_id)
    return pair, queries.part_of(session(), viewer(), pair.issue, pair.into)


def _require_state(pair: Pair, *states: JoinState) -> None:
    if pair.joining.state not in states:
        raise Conflict(services.GONE_BY)


def _show(pair: Pair, part: Part, form: forms.SayForm, status: int) -> Response:
    state = pair.joining.state
    decides = moderates(viewer(), pair.joining.area_id, part.places)
    asks = policy.may_ask(viewer(), pair.joining.area_id, part.places, part.mine)
    said = {getattr(pair.joining, f"{side}_says") for side in part.mine}
    said.discard(None)
    left = queries.left(reading(), pair) if decides and state is JoinState.ASKED else []
    return show(
        "joining/joining.html",
        status=status,
        form=form,
        go_form=forms.GoForm(),
        may_say=bool(part.mine) and state is JoinState.ASKED,
        unnamed=any(getattr(pair, side).name_held for side in part.mine),
        mine=part.mine,
        said=next(iter(said)) if len(said) == 1 else "",
        may_ask=asks and state is JoinState.SUGGESTED,
        may_stop=decides and not part.mine and state is JoinState.ASKED,
        may_decide=bool(left),
        may_undo=asks and state is JoinState.JOINED,
        **_context(pair),
    )


def _why(what: str, pair: Pair, form: forms.WhyForm) -> Response:
    status = 422 if form.is_submitted() else 200
    here = url_for(f".{what}", joining_id=pair.joining.id)
    return show(
        "joining/why.html", status=status, what=what, form=form, here=here, **_context(pair)
    )


def _context(pair: Pair) -> dict[str, Any]:
    """What every page about a joining shows: both issues, and the log."""
    authors = queries.names_of(session(), pair)
    lines = told(queries.steps(session(), pair.joining.id), authors, sees=True)
    both = (pair.issue, pair.into)
    return {
        "joining": pair.joining,
        "issue": pair.issue,
        "into": pair.into,
        "both": [
            (one, who_said(who, sees=True)) for one, who in zip(both, authors.values(), strict=True)
        ],
        "said_as": SAID_AS,
        "log": lines,
    }


def _url(joining_id: int) -> str:
    return url_for("joining.joining", joining_id=joining_id)
