"""Pages to look at a statement again together, and to put one away."""

from flask import Response, url_for

from coprod.drafts import typed
from coprod.errors import Invalid, NotFound
from coprod.forms import Form
from coprod.people.hats import Group
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.vision import labels, policy, services, statement
from coprod.vision.forms import MONTHS, LookForm, Press, PutAwayForm, WhenForm
from coprod.vision.found import find_shown
from coprod.vision.routes import bp, status_of
from coprod.vision.statement import StatementView
from coprod.vision.writing import Stale
from coprod.web import go, session, show

_LOOK = "/<int:statement_id>/look-again"


@bp.get(_LOOK)
def look_again(statement_id: int) -> Response:
    """The three answers side by side, and what to do next."""
    view = _shown(statement_id)
    area_id, place_id = view.head.area_id, view.head.place_id
    return show(
        "vision/look_again.html",
        view=view,
        boxes=statement.boxes(session(), statement_id, view.head.looked + 1),
        labels=labels,
        answers={g for g in Group if policy.may_look_again(viewer(), area_id, g, place_id)},
        may_write=policy.may_write(viewer(), area_id, place_id),
        form=Press(),
    )


@bp.route(f"{_LOOK}/<string:group>", methods=["GET", "POST"])
def answer(statement_id: int, group: str) -> Response:
    """One group's answer: what is better, what is the same or worse, what next."""
    if group not in set(Group):
        raise NotFound("There is no such group.")
    view = _shown(statement_id)
    head = view.head
    policy.may_look_again.require(viewer(), head.area_id, Group(group), head.place_id)
    box = statement.boxes(session(), statement_id, view.head.looked + 1).get(Group(group))
    form = LookForm(obj=box) if box else LookForm()
    typed.fill(form)
    stale = ""
    if form.validate_on_submit():
        if before := pressed_before(form):
            return before
        try:
            services.look_again(
                session(),
                viewer(),
                find_shown(session(), viewer(), statement_id),
                Group(group),
                form.seen,
                **form.words,
            )
        except Invalid as invalid:
            form.refuse(invalid.errors)
        except Stale as conflict:
            stale = str(conflict)
            form.edits.data = str(box.edits if box else 0)
        else:
            return _back(form, url_for("vision.look_again", statement_id=statement_id))
    return show(
        "vision/answer.html",
        status=409 if stale else status_of(form),
        form=form,
        view=view,
        box=box,
        stale=stale,
        who=labels.GROUPS[group],
    )


@bp.route("/<int:statement_id>/still-right", methods=["GET", "POST"])
def still_right(statement_id: int) -> Response:
    """End a looking: the words are still right. When to look again?"""
    view = _shown(statement_id)
    policy.may_write.require(viewer(), view.head.area_id, view.head.place_id)
    form = WhenForm()
    if form.validate_on_submit():
        if before := pressed_before(form):
            return before
        found = find_shown(session(), viewer(), statement_id)
        services.still_right(session(), viewer(), found, form.months.data)
        return _back(form, url_for("vision.statement", statement_id=statement_id))
    return show(
        "vision/still_right.html", status=status_of(form), form=form, view=view, months=MONTHS
    )


@bp.route("/<int:statement_id>/put-away", methods=["GET", "POST"])
def put_away(statement_id: int) -> Response:
    """Put a statement away, and say why. It can be brought back."""
    view = statement.one(session(), viewer(), statement_id)
    policy.may_retire.require(viewer(), view.head)
    form = PutAwayForm()
    typed.fill(form)
    if form.validate_on_submit():
        if before := pressed_before(form):
            return before
        found = find_shown(session(), viewer(), statement_id)
        services.retire(session(), viewer(), found, form.why.data or "")
        return _back(form, url_for("vision.statement", statement_id=statement_id))
    services.require_shown(view.head.status)
    return show("vision/put_away.html", status=status_of(form), form=form, view=view)


@bp.post("/<int:statement_id>/bring-back")
def bring_back(statement_id: int) -> Response:
    """Bring back a statement that was put away."""
    services.bring_back(session(), viewer(), find_shown(session(), viewer(), statement_id))
    session().commit()
    return go(url_for("vision.statement", statement_id=statement_id))


def _shown(statement_id: int) -> StatementView:
    """The version that people see, if it is one to look at again. Raises NotFound."""
    view = statement.one(session(), viewer(), statement_id)
    if not view.is_shown:
        raise NotFound("These words are not in use now.")
    return view


def _back(form: Form, url: str) -> Response:
    answer_is_at(form, url)
    typed.sent()
    session().commit()
    return go(url)
