"""After *Say something*: small questions that can be skipped, changes, and taking it back."""

from flask import Response, request, url_for

from coprod.db import today
from coprod.errors import Invalid, NotFound
from coprod.issues import (
    lane_labels,
    lanes,
    photos,
    say_drafts,
    say_forms,
    say_policy,
    say_questions,
    say_services,
    sounds,
)
from coprod.issues import (
    said as whole,
)
from coprod.issues.models import Issue
from coprod.issues.routes import bp
from coprod.issues.said import Say, unwritten
from coprod.issues.say_routes import here, take_away, take_files
from coprod.issues.words import SaidAs
from coprod.sign_in.door import kept_nowhere, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, session, show


@bp.route("/say/ask/<name>", methods=["GET", "POST"])
def say_ask(name: str) -> Response:
    """One question about what is not sent yet."""
    said = say_drafts.kept(session(), viewer(), here().id)
    form, items = _form(name, said)
    status = 200
    if form.is_submitted():
        answer, status = _read(form, name, said)
        if answer is not None:
            say_drafts.keep(session(), viewer(), answer)
            session().commit()
            follow = _follows(name, answer)
            return go(url_for(".say_ask", name=follow) if follow else url_for(".check"))
    back_to = url_for(".check")
    return show(
        "issues/say/ask.html",
        form=form,
        name=name,
        items=items,
        photo=photos.shown(session(), viewer(), said.photo_id),
        sound=sounds.shown(session(), viewer(), said.sound_id),
        at=0,
        of=0,
        back_to=back_to,
        skip_to=back_to,
        stop_url=back_to,
        photo_url=url_for(".say_ask", name="photo"),
        status=status,
    )


@bp.route("/say/<int:issue_id>/ask/<name>", methods=["GET", "POST"])
@kept_nowhere
def said_ask(issue_id: int, name: str) -> Response:
    """One question about what was sent."""
    issue = say_services.mine(session(), viewer(), issue_id, hold=request.method == "POST")
    said = whole.of(session(), issue)
    form, items = _form(name, said)
    if name == "voice":  # what was said stays said; it can only be taken away
        del form.voice
        if unwritten(issue.words):
            del form.remove
    status = 200
    if form.is_submitted():
        if pressed_before(form) is not None:
            # Made again and never kept: the address names the issue, whose author may be unnamed.
            return go(next_url(issue, name, said))
        answer, status = _read(form, name, said)
        if answer is not None:
            try:
                say_services.change(session(), viewer(), issue, answer)
            except Invalid as wrong:
                form.refuse(wrong.errors)
                status = wrong.status
            else:
                after = next_url(issue, name, answer)
                session().commit()
                return go(after)
    order = asked(issue, said)
    at = order.index(name) + 1 if name in order else 0
    before = order[at - 2] if at > 1 else ""
    return show(
        "issues/say/ask.html",
        form=form,
        name=name,
        items=items,
        photo=photos.shown(session(), viewer(), said.photo_id),
        sound=sounds.shown(session(), viewer(), said.sound_id),
        at=at,
        of=len(order),
        back_to=asked_url(issue_id, before),
        skip_to=next_url(issue, name, said, follow=False),
        stop_url=asked_url(issue_id, ""),
        photo_url=asked_url(issue_id, "photo"),
        status=status,
    )


@bp.get("/say/<int:issue_id>")
def said(issue_id: int) -> Response:
    """Thank you: what was sent, what else could be said, and a way to take it back."""
    issue = say_services.mine(session(), viewer(), issue_id)
    all_of_it = whole.of(session(), issue)
    order = asked(issue, all_of_it)
    return show(
        "issues/say/said.html",
        issue=issue,
        said=all_of_it,
        sound=sounds.shown(session(), viewer(), all_of_it.sound_id),
        unwritten=unwritten(issue.words),
        rows=say_questions.summary(session(), viewer(), all_of_it),
        lane=lane_labels.said(issue),
        may_say_lane=say_questions.LANE in order,
        is_new=issue.raised_on == today() and not issue.edits,
        hidden=issue.hidden_on is not None,
        until=say_policy.back_until(issue),
        may_put_back=say_policy.may_put_back(viewer(), issue, True, today()),
        first=url_for(".said_ask", issue_id=issue_id, name=order[0]),
        many=len(order),
        form=say_forms.Send(),
    )


