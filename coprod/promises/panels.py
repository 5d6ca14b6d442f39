"""What this noun puts on other pages: answers and promises, and what got better."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import case, null, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.decided import HowDecided
from coprod.issues.labels import BETTER, GROUP, HAT
from coprod.issues.lane_queries import TO_LOOK_AT
from coprod.issues.models import Issue, IssueStatement
from coprod.issues.page import IssuePage
from coprod.issues.parts import ANSWER
from coprod.issues.policy import may_answer, voice_of
from coprod.issues.queries import WAITING, seen_by
from coprod.issues.words import AnswerSays, BetterSays, Status
from coprod.people import muting, names
from coprod.people.hats import EMPLOYED, GROUPS, HatKind
from coprod.people.models import Person
from coprod.people.muting import MUTED, unless_muted
from coprod.people.viewer import Viewer
from coprod.promises import asked as asked_of
from coprod.promises import heard, history, how
from coprod.promises.answering import OVER
from coprod.promises.asking import RAISER_MAY_SAY
from coprod.promises.due import IS_IT_DONE
from coprod.promises.makers import called
from coprod.promises.models import Ask
from coprod.promises.page_parts import WHO_SAID
from coprod.promises.policy import Made, is_theirs, may_hand_out, may_say_what_became
from coprod.promises.queries import Promised
from coprod.promises.words import ANSWER_TAG, BETTER_TAG, SAYS, speaker

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as the page shows it."""

    says: AnswerSays
    why: str
    money: bool
    look_again_on: date | None
    is_time: bool  # to look again
    given_on: date
    who: str  # with their hat
    card: HowDecided
    settled: bool


@dataclass(frozen=True, slots=True)
class PromiseBox:
    """A promise with its history, and whether the viewer can say what became of it."""

    promise: Promised
    made: Made
    is_mine: bool
    may_say: bool
    steps: list[Any] = field(default_factory=list)

    @property
    def lines(self) -> list[history.Line]:
        """Its history in plain words, if more happened than that it was made."""
        found = history.lines(self.steps, today())
        return found if len(found) > 1 or any(line.words for line in found) else []


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets of paper that ask it: who printed how many, for whom, and when."""

    who: str
    many: int
    group: Any
    on: date


class _Said:
    """A "said" part of a page under the names that `asked_of.said` gives its columns."""

    def __init__(self, row: Any) -> None:
        self.says, self.words, self.who, self.answered_on = row.one, row.two, row.three, row.day
        self.hat, self.raised_it = row.four, bool(row.m)


def answers(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any]:
    """What was answered and promised about an issue, and whether it is better."""
    answers: list[Answered] = []
    boxes: dict[int, PromiseBox] = {}
    words: list[Any] = []
    counts: list[heard.Row] = []
    asked_on: date | None = None
    sees = names.sees_names(viewer, page.area_id)
    sheets = [_sheets(row, sees) for row in page.others if row.part == "sheets"]
    for row in sorted(page.others, key=lambda row: (row.part, row.part_id)):
        match row.part:
            case "answer":
                answers.append(_answered(row, page, sees))
            case "promise":
                boxes[row.part_id] = _box(row, page, viewer, sees)
            case "said":
                words.append(row)
            case "heard":
                hat = row.one and HatKind(row.one)
                was = BetterSays(row.three) if row.three else None
                counts.append((hat, row.m, was, BetterSays(row.two), row.day, row.n))
            case "promise_step" if row.parent in boxes:
                told = (row.one, row.two, row.three, row.other_day, row.day)
                step = history.Step(*told, speaker(*row.four.rsplit("|", 1)) if row.four else "")
                boxes[row.parent].steps.append(step)
            case "better_asked":
                asked_on = row.day
    groups = heard.by_group(counts)
    return {
        "issue": page,
        "answers": answers,
        "promises": [_told(box) for box in boxes.values()],
        "became": how.became,
        "says": SAYS,
        "answer_tags": ANSWER_TAG,
        "may_answer": page.status not in OVER and may_answer(viewer, page, page.standing),
        "your_turn": _your_turn(viewer, page),
        "time_to_look": any(answer.is_time for answer in answers),
        "today": today(),
        "is_mine": page.is_mine,
        "asked_on": asked_on,
        "sheets": sheets,
        "may_hand_out": page.status in IS_IT_DONE and may_hand_out(viewer, page, page.standing),
        **_better(page, sorted(words, key=lambda row: row.parent), groups, sheets),
    }


def _better(
    page: IssuePage, words: Sequence[Any], groups: heard.Heard, sheets: Sequence[Sheets]
) -> dict[str, Any]:
    """Whether it is better: the raiser's answer, what each group said, and their words."""
    told = heard.told(groups.counts)
    raisers = next((BetterSays(row.one) for row in words if row.m), None)
    return {
        "said": asked_of.shown(map(_Said, words), groups),
        "more_said": bool(words) and words[0].n > len(words),
        "told": told,
        "better": BETTER,
        "tags": BETTER_TAG,
        "card": how.better(page, raisers, told, sheets=bool(sheets)),
        "may_say_better": page.is_mine and page.status in RAISER_MAY_SAY,
        "nobody_said": page.status is Status.CLAIMED and not words and not told,
    }


