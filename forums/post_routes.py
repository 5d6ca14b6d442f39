"""One message: its own address, what can be done with it, taking it back and putting it back."""

from typing import Any

from flask import Response, url_for

from coprod.db import now, today
from coprod.errors import NotFound
from coprod.issues import sounds
from coprod.issues.models import Photo, Sound
from coprod.issues.serving import served
from coprod.sign_in.door import kept_nowhere, public, viewer
from coprod.web import go, session, show
from forums import changing, files, heard, policy, queries, services, unnamed
from forums.forms import BackForm
from forums.models import Post
from forums.routes import about, at, bp, home_of, talk_of
from forums.words import PostState

_CHOICES = ("answer", "change", "hard", "mute", "write_down")  # with a message


@bp.get("/posts/<int:post_id>")
@public
def post(post_id: int) -> Response:
    """The address of a message for good: the page it is on now."""
    try:
        subject, found = about(post_id)
    except NotFound:
        return go(url_for(".more", post_id=_beyond_reach(post_id).id))
    if queries.is_on_newest_page(session(), viewer(), found):
        return go(at(subject, found))
    talk: dict[str, Any] = {"kind": subject.kind, "key": subject.key, "after": found.id - 1}
    return go(url_for(".talk", **talk, _anchor=f"post-{found.id}"))


@bp.get("/posts/<int:post_id>/more")
def more(post_id: int) -> Response:
    """What the viewer can do with one message. With their own it is something wherever it is."""
    try:
        subject, found = about(post_id)
    except NotFound:
        return _more_of_mine(_beyond_reach(post_id))
    mine = unnamed.is_mine(session(), viewer(), found)
    return show(
        "forums/more.html",
        subject=subject,
        post=found,
        mine=mine,
        may={
            "answer": policy.may_answer(viewer(), found) and not subject.refuses,
            "change": mine and changing.is_open(found, now(), today()),
            "hard": policy.may_find_hard(viewer(), found, mine),
            "mute": policy.may_mute(viewer(), found),
            "write_down": heard.may_write_down(session(), viewer(), found),
        },
        form=BackForm(formdata=None),
    )


def _beyond_reach(post_id: int) -> Post:
    """What the viewer said in a talk that they cannot read any more. Raises NotFound."""
    found = queries.one(session(), viewer(), post_id)
    if not unnamed.is_mine(session(), viewer(), found):
        raise NotFound(files.GONE)
    return found


def _more_of_mine(found: Post) -> Response:
    return show(
        "forums/more.html",
        subject=None,
        post=found,
        mine=True,
        may=dict.fromkeys(_CHOICES, False),
        form=BackForm(formdata=None),
    )


@bp.post("/posts/<int:post_id>/take-back")
@kept_nowhere
def take_back(post_id: int) -> Response:
    """Take back something I said."""
    mine = queries.own(session(), viewer(), post_id, hold=True)
    services.take_back(session(), viewer(), mine)
    session().commit()
    return go(url_for(".taken_back", post_id=post_id))


@bp.get("/posts/<int:post_id>/taken-back")
def taken_back(post_id: int) -> Response:
    """It is taken back, and can be put back."""
    mine = queries.own(session(), viewer(), post_id)
    if mine.taken_back_on is None:  # they came Back to this page after they put it back
        return go(home_of(mine))
    return show(
        "forums/taken_back.html",
        post=mine,
        talk_url=talk_of(mine),
        form=BackForm(formdata=None),
    )


@bp.post("/posts/<int:post_id>/put-back")
@kept_nowhere
def put_back(post_id: int) -> Response:
    """Show something I took back again."""
    mine = queries.own(session(), viewer(), post_id, hold=True)
    services.put_back(session(), viewer(), mine)
    session().commit()
    return go(home_of(mine))


@bp.get("/posts/<int:post_id>/photo")
@public
def photo(post_id: int) -> Response:
    """The photo of a message."""
    found = files.file_of(session(), _open(post_id), Photo)
    if found is None:
        raise NotFound(files.GONE)
    return served(found, "image/jpeg", "photo")


@bp.get("/posts/<int:post_id>/recording")
@public
def recording(post_id: int) -> Response:
    """The voice of a message."""
    found = files.file_of(session(), _open(post_id), Sound)
    if found is None:
        raise NotFound(files.GONE)
    return served(found, sounds.mime(found), "recording")


def _open(post_id: int) -> Post:
    """A message whose words the viewer may see. Raises NotFound for what was taken down."""
    _subject, found = about(post_id)
    if found.state is PostState.TAKEN_DOWN:
        raise NotFound(files.GONE)
    return found
