"""What each group said before a start, told so that nobody can guess what one person said.

A group of which fewer than 3 were asked, or fewer than 3 answered, is not told apart. Groups that
are too small are never joined to tell it, for who is in them is easy to know; but that somebody
had a worry is told of all, where it can be anybody of 3 or more in two groups.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from coprod.people.few import TOLD_FROM
from coprod.people.hats import GROUPS, Group, HatKind
from improvement_cycles.consent.models import Affected, Answer, Asking
from improvement_cycles.consent.said import LAST
from improvement_cycles.consent.words import Says

WORRIES = "worries"  # what is kept of those groups together. It marks what was kept safely
Sizes = Mapping[Group, int]


def by_group(hats: Iterable[HatKind | None]) -> Counter[Group]:
    """How many there are of each group."""
    return Counter(GROUPS[hat] for hat in hats if hat in GROUPS)


def safe(said: Mapping[Group, set[Says]], asked: Sizes, answered: Sizes) -> dict[str, list[str]]:
    """What each group said, and nothing for a group that is too small."""
    small = [one for one in said if min(asked.get(one, 0), answered.get(one, 0)) < TOLD_FROM]
    kept = {
        group.value: [] if group in small else sorted(one.value for one in said[group])
        for group in said
    }
    worried = any(Says.WORRY in said[group] for group in small)
    told = any(Says.WORRY in kept[group.value] for group in said)
    anybody = len(small) > 1 and sum(answered.get(group, 0) for group in small) >= TOLD_FROM
    return kept | {WORRIES: ["yes"] if worried and anybody and not told else []}


def judged(
    session: Session, cycle_id: int, kept: dict[str, list[str]], on: date
) -> dict[str, list[str]]:
    """What a go kept before groups were too small to be told: the same, told safely.

    Only what was said before that day counts: nobody is found out by who comes later.
    """
    asking = session.scalars(select(Asking).where(Asking.cycle_id == cycle_id)).one()
    chosen = select(Affected.hat).where(Affected.cycle_id == cycle_id, Affected.by_team)
    asked = by_group(session.scalars(chosen))
    asked[Group.PEOPLE] += asking.off_site
    counts = or_(Answer.mark == asking.mark, Answer.says == Says.WORRY)
    last = select(Answer.hat).where(Answer.cycle_id == cycle_id, LAST, Answer.on < on, counts)
    answered = by_group(session.scalars(last))
    said = {group: {Says(one) for one in kept[group]} for group in Group if group in kept}
    return kept | safe(said, asked, answered)
