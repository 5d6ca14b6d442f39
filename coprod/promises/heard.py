"""What people answered to *Is it really better?*, told by group and never so that one is found out.

The word of whoever raised it stands alone and decides. Of everybody else only this is told: each
group by itself, in steps, as it was when the day began, and moved by no fewer than 3 answers at
once. So nobody can read an answer off the page by looking before and after it was given, or by
knowing who was asked; and words wait for the answers that they came with. Sheets of paper are told
by themselves, and not by group: whoever had some could add theirs to a group, and take them off.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, func, select

from coprod.db import today
from coprod.issues.labels import GROUP
from coprod.issues.words import BetterSays
from coprod.people.few import TOLD_FROM, many
from coprod.people.hats import GROUPS, Group, HatKind
from coprod.promises.models import Ask
from coprod.promises.one_persons import WHO

_SAY: dict[BetterSays, Any] = {
    BetterSays.BETTER: lazy_gettext("%(many)s say it is better."),
    BetterSays.A_BIT: lazy_gettext("%(many)s say it is a bit better."),
    BetterSays.SAME: lazy_gettext("%(many)s say it is the same."),
    BetterSays.WORSE: lazy_gettext("%(many)s say it is worse."),
}
_ON_PAPER = case((Ask.sheet_id.is_not(None), 1), else_=0).label("on_paper")
_EACH = (  # a person, named or not; or a sheet of paper
    WHO,
    case((WHO.is_(None), Ask.joined_id)),
    case((Ask.sheet_id.is_not(None), Ask.id)),
)
TOO_FEW = "We do not show what they chose. Somebody could guess who it was."
TODAY = bindparam("heard_on", callable_=today, type_=Date)
Counts = Mapping[Group | None, Mapping[BetterSays, int]]
"""How many gave each answer, by group. None stands for the sheets of paper."""
Row = tuple[HatKind | None, int, BetterSays | None, BetterSays, date, int]
"""A row of `counted`: hat, on_paper, was, says, day, n."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What may be told: the counts, and the last day that is in those of each group.

    Of a group without such a day only that a few answered may be told.
    """

    counts: Counts
    until: Mapping[Group | None, date]

    def shows(self, hat: HatKind | None, on: date) -> bool:
        """Whether words of a day may be read: not before the answers of their group moved."""
        group = GROUPS.get(hat) if hat else None
        return group is None or group not in self.until or on <= self.until[group]


def counted(issue_id: ColumnElement[int]) -> Select[Any]:
    """How many of each hat gave each answer to the latest claim on a day before today.

    Rows of id, hat, on_paper (0 or 1), was, says, day and n, without its raiser. `was` is what they
    said before: of everybody the latest counts, as `asking` weighs it.
    """
    last = select(func.max(Ask.claimed_at)).where(Ask.issue_id == issue_id).scalar_subquery()
    was = func.lag(Ask.says).over(partition_by=_EACH, order_by=(Ask.answered_on, Ask.time))
    their = (
        select(
            *(Ask.id, Ask.hat, _ON_PAPER, Ask.says),
            *(was.label("was"), Ask.answered_on.label("day")),
        )
        .where(
            Ask.issue_id == issue_id,
            Ask.claimed_at == last,
            Ask.raised_it.is_(False),
            and_(Ask.says.is_not(None), Ask.answered_on < TODAY),
        )
        .subquery()
    )
    each = (their.c.hat, their.c.on_paper, their.c.was, their.c.says, their.c.day)
    n = func.count().label("n")
    return select(func.min(their.c.id).label("id"), *each, n).group_by(*each)


def by_group(rows: Iterable[Row]) -> Heard:
    """What may be told of the rows of `counted`, by whose voice it is."""
    groups: dict[Group | None, list[Row]] = defaultdict(list)
    for row in rows:
        hat, on_paper, *_rest = row
        if hat in GROUPS:
            groups[None if on_paper else GROUPS[hat]].append(row)
    counts: dict[Group | None, Counter[BetterSays]] = {}
    until: dict[Group | None, date] = {}
    for group, theirs in groups.items():
        counts[group], day = _move(theirs)
        if day:
            until[group] = day
    return Heard(counts, until)


def _move(rows: Iterable[Row]) -> tuple[Counter[BetterSays], date | None]:
    """The counts of a group after the last day on which 3 answers or more had come together."""
    counts: Counter[BetterSays] = Counter()
    waiting: list[Row] = []
    until = None
    for day, of_day in groupby(sorted(rows, key=_day), key=_day):
        waiting.extend(of_day)
        if sum(n for *_row, n in waiting) >= TOLD_FROM:
            counts, until, waiting = _with(counts, waiting), day, []
    return (counts if until else _with(counts, waiting)), until


def _day(row: Row) -> date:
    return row[4]


def _with(counts: Counter[BetterSays], rows: Iterable[Row]) -> Counter[BetterSays]:
    after = counts.copy()
    for _hat, _on_paper, was, says, _on, n in rows:
        after[says] += n
        if was:
            after[was] -= n
    return +after


def enough(counts: Counts) -> frozenset[Group]:
    """The groups that are large enough for what they answered to be told."""
    return frozenset(group for group in Group if sum(counts.get(group, {}).values()) >= TOLD_FROM)


def told(counts: Counts) -> list[str]:
    """What each group answered, one text each: a few, or so many or more, for each answer."""
    return [_of_group(group, counts[group]) for group in (*Group, None) if counts.get(group)]


def _of_group(group: Group | None, said: Mapping[BetterSays, int]) -> str:
    who = str(GROUP[group] if group else _("answers on paper"))
    if sum(said.values()) < TOLD_FROM:
        few = _("A few %(who)s answered.", who=who) if group else _("A few answered on paper.")
        return f"{few} {_(TOO_FEW)}"
    first, *others = [(says, said[says]) for says in BetterSays if said.get(says)]
    them = str(_("of them"))
    sentences = [_sentence(*first, who), *(_sentence(*one, them) for one in others)]
    return " ".join(sentences)


def _sentence(says: BetterSays, n: int, who: str) -> str:
    return str(_SAY[says]) % {"many": f"{many(n, _('A few'))} {who}"}
