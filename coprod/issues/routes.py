"""Pages about what people said: the list, one issue, and joining in."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from coprod.errors import NotFound
from coprod.issues import forms, jobs, lane_page, lanes, listing, queries, search, services
from coprod.issues.labels import HAT, JOB, KIND, LANE, NEXT, SAID_AS, STATUS, TAG
from coprod.issues.lane_page import LaneStep
from coprod.issues.lane_policy import may_move_lane
from coprod.issues.listing import Order, Wanted
from coprod.issues.page import IssuePage, Step, issue_page
from coprod.issues.policy import (
    may_answer,
    may_follow,
    may_give_jobs,
    may_me_too,
    may_take_away_jobs,
    may_take_job,
)
from coprod.issues.silence import silence
from coprod.issues.words import Job
from coprod.people import queries as people
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.subjects import Subject
from coprod.vision import queries as vision
from coprod.web import done, go, reading, session, show

bp = Blueprint("issues", __name__)

ORDERS: dict[str, Any] = {
    Order.NEWEST: lazy_gettext("Newest first"),
    Order.WAITING: lazy_gettext("Waiting longest"),
    Order.CHANGED: lazy_gettext("Changed lately"),
}


@bp.get("/issues")
@public
def index() -> Response:
    """What is going on."""
    wanted = forms.wanted(request.args)
    found = _page(wanted)
    again: dict[str, Any] = wanted.as_query()
    return show(
        "issues/index.html",
        found=found,
        wanted=wanted,
        orders=[
            (name, order is wanted.order, url_for(".index", **_ordered(again, Order(order))))
            for order, name in ORDERS.items()
        ],
        next_url=url_for(".index", **again, after=found.next) if found.next else "",
        issue_url=url_for(".index") + "/",
        labels={"kind": KIND, "status": STATUS, "lane": LANE},
        silence=silence,
        turns=NEXT,
        under_way=queries.UNDER_WAY,
    )


@bp.get("/issues/choose")
@public
def choose() -> Response:
    """What to see of the list: one place, kind, statement or lane, and how far it got."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    return show(
        "issues/choose.html",
        wanted=forms.wanted(request.args),
        place_choices=[(one.id, one.name) for one in people.places_in(reading(), here.id)],
        statement_choices=[
            (one.statement_id, one.short) for one in vision.choices(reading(), here.id)
        ],
        labels={"kind": KIND, "status": STATUS, "lane": LANE, "order": ORDERS},
    )


@bp.get("/issues/<int:issue_id>")
@public
def issue(issue_id: int) -> Response:
    """One issue: what was said, what was answered, and what came of it."""
    page = issue_page(reading(), viewer(), issue_id)
    return show("issues/issue.html", **_context(page))


@bp.post("/issues/<int:issue_id>/me-too")
def me_too(issue_id: int) -> Response:
    """Say that it matters to you too."""
    services.me_too(session(), viewer(), queries.one(session(), viewer(), issue_id))
    session().commit()
    return _box(issue_id, _("Thank you. You said me too."))


@bp.post("/issues/<int:issue_id>/not-me-too")
def not_me_too(issue_id: int) -> Response:
    """Take your "me too" back."""
    services.withdraw_me_too(session(), viewer(), queries.one(session(), viewer(), issue_id))
    session().commit()
    return _box(issue_id, _("You took your me too back."))


@bp.post("/issues/<int:issue_id>/follow")
def follow(issue_id: int) -> Response:
    """Hear what happens with it."""
    services.follow(session(), viewer(), queries.one(session(), viewer(), issue_id))
    session().commit()
    return _box(issue_id, _("You follow this now."))


@bp.post("/issues/<int:issue_id>/unfollow")
def unfollow(issue_id: int) -> Response:
    """Stop hearing of it."""
    services.unfollow(session(), viewer(), queries.one(session(), viewer(), issue_id))
    session().commit()
    return _box(issue_id, _("You do not follow this any more."))


