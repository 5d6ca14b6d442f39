"""*Say something*: the words, a look at them, and send. Everything else can be skipped."""

import json
from dataclasses import replace
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from coprod.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from coprod.issues import (
    held,
    photos,
    say_drafts,
    say_forms,
    say_policy,
    say_queries,
    say_questions,
    say_services,
    search,
    sounds,
)
from coprod.issues.labels import STATUS, TAG
from coprod.issues.policy import may_me_too
from coprod.issues.routes import bp
from coprod.issues.said import Say
from coprod.issues.serving import uploads
from coprod.people.queries import AreaView
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import BODY, clean_text
from coprod.web import go, reading, session, show

TAKES_FILES = frozenset({"issues.say", "issues.say_ask", "issues.said_ask"})
MOST_SENT = 32 * 1024 * 1024  # more than files may be, so that the words beside them are read too
_FILES: tuple[tuple[str, str, Any], ...] = (
    ("photo", "photo_id", photos),
    ("voice", "sound_id", sounds),
)


@bp.url_value_preprocessor
def _make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    # Before anything reads the form: what is read too early is refused with its words.
    if endpoint in TAKES_FILES:
        request.max_content_length = MOST_SENT


def here() -> AreaView:
    """The area where the viewer can say something. Raises NotFound and NotAllowed."""
    found = area()
    if found is None:
        raise NotFound("There is no area here yet.")
    if not say_policy.may_say(viewer(), found.id):
        instead = say_policy.can_instead(viewer(), found.id)
        raise NotAllowed(f"{say_policy.may_say.says} {instead}".strip())
    return found


@bp.route("/say", methods=["GET", "POST"])
def say() -> Response:
    """What do you want to say? The one question that needs an answer."""
    said = say_drafts.kept(session(), viewer(), here().id)
    kept = {"once": said.page_secret} if said.page_secret else {}
    form = say_forms.Words(data={"words": said.words} | kept)
    status = 200
    if form.is_submitted():
        form.validate()
        form.once.data = say_drafts.typed_on(session(), viewer(), form.secret)
        said = replace(said, words=form.words.data or "", page_secret=form.once.data)
        said, status = take_files(form, said)
        if not (said.words or said.photo_id or said.sound_id or form.troubles):
            form.refuse({"words": _(say_services.NOTHING)})
            status = Invalid.status
        say_drafts.keep(session(), viewer(), said)
        session().commit()
        if not form.troubles:
            return go(url_for(".check"))
    return show(
        "issues/say/say.html",
        form=form,
        most=BODY,
        photo_id=said.photo_id,
        sound=sounds.shown(session(), viewer(), said.sound_id),
        status=status,
    )


def take_files(form: Any, said: Say) -> tuple[Say, int]:
    """Keep what came with a form, each in place of the one before. And the page's status."""
    status = 0
    for field, key, kind in _FILES:
        sent = form[field].data if field in form else None
        if not (isinstance(sent, FileStorage) and sent.filename):
            continue
        try:
            kept = kind.keep(session(), viewer(), uploads(), sent.stream)
        except (TooLarge, Invalid) as wrong:
            sentence = wrong.errors[field] if isinstance(wrong, Invalid) else str(wrong)
            form.refuse({field: _(sentence)})
            status = status or wrong.status
        else:
            kind.drop(session(), viewer(), uploads(), getattr(said, key) or 0)
            said = replace(said, **{key: kept.id})
    return said, status or (Invalid.status if form.troubles else 200)


def take_away(field: str, said: Say) -> Say:
    """Remove the photo or the recording of what is said."""
    key, kind = next((key, kind) for name, key, kind in _FILES if name == field)
    kind.drop(session(), viewer(), uploads(), getattr(said, key) or 0)
    gone: dict[str, Any] = {key: None} | ({"shows": ""} if field == "photo" else {})
    return replace(said, **gone)


@bp.route("/say/check", methods=["GET", "POST"])
def check() -> Response:
    """Look at it once more, and send it."""
    said = say_drafts.kept(session(), viewer(), here().id)
    if not (said.words or said.photo_id or said.sound_id):
        return go(url_for(".sent" if request.method == "POST" else ".say"))
    now = say_drafts.seen(said)
    form = say_forms.Checked(data={"seen": now})
    troubles, ready = list(form.troubles), form.validate_on_submit()
    if ready and (before := pressed_before(form)) is not None:
        return before
    other = ready and form.seen.data != now  # it was changed in another window
    if ready and not other:
        try:
            issue = say_services.raise_issue(session(), viewer(), said)
        except Invalid as wrong:
            session().rollback()
            troubles = [("check", sentence) for sentence in wrong.errors.values()]
        else:
            say_drafts.let_go(session(), viewer(), said)
            answer_is_at(form, url_for(".sent"))  # and not the issue: its author may be unnamed
            session().commit()
            return go(url_for(".said", issue_id=issue.id))
    form.seen.data = now
    shown = clean_text(request.form.get("words", ""))
    return show(
        "issues/say/check.html",
        form=form,
        other=other,
        other_words=shown if other and shown != said.words else "",
        said=said,
        photo=photos.shown(session(), viewer(), said.photo_id),
        sound=sounds.shown(session(), viewer(), said.sound_id),
        troubles=troubles,
        rows=say_questions.summary(session(), viewer(), said),
        left_out=say_questions.left_out(session(), said),
        kept={"words": [said.words]} | say_drafts.fields(said),
        **_alike(said.words),
        status=Conflict.status if other else Invalid.status if troubles else 200,
    )


@bp.get("/say/sent")
def sent() -> Response:
    """Where a second press of Send leads: to what the first one sent."""
    last = say_queries.last_of_mine(reading(), viewer())
    return go(url_for(".said", issue_id=last) if last else url_for(".say"))


@bp.post("/say/similar")
@public
def similar() -> Response:
    """What was said before and is like the words so far. For htmx, while somebody types.

    Nobody is sent to the door from here; who is not signed in is shown nothing.
    """
    words = clean_text(request.form.get("words", ""))[:BODY]
    found = _alike(words)
    answer = show("issues/say/_similar.html", **found)
    alike = found["alike"]
    if alike and request.form.get("before") != str(len(alike)):  # said once, not at every pause
        told = ngettext(
            "%(num)d thing like this is below.", "%(num)d things like this are below.", len(alike)
        )
        answer.headers["HX-Trigger"] = json.dumps({"announce": {"text": told}})
    return answer


def _alike(words: str) -> dict[str, Any]:
    """What _similar.html needs."""
    alike = search.similar(reading(), viewer(), words)
    unnamed = any(like.name_held for like in alike)
    mine = held.issues_of(reading(), viewer().id) if unnamed else []
    return {
        "alike": alike,
        "may_me_too": {
            like.id for like in alike if may_me_too(viewer(), like) and like.id not in mine
        },
        "labels": {"tag": TAG, "status": STATUS},
    }
