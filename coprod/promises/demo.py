"""The demo area's answers and promises, and what people said when asked if it is really better."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.issues.models import Issue, StatusChange
from coprod.issues.words import AnswerSays, BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises import asking, keeping
from coprod.promises.models import Answer, Ask, BetterSheet, Happened, Promise, PromiseStep
from coprod.promises.sheets import LASTS

_SAYS = {"yes": BetterSays.BETTER, "no": BetterSays.SAME}
_TIMES = {1: "is_it_really_better", 2: "and_after_6_months"}
_BY_STATUS = {Status.DECLINED: AnswerSays.NO, Status.DEFERRED: AnswerSays.NOT_NOW}


def load(session: Session, demo: Any) -> None:
    """Load what was answered to the issues that are there already."""
    for told in demo.data["issues"]:
        if told["answer"]:
            issue = demo.found["issues"][told["id"]]
            answer = _answer(session, demo, issue, told["answer"])
            if told["answer"]["promise"]:
                _promise(session, demo, answer, told["answer"])
            if "is_it_really_better" in told["answer"]:
                _asked(session, demo, issue, told)
    _on_paper(session, demo, demo.found["issues"]["i07"])
    session.flush()


def _answer(session: Session, demo: Any, issue: Issue, told: Mapping[str, Any]) -> Answer:
    look_again = told.get("look_again_days_ago")
    answer = Answer(
        issue_id=issue.id,
        by_id=demo.people[told["who"]].id,
        by_hat=demo.hat(told["who"]),
        says=_says(issue, told["says"]),
        why=" ".join(filter(None, (told["says"], told.get("why_not")))),
        look_again_on=None if look_again is None else demo.day(look_again),
        given_on=demo.day(told["days_ago"]),
    )
    session.add(answer)
    session.flush()
    return answer


def _says(issue: Issue, words: str) -> AnswerSays:
    if issue.status in _BY_STATUS:
        return _BY_STATUS[issue.status]
    return AnswerSays.YES if words.startswith("Yes") else AnswerSays.PART


def _promise(session: Session, demo: Any, answer: Answer, told: Mapping[str, Any]) -> None:
    kept = demo.day(told["by_days_ago"]) if told["kept"] else None
    promise = Promise(
        area_id=demo.area.id,
        issue_id=answer.issue_id,
        answer_id=answer.id,
        who_id=answer.by_id,
        what=told["promise"],
        by_when=demo.day(told["by_days_ago"]),
        made_on=answer.given_on,
        kept_on=kept,
        edits=1 if kept else 0,
    )
    session.add(promise)
    session.flush()
    for happened, on in ((Happened.MADE, promise.made_on), (Happened.KEPT, kept)):
        if on is not None:
            step = PromiseStep(promise_id=promise.id, happened=happened, by_id=answer.by_id, on=on)
            step.what, step.by_when = promise.what, promise.by_when
            session.add(step)
    if "changed" in told:
        _changed(session, demo, promise, told["changed"])


def _changed(session: Session, demo: Any, promise: Promise, told: Mapping[str, Any]) -> None:
    """Whoever promised it gives another day, and says why."""
    by = Viewer(id=promise.who_id or 0)
    by_when = demo.day(told["by_days_ago"])
    new = keeping.Changed(what=promise.what, by_when=by_when, why=told["why"], edits=promise.edits)
    keeping.change(session, by, promise, new, on=demo.day(told["days_ago"]))


def _asked(session: Session, demo: Any, issue: Issue, told: Mapping[str, Any]) -> None:
    """Ask everyone affected, as on the day of the claim, and take the raiser's answers."""
    given = {time: told["answer"][name] for time, name in _TIMES.items() if name in told["answer"]}
    claimed = select(StatusChange.on).where(
        StatusChange.issue_id == issue.id, StatusChange.became == Status.CLAIMED
    )
    on = session.scalars(claimed.order_by(StatusChange.id.desc())).first() or issue.raised_on
    claimed_at: datetime = demo.at((demo.day(0) - on).days)
    for ask in asking.asks(session, issue, claimed_at, on):
        better = given.get(ask.time)
        if better and ask.person_id == demo.people[better["who"]].id:
            ask.says, ask.answered_on = _SAYS[better["says"]], demo.day(better["days_ago"])
            ask.words = _words(told, better)
        session.add(ask)
    asking.weigh(session, issue, demo.day(min(better["days_ago"] for better in given.values())))


def _on_paper(session: Session, demo: Any, issue: Issue) -> None:
    """Four sheets that the advocate handed out, of which three were answered."""
    first = select(Ask).where(Ask.issue_id == issue.id, Ask.time == 1).order_by(Ask.due_on)
    claim = session.scalars(first.limit(1)).one()
    sheet = BetterSheet(issue_id=issue.id, claimed_at=claim.claimed_at, hat=HatKind.USES_SERVICES)
    sheet.many, sheet.by_id, sheet.by_hat = 4, demo.people["hannah"].id, demo.hat("hannah")
    sheet.on, sheet.ends_on = claim.due_on, claim.due_on + LASTS
    session.add(sheet)
    session.flush()
    for says in (BetterSays.A_BIT, BetterSays.A_BIT, BetterSays.SAME):
        told = Ask(issue_id=issue.id, sheet_id=sheet.id, hat=sheet.hat, says=says)
        told.due_on = told.answered_on = claim.due_on
        told.claimed_at = claim.claimed_at
        session.add(told)


def _words(told: Mapping[str, Any], better: Mapping[str, Any]) -> str:
    """What the raiser wrote on the same day, if anything."""
    said = [
        comment["text"]
        for comment in told["comments"]
        if (comment["who"], comment["days_ago"]) == (better["who"], better["days_ago"])
    ]
    return str(said[0]) if said else ""
