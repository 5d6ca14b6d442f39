"""The made-up area's tries: those of its diary, and then eight more, with fifteen goes."""

from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from improvement_cycles.diary.live import live
from improvement_cycles.doing_models import Task
from improvement_cycles.go_models import Agreed, Cycle, CycleDoer, Question
from improvement_cycles.lock import fingerprint
from improvement_cycles.models import (
    ImprovementProject,
    ProjectIssue,
    ProjectStatement,
    TeamMember,
)
from improvement_cycles.words import CameBy, GoState, Outcome, TeamJob, TryStatus

_STATUS = {
    "happening now": TryStatus.HAPPENING,
    "kept": TryStatus.KEPT,
    "stopped": TryStatus.STOPPED,
}
_DECIDED = {
    "keep it": Outcome.KEPT,
    "change it": Outcome.CHANGED,
    "grow it": Outcome.GROWN,
}
_JOBS = {
    "leads": TeamJob.LEADS,
    "helps": TeamJob.HELPS,
    "has to agree": TeamJob.HAS_TO_AGREE,
    "tells people what happened": TeamJob.TELLS,
    "counts": TeamJob.COUNTS,
}
SIX_MONTHS = 182  # days until what was kept is checked


def load(session: Session, demo: Any) -> None:
    """Load every try. `demo.found` gets "projects" and "cycles" for the measures to hang on."""
    live(session, demo, demo.data["diary"])
    demo.found["projects"] = {}
    demo.found["cycles"] = {}
    for told in demo.data["cycles"]:
        project = _project(session, demo, told)
        demo.found["projects"][told["id"]] = project
        goes = [_go(session, demo, project, go) for go in told["goes"]]
        for before, after in pairwise(goes):
            after.next_of_id, after.came_by = before.id, CameBy.NEXT
        demo.found["cycles"][told["id"]] = goes
        project.started_on = demo.day(told["goes"][0]["started_days_ago"])
        session.flush()


def _project(session: Session, demo: Any, told: dict[str, Any]) -> ImprovementProject:
    place = demo.places[told["place"]]
    last = told["goes"][-1]
    ended = last["ended_days_ago"] if told["status"] != "happening now" else None
    first = told["goes"][0]
    leads = next(one["who"] for one in told["team"] if one["job"] == "leads")
    project = ImprovementProject(
        area_id=demo.area.id,
        place_id=place.id,
        title=told["title"],
        question=first["plan"]["question"],
        what_will_be_different=told["what_will_be_different"],
        who_would_notice=told["measures"][0]["how"],  # who counts, and how
        status=_STATUS[told["status"]],
        made_on=demo.day(first["started_days_ago"] + 7),
        made_by_id=demo.people[leads].id,
        ended_on=None if ended is None else demo.day(ended),
        in_short=told["in_short"],
    )
    session.add(project)
    session.flush()
    for one in told["team"]:
        job = _JOBS.get(one["job"], TeamJob.HELPS)
        words = "" if one["job"] in _JOBS else one["job"]
        agreed = demo.day(first["started_days_ago"] + 1)
        member = TeamMember(
            project_id=project.id,
            person_id=demo.people[one["who"]].id,
            hat=demo.hat(one["who"]),
            job=job,
            job_words=words,
            agreed_on=agreed if job is TeamJob.HAS_TO_AGREE else None,
        )
        session.add(member)
    for slug in told["vision"]:
        statement = demo.found["statements"][slug]
        link = ProjectStatement(
            project_id=project.id, statement_id=statement.id, version=statement.version
        )
        session.add(link)
    for slug in told["issues"]:
        issue = demo.found["issues"][slug]
        session.add(ProjectIssue(project_id=project.id, issue_id=issue.id))
    session.flush()
    return project


def _go(session: Session, demo: Any, project: ImprovementProject, told: dict[str, Any]) -> Cycle:
    cycle = Cycle(
        project_id=project.id,
        number=told["go"],
        title=told["title"],
        what_we_will_try=told["title"],
        how_small="",
        started_on=demo.day(told["started_days_ago"]),
        what_happened=told["try_"]["what_happened"],
        surprise=told["try_"]["surprise"],
        what_we_learned=told["look"]["what_we_learned"],
        **_time_given(told),
    )
    session.add(cycle)
    session.flush()
    for slug, does in told["plan"]["who_does_what"].items():
        session.add(CycleDoer(cycle_id=cycle.id, person_id=demo.people[slug].id, does=does))
    asked = Question(
        cycle_id=cycle.id, question=told["plan"]["question"], guess=told["plan"]["our_guess"]
    )
    session.add(asked)
    session.flush()
    cycle.guess_hash = fingerprint(session, project, cycle)
    cycle.guess_locked_at = demo.at(told["started_days_ago"])
    if told["status"] == "finished":
        asked.result, asked.lesson = cycle.what_happened, cycle.what_we_learned
        _decide(session, demo, cycle, told)
    else:
        later = "next week" in cycle.what_we_learned
        cycle.state = GoState.DOING if later else GoState.STUDYING
        cycle.what_we_learned = "" if later else cycle.what_we_learned
        for slug, does in told["plan"]["who_does_what"].items():
            whose = {"cycle_id": cycle.id, "person_id": demo.people[slug].id, "what": does}
            session.add(Task(**whose, of_plan=True, added_on=cycle.started_on or demo.day(0)))
    cycle.knock_on = told["knock_on"] or ""
    cycle.knock_on_answered = bool(cycle.knock_on) or cycle.state is GoState.CLOSED
    session.flush()
    return cycle


def _time_given(told: dict[str, Any]) -> dict[str, str]:
    given = told["time_given"] or {}
    columns = {"people": "time_people", "family": "time_families", "staff": "time_staff"}
    return {column: given[group] for group, column in columns.items() if group in given}


def _decide(session: Session, demo: Any, cycle: Cycle, told: dict[str, Any]) -> None:
    decided = told["decide"]
    ended = told["ended_days_ago"]
    cycle.state, cycle.ended_on = GoState.CLOSED, demo.day(ended)
    cycle.decision, cycle.why = _DECIDED[decided["decision"]], decided["why"]
    agreed = [demo.people[slug].id for slug in decided["agreed_by"]]
    cycle.decided_by_id = agreed[0]
    if cycle.decision is Outcome.KEPT:
        cycle.owner_of_upkeep_id, cycle.check_on = agreed[0], demo.day(ended - SIX_MONTHS)
    for slug in decided["agreed_by"]:
        person_id = demo.people[slug].id
        session.add(Agreed(cycle_id=cycle.id, person_id=person_id, hat=demo.hat(slug)))
