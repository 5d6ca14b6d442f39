"""Pages for named contacts alone: what waits, and what is done about each thing, step by step.

For everybody else each of these addresses answers as one that is not there.
"""

from pathlib import Path
from typing import Any

from flask import Response, current_app, request, url_for

from coprod import sound
from coprod.concerns import forms, queries, services, steps
from coprod.concerns.files import unsealed
from coprod.concerns.labels import AGREED, STATE, STEP, moment
from coprod.concerns.models import Happened
from coprod.concerns.policy import may_follow
from coprod.concerns.queries import File
from coprod.concerns.routes import bp
from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues.serving import uploads
from coprod.people.models import Place
from coprod.sign_in.door import hidden_unless, viewer
from coprod.text import BODY, whole_number
from coprod.web import go, reading, session, show, unseen

_MIME = {**sound.MIME, "jpg": "image/jpeg"}


def _is_contact() -> bool:
    return bool(queries.mine_in(reading(), viewer()))


_hidden = hidden_unless(_is_contact)


@bp.get("/concerns")
@_hidden
def queue() -> Response:
    """What waits, the longest first, and what was read before."""
    found = queries.for_reading(reading(), viewer())
    waits = [one for one in found if one.waits_since]
    return unseen(
        show(
            "concerns/queue.html",
            waits=waits,
            open_now=[
                one for one in found if not one.waits_since and one.state is not Happened.CLOSED
            ],
            closed=[one for one in found if not one.waits_since and one.state is Happened.CLOSED],
            **_labels(found),
        )
    )


@bp.route("/concerns/<int:concern_id>", methods=["GET", "POST"])
@_hidden
def one(concern_id: int) -> Response:
    """The exact words, and what is next. Sending its form says that they were read."""
    found = _found(concern_id)
    form = forms.ReadForm(up_to=str(found.said[-1].id))
    if form.validate_on_submit():
        how = {"secret": form.secret, "up_to": whole_number(form.up_to.data) or 0}
        steps.take(session(), viewer(), concern_id, Happened.READ, {}, **how)
        session().commit()
        return _back(concern_id)
    return _page("concerns/one.html", found, form)


@bp.route("/concerns/<int:concern_id>/passed", methods=["GET", "POST"])
@_hidden
def passed(concern_id: int) -> Response:
    """Whom it was passed on to, what the person wants, and whether they said yes."""
    found, form = _found(concern_id), forms.PassedForm()
    _require(found, Happened.PASSED_ON)
    if form.validate_on_submit():
        told = form.value()
        steps.take(session(), viewer(), concern_id, Happened.PASSED_ON, told, secret=form.secret)
        session().commit()
        return _back(concern_id)
    return _page("concerns/passed.html", found, form, choices=forms.AGREED)


@bp.route("/concerns/<int:concern_id>/back", methods=["GET", "POST"])
@_hidden
def came_back(concern_id: int) -> Response:
    """What came back from those it was passed on to. The person reads it too."""
    return _in_words(concern_id, Happened.CAME_BACK)


@bp.route("/concerns/<int:concern_id>/close", methods=["GET", "POST"])
@_hidden
def close(concern_id: int) -> Response:
    """How it ended. The person reads it too."""
    return _in_words(concern_id, Happened.CLOSED)


@bp.route("/concerns/<int:concern_id>/answer", methods=["GET", "POST"])
@_hidden
def answer(concern_id: int) -> Response:
    """Write to the person who told."""
    found, form = _found(concern_id), forms.WordsForm()
    if form.validate_on_submit():
        saying = services.Saying(form.words.data or "", form.secret, by_id=viewer().id)
        steps.answer(session(), viewer(), uploads(), concern_id, saying)
        session().commit()
        return _back(concern_id)
    return _page("concerns/words.html", found, form, what="answer")


@bp.route("/concerns/<int:concern_id>/wrong/<int:step_id>", methods=["GET", "POST"])
@_hidden
def wrong(concern_id: int, step_id: int) -> Response:
    """A step was written down wrong: say what is right. The step stays."""
    found, form = _found(concern_id), forms.WordsForm()
    about = next((one for one in found.steps if one.id == step_id), None)
    if about is None or about.happened in {Happened.READ, Happened.RIGHTED}:
        raise NotFound(queries.NOTHING)
    if form.validate_on_submit():
        words = form.words.data or ""
        steps.put_right(session(), viewer(), concern_id, step_id, words, form.secret)
        session().commit()
        return _back(concern_id)
    return _page("concerns/words.html", found, form, what="wrong", about=about)


@bp.get("/concerns/<int:concern_id>/files/<string:name>")
@_hidden
def file(concern_id: int, name: str) -> Response:
    """A photo or a recording, for those who may read the words beside it."""
    found = _found(concern_id)
    kept = next((one for said in found.said for one in said.files if one.name == name), None)
    if kept is None:
        raise NotFound(queries.NOTHING)
    raw = unsealed(reading(), Path(uploads()), kept)
    answer = Response(raw, mimetype=_MIME[kept.ending])
    answer.headers["Content-Disposition"] = f'inline; filename="file.{kept.ending}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return unseen(answer)


def _in_words(concern_id: int, happened: Happened) -> Response:
    found, form = _found(concern_id), forms.WordsForm()
    _require(found, happened)
    if form.validate_on_submit():
        told = {"words": form.words.data or ""}
        steps.take(session(), viewer(), concern_id, happened, told, secret=form.secret)
        session().commit()
        return _back(concern_id)
    return _page("concerns/words.html", found, form, what=happened.value)


def _found(concern_id: int) -> File:
    return queries.one(session(), viewer(), concern_id)


def _require(found: File, happened: Happened) -> None:
    """Say at once that a step cannot come now, and not after it was written. A press may repeat."""
    if request.method == "GET" and not may_follow(found.state, happened, bool(found.unread)):
        raise Conflict(may_follow.says)


def _back(concern_id: int) -> Response:
    return unseen(go(url_for(".one", concern_id=concern_id)))


def _page(template: str, found: File, form: Any, **more: Any) -> Response:
    place = next(iter(found.about.place_ids), 0)
    return unseen(
        show(
            template,
            status=Invalid.status if form.is_submitted() else 200,
            one=found,
            emergency=current_app.config["EMERGENCY_NUMBER"],
            form=form,
            place=getattr(reading().get(Place, place), "name", "") if place else "",
            can={step for step in Happened if may_follow(found.state, step, bool(found.unread))},
            most=BODY,
            **_labels([found]),
            **more,
        )
    )


def _labels(found: list[File]) -> dict[str, Any]:
    return {
        "names": queries.names(reading(), found),
        "moment": moment,
        "step": STEP,
        "state": STATE,
        "agreed": AGREED,
        "Happened": Happened,
    }
