"""Following a talk, what is new in those that somebody follows, and having read it."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import NotFound
from coprod.sign_in.door import viewer
from coprod.subjects import Subject
from coprod.text import whole_number
from coprod.web import done, go, reading, session, show
from forums import following, queries
from forums.routes import bp, find, home


@bp.post("/<kind>/<int:key>/follow")
def follow(kind: str, key: int) -> Response:
    """Follow a talk."""
    subject = find(kind, key)
    following.follow(session(), viewer(), subject)
    return _done(subject, follows=True)


@bp.post("/<kind>/<int:key>/stop-following")
def stop_following(kind: str, key: int) -> Response:
    """Follow it no more, also where they may not read it any more."""
    following.stop_following(session(), viewer(), kind, key)
    try:
        return _done(find(kind, key), follows=False)
    except NotFound:  # the same for every talk that is nothing to them, there or not
        session().commit()
        return go(url_for(".followed"))


def _done(subject: Subject, *, follows: bool) -> Response:
    session().commit()
    said = _("You follow this talk.") if follows else _("You do not follow it any more.")
    return done(
        "forums/_follow.html",
        lambda: {"subject": subject, "follows": follows, "first_new": None},
        back_to=f"{home(subject)}#talk",
        say=said,
    )


@bp.post("/<kind>/<int:key>/read")
def read(kind: str, key: int) -> Response:
    """Everything here is read."""
    subject = find(kind, key)
    following.has_read(session(), viewer(), subject)
    session().commit()
    return done(
        "forums/_follow.html",
        lambda: {"subject": subject, "follows": True, "first_new": None},
        back_to=f"{home(subject)}#talk",
        say=_("Nothing is new here now."),
    )


@bp.get("/followed")
def followed() -> Response:
    """The talks that I follow, and where something is new."""
    before = whole_number(request.args.get("before")) or queries.NEWEST
    rows = following.followed(reading(), viewer(), before)
    more = len(rows) > following.PAGE
    rows = rows[: following.PAGE]
    return show(
        "forums/followed.html",
        talks=[_told(row) for row in rows],
        next_url=url_for(".followed", before=rows[-1].id) if more else "",
    )


def _told(row: Any) -> dict[str, Any]:
    """A talk with its title. Of one that the viewer may not know of any more nothing is told."""
    try:
        subject = find(row.subject_kind, row.subject_key)
    except NotFound:
        stop = url_for(".stop_following", kind=row.subject_kind, key=row.subject_key)
        return {"stop": stop}
    url = f"{home(subject)}#talk"
    return {"title": subject.title, "url": url, "is_new": row.is_new, "stop": ""}
