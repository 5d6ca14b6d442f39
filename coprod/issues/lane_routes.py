"""Pages about lanes: the author's one question, the advocate's move, and the advocate's lists."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues import held, lane_policy, lane_queries, lanes, queries, say_questions
from coprod.issues import said as whole
from coprod.issues.labels import LANE, STATUS, TAG
from coprod.issues.lane_forms import WHY_MOST, LaneForm, MoveForm
from coprod.issues.lane_labels import ASKED, LISTS, MEANS, NOT_SURE, SYMBOL, late, refused
from coprod.issues.lane_words import suggest
from coprod.issues.models import Issue
from coprod.issues.routes import bp
from coprod.issues.said_routes import asked, asked_url, next_url
from coprod.issues.say_services import HELPED, mine
from coprod.issues.words import Lane
from coprod.sign_in.door import area, kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show


@bp.route("/say/<int:issue_id>/ask/lane", methods=["GET", "POST"])
@kept_nowhere
def said_lane(issue_id: int) -> Response:
    """Which it is most like: talk and choose, a right, a few people, or just fix it."""
    issue = mine(session(), viewer(), issue_id, hold=request.method == "POST")
    if why := lanes.settled(session(), issue):
        raise Conflict(why)
    said = whole.of(session(), issue)
    form = LaneForm(data={"lane": issue.lane.value if issue.lane_steps else ""})
    order = asked(issue, said)
    after = next_url(issue, say_questions.LANE, said)
    if form.validate_on_submit():
        if pressed_before(form) is None:  # kept nowhere: the author may be unnamed
            lanes.say(session(), viewer(), issue, form.value())
            session().commit()
        return go(after)
    at = order.index(say_questions.LANE) + 1 if say_questions.LANE in order else 0
    return show(
        "issues/say/lane.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        items=_items(said.words),
        helped=said.said_as in HELPED,
        at=at,
        of=len(order),
        back_to=asked_url(issue_id, order[at - 2] if at > 1 else ""),
        skip_to=after,
        stop_url=asked_url(issue_id, ""),
    )


def _items(words: str) -> list[tuple[Any, ...]]:
    """The answers as cards. The one that the words sound like says so; none is chosen before."""
    found = suggest(words)
    items: list[tuple[Any, ...]] = []
    for lane, label in ASKED.items():
        hint = MEANS[lane]
        if found and found.lane is lane:
            hint = _("Your words sound like this one: %(words)s.", words=_quoted(found.because))
        items.append((lane.value, label, SYMBOL[lane], hint))
    return [*items, (NOT_SURE, _("I am not sure"), "not-sure")]


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)


@bp.route("/issues/<int:issue_id>/lane", methods=["GET", "POST"])
def move_lane(issue_id: int) -> Response:
    """Move it to another lane, and say why."""
    issue = queries.one(session(), viewer(), issue_id)
    standing = queries.standing(session(), issue_id)
    own = held.is_mine(session(), viewer(), issue_id)
    lane_policy.may_move_lane.require(viewer(), issue, standing.places, own)
    if trouble := lanes.over(issue):
        raise Conflict(trouble)
    form = MoveForm(data={"edits": str(issue.lane_steps)})
    if not form.validate_on_submit():
        return _ask_where(form, issue)
    if (before := pressed_before(form)) is not None:
        return before
    lane, why = form.value()
    try:
        lanes.move(session(), viewer(), issue, standing, lane, why, seen=form.seen)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _ask_where(form, issue)
    except Conflict as conflict:
        session().rollback()
        now = queries.one(session(), viewer(), issue_id)
        if str(conflict) != lanes.STALE:
            raise  # pressing again would not help
        form.edits.raw_data, form.edits.data = None, str(now.lane_steps)  # pressing again means it
        return _ask_where(form, now, stale=str(conflict))
    back_to = url_for(".issue", issue_id=issue_id)
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)


def _ask_where(form: MoveForm, issue: Issue, stale: str = "") -> Response:
    found = suggest(issue.words) if issue.may_be_a_right else None
    offered = [lane for lane in Lane if lane is not issue.lane or issue.may_be_a_right]
    return show(
        "issues/move_lane.html",
        status=Conflict.status if stale else 422 if form.is_submitted() else 200,
        form=form,
        issue=issue,
        now_in=LANE[issue.lane],
        items=[(lane.value, LANE[lane], SYMBOL[lane], MEANS[lane]) for lane in offered],
        sounds=_quoted(found.because) if found else "",
        why_most=WHY_MOST,
        stale=stale,
    )


@bp.get("/issues/lanes/<any(late,refused,unsaid,others,few):name>")
def lane_list(name: str) -> Response:
    """What the advocate looks after: rights first, then words like a right, and the others."""
    here = area()
    if here is None or not lane_policy.may_look_after_lanes(viewer(), here.id):
        raise NotFound("There is nothing here for you.")
    after = whole_number(request.args.get("after")) or 0
    rows = lane_queries.page(reading(), viewer(), here.id, name, after)
    more = len(rows) > lane_queries.PER_PAGE
    rows = rows[: lane_queries.PER_PAGE]
    return show(
        "issues/lane_list.html",
        name=name,
        headings=LISTS,
        rows=rows,
        late=late,
        refused=refused,
        because={row.id: found.because for row in rows if (found := suggest(row.words))},
        labels={"status": STATUS, "tag": TAG, "lane": LANE, "symbol": SYMBOL},
        next_url=url_for(".lane_list", name=name, after=rows[-1].id) if more else "",
    )
