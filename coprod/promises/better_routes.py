"""*Is it really better?*: by a link that needs no sign-in, or signed in, by the raiser."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask import Response, request, url_for

from coprod.db import today
from coprod.errors import Conflict
from coprod.issues import labels
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.issues.words import BetterSays
from coprod.promises import asked as asked_of
from coprod.promises import asking, forms, heard, owners, policy
from coprod.promises.models import Ask
from coprod.promises.one_persons import CHANGE_WITHIN, changeable
from coprod.promises.routes import bp
from coprod.promises.words import BETTER, BETTER_TAG
from coprod.sign_in.door import kept_nowhere, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show, unseen


@bp.route("/better/<int:ask_id>-<mark>", methods=["GET", "POST"])
@public
def better(ask_id: int, mark: str) -> Response:
    """Say whether it is really better. Whoever has the link may answer: it is theirs."""
    ask = asking.by_link(session(), ask_id, mark)
    counting = asking.is_counting(session(), ask_id, mark)
    said = {"says": ask.says, "words": ask.words} if changeable(ask, today()) else {}
    form = forms.BetterForm(data=said)
    issue = session().get_one(Issue, ask.issue_id)
    if sentence := asking.not_asked_now(issue):
        return unseen(_not_now(issue, form, sentence))
    if form.validate_on_submit():
        ask = asking.answer(session(), viewer(), ask, *form.value(), counting=counting)
        session().commit()
        return unseen(go(link(ask, counting=counting) + "#thanks"))
    may_say = owners.may_say(session(), ask, issue)
    return unseen(_show(ask, form, link(ask, counting=counting), may_say))


@bp.route("/issues/<int:issue_id>/better", methods=["GET", "POST"])
@kept_nowhere
def say_better(issue_id: int) -> Response:
    """Say whether it is better, as the one who raised it."""
    issue = issues.one(session(), viewer(), issue_id)
    form = forms.BetterForm()
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        asking.say_better(session(), viewer(), issue, *form.value())
        back_to = url_for("issues.issue", issue_id=issue_id)
        answer_is_at(form, back_to)
        session().commit()
        return go(back_to)
    asking.require_may_say(session(), viewer(), issue)
    here = url_for(".say_better", issue_id=issue_id)
    may_say = [says for says in BetterSays if policy.may_say_better(viewer(), issue, True, says)]
    context = _context(issue, form, here, may_say)
    return show("promises/better.html", status=_status(form), **context)


@bp.get("/better")
def asked() -> Response:
    """Every question that waits for the viewer, and what they answered."""
    found = asked_of.asks_for(reading(), viewer(), after=_after(), n=asked_of.PER_PAGE + 1)
    asks, more = found[: asked_of.PER_PAGE], len(found) > asked_of.PER_PAGE
    next_url = url_for(".asked", after=asks[-1].ask.id) if more else ""
    context: dict[str, Any] = {"asks": asks, "better": labels.BETTER, "tags": BETTER_TAG}
    return show("promises/asked.html", next_url=next_url, **context)


@bp.get("/issues/<int:issue_id>/better/answers")
@public
def said(issue_id: int) -> Response:
    """What people said when they were asked: each group in steps, and their words."""
    issue = issues.one(reading(), viewer(), issue_id)
    groups = asked_of.heard_of(reading(), issue_id)
    found = asked_of.said(reading(), issue_id, _after())
    rows, more = found[: asked_of.PER_PAGE], len(found) > asked_of.PER_PAGE
    next_url = url_for(".said", issue_id=issue_id, after=rows[-1].id) if more else ""
    inside = viewer().belongs_to(issue.area_id)  # names are for them
    said = asked_of.shown(rows, groups)
    if not inside:
        said = [replace(one, who="") if one.says else one for one in said]
    context: dict[str, Any] = {"issue": issue, "better": labels.BETTER, "tags": BETTER_TAG}
    told = heard.told(groups.counts)
    return show("promises/said.html", said=said, told=told, next_url=next_url, **context)


def _after() -> int | None:
    """Where the page before ended."""
    return whole_number(request.args.get("after")) or None


def link(ask: Ask, *, counting: bool = False) -> str:
    """The address of an ask's own page."""
    mark = asking.link_mark(session(), ask.id, counting=counting)
    return url_for("promises.better", ask_id=ask.id, mark=mark)


def _show(ask: Ask, form: forms.BetterForm, here: str, may_say: Collection[BetterSays]) -> Response:
    issue = session().get_one(Issue, ask.issue_id)
    return show(
        "promises/better.html",
        status=_status(form),
        **_context(issue, form, here, may_say)
        | {
            "ask": ask,
            "changeable": changeable(ask, today()),
            "until": ask.answered_on and ask.answered_on + CHANGE_WITHIN,
        },
    )


def _not_now(issue: Issue, form: forms.BetterForm, sentence: str) -> Response:
    """Kindly why it is not asked any more, and where to go. What was typed is there to copy."""
    there = issue.joined_to_id or issue.id
    may_read = session().scalar(issues.visible_to(viewer()).where(Issue.id == there)) is not None
    return show(
        "promises/not_asked.html",
        status=Conflict.status,
        issue=issue,
        sentence=sentence,
        words=form.words.data if form.is_submitted() else "",
        there=url_for("issues.issue", issue_id=there),
        may_read=may_read,
        joined=bool(issue.joined_to_id),
    )


def _context(
    issue: Issue, form: forms.BetterForm, here: str, may_say: Collection[BetterSays]
) -> dict[str, Any]:
    return {
        "issue": issue,
        "form": form,
        "here": here,
        "choices": [choice for choice in BETTER if choice[0] in may_say],
        "tags": BETTER_TAG,
        "better": labels.BETTER,
        "ask": None,
        "changeable": True,
        "until": None,
    }


def _status(form: forms.BetterForm) -> int:
    return 422 if form.is_submitted() else 200
