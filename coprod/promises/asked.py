"""*Is it really better?*: the questions that wait for somebody, and what people answered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.issues import held
from coprod.issues.models import Issue
from coprod.issues.words import BetterSays
from coprod.people import names
from coprod.people.hats import GROUPS, Group
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises import heard, unnamed
from coprod.promises.asking import RAISER_MAY_SAY, mark_for
from coprod.promises.models import Ask
from coprod.promises.one_persons import comes_first

SHOWN = 10  # on a page with other things
PER_PAGE = 25
_day = func.coalesce(Ask.answered_on, Ask.due_on)
_still_open = or_(Ask.says.is_not(None), Issue.status.in_(RAISER_MAY_SAY))


@dataclass(frozen=True, slots=True)
class Asked:
    """*Is it really better?*, waiting for this person or answered by them."""

    ask: Ask
    title: str
    mark: str

    @property
    def answered(self) -> bool:
        return self.ask.says is not None


def asks_for(
    session: Session,
    viewer: Viewer,
    *,
    on: date | None = None,
    after: int | None = None,
    n: int = PER_PAGE,
) -> list[Asked]:
    """The questions that this person can answer now, one for each issue, of its latest claim.

    The one who raised it is asked from the day of the claim, the others when it is time. Those
    that wait come first, the newest at the top. `after` is the ask that the page before ended with.
    """
    mine = partial(unnamed.asked, viewer.id, held.issues_of(session, viewer.id))
    theirs = and_(mine(Ask), comes_first(mine))
    later = select(func.max(Ask.claimed_at)).where(Ask.issue_id == Issue.id)
    latest = and_(  # as asks.current says
        Ask.claimed_at == later.correlate(Issue).scalar_subquery(),
        or_(
            Ask.due_on <= (on or today()),
            and_(Ask.raised_it, Ask.time == 1),
            Ask.answered_on.is_not(None),
        ),
    )
    rank = func.row_number().over(
        partition_by=Ask.issue_id, order_by=(_day.desc(), Ask.time.desc())
    )
    ranked = (
        select(Ask.id, rank.label("rank"))
        .join(Issue, Issue.id == Ask.issue_id)
        .where(theirs, latest, Issue.taken_back_on.is_(None), _still_open)
        .subquery()
    )
    found = (
        select(Ask, Issue)
        .join(ranked, and_(ranked.c.id == Ask.id, ranked.c.rank == 1))
        .join(Issue, Issue.id == Ask.issue_id)
        .order_by(Ask.says.is_not(None), _day.desc(), Ask.id.desc())
        .limit(n)
    )
    before = session.scalar(select(Ask).where(Ask.id == after, theirs)) if after else None
    if before is not None:
        found = found.where(_follows(before))
    return [
        Asked(ask, issue.title, mark_for(session, viewer, ask, issue))
        for ask, issue in session.execute(found)
    ]


def _follows(before: Ask) -> Any:
    day = before.answered_on or before.due_on
    older = or_(_day < day, and_(_day == day, Ask.id < before.id))
    if before.says is None:
        return or_(Ask.says.is_not(None), older)
    return and_(Ask.says.is_not(None), older)


_WROTE = and_(Ask.words != "", Ask.answered_on < heard.TODAY)
READABLE = and_(Ask.says.is_not(None), or_(Ask.raised_it, _WROTE))
"""What is shown one by one: the raiser's answers, and words that somebody wrote for everyone.

Those are read from the next day on, and `shown` holds some of them back for longer.
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote when they were asked. Only the raiser's own answer stands beside it."""

    says: BetterSays | None
    words: str
    who: str
    on: date


def shown(rows: Iterable[Any], told: heard.Heard) -> list[Words]:
    """What may be read of the rows of `said`, under who wrote it as far as that may be told."""
    enough = heard.enough(told.counts)
    may = (row for row in rows if row.raised_it or told.shows(row.hat, row.answered_on))
    return [_words(row, enough) for row in may]


def _words(row: Any, enough: Collection[Group]) -> Words:
    """Of who is not the raiser their group is told, where it is large enough."""
    if row.raised_it:
        return Words(BetterSays(row.says), row.words, row.who or "", row.answered_on)
    told_apart = row.hat in GROUPS and GROUPS[row.hat] in enough
    return Words(None, row.words, names.label(row.hat if told_apart else None), row.answered_on)


def said(session: Session, issue_id: int, after: int | None = None) -> list[Any]:
    """What people wrote about the latest claim, the newest first: a page and one more.

    Rows of id, says, words, answered_on, who, hat and raised_it; who is empty for all but a raiser
    with a name.
    """
    latest = select(func.max(Ask.claimed_at)).where(Ask.issue_id == issue_id).scalar_subquery()
    raiser = and_(Person.id == Ask.person_id, Ask.raised_it, Issue.name_held.is_(False))
    found = (
        select(
            Ask.id,
            Ask.says,
            Ask.words,
            Ask.answered_on,
            Person.name.label("who"),
            Ask.hat,
            Ask.raised_it,
        )
        .join(Issue, Issue.id == Ask.issue_id)
        .outerjoin(Person, raiser)
        .where(Ask.issue_id == issue_id, Ask.claimed_at == latest, READABLE)
        .order_by(Ask.answered_on.desc(), Ask.id.desc())
        .limit(PER_PAGE + 1)
    )
    if after is not None:
        day = select(Ask.answered_on).where(Ask.id == after, Ask.issue_id == issue_id)
        last = day.correlate(None).scalar_subquery()
        older = or_(Ask.answered_on < last, and_(Ask.answered_on == last, Ask.id < after))
        found = found.where(older)
    return list(session.execute(found))


def heard_of(session: Session, issue_id: int) -> heard.Heard:
    """What may be told of what each group answered to the latest claim, but its raiser."""
    rows = session.execute(heard.counted(literal(issue_id, Ask.issue_id.type)))
    return heard.by_group(row[1:] for row in rows)
