"""The made-up area's consents: what each go's people said before it started; and a try that waits.

Danny plans *The 42 on my own*, which is his. His mother has a worry, and it has no answer yet.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.hats import GROUPS, HatKind
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


def load(session: Session, demo: Any) -> None:
    """Everybody who was in a go, or agreed to it later, was asked before it."""
    for told in demo.data["cycles"]:
        project = demo.found["projects"][told["id"]]
        goes = zip(told["goes"], demo.found["cycles"][told["id"]], strict=True)
        for go, cycle in goes:
            _go(session, demo, project, cycle, told, go)
    _the_42(session, demo)


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
    danny, angela, jo = (demo.people[slug] for slug in ("danny", "angela", "jo"))
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
    session.add(project)
    session.flush()
    cycle = Cycle(
        project_id=project.id,
        number=1,
        title="Three rides",
        state=GoState.PLANNED,
        what_we_will_try="Danny takes the 42 to the match. Jo waits at the other end.",
        when="Three Saturdays",
        where="From Mill Lane to the ground",
        for_whom="Danny",
        how_small="Three rides",
    )
    session.add(cycle)
    session.flush()
    statement = demo.found["statements"]["v3"]
    session.add_all(
        [
            ProjectStatement(
                project_id=project.id, statement_id=statement.id, version=statement.version
            ),
            TeamMember(
                project_id=project.id,
                person_id=danny.id,
                hat=HatKind.USES_SERVICES,
                job=TeamJob.LEADS,
            ),
            TeamMember(
                project_id=project.id, person_id=jo.id, hat=HatKind.STAFF, job=TeamJob.HELPS
            ),
            CycleDoer(cycle_id=cycle.id, person_id=danny.id, does="rides the bus"),
            CycleDoer(cycle_id=cycle.id, person_id=jo.id, does="waits at the other end"),
            Question(
                cycle_id=cycle.id,
                question="How many rides go fine?",
                guess="Two rides out of three go fine by the third week.",
            ),
        ]
    )
    mark = plan_mark(project, cycle)
    session.add(Asking(cycle_id=cycle.id, mark=mark, asked_on=demo.day(3)))
    for person, hat, says, words in (
        (danny, HatKind.USES_SERVICES, Says.YES, ""),
        (angela, HatKind.FAMILY, Says.WORRY, "What if he is ill on the bus?"),
    ):
        session.add(Affected(cycle_id=cycle.id, person_id=person.id, hat=hat))
        said = Answer(cycle_id=cycle.id, person_id=person.id, hat=hat, says=says, words=words)
        said.mark, said.on = mark, demo.day(2)
        session.add(said)
    session.flush()
    demo.found["consents"] = {"the_42": project, "the_42_go": cycle}
