"""The made-up area's consents: what each go's people said before it started; and four that wait.

Danny plans *The 42 on my own*, which is his. His mother has a worry, and it has no answer yet.
*A quiet night* is for the house: Danny and others are asked and have not answered. Priya says STOP
to *Music at dinner*, and Yusuf has a worry for the advocate alone. *Swap jobs on Friday* has waited
for more than 21 days: a STOP is met, and a worry has no answer.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.hats import GROUPS
from improvement_cycles.consent import card
from improvement_cycles.consent.models import Affected, Answer, Asking, Met, Reply
from improvement_cycles.consent.standing import plan_mark
from improvement_cycles.consent.words import Says
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle, CycleDoer, Question
from improvement_cycles.models import ImprovementProject, ProjectStatement, TeamMember
from improvement_cycles.words import GoState, TeamJob, TryKind

_ASKED_BEFORE = timedelta(days=5)  # days before the start
_SAID_BEFORE = timedelta(days=2)
_WORRIES = {  # try: who had a worry about its first go, what it was, who answered, and how
    "c1": ("colette", "Who helps if the on-call rings?", "marek", "I come in at 11. I help."),
    "c4": ("tash", "The darts team will not like it.", "graham", "We move darts to 2 o'clock."),
    "c7": ("jo", "It may make staff late home.", "kath", "We count it. We stop if it does."),
    "c8": ("angela", "One lift is not enough.", "maureen", "We ask other families for lifts."),
}
_JOBS = (TeamJob.LEADS, TeamJob.HELPS)
_EASY = {Says.OK: ("marek", "angela", "graham", "imran", "nasreen", "leon", "tommy")}


def load(session: Session, demo: Any) -> None:
    """Everybody who was in a go, or agreed to it later, was asked before it."""
    for told in demo.data["cycles"]:
        project = demo.found["projects"][told["id"]]
        goes = zip(told["goes"], demo.found["cycles"][told["id"]], strict=True)
        for go, cycle in goes:
            _go(session, demo, project, cycle, told, go)
    demo.found["consents"] = {}
    for told in demo.data["plans"]:
        _plan(session, demo, told)


def _go(
    session: Session, demo: Any, project: ImprovementProject, cycle: Cycle, told: Any, go: Any
) -> None:
    mark, start = plan_mark(project, cycle), cycle.started_on or demo.day(0)
    session.add(Asking(cycle_id=cycle.id, mark=mark, asked_on=start - _ASKED_BEFORE))
    worried, worry, by, reply = _WORRIES.get(told["id"], ("", "", "", ""))
    slugs = [one["who"] for one in told["team"]]
    slugs += [slug for slug in go["plan"]["who_does_what"] if slug not in slugs]
    for slug in slugs:
        if demo.hat(slug) not in GROUPS:
            continue
        person_id, hat = demo.people[slug].id, demo.hat(slug)
        session.add(Affected(cycle_id=cycle.id, person_id=person_id, hat=hat))
        says = Says.WORRY if slug == worried and cycle.number == 1 else Says.YES
        if says is Says.YES and slug in _EASY[Says.OK]:
            says = Says.OK
        said = Answer(
            cycle_id=cycle.id,
            person_id=person_id,
            hat=hat,
            says=says,
            words=worry if says is Says.WORRY else "",
            mark=mark,
            on=start - _SAID_BEFORE,
        )
        session.add(said)
        session.flush()
        if says is Says.WORRY:
            by_id = demo.people[by].id
            session.add(Reply(answer_id=said.id, by_id=by_id, words=reply, on=start - _SAID_BEFORE))
    session.flush()
    card.keep(session, Go(project, {}, cycle))


def _plan(session: Session, demo: Any, told: Mapping[str, Any]) -> None:
    """A go that people are asked about. The first to do something in it leads."""
    project, cycle = _planned(session, demo, told)
    for job, (slug, does) in zip(_JOBS, told["who_does_what"].items(), strict=True):
        person_id, hat = demo.people[slug].id, demo.hat(slug)
        session.add(TeamMember(project_id=project.id, person_id=person_id, hat=hat, job=job))
        session.add(CycleDoer(cycle_id=cycle.id, person_id=person_id, does=does))
    mark = plan_mark(project, cycle)
    asked_on = demo.day(told["asked_days_ago"])
    session.add(Asking(cycle_id=cycle.id, mark=mark, asked_on=asked_on))
    for said in told["asked"]:
        person_id, hat = demo.people[said["who"]].id, demo.hat(said["who"])
        session.add(Affected(cycle_id=cycle.id, person_id=person_id, hat=hat))
        if "says" in said:
            one = Answer(cycle_id=cycle.id, person_id=person_id, hat=hat, mark=mark)
            one.says, one.words = Says(said["says"]), said.get("words", "")
            one.alone, one.on = said.get("alone", False), demo.day(said["days_ago"])
            session.add(one)
            session.flush()
            if met := said.get("met"):
                by_id, on = demo.people[met["by"]].id, demo.day(met["days_ago"])
                session.add(Met(answer_id=one.id, by_id=by_id, words=met["words"], on=on))
    session.flush()
    demo.found["consents"] |= {told["id"]: project, f"{told['id']}_go": cycle}


def _planned(
    session: Session, demo: Any, told: Mapping[str, Any]
) -> tuple[ImprovementProject, Cycle]:
    owner, made_by = told["owner"], next(iter(told["who_does_what"]))
    project = ImprovementProject(
        area_id=demo.area.id,
        place_id=demo.places[told["place"]].id,
        title=told["title"],
        question=told["question"],
        what_will_be_different=told["what_will_be_different"],
        who_would_notice=told["who_would_notice"],
        made_on=demo.day(told["made_days_ago"]),
        made_by_id=demo.people[made_by].id,
    )
    if owner:
        project.kind, project.owner_id = TryKind.ONE_PERSONS, demo.people[owner].id
    session.add(project)
    session.flush()
    cycle = Cycle(project_id=project.id, number=1, state=GoState.PLANNED, **told["go"])
    session.add(cycle)
    session.flush()
    statement = demo.found["statements"][told["vision"]]
    link = ProjectStatement(
        project_id=project.id, statement_id=statement.id, version=statement.version
    )
    asks = Question(cycle_id=cycle.id, question=told["count"], guess=told["our_guess"])
    session.add_all([link, asks])
    return project, cycle
