"""The page of a link for a body outside: the letter, and an answer in small steps."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Invalid, NotFound
from coprod.pass_on import forms, letter, outside
from coprod.pass_on.forms import STEPS, OutsideForm
from coprod.pass_on.models import PassedOn
from coprod.pass_on.routes import bp
from coprod.pass_on.words import CHOICES, SAYS
from coprod.sign_in.door import count_visit, public
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, session, show, unseen

# Every visit counts, right or wrong, so that a limit tells neither. A whole office has one address.
_VISITS = 100  # in 5 minutes


@bp.route("/passed-on/answer/<string:token>", methods=["GET", "POST"])
@public
def answer_outside(token: str) -> Response:
    """Read a letter and answer it. Looking changes nothing; sending uses the link up."""
    count_visit(
        "answer link", _VISITS, _("Many links were opened from here. Please wait 5 minutes.")
    )
    form = OutsideForm()
    try:
        passed = outside.by_token(session(), token)
    except NotFound:
        again = pressed_before(form, anybody=True) if form.validate_on_submit() else None
        if again is None:
            raise
        return unseen(again)  # the second press of a button that had worked
    if not form.is_submitted():
        return _ask(passed, form, token, STEPS[0])
    change = request.form.get("change", "")
    if change in STEPS:
        return _ask(passed, form, token, change)
    form.validate()
    if wrong := form.first_wrong():
        return _ask(passed, form, token, wrong, Invalid.status)
    if form.at != STEPS[-1]:
        return _ask(passed, form, token, STEPS[STEPS.index(form.at) + 1])
    return _send(passed, form, token)


@bp.get("/passed-on/thanks")
@public
def thanks() -> Response:
    """Thank you. It says nothing of what was answered: a shared computer may keep the address."""
    return unseen(show("pass_on/thanks.html"))


def _send(passed: PassedOn, form: OutsideForm, token: str) -> Response:
    if (before := pressed_before(form, anybody=True)) is not None:
        return unseen(before)
    try:
        outside.answer(session(), passed, form.value())
    except Invalid as invalid:
        session().rollback()
        form.refuse(invalid.errors)
        return _ask(passed, form, token, "promise", invalid.status)
    answer_is_at(form, url_for(".thanks"), anybody=True)
    session().commit()
    return unseen(go(url_for(".thanks")))


def _ask(passed: PassedOn, form: OutsideForm, token: str, step: str, status: int = 200) -> Response:
    form.step.data = step
    page = show(
        "pass_on/outside.html",
        status=status,
        step=step,
        number=STEPS.index(step) + 1,
        many=len(STEPS),
        form=form,
        carried=[name for one in STEPS if one != step for name in forms.OF_STEP[one]],
        letter=letter.write(session(), passed),
        choices=CHOICES,
        says=SAYS,
        here=url_for(".answer_outside", token=token),
    )
    return unseen(page)
