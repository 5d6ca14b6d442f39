"""Pages where people talk. What is done with one message is in the modules beside this one."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from coprod.drafts import typed
from coprod.errors import Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.sign_in.door import public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.subjects import Subject
from coprod.text import shorten, whole_number
from coprod.web import done, reading, session, show
from forums import policy, queries, services
from forums.forms import PostForm
from forums.models import Post
from forums.noticed_asks import look_once_more, noticed, wants_to_change
from forums.reading import PAGE
from forums.said import Beside
from forums.words import PostState

bp = Blueprint("forums", __name__, url_prefix="/talk")


@bp.get("/<kind>/<int:key>")
@public
def talk(kind: str, key: int) -> Response:
    """What people say about one subject, 25 at a time."""
    subject = find(kind, key)
    before = whole_number(request.args.get("before"))
    after = whole_number(request.args.get("after"))
    return show("forums/talk.html", **talk_box(subject, before=before, after=after))


@bp.post("/<kind>/<int:key>")
def say(kind: str, key: int) -> Response:
    """Say something about a subject; htmx redraws only the talk."""
    subject, form = find(kind, key), PostForm()
    if not form.validate_on_submit() or wants_to_change():
        box = talk_box(subject, form)
        status = Invalid.status if form.troubles else 200
        return show("forums/talk.html", partial="forums/_talk.html", status=status, **box)
    if said := noticed(subject, form.words.data):
        return look_once_more(said, [form.words.data])
    if earlier := pressed_before(form):
        return earlier
    beside = Beside(as_moderator=bool(form.as_moderator.data))
    post = services.say(session(), viewer(), subject, form.words.data or "", beside)
    back_to = at(subject, post)
    answer_is_at(form, back_to)
    typed.sent()
    session().commit()
    return done("forums/_talk.html", lambda: talk_box(subject), back_to=back_to, say=thanks(post))


@bp.get("/mine")
def mine() -> Response:
    """What I said in talks, a page at a time. Nobody else sees it."""
    before = whole_number(request.args.get("before")) or queries.NEWEST
    found = queries.said_by(reading(), viewer(), PAGE + 1, before=before)
    said = [(one, shorten(one.words)) for one in found[:PAGE]]
    next_url = url_for(".mine", before=said[-1][0].id) if len(found) > PAGE else ""
    return show("forums/mine.html", said=said, next_url=next_url)


def thanks(post: Post) -> str:
    """What is said when something was sent."""
    if post.state is PostState.WAITING:
        return str(_("Thank you. A person reads it first."))
    return str(_("Thank you. It is here now."))


def find(kind: str, key: int) -> Subject:
    """What a talk is about, as the viewer may know it. Raises NotFound."""
    found: Subject = current_app.extensions["subjects"].find(reading(), viewer(), kind, key)
    return found


def about(post_id: int, *, hold: bool = False) -> tuple[Subject, Post]:
    """A message that the viewer may see, and what it is about. Raises NotFound."""
    post = queries.one(session(), viewer(), post_id)
    subject = find(post.subject_kind, post.subject_key)
    if hold:
        session().refresh(post, with_for_update=True)
    return subject, post


def home(subject: Subject) -> str:
    """The page where the newest words about a subject are."""
    return subject.url or url_for("forums.talk", kind=subject.kind, key=subject.key)


def at(subject: Subject, post: Post) -> str:
    """Where a message stands that was just said."""
    return f"{home(subject)}#post-{post.id}"


def home_of(post: Post) -> str:
    """Where the viewer reads what they said: where they said it, as long as they can go there."""
    talk = talk_of(post)
    return f"{talk}#post-{post.id}" if talk else url_for("forums.mine")


def talk_of(post: Post) -> str:
    """The address of the talk that a message is in. Nothing if the viewer cannot go there."""
    try:
        return home(find(post.subject_kind, post.subject_key))
    except NotFound:
        return ""


def talk_box(
    subject: Subject,
    form: PostForm | None = None,
    before: int | None = None,
    after: int | None = None,
) -> dict[str, Any]:
    """What _talk.html needs, on a page of its own or as a piece of the subject's.

    Without a form that came back, whoever may speak gets a fresh one.
    """
    me: Viewer = viewer()
    start = before or queries.NEWEST
    found = queries.talk(session(), me, subject, start, after)
    may_post = policy.may_post(me, subject)
    if may_post and form is None:
        form = PostForm(formdata=None)
        typed.fill(form, url_for("forums.say", kind=subject.kind, key=subject.key))
    return {
        "subject": subject,
        "form": form,
        "may_post": may_post,
        "looks_after": policy.may_say_as_moderator(me, subject),
        **found,
    }
