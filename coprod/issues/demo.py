"""The demo area's issues, with who stands behind them and how far each has got."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.decided import Say
from coprod.issues import held, lanes, synonyms
from coprod.issues.counts import counter_of
from coprod.issues.demo_history import history
from coprod.issues.models import (
    Doer,
    Issue,
    IssuePlace,
    IssueStatement,
    LaneChange,
    StatusChange,
    Support,
)
from coprod.issues.words import TAKES_ME_TOO, IssueKind, Job, Lane, SaidAs, Status
from coprod.people.few import stepped
from coprod.people.hats import GROUPS, HatKind

_KIND = {
    "idea": IssueKind.IDEA,
    "question": IssueKind.IDEA,
    "thanks": IssueKind.THANKS,
}
_SAY = {"i24": Say.CONSULTATION, "i30": Say.NEGOTIATION}  # of questions put to people
_LANE = {
    "rights": Lane.RIGHTS,
    "few people, big difference": Lane.FEW,
    "just fix it": Lane.FIX,
}
_SAID_AS = {"with help to type": SaidAs.HELP_TO_TYPE, "what we see": SaidAs.WHAT_WE_SEE}
_JOBS = {
    "leads": Job.LEADS,
    "helps": Job.HELPS,
    "has_to_agree": Job.HAS_TO_AGREE,
    "tells_people_what_happened": Job.TELLS,
}


def load(session: Session, demo: Any) -> None:
    """Load the issues, oldest first, and the usual list of words that mean the same."""
    found: dict[str, Issue] = {}
    demo.found["issues"] = found
    for told in sorted(demo.data["issues"], key=lambda one: -one["days_ago"]):
        found[told["id"]] = _issue(session, demo, told)
    for told in demo.data["issues"]:
        if "joined_to" in told:
            found[told["id"]].joined_to_id = found[told["joined_to"]].id
    synonyms.start_list(session, demo.area.id)
    session.flush()


def _issue(session: Session, demo: Any, told: Mapping[str, Any]) -> Issue:
    named = told.get("name_shown", True)
    place = demo.places[told["place"]]
    shown = named or place.uses_services >= held.ENOUGH_PEOPLE
    lane = _LANE.get(told["lane"], Lane.TALK)
    steps = history(told, _try_began(demo, told))
    accepted = [step.days_ago for step in steps if step.became is Status.ACCEPTED]
    issue = Issue(
        area_id=demo.area.id,
        place_id=place.id if shown else None,
        kind=_KIND.get(told["kind"], IssueKind.PROBLEM),
        lane=lane,
        status=steps[-1].became,
        title=told["title"],
        words=told["body"],
        said_as=_SAID_AS.get(told["said_as"], SaidAs.OWN_WORDS),
        author_id=demo.people[told["who"]].id if named else None,
        author_hat=demo.hat(told["who"]) if named else None,
        helper_id=demo.people[told["helper"]].id if named and told["helper"] else None,
        name_held=not named,
        say=_SAY.get(told["id"]),
        raised_on=demo.day(told["days_ago"]),
        moved_at=demo.at(_moved(told, steps[-1].days_ago)),
        accepted_on=demo.day(accepted[0]) if accepted else None,
        published=lane in TAKES_ME_TOO and "about_person" not in told,
    )
    session.add(issue)
    session.flush()
    _said_which(session, demo, told, issue)
    if shown:
        session.add(IssuePlace(issue_id=issue.id, place_id=place.id))
    if not named:
        held.hold(session, demo.people[told["real_author"]].id, issue.id)
    _statements(session, demo, told, issue)
    _support(session, demo, told, issue)
    _jobs(session, demo, told, issue)
    for step in steps:
        by = demo.people[step.who] if step.who else None
        session.add(
            StatusChange(
                issue_id=issue.id,
                was=step.was,
                became=step.became,
                by_id=by.id if by else None,
                by_hat=demo.hat(step.who) if step.who else None,
                why=step.why,
                on=demo.day(step.days_ago),
            )
        )
    session.flush()
    return issue


_MOVED = {"i08": "Being with family is a right. It needs an answer and no vote."}
"""Which of them the advocate moved, and why: the others are where their author said."""


def _said_which(session: Session, demo: Any, told: Mapping[str, Any], issue: Issue) -> None:
    """How it came to be in its lane, and by when it needs an answer."""
    if issue.lane in TAKES_ME_TOO:
        lanes.listen(issue)
        return
    if not told["answer"]:
        issue.answer_by = lanes.due(issue.lane, issue.raised_on, demo.area.nation)
    step = LaneChange(issue_id=issue.id, was=Lane.TALK, became=issue.lane, on=issue.raised_on)
    if told["id"] in _MOVED:
        step.by_id, step.by_hat = demo.people["hannah"].id, HatKind.ADVOCATE
        step.why = _MOVED[told["id"]]
    issue.lane_steps = 1
    session.add(step)


def _try_began(demo: Any, told: Mapping[str, Any]) -> int | None:
    """How many days ago the try about it began."""
    goes = [one["goes"] for one in demo.data["cycles"] if one["id"] == told["cycle"]]
    return max(go["started_days_ago"] for go in goes[0]) if goes else None


def _moved(told: Mapping[str, Any], last_step: int) -> int:
    answer = told["answer"]
    return min(last_step, answer["days_ago"]) if answer else last_step


def _statements(session: Session, demo: Any, told: Mapping[str, Any], issue: Issue) -> None:
    for key in told["vision"]:
        statement = demo.found["statements"][key]
        session.add(
            IssueStatement(
                issue_id=issue.id,
                statement_id=statement.id,
                version=statement.version,
                looks_like=issue.kind is IssueKind.THANKS,
            )
        )


def _support(session: Session, demo: Any, told: Mapping[str, Any], issue: Issue) -> None:
    for number, slug in enumerate(told["backed_by"]):
        hat = demo.hat(slug)
        if hat not in GROUPS:
            continue
        at = demo.at(told["days_ago"]) + timedelta(days=min(number + 1, told["days_ago"]))
        session.add(Support(issue_id=issue.id, person_id=demo.people[slug].id, hat=hat, at=at))
        name = counter_of(hat).key
        setattr(issue, name, (getattr(issue, name) or 0) + 1)
    for group in ("people", "families", "staff"):
        setattr(issue, f"shown_{group}", stepped(getattr(issue, f"me_too_{group}") or 0))
    issue.shown_on = demo.day(0)


def _jobs(session: Session, demo: Any, told: Mapping[str, Any], issue: Issue) -> None:
    for key, who in (told["who_does_what"] or {}).items():
        for slug in [who] if isinstance(who, str) else who:
            person = demo.people[slug]
            session.add(Doer(issue_id=issue.id, job=_JOBS[key], person_id=person.id))