def _answered(row: Any, page: IssuePage, sees: bool) -> Answered:
    name, _, hat = row.three.rpartition("|")
    who = names.shown(sees, name, HatKind(hat), in_their_job=True)
    who = f"{name}, {HAT[hat]}" if who == name else who
    says, why, on, money = AnswerSays(row.one), row.two, row.day, bool(row.n)
    return Answered(
        says,
        why,
        money,
        row.other_day,
        _is_time(row, page),
        on,
        who,
        card=how.answered(page, says, why, who, on, money=money),
        settled=how.settled(page, says, on),
    )


def _is_time(row: Any, page: IssuePage) -> bool:
    """Whether the day to look again has come, and this is still the last word of its place."""
    return page.status in TO_LOOK_AT and row.third_day is not None and row.third_day <= today()


def _box(row: Any, page: IssuePage, viewer: Viewer, sees: bool) -> PromiseBox:
    hat = HatKind(row.three) if row.three else None
    promise = Promised(
        id=row.part_id,
        issue_id=page.id,
        title=page.title,
        what=row.one,
        who_id=row.parent,
        who=called(row.two, sees, hat, is_outside=row.parent is None),
        by_when=row.day,
        first_by=row.day,
        missed=None,
        made_on=row.other_day,
        kept_on=row.third_day,
        edits=row.n,
        last=None,
    )
    made = Made(row.parent, bool(row.m), page.area_id, page.standing.places)
    is_mine, may_say = is_theirs(viewer, made), may_say_what_became(viewer, made)
    return PromiseBox(promise, made, is_mine, may_say)


def _told(box: PromiseBox) -> PromiseBox:
    """The same, late where its history says so."""
    missed = history.missed(box.steps)
    return replace(box, promise=replace(box.promise, missed=missed)) if missed else box


def _sheets(row: Any, sees: bool) -> Sheets:
    hat = HatKind(row.three) if row.three else None
    who = names.shown(sees, row.two, hat, in_their_job=True)
    return Sheets(who, row.n, GROUP[GROUPS[HatKind(row.one)]], row.day)


def _your_turn(viewer: Viewer, page: IssuePage) -> bool:
    """Whether this person works here, and an answer of those who have to is missing or due anew."""
    if voice_of(viewer, page) not in EMPLOYED:
        return False
    answers = [row for row in page.others if row.part == ANSWER]
    theirs = any(row.parent == viewer.id for row in answers)
    missing = not page.answered or (page.status in WAITING and not theirs)
    return missing or any(_is_time(row, page) for row in answers)


def got_better(session: Session, viewer: Viewer, statement_id: int) -> dict[str, Any] | None:
    """What got better about a statement, as the people it was about say, the latest first."""
    words = (
        select(Ask.words)
        .where(Ask.issue_id == Issue.id, Ask.raised_it, Ask.says == BetterSays.BETTER)
        .order_by(Ask.claimed_at.desc(), Ask.answered_on.desc(), Ask.id.desc())
        .limit(1)
        .correlate(Issue)
        .scalar_subquery()
    )
    found = (
        select(
            Issue.id,
            unless_muted(Issue.author_id, Issue.title).label("title"),
            Issue.moved_at,
            WHO_SAID.label("who"),
            case((Issue.author_id.in_(MUTED), null()), else_=words).label("words"),
        )
        .join(IssueStatement, IssueStatement.issue_id == Issue.id)
        .outerjoin(Person, Person.id == Issue.author_id)
        .where(
            IssueStatement.statement_id == statement_id,
            Issue.status == Status.RESOLVED,
            seen_by(viewer),
        )
        .order_by(Issue.moved_at.desc(), Issue.id.desc())
        .limit(SHOWN)
    )
    rows = session.execute(found, muting.asks_for(viewer)).all()
    return {"issues": rows} if rows else None


def asked(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    """*Is it really better?*, for the person's own page."""
    asks = asked_of.asks_for(session, viewer, n=asked_of.SHOWN + 1)
    context = {"asks": asks[: asked_of.SHOWN], "more": len(asks) > asked_of.SHOWN}
    return context | {"better": BETTER, "tags": BETTER_TAG} if asks else None
