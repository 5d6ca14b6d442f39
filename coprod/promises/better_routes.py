"""*Is it really better?*: by a link that needs no sign-in, or signed in, by the raiser."""

from typing import Any

from flask import Response, url_for

from coprod.db import today
from coprod.issues import labels
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.promises import asking, forms
from coprod.promises.models import Ask
from coprod.promises.routes import bp
from coprod.promises.words import BETTER, BETTER_TAG
from coprod.sign_in.door import kept_nowhere, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, session, show


@bp.route("/better/<int:ask_id>-<mark>", methods=["GET", "POST"])
@public
def better(ask_id: int, mark: str) -> Response:
    """Say whether it is really better. Whoever has the link may answer: it is theirs."""
    ask = asking.by_link(session(), ask_id, mark)
    form = forms.BetterForm(says=ask.says or "", words=ask.words)
    if asking.changeable(ask, today()) and form.validate_on_submit():
        asking.answer(session(), viewer(), ask, *form.value())
        session().commit()
        return _unseen(go(link(ask) + "#thanks"))
    return _unseen(_show(ask, form))


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
    asking.require_mine(session(), viewer(), issue)
    here = url_for(".say_better", issue_id=issue_id)
    return show("promises/better.html", status=_status(form), **_context(issue, form, here))


def link(ask: Ask) -> str:
    """The address of an ask's own page."""
    return url_for("promises.better", ask_id=ask.id, mark=asking.link_mark(session(), ask.id))


def _show(ask: Ask, form: forms.BetterForm) -> Response:
    issue = session().get_one(Issue, ask.issue_id)
    changeable = asking.changeable(ask, today())
    return show(
        "promises/better.html",
        status=409 if form.is_submitted() and not changeable else _status(form),
        **_context(issue, form, link(ask))
        | {
            "ask": ask,
            "changeable": changeable,
            "until": ask.answered_on and ask.answered_on + asking.CHANGE_WITHIN,
        },
    )


def _context(issue: Issue, form: forms.BetterForm, here: str) -> dict[str, Any]:
    return {
        "issue": issue,
        "form": form,
        "here": here,
        "choices": BETTER,
        "tags": BETTER_TAG,
        "better": labels.BETTER,
        "ask": None,
        "changeable": True,
        "until": None,
    }


def _status(form: forms.BetterForm) -> int:
    return 422 if form.is_submitted() else 200


def _unseen(answer: Response) -> Response:
    """Keep the link out of search engines, other sites' logs and this browser."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer
