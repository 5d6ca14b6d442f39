"""Ideas to try: where they come from, in one tap, and the goes that test them."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod import web
from coprod.errors import Conflict, Invalid
from coprod.issues import queries as issues
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, show
from improvement_cycles import found
from improvement_cycles.answers import Changed
from improvement_cycles.asks import choices
from improvement_cycles.drivers import labels, policy, queries, services, sources, trying
from improvement_cycles.drivers.forms import UseForm, WhichForm
from improvement_cycles.drivers.routes import bp
from improvement_cycles.drivers.words import Kind, Level
from improvement_cycles.drivers.write_routes import part_url, to_draw
from improvement_cycles.forms import Press


@bp.route("/<int:project_id>/drivers/ideas", methods=["GET", "POST"])
def ideas(project_id: int) -> Response:
    """What people said that can be used as an idea. One press uses it; then, what does it help?"""
    this = to_draw(project_id)
    form = UseForm()
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            key = sources.use(web.session(), viewer(), this, form.issue_id)
        except Invalid as refused:
            raise Conflict(next(iter(refused.errors.values()))) from refused
        drivers = this.diagram.on(Level.PRIMARY, Level.SECONDARY)
        url = url_for(".helps", project_id=project_id, kind=key[0].value, part_id=key[1])
        url = url if drivers else part_url(project_id, key)
        answer_is_at(form, url)
        web.session().commit()
        return go(url)
    older = whole_number(request.args.get("before"))
    can = sources.can_be_used(web.session(), viewer(), this, older)
    return show(
        "improvement_cycles/drivers/ideas.html",
        project=this.project,
        can=can,
        first=older is None,
        older=can.older and url_for(".ideas", project_id=project_id, before=can.older),
        press=lambda: UseForm(formdata=None),
    )


@bp.get("/ideas/from/<int:issue_id>")
def for_which(issue_id: int) -> Response:
    """Choose the try that something somebody said is an idea for, of those one is in."""
    session = web.session()
    issue = issues.one(session, viewer(), issue_id)
    return show(
        "improvement_cycles/drivers/for_which.html",
        issue=issue,
        tries=sources.my_tries(session, viewer(), issue),
        press=lambda: UseForm(formdata=None),
    )


@bp.post("/<int:project_id>/drivers/idea/<int:part_id>/try")
def try_it(project_id: int, part_id: int) -> Response:
    """Plan the next go of the try with this idea, and open its plan."""
    this, form = to_draw(project_id), Press()
    if not form.validate_on_submit():
        return go(part_url(project_id))
    before = pressed_before(form)
    if before:
        return before
    idea = services.require_on_page(web.session(), this, (Kind.IDEA, part_id))
    cycle = trying.try_idea(web.session(), viewer(), this, idea)
    url = url_for("improvement_cycles.check", cycle_id=cycle.id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


@bp.route("/goes/<int:cycle_id>/idea", methods=["GET", "POST"])
def which(cycle_id: int) -> Response:
    """Say which idea a go tests."""
    session, posted = web.session(), request.method == "POST"
    whole = found.a_go(session, viewer(), cycle_id, hold=posted)
    policy.may_draw.require(viewer(), whole.project, whole.team)
    cycle = whole.cycle
    this = queries.drawn(session, whole.project, whole.team)
    said = this.diagram.said(
        queries.titles(session, viewer(), [this.diagram]), str(labels.NOT_HERE)
    )
    every = said.on(Level.IDEA)
    chosen = str(cycle.idea_id or "none")
    form = WhichForm(data={"idea": chosen, "seen": services.mark(idea=cycle.idea_id)})
    pairs = [(str(one.id), one.words) for one in every] + [("none", str(_("None of these")))]
    if chosen not in {value for value, _words in pairs}:
        pairs += [(chosen, str(_("The idea that it has now")))]  # it was taken away
    form.idea.choices = choices(pairs)
    theirs, status = "", 200
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        sent = {"idea_id": form.idea_id, "seen": form.seen.data or ""}
        try:
            trying.say_which(session, viewer(), this, cycle, **sent)
        except Changed as changed:
            status = changed.status
            theirs = next(words for value, words in pairs if value == chosen)
            form.seen.data = services.mark(**changed.now)
        else:
            url = url_for("improvement_cycles.go_page", cycle_id=cycle_id)
            answer_is_at(form, url)
            session.commit()
            return go(url)
    elif not posted and not policy.may_say_which(cycle.state, cycle.idea_id is not None):
        raise Conflict(policy.may_say_which.says)
    return show(
        "improvement_cycles/drivers/which.html",
        status=422 if form.troubles else status,
        project=whole.project,
        cycle=cycle,
        form=form,
        theirs=theirs,
    )
