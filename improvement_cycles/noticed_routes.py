"""Pages about what people see while a go is tried: write it down, look at it, take it away."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from coprod import web
from coprod.drafts import typed
from coprod.errors import Invalid, NotFound, TooLarge
from coprod.issues import photos, sounds
from coprod.issues.models import Photo, Sound
from coprod.issues.serving import served, uploads
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import found, noticed, policy
from improvement_cycles.doing_models import Noticed
from improvement_cycles.forms import Press
from improvement_cycles.found import Go
from improvement_cycles.noticed_forms import MOST_WORDS, NoticedForm, WrittenDownForm
from improvement_cycles.routes import bp

MOST_SENT = 32 * 1024 * 1024  # more than files may be, so that the words beside them are read too
_FILES: tuple[tuple[str, Any], ...] = (("photo", photos), ("voice", sounds))


@bp.url_value_preprocessor
def _make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if endpoint == f"{bp.name}.notice":
        request.max_content_length = MOST_SENT


@bp.route("/goes/<int:cycle_id>/seen/new", methods=["GET", "POST"])
def notice(cycle_id: int) -> Response:
    """Write down what you see, with a photo or your voice if you like."""
    this = found.a_go(web.session(), viewer(), cycle_id, hold=request.method == "POST")
    form = NoticedForm()
    before = pressed_before(form) if form.is_submitted() else None
    if before:
        return before
    noticed.require(viewer(), this)
    typed.fill(form)
    status = 200
    if form.is_submitted():
        status = _keep(this, form) if form.validate() else Invalid.status
        if not form.troubles:
            url = url_for(".go_page", cycle_id=cycle_id, _anchor="seen")
            answer_is_at(form, url)
            typed.sent()
            web.session().commit()
            return go(url)
        web.session().rollback()
    return show(
        "improvement_cycles/notice.html",
        status=status,
        form=form,
        sound=None,
        most=MOST_WORDS,
        cycle=this.cycle,
        private=this.project.private,
    )


def _keep(this: Go, form: NoticedForm) -> int:
    """Keep it. What cannot be kept is said at its field, and nothing else of it is left."""
    kept: dict[str, Any] = {}
    try:
        for field, kind in _FILES:
            sent = form[field].data
            if isinstance(sent, FileStorage) and sent.filename:
                kept[field] = _kept(field, kind, sent)
        photo = kept.get("photo")
        if photo:
            photo.shows = form.shows.data or ""
        words = form.words.data or ""
        noticed.keep(web.session(), viewer(), this, words, photo, kept.get("voice"))
    except Invalid as wrong:
        for thing in kept.values():
            (uploads() / thing.name).unlink(missing_ok=True)
        form.refuse({field: _(sentence) for field, sentence in wrong.errors.items()})
        return TooLarge.status if isinstance(wrong.__cause__, TooLarge) else wrong.status
    return 200


def _kept(field: str, kind: Any, sent: FileStorage) -> Any:
    try:
        return kind.keep(web.session(), viewer(), uploads(), sent.stream)
    except TooLarge as large:
        raise Invalid({field: str(large)}) from large


@bp.get("/goes/<int:cycle_id>/seen/<int:noticed_id>/photo")
def seen_photo(cycle_id: int, noticed_id: int) -> Response:
    """The photo of something that was seen."""
    photo = noticed.file_of(web.session(), _one(cycle_id, noticed_id)[1], Photo)
    if photo is None:
        raise NotFound(noticed.GONE)
    return served(photo, "image/jpeg", "photo")


@bp.get("/goes/<int:cycle_id>/seen/<int:noticed_id>/recording")
def seen_sound(cycle_id: int, noticed_id: int) -> Response:
    """The recording of something that was seen."""
    sound = noticed.file_of(web.session(), _one(cycle_id, noticed_id)[1], Sound)
    if sound is None:
        raise NotFound(noticed.GONE)
    return served(sound, sounds.mime(sound), "recording")


@bp.route("/goes/<int:cycle_id>/seen/<int:noticed_id>/write-down", methods=["GET", "POST"])
def write_seen_down(cycle_id: int, noticed_id: int) -> Response:
    """Write down what a recording says, for those who cannot hear it."""
    form = WrittenDownForm()
    before = pressed_before(form) if form.is_submitted() else None
    if before:
        return before
    this, row = _one(cycle_id, noticed_id)
    noticed.may_write_down(viewer(), this, row)
    typed.fill(form)
    if form.validate_on_submit():
        try:
            noticed.write_down(web.session(), viewer(), this, row, form.words.data or "")
        except Invalid as refused:
            form.refuse(refused.errors)
        else:
            url = url_for(".go_page", cycle_id=cycle_id, _anchor="seen")
            answer_is_at(form, url)
            typed.sent()
            web.session().commit()
            return go(url)
    return show(
        "improvement_cycles/write_seen_down.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        row=row,
        cycle=this.cycle,
    )


@bp.route("/goes/<int:cycle_id>/seen/<int:noticed_id>/take-away", methods=["GET", "POST"])
def take_seen_away(cycle_id: int, noticed_id: int) -> Response:
    """Take away something that was written down by mistake."""
    form = Press()
    before = pressed_before(form) if form.validate_on_submit() else None
    if before:
        return before
    this, row = _one(cycle_id, noticed_id)
    policy.may_take_away.require(viewer(), this.project, this.team, row.by_id)
    if not form.is_submitted():
        return show("improvement_cycles/take_seen_away.html", form=form, row=row, cycle=this.cycle)
    noticed.take_away(web.session(), viewer(), this, row, uploads())
    url = url_for(".go_page", cycle_id=cycle_id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


def _one(cycle_id: int, noticed_id: int) -> tuple[Go, Noticed]:
    hold = request.method == "POST"
    this = found.a_go(web.session(), viewer(), cycle_id, hold=hold)
    return this, noticed.one(web.session(), viewer(), this, noticed_id)
