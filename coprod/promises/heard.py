"""What people answered to *Is it really better?*, told by group and never so that one is found out.

The word of whoever raised it stands alone and decides. Of everybody else only this is told: each
group by itself, in steps, as it was when the day began. So nobody can read an answer off the page
by looking before and after it was given, or by knowing who was asked. Sheets of paper are told by
themselves, and not by group: whoever had some could add theirs to a group, and take them off again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
_TODAY = bindparam("heard_on", callable_=today, type_=Date)
Heard = Mapping[Group | None, Mapping[BetterSays, int]]
"""How many gave each answer, by group. None stands for the sheets of paper."""


def counted(issue_id: ColumnElement[int]) -> Select[Any]:
    """How many of each hat gave each answer to the latest claim, before today, but its raiser.

    Rows of hat, on_paper (0 or 1), says and n; of everybody the latest, as `asking` weighs it.
    """
    last = select(func.max(Ask.claimed_at)).where(Ask.issue_id == issue_id).scalar_subquery()
    newest = (Ask.answered_on.desc(), Ask.time.desc())
    rank = func.row_number().over(partition_by=_EACH, order_by=newest)
    their = (
        select(Ask.id, Ask.hat, _ON_PAPER, Ask.says, rank.label("rank"))
        .where(
            Ask.issue_id == issue_id,
            Ask.claimed_at == last,
            Ask.raised_it.is_(False),
            and_(Ask.says.is_not(None), Ask.answered_on < _TODAY),
        )
        .subquery()
    )
    each = (their.c.hat, their.c.on_paper, their.c.says)
    return (
        select(func.min(their.c.id).label("id"), *each, func.count().label("n"))
        .where(their.c.rank == 1)
        .group_by(*each)
    )


def by_group(rows: Iterable[tuple[HatKind | None, int, BetterSays, int]]) -> Heard:
    """The counts of `counted`, by whose voice it is."""
    heard: dict[Group | None, dict[BetterSays, int]] = defaultdict(lambda: defaultdict(int))
    for hat, on_paper, says, n in rows:
        if hat in GROUPS:
            heard[None if on_paper else GROUPS[hat]][says] += n
    return heard


def enough(heard: Heard) -> frozenset[Group]:
    """The groups that are large enough for what they answered to be told."""
    return frozenset(group for group in Group if sum(heard.get(group, {}).values()) >= TOLD_FROM)


def told(heard: Heard) -> list[str]:
    """What each group answered, one text each: a few, or so many or more, for each answer."""
    return [_of_group(group, heard[group]) for group in (*Group, None) if heard.get(group)]


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
