"""Pages for the advocate who runs a round: its last day, its end, whom to ask, what looks odd."""

from flask import Response, request, url_for

from coprod.errors import Conflict
from coprod.people.hats import Group
from coprod.rounds import forms, planning, seen_signs, small_voice, voices
from coprod.rounds.routes import bp, done_once, mine, status_of
from coprod.rounds.words import NOT_OVER, RoundState
from coprod.sign_in.door import viewer
from coprod.text import whole_number
from coprod.web import is_safe, reading, session, show


@bp.route("/<int:round_id>/last-day", methods=["GET", "POST"])
def last_day(round_id: int) -> Response:
    """Give an open round another last day."""
    found, form = mine(round_id, RoundState.OPEN), forms.LastDayForm()

    def move() -> str:
        day, why = form.closes_on.day, form.why.data or ""
        planning.move_closing(session(), viewer(), found, day, why)
        return url_for(".one", round_id=round_id, done="moved")

    return done_once(form, move) or show(
        "rounds/last_day.html", status=status_of(form), form=form, round=found
    )


@bp.route("/<int:round_id>/call-off", methods=["GET", "POST"])
def call_off(round_id: int) -> Response:
    """End a round without a result."""
    found, form = mine(round_id, *NOT_OVER), forms.WhyForm()

    def end() -> str:
        planning.call_off(session(), viewer(), found, form.why.data or "")
        return url_for(".one", round_id=round_id)

    return done_once(form, end) or show(
        "rounds/call_off.html", status=status_of(form), form=form, round=found
    )


@bp.route("/<int:round_id>/small-voice", methods=["GET", "POST"])
def add_small_voice(round_id: int) -> Response:
    """Add the small voice to what was picked."""
    found, form = mine(round_id), forms.SmallVoiceForm()
    if found.state is not RoundState.CLOSED:
        raise Conflict(small_voice.NOT_YET)
    if is_safe(request) and small_voice.chosen(session(), found) is not None:
        raise Conflict(small_voice.IS_THERE)

    def add() -> str:
        issue_id = whole_number(form.issue.data) or 0
        small_voice.choose(session(), viewer(), found, issue_id, form.why.data or "")
        return url_for(".one", round_id=round_id)

    return done_once(form, add) or show(
        "rounds/small_voice.html",
        status=status_of(form),
        form=form,
        round=found,
        choices=small_voice.choices(session(), viewer(), found),
    )


@bp.get("/<int:round_id>/go-and-ask")
def go_and_ask(round_id: int) -> Response:
    """Who uses services and had not chosen when the day began: somebody goes and asks them."""
    found = mine(round_id, RoundState.OPEN)
    people = voices.not_yet(reading(), viewer(), found)
    by_place: dict[str, list[str]] = {}
    for row in people:
        by_place.setdefault(row.place or "", []).append(row.name)
    known = voices.accounts(reading(), found)[Group.PEOPLE]
    return show(
        "rounds/go_and_ask.html",
        round=found,
        by_place=sorted(by_place.items()),
        without=max(found.could_people - known, 0),
    )


@bp.get("/<int:round_id>/odd")
def signs(round_id: int) -> Response:
    """What looks odd, for the moderator alone."""
    found = mine(round_id)
    odd = seen_signs.of_round(reading(), found)
    return show("rounds/signs.html", round=found, odd=odd)


@bp.route("/<int:round_id>/odd/<int:sign_id>", methods=["GET", "POST"])
def heard(round_id: int, sign_id: int) -> Response:
    """Write down what people said when they were asked."""
    found = mine(round_id)
    sign = seen_signs.one(session(), found, sign_id)
    form = forms.HeardForm(heard=sign.heard)

    def note() -> str:
        seen_signs.note_heard(session(), viewer(), found, sign, form.heard.data or "")
        return url_for(".signs", round_id=round_id)

    if (answer := done_once(form, note)) is not None:
        return answer
    says = next(one.says for one in seen_signs.of_round(session(), found) if one.id == sign_id)
    return show("rounds/heard.html", status=status_of(form), form=form, round=found, says=says)
