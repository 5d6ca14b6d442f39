"""*Is it really better?* on paper: printing sheets, and answering by the code on one."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.groups.qr import qr_in_page
from coprod.issues import queries as issues
from coprod.issues.labels import GROUP
from coprod.issues.models import Issue
from coprod.issues.words import BetterSays
from coprod.people.hats import GROUPS
from coprod.promises import asking, forms, policy, sheets
from coprod.promises.models import BetterSheet
from coprod.promises.routes import bp
from coprod.promises.words import BETTER, BETTER_TAG
from coprod.sign_in.door import count_visit, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show, unseen

# Every code counts, right or wrong, so that a limit tells neither. A whole group has one address.
_VISITS = 300  # in 5 minutes: a group of people may share one way into the net


@bp.route("/issues/<int:issue_id>/better/sheets", methods=["GET", "POST"])
def make_sheets(issue_id: int) -> Response:
    """Print sheets to hand out, or stop those that were not used."""
    issue = issues.one(session(), viewer(), issue_id)
    standing = issues.standing(session(), issue_id)
    policy.may_hand_out.require(viewer(), issue, standing)
    form = forms.SheetsForm(many="6")
    if form.validate_on_submit():
        if (before := pressed_before(form)) is not None:
            return before
        try:
            sheet = sheets.make(session(), viewer(), issue, standing, *form.value())
        except Invalid as invalid:
            session().rollback()
            form.refuse(invalid.errors)
        else:
            back_to = url_for(".print_sheets", issue_id=issue_id, sheet_id=sheet.id)
            answer_is_at(form, back_to)
            session().commit()
            return go(back_to)
    claim = sheets.claim_of(session(), issue)
    return show(
        "promises/sheets.html",
        status=422 if form.is_submitted() else 200,
        issue=issue,
        form=form,
        from_on=claim and claim.due_on,
        too_early=bool(claim and claim.due_on > today()),
        stopped="stopped" in request.args,
    )


@bp.get("/issues/<int:issue_id>/better/sheets/<int:sheet_id>")
def print_sheets(issue_id: int, sheet_id: int) -> Response:
    """A page for each copy. Only who made them sees it, and only on that day."""
    issue = issues.one(reading(), viewer(), issue_id)
    sheet = reading().get(BetterSheet, sheet_id)
    made = sheet and (sheet.issue_id, sheet.by_id, sheet.on)
    if sheet is None or made != (issue_id, viewer().id, today()):
        raise NotFound("There are no such sheets. Please make new ones.")
    policy.may_hand_out.require(viewer(), issue, issues.standing(reading(), issue_id))
    codes = sheets.codes(reading(), sheet)
    squares = [qr_in_page(url_for(".sheet", token=code, _external=True)) for code in codes]
    short = url_for(".type_code", _external=True).partition("://")[2]
    return unseen(
        show(
            "promises/print_sheets.html",
            issue=issue,
            sheet=sheet,
            who=GROUP[GROUPS[sheet.hat]],
            copies=list(zip(codes, squares, strict=True)),
            short=short,
            choices=BETTER,
        )
    )


@bp.post("/issues/<int:issue_id>/better/sheets/stop")
def stop_sheets(issue_id: int) -> Response:
    """Stop every sheet that was not used."""
    issue = issues.one(session(), viewer(), issue_id)
    sheets.stop(session(), viewer(), issue, issues.standing(session(), issue_id))
    session().commit()
    return go(url_for(".make_sheets", issue_id=issue_id, stopped=1))


@bp.route("/sheet", methods=["GET", "POST"])
@public
def type_code() -> Response:
    """Where to type the code on a sheet."""
    form = forms.CodeForm()
    if form.validate_on_submit():
        return unseen(go(url_for(".sheet", token=sheets.typed(form.code.data or ""))))
    status = 422 if form.is_submitted() else 200
    return unseen(show("promises/type_code.html", status=status, form=form))


@bp.route("/sheet/<string:token>", methods=["GET", "POST"])
@public
def sheet(token: str) -> Response:
    """Answer a sheet: choose, look at it once more, send. Whoever holds the sheet may."""
    count_visit("sheet", _VISITS, _("Many codes were tried from here. Please wait 5 minutes."))
    form = forms.SheetForm()
    try:
        found = sheets.by_code(session(), viewer(), token)
    except NotFound:
        again = pressed_before(form, anybody=True) if form.is_submitted() else None
        if again is None:
            raise
        return unseen(again)  # the second press of a button that had worked
    issue = session().get_one(Issue, found.issue_id)
    if sentence := asking.not_asked_now(issue):
        raise Conflict(sentence)  # its words are not for whoever holds a sheet
    if form.validate_on_submit() and "sure" in request.form:
        if (before := pressed_before(form, anybody=True)) is not None:
            return unseen(before)
        sheets.answer(session(), viewer(), token, BetterSays(form.says.data))
        answer_is_at(form, url_for(".sheet_thanks"), anybody=True)
        session().commit()
        return unseen(go(url_for(".sheet_thanks")))
    return unseen(
        show(
            "promises/sheet.html",
            status=422 if form.is_submitted() and form.troubles else 200,
            issue=issue,
            form=form,
            here=url_for(".sheet", token=token),
            chosen=form.is_submitted() and not form.troubles and "change" not in request.form,
            choices=BETTER,
            tags=BETTER_TAG,
        )
    )


@bp.get("/sheet/thanks")
@public
def sheet_thanks() -> Response:
    """Thank you. It says nothing of what was answered: many may use one phone."""
    return unseen(show("promises/sheet_thanks.html"))
