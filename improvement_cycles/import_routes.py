"""Putting in dots from a file: choose it, choose its columns, check every row, put them in."""

from contextlib import closing
from typing import Any

from flask import Response, request, url_for
from werkzeug.datastructures import FileStorage

from coprod import web
from coprod.errors import Conflict, Invalid, TooLarge
from coprod.shown import shown_mark
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import import_files, import_services, measure_policy
from improvement_cycles.import_forms import NAMES, FileForm, PutInForm, asked_for, guess
from improvement_cycles.import_rows import Ready
from improvement_cycles.measure_found import Measured, a_measure
from improvement_cycles.measure_routes import bp, held
from improvement_cycles.points import as_dot

MOST_BYTES = 5 * 1024 * 1024
_ALL_OF_IT = 20 * 1024 * 1024  # above this nobody reads what was sent at all
_SHOWN = 200  # refused rows on the page; the rest are in a file
TOO_BIG = "That file is too big to send. A file can be up to 5 MB. Cut it into parts."
CHOOSE = "Choose a file first."


@bp.url_value_preprocessor
def _a_file_may_be_big(endpoint: str | None, _values: Any) -> None:
    if endpoint == "measures.choose_file":
        request.max_content_length = _ALL_OF_IT


@bp.route("/measures/<int:measure_id>/import", methods=["GET", "POST"])
def choose_file(measure_id: int) -> Response:
    """Choose a file. It is kept for its chooser alone; nothing is a dot yet."""
    this = _of_counter(measure_id, hold=False)
    form = FileForm()
    if form.validate_on_submit():
        try:
            name, content = _sent()
            content = import_files.as_rows(content)  # takes seconds: nobody else waits for it
            import_files.keep(web.session(), viewer(), _of_counter(measure_id), name, content)
        except Invalid as refused:
            form.refuse(refused.errors)
        else:
            web.session().commit()
            return go(url_for(".columns", measure_id=measure_id))
    status = 422 if form.is_submitted() else 200
    return show(_page("file"), status=status, form=form, measure=this.measure)


@bp.get("/measures/<int:measure_id>/import/columns")
def columns(measure_id: int) -> Response:
    """Say which columns hold what. They are guessed from the headings."""
    return _ask_columns(_of_counter(measure_id))


@bp.get("/measures/<int:measure_id>/import/check")
def check(measure_id: int) -> Response:
    """Check what would be put in, and every row that cannot be. Nothing is put in yet."""
    this = _of_counter(measure_id)
    sent = {name: request.args.get(name, "") for name in NAMES}
    form = PutInForm(formdata=None, data=sent)
    try:
        ready = _ready(this, form)
    except Invalid as refused:
        return _ask_columns(this, sent, next(iter(refused.errors.values())))
    return _show_check(this, form, ready)


@bp.get("/measures/<int:measure_id>/import/refused.txt")
def refused_rows(measure_id: int) -> Response:
    """Every refused row with its reason, however many."""
    this = _of_counter(measure_id)
    sent = {name: request.args.get(name, "") for name in NAMES}
    try:
        ready = _ready(this, PutInForm(formdata=None, data=sent))
    except Invalid as refused:
        return _ask_columns(this, sent, next(iter(refused.errors.values())))
    return Response("".join(f"{row}\n" for row in ready.refused), mimetype="text/plain")


@bp.post("/measures/<int:measure_id>/import/put-in")
def put_in(measure_id: int) -> Response:
    """Put in all the dots that were checked, or none."""
    this = _of_counter(measure_id)
    form = PutInForm()
    before = pressed_before(form)
    if before:
        return before
    ready = _ready(this, form)
    if ready.refused:
        raise Conflict(import_services.REFUSED_ROWS)
    if ready.changed and form.seen.data != _mark(ready):
        return _show_check(this, form, ready, status=409)
    if not form.validate():
        return _show_check(this, form, ready, status=422)
    try:
        import_services.put_in(web.session(), viewer(), this, ready, form.reason.data or "")
    except Invalid as refused:
        form.refuse(refused.errors)
        return _show_check(this, form, ready, status=422)
    import_files.let_go(web.session(), viewer(), measure_id)
    url = url_for(".page", measure_id=measure_id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


def _of_counter(measure_id: int, *, hold: bool = True) -> Measured:
    this = held(measure_id) if hold else a_measure(web.reading(), viewer(), measure_id, hold=False)
    measure_policy.may_count.require(viewer(), this.project, this.team)
    return this


def _sent() -> tuple[str, bytes]:
    sent: FileStorage | None = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid({"file": CHOOSE})
    with closing(sent):
        content = sent.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLarge(TOO_BIG)
    return sent.filename, content


def _ready(this: Measured, form: PutInForm) -> Ready:
    file = import_files.kept(web.session(), viewer(), this.measure.id)
    return import_services.ready(
        web.session(),
        this.measure,
        file.content,
        form.chosen(),
        put_right=form.put_right.data == "yes",
    )


def _ask_columns(this: Measured, sent: dict[str, str] | None = None, wrong: str = "") -> Response:
    file = import_files.kept(web.session(), viewer(), this.measure.id)
    headings = import_files.headings_of(file)
    return show(
        _page("columns"),
        status=422 if wrong else 200,
        measure=this.measure,
        file=file,
        headings=headings,
        asked=asked_for(this.measure.kind),
        chosen=sent or dict.fromkeys(NAMES, "") | guess(this.measure.kind, headings),
        wrong=wrong,
    )


def _show_check(this: Measured, form: PutInForm, ready: Ready, status: int = 200) -> Response:
    kind = this.measure.kind
    chosen = {name: form[name].data or None for name in NAMES}
    form.seen.data = _mark(ready)
    return show(
        _page("check"),
        status=status,
        form=form,
        measure=this.measure,
        ready=ready,
        others_changed=status == Conflict.status,
        refused=ready.refused[:_SHOWN],
        more=max(0, len(ready.refused) - _SHOWN),
        more_url=url_for(".refused_rows", measure_id=this.measure.id, **chosen),
        words=lambda counted: as_dot(kind, counted).words,
        gaps=sum(one.is_missing for one in ready.new),
        columns_url=url_for(".columns", measure_id=this.measure.id),
    )


def _mark(ready: Ready) -> str:
    """What a person looked at before they put dots right: another change may have come since."""
    return shown_mark([[str(old), str(new)] for old, new in ready.changed])


def _page(name: str) -> str:
    return f"improvement_cycles/measures/import_{name}.html"