@bp.post("/say/<int:issue_id>/take-back")
@kept_nowhere
def take_back(issue_id: int) -> Response:
    """Take it back. The words leave every page at once."""
    issue = say_services.mine(session(), viewer(), issue_id, hold=True)
    if say_forms.Send().validate_on_submit():
        say_services.take_back(session(), viewer(), issue)
        session().commit()
    return go(url_for(".said", issue_id=issue_id))


@bp.post("/say/<int:issue_id>/put-back")
@kept_nowhere
def put_back(issue_id: int) -> Response:
    """Show it again."""
    issue = say_services.mine(session(), viewer(), issue_id, hold=True)
    if say_forms.Send().validate_on_submit():
        say_services.put_back(session(), viewer(), issue)
        session().commit()
    return go(url_for(".said", issue_id=issue_id))


@bp.post("/say/from-line/<int:line_id>")
def from_line(line_id: int) -> Response:
    """Say in one tap that something a statement takes is not there."""
    form = say_forms.Send()
    form.validate()
    before = pressed_before(form)
    if before is not None:
        return before
    issue = say_services.from_line(session(), viewer(), line_id)
    answer = _own_page(issue)
    answer_is_at(form, answer)
    session().commit()
    return go(answer)


def _own_page(issue: Issue) -> str:
    mine = issue.author_id == viewer().id
    return url_for(".said" if mine else ".issue", issue_id=issue.id)


def _form(name: str, said: Say) -> tuple[say_forms.Question, say_questions.Items]:
    asks = say_policy.may_ask_people(viewer(), said.area_id, said.name_held)
    if name not in say_questions.FORMS or (name == "much" and not asks):
        raise NotFound("There is no such question.")
    return say_questions.ask(session(), viewer(), said, name)


def _read(form: say_forms.Question, name: str, said: Say) -> tuple[Say | None, int]:
    """What was said with the answer in it, or None and the status of the page that asks again."""
    if not form.validate_on_submit():
        return None, Invalid.status
    if name in {"photo", "voice"}:
        if form.data.get("remove"):
            return take_away(name, said), 200
        said, status = take_files(form, said)
        if form.troubles:
            return None, status
    return form.answer(said), 200


def _follows(name: str, said: Say) -> str:
    """The question that an answer leads to, if it leads to one."""
    if name == "how" and said.said_as in say_services.HELPED:
        return "helper"
    if name == "how" and said.said_as is SaidAs.WHAT_WE_SEE:
        return "seen"
    return ""


def asked(issue: Issue, said: Say) -> tuple[str, ...]:
    """The small questions about it, in order. Which lane is not asked once that is settled."""
    return say_questions.afterwards(viewer(), said, lane=not lanes.settled(session(), issue))


def next_url(issue: Issue, name: str, said: Say, *, follow: bool = True) -> str:
    """Where a question leads: to one that its answer asks for, if `follow`, else to the next."""
    if follow and (more := _follows(name, said)):
        return asked_url(issue.id, more)
    order = asked(issue, said)
    after = {"helper": "how", "seen": "how", "photo": "picture"}.get(name, name)
    at = order.index(after) + 1 if after in order else len(order)
    return asked_url(issue.id, order[at] if at < len(order) else "")


def asked_url(issue_id: int, name: str) -> str:
    """A question about what was sent, or what was sent itself."""
    if name:
        return url_for(".said_ask", issue_id=issue_id, name=name)
    return url_for(".said", issue_id=issue_id)
