"""Pages where the advocates keep the area's principles: choose, add, reword, put in order."""

from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.queries import AreaView
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.vision import labels, policy, principle_cards, queries
from coprod.vision import principles as services
from coprod.vision.forms import MoveForm, PrincipleForm, TakeForm
from coprod.vision.models import Principle
from coprod.vision.routes import bp, status_of
from coprod.vision.starting import STARTING, Starting
from coprod.vision.writing import Stale
from coprod.web import go, reading, session, show

_WAYS = {"up": -1, "down": 1}


def _here() -> AreaView:
    """The area whose principles the viewer keeps. Raises NotFound and NotAllowed."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    policy.may_keep_principles.require(viewer(), here.id)
    return here


@bp.get("/principles")
def principles() -> Response:
    """The area's principles, to change them."""
    there = services.listed(reading(), _here().id)
    return show(
        "vision/principles.html",
        principles=there,
        offered=_offered(there),
        most=services.MOST,
        form=MoveForm(),
    )


@bp.route("/principles/starting", methods=["GET", "POST"])
def starting() -> Response:
    """Principles to start with. Nothing is ticked until somebody does."""
    here, form = _here(), TakeForm()
    if form.validate_on_submit():
        try:
            services.take(session(), viewer(), here.id, STARTING, form.take.data or ())
        except Invalid as invalid:
            form.refuse({name: _(why) for name, why in invalid.errors.items()})
        except Conflict as conflict:
            session().rollback()
            form.refuse({"take": _(str(conflict))})
        else:
            session().commit()
            return go(url_for(".principles"))
    offered = _offered(services.listed(reading(), here.id))
    return show("vision/starting.html", status=status_of(form), form=form, offered=offered)


@bp.route("/principles/new", methods=["GET", "POST"])
def new_principle() -> Response:
    """Add a principle in the area's own words."""
    here, form = _here(), PrincipleForm()
    if form.validate_on_submit():
        if answer := pressed_before(form):
            return answer
        try:
            services.add(session(), viewer(), here.id, **form.value())
        except Invalid as invalid:
            form.refuse(invalid.errors)
        else:
            answer_is_at(form, url_for(".principles"))
            session().commit()
            return go(url_for(".principles"))
    return _ask(form)


@bp.route("/principles/<int:principle_id>", methods=["GET", "POST"])
def principle(principle_id: int) -> Response:
    """Say a principle in other words, or with another picture."""
    found = _found(principle_id)
    now = {name: getattr(found, name) for name in ("name", "core", "symbol")}
    form = PrincipleForm(data=now | _was(now))
    theirs = None
    if form.validate_on_submit():
        if answer := pressed_before(form):
            return answer
        try:
            services.reword(session(), viewer(), found, form.seen, **form.value())
        except Invalid as invalid:
            form.refuse(invalid.errors)
        except Stale as stale:
            theirs = str(stale)
            for name, value in _was(now).items():
                form[name].data = value
        else:
            answer_is_at(form, url_for(".principles"))
            session().commit()
            return go(url_for(".principles"))
    return _ask(form, found, theirs)


@bp.get("/principles/<int:principle_id>/words")
@public
def principle_words(principle_id: int) -> Response:
    """All the words that a principle had, each with how that was decided."""
    found = queries.open_principle(reading(), principle_id)
    all_of = principle_cards.all_of(reading(), viewer(), found.id)
    return show("vision/principle_words.html", principle=found, worded=all_of, came=labels.CAME)


@bp.post("/principles/<int:principle_id>/move")
def move_principle(principle_id: int) -> Response:
    """Put a principle one up or one down."""
    form, found = MoveForm(), _found(principle_id)
    if form.validate_on_submit():
        services.move(session(), viewer(), found, _WAYS.get(form.way.data or "", 0))
        session().commit()
    return go(url_for(".principles", _anchor=f"principle-{principle_id}"))


def _found(principle_id: int) -> Principle:
    found = queries.principle(session(), viewer(), principle_id)
    policy.may_keep_principles.require(viewer(), found.area_id)
    return found


def _was(now: dict[str, Any]) -> dict[str, Any]:
    return {f"was_{name}": value for name, value in now.items()}


def _offered(there: Any) -> list[Starting]:
    """What is on offer and not there already."""
    taken = {one.slug for one in there}
    return [one for one in STARTING if one.slug not in taken]


def _ask(
    form: PrincipleForm, principle: Principle | None = None, stale: str | None = None
) -> Response:
    return show(
        "vision/principle.html",
        status=Conflict.status if stale else status_of(form),
        form=form,
        principle=principle,
        stale=stale,
        items=[(meaning, name, meaning) for meaning, name in labels.PICTURES.items()],
    )
