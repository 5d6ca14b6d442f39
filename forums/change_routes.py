"""Putting a message otherwise, what it said before, and what its voice says."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.db import now, today
from coprod.drafts import typed
from coprod.errors import Conflict, Invalid, NotFound
from coprod.sign_in.door import kept_nowhere, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import BODY
from coprod.web import go, session, show
from forums import changing, files, heard, policy, queries
from forums.forms import ChangeForm, WriteDownForm
from forums.noticed_asks import look_once_more, noticed, wants_to_change
from forums.routes import about, at, bp, find, home
from forums.words import PostState


@bp.route("/posts/<int:post_id>/change", methods=["GET", "POST"])
@kept_nowhere
def change(post_id: int) -> Response:
    """Say it otherwise. Nothing here is saved while it is typed: the address says whose it is."""
    hold = request.method == "POST"
    mine = queries.own(session(), viewer(), post_id, hold=hold)
    subject = find(mine.subject_kind, mine.subject_key)
    form = ChangeForm(data={"words": mine.words, "edits": str(mine.edits)})
    if form.is_submitted() and (before := pressed_before(form)):
        return before
    changing.require(session(), viewer(), mine, now(), today())
    ready = form.validate_on_submit() and form.seen == mine.edits and not wants_to_change()
    if ready and form.words.data != mine.words and (said := noticed(subject, form.words.data)):
        return look_once_more(said, [form.words.data])
    if ready:
        try:
            changing.change(session(), viewer(), subject, mine, form.words.data or "")
        except Invalid as wrong:
            session().rollback()
            form.refuse({field: _(sentence) for field, sentence in wrong.errors.items()})
        else:
            answer_is_at(form, at(subject, mine))
            session().commit()
            return go(at(subject, mine))
    other = form.is_submitted() and not form.troubles and form.seen != mine.edits
    form.edits.data = str(mine.edits)
    status = Conflict.status if other else Invalid.status if form.troubles else 200
    return show(
        "forums/change.html",
        form=form,
        post=mine,
        other=other,
        most=BODY,
        subject=subject,
        status=status,
    )


@bp.get("/posts/<int:post_id>/was")
@public
def was(post_id: int) -> Response:
    """What a message said before it was changed, for whoever may read it."""
    subject, post = about(post_id)
    versions = changing.versions(session(), post)
    if post.state is PostState.TAKEN_DOWN or not post.edits:
        raise NotFound(files.GONE)
    return show("forums/was.html", subject=subject, post=post, versions=versions)


@bp.route("/posts/<int:post_id>/write-down", methods=["GET", "POST"])
@kept_nowhere
def write_down(post_id: int) -> Response:
    """Write down what the recording of a message says.

    Where that is read first it is said on a page of its own: if it sounds like worry, the message
    is not there any more for who wrote it down.
    """
    form = WriteDownForm()
    if form.is_submitted() and (before := pressed_before(form)):
        return before
    subject, post = about(post_id)
    policy.may_write_down.require(viewer(), post)
    if not heard.may_write_down(session(), viewer(), post):
        raise Conflict(heard.WRITTEN if post.sound_id else heard.NOTHING)
    typed.fill(form)
    ready = form.validate_on_submit() and not wants_to_change()
    if ready and (said := noticed(subject, form.heard.data)):
        return look_once_more(said, [form.heard.data])
    if ready:
        waits = heard.write_down(session(), viewer(), subject, post, form.heard.data or "")
        talk: dict[str, Any] = {"kind": subject.kind, "key": subject.key}
        there = url_for(".read_first", **talk) if waits else at(subject, post)
        answer_is_at(form, there)
        typed.sent()
        session().commit()
        return go(there)
    return show(
        "forums/write_down.html",
        form=form,
        post=post,
        subject=subject,
        named=not heard.is_own(session(), viewer(), post),
        most=BODY,
        status=Invalid.status if form.troubles else 200,
    )


@bp.get("/<kind>/<int:key>/read-first")
def read_first(kind: str, key: int) -> Response:
    """What somebody wrote down in this talk waits until a person has read it."""
    return show("forums/read_first.html", to=home(find(kind, key)))
