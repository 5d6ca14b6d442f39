"""Pages about the team of a try: who is in it, who joins, who leaves, who agrees."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod import web
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.hats import HatKind
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles import found, jobs, labels, policy, reading, team
from improvement_cycles.asks import choices
from improvement_cycles.forms import JobForm, MemberForm, Press, WhoForm
from improvement_cycles.found import Try
from improvement_cycles.queries import latest_go
from improvement_cycles.routes import bp
from improvement_cycles.words import TeamJob, more_than_attend


@bp.route("/<int:project_id>/team", methods=["GET", "POST"], endpoint="team")
def the_team(project_id: int) -> Response:
    """Who is in the team. Sending the form puts somebody in it, or changes their job."""
    hold = request.method == "POST"
    whole = found.a_try(web.session(), viewer(), project_id, hold=hold)
    policy.may_write.require(viewer(), whole.project, whole.team)
    form = _form(whole)
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            team.put(web.session(), viewer(), whole, form.value())
        except Invalid as refused:
            form.refuse(refused.errors)
        except Conflict as refused:
            form.refuse({"job": str(refused)})
            return _page(whole, form, refused.status)
        else:
            url = url_for(".team", project_id=project_id)
            answer_is_at(form, url)
            web.session().commit()
            return go(url)
    return _page(whole, form)


@bp.post("/<int:project_id>/team/leave")
def leave_team(project_id: int) -> Response:
    """Leave the team, or take somebody out of it."""
    whole = found.a_try(web.session(), viewer(), project_id)
    form = WhoForm()
    if not form.validate_on_submit():
        raise NotFound("There is nobody like that here.")
    team.take_out(web.session(), viewer(), whole, form.person_id)
    web.session().commit()
    left = form.person_id == viewer().id
    return go(url_for(".index") if left else url_for(".team", project_id=project_id))


@bp.post("/<int:project_id>/jobs")
def job(project_id: int) -> Response:
    """Take a job that nobody has, besides one's own; or give back one that was taken so."""
    whole, form = found.a_try(web.session(), viewer(), project_id), JobForm()
    if not form.validate_on_submit():
        raise NotFound("There is no such job.")
    before = pressed_before(form)
    if before:
        return before
    do = jobs.step_back if request.form.get("stop") == "yes" else jobs.take
    do(web.session(), viewer(), whole, TeamJob(form.job.data or ""))
    url = url_for(".project", project_id=project_id)
    answer_is_at(form, url)
    web.session().commit()
    return go(url)


@bp.post("/<int:project_id>/agree")
def agree(project_id: int) -> Response:
    """Say yes, as somebody who has to agree."""
    whole = found.a_try(web.session(), viewer(), project_id)
    if Press().validate_on_submit():
        team.agree(web.session(), viewer(), whole)
        web.session().commit()
    return go(url_for(".project", project_id=project_id))


def _form(whole: Try) -> MemberForm:
    form = MemberForm()
    people = team.who_may_join(web.session(), viewer(), whole).values()
    everybody = ((str(one.id), one.name) for one in people)
    form.person.choices = choices([("", _("Choose a person")), *everybody])
    return form


def _page(whole: Try, form: MemberForm, status: int = 422) -> Response:
    members = reading.team(web.session(), whole.project.id)
    also = reading.also(web.session(), whole.project.id)
    return show(
        "improvement_cycles/team.html",
        status=status if form.is_submitted() else 200,
        project=whole.project,
        members=members,
        also=also,
        form=form,
        press=Press(formdata=None),
        labels=labels,
        may_choose=policy.may_choose_team(viewer(), whole.project, whole.team),
        cycle_id=latest_go(web.session(), whole.project.id),
        has_real_job=any(
            more_than_attend(one.job, one.job_words)
            or any(map(more_than_attend, also.get(one.person_id, [])))
            for one in members
            if one.hat is HatKind.USES_SERVICES
        ),
    )