@bp.route("/issues/<int:issue_id>/jobs", methods=["GET", "POST"])
def give_job(issue_id: int) -> Response:
    """Who does what: take a job, or ask somebody to."""
    found = queries.one(session(), viewer(), issue_id)
    may_take_job.require(viewer(), found)
    jobs.require_open(found)
    standing = queries.standing(session(), issue_id)
    form = forms.JobForm(job=request.args.get("job", ""))
    who = [(viewer().id, _("I will do it"))]
    gives = may_give_jobs(viewer(), found, standing)
    if gives:
        takers = jobs.takers(session(), viewer(), found, standing)
        who += [(one.id, one.name) for one in takers if one.id != viewer().id]
    if form.validate_on_submit() and _is_for_somebody(form, gives):
        if (before := pressed_before(form)) is not None:
            return before
        job, person_id = form.value()
        jobs.give(session(), viewer(), found, standing, job, person_id or viewer().id)
        back_to = url_for(".issue", issue_id=issue_id)
        answer_is_at(form, back_to)
        session().commit()
        return go(back_to)
    status = 422 if form.is_submitted() else 200
    others = jobs.held(session(), issue_id) if may_take_away_jobs(viewer(), found) else []
    context: dict[str, Any] = {
        "form": form,
        "issue": found,
        "jobs": {job: words for job, words in JOB.items() if gives or job != Job.HAS_TO_AGREE},
        "labels": JOB,
        "who": who,
        "others": others,
    }
    return show("issues/jobs.html", status=status, **context)


@bp.post("/issues/<int:issue_id>/jobs/<int:doer_id>/stop")
def stop_job(issue_id: int, doer_id: int) -> Response:
    """Step back from a job."""
    found = queries.one(session(), viewer(), issue_id)
    jobs.step_back(session(), viewer(), found, doer_id)
    session().commit()
    return go(url_for(".issue", issue_id=issue_id))


def _is_for_somebody(form: forms.JobForm, gives: bool) -> bool:
    """Whether the job may go to whom it was sent for. Says so at the field, to those who choose."""
    job, person_id = form.value()
    if gives and job is Job.HAS_TO_AGREE and (person_id or viewer().id) == viewer().id:
        form.refuse({"who": _("Somebody else has to agree. Choose who.")})
    return not form.troubles


def _page(wanted: Wanted) -> listing.Page:
    here = area()
    area_ids = [here.id] if here else []
    public_only = not (here and viewer().belongs_to(here.id))
    if not wanted.words:
        return listing.page(reading(), area_ids, public_only, wanted, viewer().muted)
    found = search.ids(reading(), area_ids, wanted.words)
    return listing.among(reading(), area_ids, public_only, wanted, found, viewer().muted)


def _ordered(query: dict[str, Any], order: Order) -> dict[str, Any]:
    rest = {name: value for name, value in query.items() if name != "order"}
    return rest if order is Order.NEWEST else rest | {"order": order.value}


def _box(issue_id: int, say: str) -> Response:
    """The piece with the buttons, after one was pressed."""
    return done(
        "issues/_join_in.html",
        lambda: _context(issue_page(session(), viewer(), issue_id)),
        back_to=url_for(".issue", issue_id=issue_id),
        say=say,
    )


def _day(step: Step | LaneStep) -> date:
    return step.on


def _context(page: IssuePage) -> dict[str, Any]:
    """What the page and its pieces need."""
    standing = page.standing
    lane = lane_page.of(session(), viewer(), page)
    places = [place_id for place_id, _name in page.places]
    who = page.author or (_("Name held back") if page.name_held else "")
    hat = f", {HAT[page.author_hat]}" if page.author_hat else ""
    return {
        "issue": page,
        "jobs": JOB,
        "labels": {
            "kind": KIND,
            "status": STATUS,
            "tag": TAG,
            "said": SAID_AS,
            "hat": HAT,
        },
        "may_me_too": page.takes_me_too and not page.is_mine and may_me_too(viewer(), page),
        "may_follow": may_follow(viewer(), page),
        "may_answer": may_answer(viewer(), page, standing),
        "may_take_job": may_take_job(viewer(), page),
        "may_give_jobs": may_give_jobs(viewer(), page, standing),
        "every_job": list(Job),
        "who": who + hat,
        "silence": silence(
            page.raised_on,
            ", ".join(name for _id, name in page.places),
            others=page.answered_by_others,
        ),
        "lane": lane,
        "history": sorted([*page.history, *(lane.history if lane else ())], key=_day),
        "may_move_lane": may_move_lane(viewer(), page, places, page.is_mine)
        and not lanes.over(page),
        "subject": Subject(
            "issue",
            page.id,
            page.title,
            page.area_id,
            page.place_id,
            url=url_for(".issue", issue_id=page.id),
            places=tuple(place_id for place_id, _name in page.places),
            published=page.published,
        ),
    }
