"""*My things*: one page with the first of everything, and a page for each whole list."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import lazy_gettext as _

from coprod.front import mine
from coprod.front.routes import LABELS, bp
from coprod.issues import held
from coprod.issues.labels import ANSWER, JOB
from coprod.issues.say_policy import UNDO_WITHIN
from coprod.promises import queries as promises
from coprod.sign_in.door import viewer
from coprod.text import whole_number
from coprod.web import reading, show

HEADINGS: dict[str, Any] = {
    "said": _("What I said"),
    "taken": _("What I took back"),
    "metoo": _("Me too"),
    "follow": _("What I follow"),
    "answers": _("What I answered"),
    "jobs": _("My jobs"),
    "tome": _("Promises made to me"),
    "mine": _("What I promised"),
}


@bp.get("/my-things")
def my_things() -> Response:
    """Everything I said, asked for, and was promised. Nobody else sees it."""
    session, me = reading(), viewer()
    unnamed = held.issues_of(session, me.id)
    most = mine.SHOWN + 1  # one more says that there are more
    return show(
        "front/my_things.html",
        headings=HEADINGS,
        lists=mine.lists(session, me, unnamed),
        to_me=promises.asked_of(session, me, unnamed=unnamed, most=most),
        by_me=promises.promised_by(session, me, most=most),
        shown=mine.SHOWN,
        **_words(),
    )


@bp.get("/my-things/<any(said,taken,metoo,follow,answers,jobs):name>")
def my_list(name: str) -> Response:
    """All of one list of my things, a page at a time."""
    session, me = reading(), viewer()
    unnamed = held.issues_of(session, me.id)
    after = whole_number(request.args.get("after")) or 0
    found = mine.whole_list(session, me, unnamed, name, after)
    last = found.rows[-1].key if found.more else 0
    return _list(name, last, rows=found.rows)


@bp.get("/my-things/<any(tome,mine):name>")
def my_promises(name: str) -> Response:
    """All that was promised to me, or that I promised, a page at a time."""
    after = request.args.get("after")
    find = promises.asked_of if name == "tome" else promises.promised_by
    found = find(reading(), viewer(), most=mine.PER_PAGE + 1, after=after)
    last = promises.ended(found[mine.PER_PAGE - 1]) if len(found) > mine.PER_PAGE else ""
    return _list(name, last, promised=found[: mine.PER_PAGE])


def _list(name: str, last: int | str, *, rows: Any = (), promised: Any = ()) -> Response:
    next_url = url_for(request.endpoint or "", name=name, after=last) if last else ""
    return show(
        "front/my_list.html",
        name=name,
        heading=HEADINGS[name],
        rows=rows,
        promised=promised,
        next_url=next_url,
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "labels": LABELS | {"answer": ANSWER, "job": JOB},
        "undo_within": UNDO_WITHIN,
    }
