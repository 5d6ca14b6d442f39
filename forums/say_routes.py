"""Saying something with all that can be beside the words, and answering one message."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from coprod.drafts import services as drafts
from coprod.drafts import typed
from coprod.errors import Invalid, TooLarge
from coprod.issues import photos, sounds
from coprod.issues.models import Photo, Sound
from coprod.issues.say_queries import helpers
from coprod.issues.say_questions import HOW
from coprod.issues.serving import uploads
from coprod.issues.shelf import let_go
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.subjects import Subject
from coprod.text import BODY, whole_number
from coprod.web import go, session, show
from forums import files, policy, services, unnamed
from forums.forms import MoreForm
from forums.models import Post
from forums.noticed_asks import look_once_more, noticed, wants_to_change
from forums.routes import about, at, bp, find, home
from forums.said import Beside

MOST_SENT = 32 * 1024 * 1024  # more than files may be, so that the words beside them are read too
_TAKES_FILES = frozenset({f"{bp.name}.say_more", f"{bp.name}.answer"})
_FILES: tuple[tuple[str, Any, Any], ...] = (("photo", Photo, photos), ("voice", Sound, sounds))
Done = TypeVar("Done")


@bp.url_value_preprocessor
def _make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if endpoint in _TAKES_FILES:
        request.max_content_length = MOST_SENT


@bp.route("/<kind>/<int:key>/say", methods=["GET", "POST"])
@kept_nowhere
def say_more(kind: str, key: int) -> Response:
    """Say something with a photo, with your voice, or with your name held back."""
    return _ask(find(kind, key), None)


@bp.route("/posts/<int:post_id>/answer", methods=["GET", "POST"])
@kept_nowhere
def answer(post_id: int) -> Response:
    """Answer one message, which is quoted."""
    subject, quoted = about(post_id)
    policy.may_answer.require(viewer(), quoted)
    policy.is_not_blocked.require(services.is_blocked(session(), viewer(), quoted))
    return _ask(subject, quoted)


def _ask(subject: Subject, quoted: Post | None) -> Response:
    form = _form(subject, _name_before(quoted))
    policy.may_post.require(viewer(), subject)
    short = url_for(".say", kind=subject.kind, key=subject.key)
    if quoted is None:
        typed.fill(form, short)
    typed.fill(form)
    if form.is_submitted() and not wants_to_change():
        answer = _sent(form, subject, quoted)
        session().commit()
        if answer:
            return answer
    return show(
        "forums/say.html",
        form=form,
        subject=subject,
        quoted=quoted,
        looks_after=policy.may_say_as_moderator(viewer(), subject),
        photo=_before(form, "photo", Photo),
        sound=_before(form, "voice", Sound),
        most=BODY,
        status=Invalid.status if form.troubles else 200,
    )


def _sent(form: MoreForm, subject: Subject, quoted: Post | None) -> Response | None:
    """The answer to a form that came. None if something in it cannot be sent. To be committed."""
    if not form.validate():
        _keep_the_good(form)
        return None
    if said := noticed(subject, form.words.data, form.shows.data):
        kept = _with_files(
            form, lambda found: {f"kept_{name}": one.id for name, one in found.items()}
        )
        if kept is None:
            return None
        return look_once_more(said, [form.words.data, form.shows.data], kept)
    if before := pressed_before(form):
        return before
    post = _with_files(form, lambda found: _said(form, subject, quoted, found))
    if post is None:
        return None
    answer_is_at(form, home(subject))  # and not the message: its author may be unnamed
    typed.sent()
    if quoted is None:
        drafts.let_go(session(), viewer().id, url_for(".say", kind=subject.kind, key=subject.key))
    return go(at(subject, post))


def _name_before(quoted: Post | None) -> str:
    """Who says their own unnamed words again stays unnamed, unless they choose otherwise."""
    is_own = quoted is not None and unnamed.is_mine(session(), viewer(), quoted)
    return "held" if is_own and quoted is not None and quoted.author_id is None else "shown"


def _form(subject: Subject, name: str) -> MoreForm:
    form = MoreForm(data={"name": name})
    family = viewer().wears_in(subject.area_id, HatKind.FAMILY)
    how = [item for item in HOW if item[0] is not SaidAs.FAMILY_VIEW or family]
    form.offer(how, [(str(one.id), one.name) for one in helpers(session(), viewer())])
    return form


def _said(form: MoreForm, subject: Subject, quoted: Post | None, found: dict[str, Any]) -> Post:
    beside = Beside(
        answers=quoted,
        photo=found.get("photo"),
        shows=form.shows.data or "",
        sound=found.get("voice"),
        said_as=SaidAs(form.how.data),
        helper_id=whole_number(form.helper.data),
        unnamed=form.name.data == "held",
        as_moderator=bool(form.as_moderator.data),
    )
    return services.say(session(), viewer(), subject, form.words.data or "", beside)


def _with_files(form: MoreForm, do: Callable[[dict[str, Any]], Done]) -> Done | None:
    """Do something with the files that came. What cannot be done is told at its field.

    Then nothing else of it is left but the files that can be sent with it later.
    """
    new: list[Any] = []
    try:
        return do(_files(form, new))
    except Invalid as wrong:
        for thing in new:
            (uploads() / thing.name).unlink(missing_ok=True)
        session().rollback()
        form.refuse({field: _(sentence) for field, sentence in wrong.errors.items()})
        _keep_the_good(form)
        return None


def _files(form: MoreForm, new: list[Any]) -> dict[str, Any]:
    """What came with the form, or with an earlier look at it. A new one takes its place."""
    found: dict[str, Any] = {}
    for field, kind, shelf in _FILES:
        before, sent = _before(form, field, kind), _file_in(form, field)
        if sent:
            found[field] = _kept(field, shelf, sent)
            new.append(found[field])
            if before:
                let_go(session(), uploads(), before)
        elif before:
            found[field] = before
    return found


def _keep_the_good(form: MoreForm) -> None:
    """Keep each file that can be sent, so that it is there when the rest is put right.

    A voice cannot be typed again, and a browser does not give a file back.
    """
    for field, kind, shelf in _FILES:
        sent = _file_in(form, field)
        if sent is None or form[field].errors:
            continue
        sent.stream.seek(0)
        before = _before(form, field, kind)
        try:
            form[f"kept_{field}"].data = str(_kept(field, shelf, sent).id)
        except Invalid as wrong:
            form.refuse({name: _(sentence) for name, sentence in wrong.errors.items()})
            continue
        if before:
            let_go(session(), uploads(), before)


def _file_in(form: MoreForm, field: str) -> FileStorage | None:
    sent = form[field].data
    return sent if isinstance(sent, FileStorage) and sent.filename else None


def _before(form: MoreForm, field: str, kind: Any) -> Any:
    """What came with words in which something was noticed, until they are sent."""
    return files.unsent(session(), viewer(), kind, whole_number(form[f"kept_{field}"].data or ""))


def _kept(field: str, kind: Any, sent: FileStorage) -> Any:
    files.require_room(session(), viewer(), field)
    try:
        return kind.keep(session(), viewer(), uploads(), sent.stream)
    except TooLarge as large:
        raise Invalid({field: str(large)}) from large
