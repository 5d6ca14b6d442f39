"""The demo area's letters to bodies outside: one that was answered, and one that was not."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.issues.models import StatusChange
from coprod.issues.words import AnswerSays, Status
from coprod.pass_on import outside
from coprod.pass_on.models import OutsideAnswer, PassedOn
from coprod.pass_on.services import LASTS

_ABOUT = "i16"  # the bus pass, whose rule is the county's
_SPRING = -120  # days ago


def load(session: Session, demo: Any) -> None:
    """Imran asks the county, who answer; Tash asks the bus company, who have not."""
    county = _passed(
        session,
        demo,
        ("imran", 96),
        body="The county council (example)",
        reader="Bus pass team",
        note="Three people cannot take work because of this. Can the pass start earlier?",
    )
    county.answered_on, county.ends_on = demo.day(26), None
    answer = OutsideAnswer(
        passed_on_id=county.id,
        says=AnswerSays.NOT_NOW,
        why="The rule is the same for the whole county. We look at it each spring.",
        promise="Put this in front of the councillors in the spring",
        promise_by=demo.day(_SPRING),
        name="Ruth Hale",
        role="head of the bus pass team",
        given_on=demo.day(26),
    )
    session.add(answer)
    what, by_when, on = answer.promise, demo.day(_SPRING), demo.day(26)
    promised = outside.promise(session, county, what, by_when, on)
    county.promise_id = promised.id
    _step(session, demo, 26, f"{county.body} answered. They said not now.")
    buses = _passed(
        session,
        demo,
        ("tash", 34),
        body="Alder Buses (example)",
        reader="Ticket team",
        note="Could you sell a cheap ticket to work until the rule changes?",
    )
    buses.ends_on = demo.day(34) + LASTS
    demo.found["passed_on"] = {
        "answered": county,
        "silent": buses,
        "outside_promise": promised,
    }
    session.flush()


def _passed(session: Session, demo: Any, by: tuple[str, int], **words: str) -> PassedOn:
    who, days_ago = by
    passed = PassedOn(
        area_id=demo.area.id,
        issue_id=demo.found["issues"][_ABOUT].id,
        by_id=demo.people[who].id,
        by_hat=demo.hat(who),
        tells_me_too=True,
        asked_on=demo.day(days_ago),
        sent_on=demo.day(days_ago),
        **words,
    )
    session.add(passed)
    session.flush()
    _step(session, demo, days_ago, f"Passed on to {passed.body}, {passed.reader}.", who)
    return passed


def _step(session: Session, demo: Any, days_ago: int, why: str, who: str = "") -> None:
    """A line of the issue's history. People talked about it until there was an answer from here."""
    step = StatusChange(issue_id=demo.found["issues"][_ABOUT].id, why=why, on=demo.day(days_ago))
    step.was = step.became = Status.DISCUSSION
    if who:
        step.by_id, step.by_hat = demo.people[who].id, demo.hat(who)
    session.add(step)
