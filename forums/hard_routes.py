"""Say that again: marking a hard sentence, and what its author is told."""

from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from coprod.errors import NotFound
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.web import done, session, show
from forums import hard, policy, queries, unnamed
from forums.forms import BackForm
from forums.models import Post
from forums.routes import about, bp, find


@bp.get("/posts/<int:post_id>/hard")
def find_hard(post_id: int) -> Response:
    """Which sentence is hard? Each with a button."""
    _subject, post = about(post_id)
    policy.may_find_hard.require(viewer(), post, unnamed.is_mine(session(), viewer(), post))
    return show("forums/hard.html", **_box(post_id))


@bp.post("/posts/<int:post_id>/hard/<int:number>")
def say_again(post_id: int, number: int) -> Response:
    """This sentence is hard. Nobody learns who said so."""
    _subject, post = about(post_id)
    hard.found_hard(session(), viewer(), post, number)
    session().commit()
    return done(
        "forums/_hard.html",
        lambda: _box(post_id),
        back_to=url_for(".find_hard", post_id=post_id),
        say=_("Thank you. They are told tomorrow."),
    )


@bp.get("/posts/<int:post_id>/easier")
@kept_nowhere
def easier(post_id: int) -> Response:
    """What somebody found hard in words of mine."""
    post = queries.own(session(), viewer(), post_id)
    return show(
        "forums/easier.html", post=post, told=hard.told(session(), post), may_answer=_may(post)
    )


def _may(post: Post) -> bool:
    """Whether its author can answer it with other words."""
    try:
        subject = find(post.subject_kind, post.subject_key)
    except NotFound:
        return False
    return policy.may_answer(viewer(), post) and not subject.refuses


def _box(post_id: int) -> dict[str, Any]:
    """What _hard.html needs."""
    _subject, post = about(post_id)
    marked = hard.marked_by(session(), viewer(), post)
    listed = [(n, one, n in marked) for n, one in enumerate(hard.sentences(post.words), 1)]
    return {"post": post, "sentences": listed, "form": BackForm(formdata=None)}
