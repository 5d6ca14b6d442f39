"""Pages of rounds: all of them, one to choose in, and what was picked."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from coprod.decided import Say
from coprod.errors import Conflict, Invalid
from coprod.forms import Form
from coprod.people import names
from coprod.people.few import HIDDEN_BELOW
from coprod.people.hats import HatKind
from coprod.rounds import (
    cards,
    choosing,
    forms,
    labels,
    policy,
    queries,
    result,
    sealed,
    small_voice,
    voices,
)
from coprod.rounds.models import Round
from coprod.rounds.turns import quorum
from coprod.rounds.words import DOTS_EACH, RoundState
from coprod.sign_in.audited import apart
from coprod.sign_in.browsers import device
from coprod.sign_in.door import area, let_go, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import number, whole_number
from coprod.web import done, go, is_safe, reading, session, show, wants_partial

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("")
def index() -> Response:
    """Every round of the area, the newest first."""
    found = queries.page(reading(), viewer(), whole_number(request.args.get("after")))
    shown = found[: queries.PER_PAGE]
    more = len(found) > queries.PER_PAGE
    here = area()
    return show(
        "rounds/index.html",
        rounds=shown,
        labels=labels,
        places=queries.names_of_places(reading(), shown),
        may_plan=here is not None and policy.may_run(viewer(), queries.Where(here.id, None)),
        next_url=url_for(".index", after=shown[-1].id) if more else "",
    )


@bp.get("/<int:round_id>")
def one(round_id: int) -> Response:
    """One round: to choose, or to see what was picked."""
    found = queries.one(reading(), viewer(), round_id)
    return show("rounds/round.html", **_context(found))


@bp.post("/<int:round_id>/stars")
@let_go
@apart
def star(round_id: int) -> Response:
    """Give a star, or take it back. What it is for is in the form: an address is in logs."""
    option = number(request.form.get("option"))
    if request.form.get("give") == "no":
        return _pressed(round_id, _("You took a star back."), choosing.take, option)
    return _pressed(round_id, _("You gave a star."), choosing.give, option, _device())


@bp.post("/<int:round_id>/none")
@let_go
@apart
def none(round_id: int) -> Response:
    """Want none of it."""
    return _pressed(round_id, _("You said: none of these."), choosing.want_none, _device())


@bp.post("/<int:round_id>/take-back")
@let_go
@apart
def take_back(round_id: int) -> Response:
    """Take the whole choice back."""
    return _pressed(round_id, _("You took your choice back."), choosing.take_back)


@bp.route("/<int:round_id>/how", methods=["GET", "POST"])
@let_go
@apart
def how(round_id: int) -> Response:
    """How did you choose? It can be skipped."""
    found = queries.one(session(), viewer(), round_id)
    choosing.require_state(found, RoundState.OPEN)
    ballot = queries.ballot(session(), viewer(), found)
    if ballot is None:
        raise Conflict(_("Choose first. Then say how."))
    people = voices.people(session(), viewer(), found)
    helper = next(
        (row.id for row in people if sealed.helper_mark(session(), found, row.id) == ballot.helper),
        "",
    )
    form = forms.HowForm(how=ballot.how, helper=str(helper))

    def say() -> str:
        choosing.say_how(session(), viewer(), found, *form.value())
        return url_for(".one", round_id=round_id)

    return done_once(form, say) or show(
        "rounds/how.html",
        status=status_of(form),
        form=form,
        round=found,
        hows=[(value, *labels.HOW[value]) for value in choosing.OWN_HOWS],
        people=[
            ("", _("Somebody else")),
            *((row.id, row.name) for row in people if row.id != viewer().id),
        ],
    )


def mine(round_id: int, *states: RoundState) -> Round:
    """A round that the viewer runs. Raises NotAllowed for one of somebody else's.

    With `states`, its page is there only in these: else it raises Conflict. To what was sent the
    services say that: what was sent before is answered as before.
    """
    found = queries.one(session(), viewer(), round_id)
    policy.may_run.require(viewer(), found)
    if states and is_safe(request):
        choosing.require_state(found, *states)
    return found


def done_once(form: Form, change: Callable[[], str]) -> Response | None:
    """Do what a form asks for, once: the way on. None if it is to be shown, with what is wrong.

    `change` makes the change and says where its answer is.
    """
    if not form.validate_on_submit():
        return None
    if (before := pressed_before(form)) is not None:
        return before
    try:
        answer_at = change()
    except Invalid as invalid:
        session().rollback()
        form.refuse(invalid.errors)
        return None
    answer_is_at(form, answer_at)
    session().commit()
    return go(answer_at)


def what_is_done() -> str:
    """The sentence that says that a change was made, on the page it leads to."""
    return str(labels.DONE.get(request.args.get("done", ""), ""))


def status_of(form: Form) -> int:
    """422 for a form that was sent and needs another look."""
    return 422 if form.is_submitted() else 200


def _device() -> tuple[str, str]:
    """What tells this browser from others. Only a mark of it is kept, and not for long."""
    return request.remote_addr or "", f"{device(request.user_agent.string)} {request.user_agent}"


def _pressed(round_id: int, say: str, change: Callable[..., None], *what: Any) -> Response:
    """Change what the viewer chose. Refused, a swapped piece says why and shows what they have."""
    found = queries.one(session(), viewer(), round_id)
    try:
        change(session(), viewer(), found, *what)
    except Conflict as refusal:
        if not wants_partial():
            raise
        session().rollback()
        context = _ballot(found, str(refusal))
        return show("rounds/_ballot.html", status=refusal.status, **context)
    session().commit()
    back_to = url_for(".one", round_id=found.id)
    return done("rounds/_ballot.html", lambda: _ballot(found), back_to=back_to, say=say)


def _ballot(found: Round, refusal: str = "") -> dict[str, Any]:
    """What _ballot.html needs, on a page or alone."""
    ballot = queries.ballot(session(), viewer(), found)
    options = queries.for_viewer(session(), viewer(), found)
    there = {one.id for one in options}
    starred = {one for one in ballot.stars if one in there} if ballot else set()
    return {
        "round": found,
        "refusal": refusal,
        "ballot": ballot,
        "options": options,
        "starred": starred,
        "left": DOTS_EACH - len(starred),
        "may_choose": found.state is RoundState.OPEN and policy.may_choose(viewer(), found),
        "how": labels.HOW[ballot.how][0] if ballot and ballot.how in labels.HOW else "",
    }


def _context(found: Round) -> dict[str, Any]:
    runs = policy.may_run(viewer(), found)
    is_open = found.state is RoundState.OPEN
    could = queries.could_now(reading(), found)
    steps = [
        (step, names.shown(True, name, HatKind.ADVOCATE))
        for step, name in queries.history(reading(), found.id)
    ]
    return _ballot(found) | {
        "labels": labels,
        "done": what_is_done(),
        "place": queries.names_of_places(reading(), [found]).get(found.place_id, ""),
        "small": is_open and voices.is_small(reading(), viewer(), found),
        "needed": quorum(could),
        "not_ready": is_open and not found.ready and (runs or could >= HIDDEN_BELOW),
        "result": result.of_round(reading(), viewer(), found),
        "steps": [(step, who, cards.of_step(step, who)) for step, who in steps],
        "runs": runs,
        "enters": policy.may_enter_papers(viewer(), found) and found.papers > 0,
        "may_add_small_voice": runs
        and found.state is RoundState.CLOSED
        and small_voice.chosen(reading(), found) is None,
        "say": Say.DECIDING,
        "form": forms.Press(),
    }
