"""Pages about one thing that was passed on: its link and letter, and the author's yes."""

from flask import Response, request, url_for
from flask import session as cookie

from coprod.errors import NotFound
from coprod.groups.qr import qr_code
from coprod.issues import held
from coprod.issues import queries as issues
from coprod.issues.models import Issue
from coprod.issues.policy import Standing
from coprod.pass_on import forms, letter, policy, queries, services
from coprod.pass_on.models import AuthorSays, PassedOn
from coprod.pass_on.routes import bp
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show, unseen

# In the cookie until they were shown, or another letter is opened; a sign-out empties it.
_LINK, _SQUARE = "passed_on", "passed_on_square"


@bp.get("/passed-on/<int:passed_id>")
def one(passed_id: int) -> Response:
    """How far it got, and the letter, for those who look after it."""
    passed, issue, standing = _found(passed_id)
    _require_part(passed, standing)
    if cookie.get(_LINK, {}).get("id") != passed_id:
        cookie.pop(_LINK, None)
    cookie.pop(_SQUARE, None)
    return show(
        "pass_on/one.html",
        passed=passed,
        issue=issue,
        letter=letter.write(reading(), passed),
        may_leave=policy.may_leave(issue.published, passed.author_says),
        form=forms.GoForm(),
    )


@bp.post("/passed-on/<int:passed_id>/link")
def new_link(passed_id: int) -> Response:
    """Make a link. One that was made before stops working."""
    passed, issue, standing = _found(passed_id)
    form = forms.GoForm()
    if form.validate_on_submit() and (before := pressed_before(form)) is not None:
        return before
    token = services.new_link(session(), viewer(), passed, issue, standing)
    cookie[_LINK] = {"id": passed.id, "token": token}
    back_to = url_for(".letter_page", passed_id=passed_id)
    answer_is_at(form, back_to)
    session().commit()
    return go(back_to)


@bp.get("/passed-on/<int:passed_id>/letter")
def letter_page(passed_id: int) -> Response:
    """The letter with its link, to copy or to print. The link is shown once."""
    passed, issue, standing = _found(passed_id)
    _require_part(passed, standing)
    made, _other = cookie.pop(_LINK, None), cookie.pop(_SQUARE, None)
    url = ""
    if made and made["id"] == passed_id:
        url = url_for(".answer_outside", token=made["token"], _external=True)
        cookie[_SQUARE] = url
    return unseen(
        show(
            "pass_on/letter.html",
            passed=passed,
            issue=issue,
            letter=letter.write(reading(), passed),
            url=url,
        )
    )


@bp.get("/passed-on/letter.svg")
def square() -> Response:
    """The same link as a square to point a phone at. Shown once too."""
    url = cookie.pop(_SQUARE, None)
    if url is None:
        raise NotFound("This was shown already. Please make a fresh link.")
    return unseen(Response(qr_code(url), mimetype="image/svg+xml"))


@bp.post("/passed-on/<int:passed_id>/stop")
def stop(passed_id: int) -> Response:
    """Stop the link."""
    passed, _issue, standing = _found(passed_id)
    services.stop(session(), viewer(), passed, standing)
    session().commit()
    return go(url_for(".one", passed_id=passed_id))


@bp.route("/passed-on/<int:passed_id>/may-it-go", methods=["GET", "POST"])
@kept_nowhere
def may_it_go(passed_id: int) -> Response:
    """Say whether your words can go. Only the person who said them finds this page."""
    passed, issue = queries.one(session(), viewer(), passed_id)
    if not policy.may_let_go(viewer(), issue, held.is_mine(session(), viewer(), issue.id)):
        raise NotFound("There is nothing here for you.")
    form = forms.MayGoForm(says=passed.author_says)
    if form.validate_on_submit():  # again says the same, so no press is kept: it would name them
        says = AuthorSays(form.says.data)
        services.say_if_it_can_go(session(), viewer(), passed, issue, says)
        session().commit()
        return go(url_for(".may_it_go", passed_id=passed_id, _anchor="thanks"))
    return show(
        "pass_on/may_it_go.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        passed=passed,
        issue=issue,
        letter=letter.write(session(), passed),
    )


@bp.route("/passed-on/<int:passed_id>/off-page", methods=["GET", "POST"])
def off_page(passed_id: int) -> Response:
    """Take an answer off the page, or put it back, and say why."""
    passed, issue, standing = _found(passed_id)
    policy.may_take_off.require(viewer(), passed, standing)
    if passed.answered_on is None:
        raise NotFound("There is no answer yet.")
    form = forms.OffPageForm()
    off = not queries.is_off(session(), passed_id)
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        off = request.form.get("off", "yes" if off else "no") == "yes"
        why = form.why.data or ""
        services.show_answer(session(), viewer(), passed, standing, off=off, why=why)
        back_to = url_for("issues.issue", issue_id=issue.id, _anchor="passed-on")
        answer_is_at(form, back_to)
        session().commit()
        return go(back_to)
    status = 422 if form.is_submitted() else 200
    return show(
        "pass_on/off_page.html", status=status, form=form, passed=passed, issue=issue, off=off
    )


def _found(passed_id: int) -> tuple[PassedOn, Issue, Standing]:
    passed, issue = queries.one(session(), viewer(), passed_id)
    return passed, issue, issues.standing(session(), issue.id)


def _require_part(passed: PassedOn, standing: Standing) -> None:
    """Raise NotFound to whoever has no part in the letter."""
    if not policy.may_look_after(viewer(), passed, standing):
        raise NotFound("There is nothing here for you.")
