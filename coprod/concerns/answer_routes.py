"""Coming back: by the code, without an account, or from *My things* for whoever was signed in.

Both pages are sent as the answer to a form, so that no address that a browser keeps leads to them.
"""

from flask import Response, current_app, request
from flask_babel import gettext as _

from coprod.concerns import codes, queries, services
from coprod.concerns.forms import CodeForm, MoreForm, OpenForm
from coprod.concerns.labels import STEP, moment
from coprod.concerns.queries import File
from coprod.concerns.routes import bp
from coprod.errors import Invalid, NotFound, TooLarge, TooMany
from coprod.issues.serving import uploads
from coprod.sign_in.browsers import neighbourhood
from coprod.sign_in.door import count_visit, kept_nowhere, public, viewer
from coprod.text import BODY, whole_number
from coprod.web import session, show, unseen

_VISITS = 60  # in 5 minutes, right or wrong
_ADDED = 201


@bp.route("/worried/answers", methods=["GET", "POST"])
@public
@kept_nowhere
def answers() -> Response:
    """Type your code, and read what happened."""
    form = CodeForm()
    if not form.is_submitted():
        return unseen(show("concerns/code.html", form=form))
    count_visit("worried code", _VISITS, _("Many codes came from here. Please wait 5 minutes."))
    code = codes.typed(form.code.data or "")
    more = MoreForm()
    try:
        found = queries.by_code(session(), code)
    except NotFound as nothing:
        form.validate()
        if not form.troubles:
            form.refuse({"code": _(str(nothing))})
        return unseen(show("concerns/code.html", form=form, status=Invalid.status))
    wrong = _more(more, [found])
    found = queries.by_code(session(), code)
    more.code.data = code
    return unseen(_show([found], more, wrong=wrong, here="concerns.answers"))


@bp.route("/my-things/notes", methods=["GET", "POST"])
@kept_nowhere
def notes() -> Response:
    """The same for whoever was signed in when they told. It opens when they say it is safe."""
    form, found = OpenForm(), queries.told_by(session(), viewer())
    if not found:
        raise NotFound(queries.NOTHING)
    if not form.is_submitted():
        return unseen(show("concerns/notes.html", form=form))
    more = MoreForm()
    wrong = _more(more, found)
    return unseen(
        _show(queries.told_by(session(), viewer()), more, wrong=wrong, here="concerns.notes")
    )


def _more(form: MoreForm, among: list[File]) -> int:
    """Add what was sent, if words were; the status of the page after it."""
    if form.words.raw_data is None or not form.words.raw_data:
        return 0
    number = whole_number(form.which.data)
    to = next((one for one in among if one.id == number), None)
    if to is None:
        raise NotFound(queries.NOTHING)
    if not form.validate():
        return Invalid.status
    here = neighbourhood(request.remote_addr)
    try:
        said = (form.words.data or "", form.secret, form.files())
        services.add(session(), uploads(), to.id, services.Saying(*said, 0, viewer().id, here))
    except (Invalid, TooLarge, TooMany) as refusal:
        session().rollback()
        return form.refuse_with(refusal)
    session().commit()
    form.words.data, form.once.data = "", None
    return _ADDED


def _show(found: list[File], form: MoreForm, *, wrong: int, here: str) -> Response:
    to = whole_number(form.which.data)
    return show(
        "concerns/answers.html",
        status=wrong if wrong and wrong != _ADDED else 200,
        found=found,
        form=form,
        fresh=MoreForm(None),
        sent=wrong == _ADDED,
        left_out=wrong == _ADDED and any(one.id == to and one.said[-1].left_out for one in found),
        sound=None,
        emergency=current_app.config["EMERGENCY_NUMBER"],
        here=here,
        most=BODY,
        step=STEP,
        moment=moment,
        names=queries.names(session(), found),
    )
