"""Opening and closing rounds by the clock, and destroying what says who chose what.

A round that is due to close when too few people who use services have chosen stays open for a week
more. Nothing else can end it with a result, and no result is there before it has ended.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import HERE, day_of, leave_no_copy
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.people.few import HIDDEN_BELOW, TOLD_FROM
from coprod.people.hats import Group
from coprod.rounds import daily, queries, sealed, voices
from coprod.rounds.history import note
from coprod.rounds.models import Ballot, ChoseBefore, PaperEntry, Round, RoundOption, RoundPick
from coprod.rounds.turns import Stars, take_turns
from coprod.rounds.words import RoundState, Step

ONE_MORE = timedelta(days=7)
_UNDER_WAY = frozenset({Status.ACCEPTED, Status.IN_CYCLE, Status.CLAIMED})
PICKED = "Picked in “%s”."


def run_due(session: Session, moment: datetime) -> str:
    """Open and close every round that is due by this moment. Safe to run again.

    Each run leaves no copy in SQLite's log of what was destroyed or taken back since the last.
    """
    leave_no_copy(session)
    opened = [open_(session, one, moment) for one in _due(session, Round.opens_at, moment)]
    ending = _due(session, Round.closes_at, moment)
    _hold_issues(session, ending)
    closed = [close(session, one, moment) for one in ending]
    for one in _due(session, Round.opens_at, moment, RoundState.OPEN):
        daily.look(session, one, moment)
    went_on = len(closed) - sum(closed)
    return f"{sum(opened)} opened, {sum(closed)} closed, {went_on} kept open for more people."


def open_(session: Session, round_: Round, moment: datetime) -> bool:
    """Open a round whose time has come. From now on ballots are sealed under its new secret."""
    lock(session, round_)
    if round_.state is not RoundState.PLANNED or round_.opens_at > moment:
        return False
    round_.state, round_.secret = RoundState.OPEN, sealed.new_secret()
    note(session, round_, Step.OPENED, on=day_of(moment))
    return True


def close(session: Session, round_: Round, moment: datetime) -> bool:
    """Close a round whose time has come, and pick; or keep it open, if too few have chosen."""
    lock(session, round_)
    if round_.state is not RoundState.OPEN or round_.closes_at > moment:
        return False
    ballots = queries.that_count(session, round_)
    did = Counter(one.group for one in ballots)
    if did[Group.PEOPLE] < queries.needed(session, round_):
        _keep_open(session, round_, moment)
        return False
    daily.note_signs(session, round_, ballots)
    _count(session, round_, ballots, did)
    destroy(session, round_)
    round_.state, round_.secret, round_.closed_on = RoundState.CLOSED, None, day_of(moment)
    note(session, round_, Step.CLOSED, on=round_.closed_on)
    session.flush()
    return True


def lock(session: Session, round_: Round, *, shared: bool = False) -> None:
    """Wait for whoever changes this round, and see it as it is then."""
    found = select(Round).where(Round.id == round_.id).with_for_update(read=shared)
    session.scalars(found.execution_options(populate_existing=True)).one()


def destroy(session: Session, round_: Round) -> None:
    """Delete every ballot of a round, what was put in of them, and whose there were."""
    session.flush()
    for kind in (PaperEntry, ChoseBefore, Ballot):
        session.execute(delete(kind).where(kind.round_id == round_.id))


def _due(
    session: Session, at: Any, moment: datetime, state: RoundState | None = None
) -> list[Round]:
    state = state or (RoundState.PLANNED if at is Round.opens_at else RoundState.OPEN)
    found = select(Round).where(Round.state == state, at <= moment)
    return list(session.scalars(found.order_by(Round.id)))  # two who close hold them in one order


def _keep_open(session: Session, round_: Round, moment: datetime) -> None:
    """A week more, at the same time by the clock, as often as it takes."""
    closes = round_.closes_at.astimezone(HERE)
    while closes <= moment:
        closes += ONE_MORE  # by the wall clock: it goes on closing at 8 in the evening
    round_.closes_at = closes
    note(session, round_, Step.NOT_READY, until=closes.date(), on=day_of(moment))


def _count(session: Session, round_: Round, ballots: list[Ballot], did: Counter[Group]) -> None:
    """Count the stars of each group, let the groups pick by turns, and say so on each issue.

    What is kept of a group of fewer than 8 is nothing but what it picked: the numbers of so few
    would be as good as their ballots.
    """
    for group, known in voices.accounts(session, round_).items():
        could = max(round_.could(group), known)  # also who came in meanwhile
        setattr(round_, f"could_{group.value}", could)
    round_.hides_whose = any(_is_told_by_its_pick(round_.could(one), did[one]) for one in Group)
    told = [group for group in Group if did[group] >= HIDDEN_BELOW]
    _hold_issues(session, [round_])
    options = queries.options(session, round_.id)
    stars: dict[Group, Counter[int]] = {group: Counter() for group in Group}
    for ballot in ballots:
        stars[ballot.group].update(ballot.stars)
    for row in session.scalars(select(RoundOption).where(RoundOption.round_id == round_.id)):
        for group in told:
            setattr(row, f"stars_{group.value}", stars[group][row.id])
    for group in told:
        setattr(round_, f"did_{group.value}", did[group])
    _pick(session, round_, options, stars)


def _is_told_by_its_pick(could: int, did: int) -> bool:
    """Whether what 1 or 2 people chose would show: to all, or to the others of a small group."""
    return 0 < could < TOLD_FROM or (could < HIDDEN_BELOW and 0 < did < TOLD_FROM)


def _hold_issues(session: Session, rounds: Sequence[Round]) -> None:
    """Nothing here is moved, joined or taken back between the picking and the commit.

    Those of all rounds that end are held in the order of their ids, as whoever joins two does.
    """
    ids = [one.id for one in rounds]
    offered = select(RoundOption.issue_id).where(RoundOption.round_id.in_(ids))
    held = select(Issue).where(Issue.id.in_(offered)).order_by(Issue.id).with_for_update()
    session.scalars(held.execution_options(populate_existing=True)).all()


def _pick(session: Session, round_: Round, options: list[queries.Option], stars: Stars) -> None:
    can_be = {one.id: one.issue_id for one in options if one.is_there}
    picked, closed_on = [], day_of(round_.closes_at)
    for pick in take_turns(stars, list(can_be), round_.picks):
        picked.append(can_be[pick.option])
        session.add(
            RoundPick(
                round_id=round_.id,
                issue_id=picked[-1],
                turn=pick.turn,
                turn_of=pick.turn_of,
                by=pick.by,
                tied=pick.tied and round_.did(pick.by) >= HIDDEN_BELOW,
                on=closed_on,
            )
        )
    for issue_id in sorted(picked):  # each has its own moment: it must not tell the turns
        issue = session.get_one(Issue, issue_id)
        if issue.status not in _UNDER_WAY:
            issues.move(session, None, issue, Status.ACCEPTED, PICKED % round_.title, on=closed_on)
