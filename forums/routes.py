"""Pages where people talk."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from coprod.drafts import typed
from coprod.errors import NotFound
from coprod.sign_in.door import public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.subjects import Subject
from coprod.text import shorten, whole_number
from coprod.web import done, go, reading, session, show
from forums import policy, queries, services
from forums.forms import BackForm, PostForm
from forums.models import Post

bp = Blueprint("forums", __name__, url_prefix="/talk")


@bp.get("/<kind>/<int:key>")
@public
def talk(kind: str, key: int) -> Response:
    """What people say about one subject, 25 at a time."""
    subject = _find(kind, key)
    before = whole_number(request.args.get("before"))
    return show("forums/talk.html", **talk_box(subject, before=before))


@bp.post("/<kind>/<int:key>")
def say(kind: str, key: int) -> Response:
    """Say something about a subject; htmx redraws only the talk."""
    subject, form = _find(kind, key), PostForm()
    if not form.validate_on_submit():
        box = talk_box(subject, form)
        return show("forums/talk.html", partial="forums/_talk.html", status=422, **box)
    if earlier := pressed_before(form):
        return earlier
    post = services.say(session(), viewer(), subject, form.words.data or "")
    back_to = _at(subject, post)
    answer_is_at(form, back_to)
    typed.sent()
    session().commit()
    said = "Thank you. It is here now."
    return done("forums/_talk.html", lambda: talk_box(subject), back_to=back_to, say=said)


@bp.get("/mine")
def mine() -> Response:
    """What I said in talks, a page at a time. Nobody else sees it."""
    before = whole_number(request.args.get("before")) or queries.NEWEST
    found = queries.said_by(reading(), viewer(), queries.PAGE + 1, before=before)
    said = [(one, shorten(one.words)) for one in found[: queries.PAGE]]
    next_url = url_for(".mine", before=said[-1][0].id) if len(found) > queries.PAGE else ""
    return show("forums/mine.html", said=said, next_url=next_url)


@bp.post("/posts/<int:post_id>/take-back")
def take_back(post_id: int) -> Response:
    """Take back something I said."""
    post = queries.own(session(), viewer(), post_id)
    services.take_back(viewer(), post)
    session().commit()
    return go(url_for(".taken_back", post_id=post_id))


@bp.get("/posts/<int:post_id>/taken-back")
def taken_back(post_id: int) -> Response:
    """It is taken back, and can be put back."""
    post = queries.own(session(), viewer(), post_id)
    if post.taken_back_on is None:  # they came Back to this page after they put it back
        return go(_home_of(post))
    return show("forums/taken_back.html", post=post, form=BackForm(formdata=None))


@bp.post("/posts/<int:post_id>/put-back")
def put_back(post_id: int) -> Response:
    """Show something I took back again."""
    post = queries.own(session(), viewer(), post_id)
    services.put_back(viewer(), post)
    session().commit()
    return go(_home_of(post))


def _find(kind: str, key: int) -> Subject:
    found: Subject = current_app.extensions["subjects"].find(reading(), viewer(), kind, key)
    return found


def _home(subject: Subject) -> str:
    return subject.url or url_for(".talk", kind=subject.kind, key=subject.key)


def _at(subject: Subject, post: Post) -> str:
    return f"{_home(subject)}#post-{post.id}"


def _home_of(post: Post) -> str:
    """Where the viewer reads what they said: where they said it, as long as they can go there."""
    try:
        return _at(_find(post.subject_kind, post.subject_key), post)
    except NotFound:
        return url_for(".mine")


def talk_box(
    subject: Subject, form: PostForm | None = None, before: int | None = None
) -> dict[str, Any]:
    """What _talk.html needs, on a page of its own or as a piece of the subject's.

    Without a form that came back, whoever may speak gets a fresh one.
    """
    found = queries.talk(session(), viewer(), subject.kind, subject.key, before or queries.NEWEST)
    may_post = policy.may_post(viewer(), subject)
    if may_post and form is None:
        form = PostForm(formdata=None)
        typed.fill(form, url_for("forums.say", kind=subject.kind, key=subject.key))
    return {"subject": subject, "form": form, "may_post": may_post, **found}
