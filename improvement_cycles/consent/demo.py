"""The made-up area's consents: what each go's people said before it started."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.hats import GROUPS
from improvement_cycles.consent import card
from improvement_cycles.consent.models import Affected, Answer, Asking, Reply
from improvement_cycles.consent.standing import plan_mark
from improvement_cycles.consent.words import Says
from improvement_cycles.found import Go
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject

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
