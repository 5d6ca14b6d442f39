"""The made-up area's consents: what each go's people said before it started; and two that wait.

Danny plans *The 42 on my own*, which is his. His mother has a worry, and it has no answer yet.
*A quiet night* is for the house: Danny and others are asked and have not answered.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.hats import GROUPS
from improvement_cycles.consent import card
from improvement_cycles.consent.models import Affected, Answer, Asking, Reply
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
_EASY = {Says.OK: ("marek", "angela", "graham", "imran", "nasreen", "leon", "tommy")}


@dataclass(frozen=True)
class _Plan:
    """A go that people are asked about, and what they said; None where they have not."""

    project: ImprovementProject
    cycle: Cycle
    statement: str
    guess: tuple[str, str]
    does: dict[str, str]
    said: dict[str, tuple[Says, str] | None]


def load(session: Session, demo: Any) -> None:
    """Everybody who was in a go, or agreed to it later, was asked before it."""
    for told in demo.data["cycles"]:
        project = demo.found["projects"][told["id"]]
        goes = zip(told["goes"], demo.found["cycles"][told["id"]], strict=True)
        for go, cycle in goes:
            _go(session, demo, project, cycle, told, go)
    demo.found["consents"] = {}
    _the_42(session, demo)
    _a_quiet_night(session, demo)


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


def _the_42(session: Session, demo: Any) -> None:
    danny = demo.people["danny"]
    project = ImprovementProject(
        area_id=demo.area.id,
        place_id=demo.places["mill-lane"].id,
        title="The 42 on my own",
        question="Can I ride the 42 to the match on my own?",
        what_will_be_different="Danny gets to the match without Jo.",
        who_would_notice="Danny. He sees the whole match.",
        kind=TryKind.ONE_PERSONS,
        owner_id=danny.id,
        made_on=demo.day(4),
        made_by_id=danny.id,
    )
    cycle = Cycle(
        number=1,
        title="Three rides",
        state=GoState.PLANNED,
        what_we_will_try="Danny takes the 42 to the match. Jo waits at the other end.",
        when="Three Saturdays",
        where="From Mill Lane to the ground",
        for_whom="Danny",
        how_small="Three rides",
    )
    plan = _Plan(
        project,
        cycle,
        statement="v3",
        guess=("How many rides go fine?", "Two rides out of three go fine by the third week."),
        does={"danny": "rides the bus", "jo": "waits at the other end"},
        said={"danny": (Says.YES, ""), "angela": (Says.WORRY, "What if he is ill on the bus?")},
    )
    _ask(session, demo, "the_42", plan)


def _a_quiet_night(session: Session, demo: Any) -> None:
    project = ImprovementProject(
        area_id=demo.area.id,
        place_id=demo.places["mill-lane"].id,
        title="A quiet night",
        question="Do we sleep better if nobody opens our door at night?",
        what_will_be_different="People sleep until the morning.",
        who_would_notice="Shelley. She asks at breakfast who woke up.",
        made_on=demo.day(5),
        made_by_id=demo.people["shelley"].id,
    )
    cycle = Cycle(
        number=1,
        title="Two nights",
        state=GoState.PLANNED,
        what_we_will_try="Marek opens no door from 12 to 6. You ring if you need him.",
        when="Monday and Tuesday night",
        where="Mill Lane",
        for_whom="Danny, Tommy and Shelley",
        for_whom_not_yet="Anybody who may need help in bed",
        how_small="Two nights",
    )
    plan = _Plan(
        project,
        cycle,
        statement="v1",
        guess=("How many people sleep all night?", "Two out of three."),
        does={"shelley": "asks at breakfast", "marek": "sits by the bell"},
        said={
            "shelley": (Says.YES, ""),
            "bev": (Says.WORRY, "Tommy may not ring. Who will know if he is ill?"),
            **dict.fromkeys(("danny", "tommy", "marek")),
        },
    )
    _ask(session, demo, "a_quiet_night", plan)


def _ask(session: Session, demo: Any, name: str, plan: _Plan) -> None:
    """Ask about a go that has not started. The first to do something in it leads."""
    project, cycle, statement = plan.project, plan.cycle, demo.found["statements"][plan.statement]
    session.add(project)
    session.flush()
    cycle.project_id = project.id
    session.add(cycle)
    session.flush()
    link = ProjectStatement(
        project_id=project.id, statement_id=statement.id, version=statement.version
    )
    question, guess = plan.guess
    session.add_all([link, Question(cycle_id=cycle.id, question=question, guess=guess)])
    for job, (slug, does) in zip((TeamJob.LEADS, TeamJob.HELPS), plan.does.items(), strict=True):
        person_id, hat = demo.people[slug].id, demo.hat(slug)
        session.add(TeamMember(project_id=project.id, person_id=person_id, hat=hat, job=job))
        session.add(CycleDoer(cycle_id=cycle.id, person_id=person_id, does=does))
    mark = plan_mark(project, cycle)
    session.add(Asking(cycle_id=cycle.id, mark=mark, asked_on=demo.day(3)))
    for slug, said in plan.said.items():
        person_id, hat = demo.people[slug].id, demo.hat(slug)
        session.add(Affected(cycle_id=cycle.id, person_id=person_id, hat=hat))
        if said:
            says, words = said
            one = Answer(cycle_id=cycle.id, person_id=person_id, hat=hat, says=says, words=words)
            one.mark, one.on = mark, demo.day(2)
            session.add(one)
    session.flush()
    demo.found["consents"] |= {name: project, f"{name}_go": cycle}
