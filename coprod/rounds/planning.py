"""Planning a round, moving its last day, calling it off. Rule first, then the change; no commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.db import HERE, day_of, now, today
from coprod.errors import Conflict, Invalid
from coprod.people.hats import Group
from coprod.people.queries import place
from coprod.people.viewer import Viewer
from coprod.rounds import choosing, closing, policy, queries, voices
from coprod.rounds.history import note
from coprod.rounds.models import Round, RoundOption, RoundSign
from coprod.rounds.words import FEWEST_OPTIONS, MOST_OPTIONS, MOST_PICKS, NOT_OVER, RoundState, Step

OPENS, CLOSES = time(9), time(20)
MOST_DAYS, MOST_PEOPLE = 366, 100_000
STALE = "Somebody changed this round while you wrote."
FAR = "Choose a day in the next 12 months."
ITS_OPEN = "This round is open. Only its last day can change now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a round is to be. `could` is how many people of each group could choose."""

    title: str
    place_id: int | None
    opens_on: date | None
    closes_on: date | None
    picks: int
    could: Mapping[Group, int]
    options: tuple[int, ...]  # issues


def begin(session: Session, viewer: Viewer, area_id: int, plan: Plan) -> Round:
    """Plan a round. It opens by itself on its first day. Raises Invalid with what is wrong."""
    scope = queries.Where(area_id, plan.place_id)
    policy.may_run.require(viewer, scope)
    if plan.place_id:
        place(session, area_id, plan.place_id)
    values = _checked(session, viewer, scope, plan)
    round_ = Round(area_id=area_id, place_id=plan.place_id, **values)
    session.add(round_)
    session.flush()
    _offer(session, round_, plan.options)
    note(session, round_, Step.PLANNED, viewer=viewer)
    closing.open_(session, round_, now())  # its first day may be today
    return round_


def change(session: Session, viewer: Viewer, round_: Round, plan: Plan, edits: int) -> None:
    """Change a round that has not opened. Raises Invalid, or Conflict if somebody else did."""
    policy.may_run.require(viewer, round_)
    policy.may_run.require(viewer, queries.Where(round_.area_id, plan.place_id))
    if round_.state is not RoundState.PLANNED:
        raise Conflict(ITS_OPEN)
    values = _checked(session, viewer, queries.Where(round_.area_id, plan.place_id), plan)
    turn = (
        update(Round)
        .where(Round.id == round_.id, Round.edits == edits, Round.state == RoundState.PLANNED)
        .values(edits=edits + 1, place_id=plan.place_id, **values)
        .returning(Round.id)
    )
    if session.scalar(turn, execution_options={"synchronize_session": False}) is None:
        raise Conflict(STALE)
    session.execute(delete(RoundOption).where(RoundOption.round_id == round_.id))
    _offer(session, round_, plan.options)
    session.refresh(round_)


def set_pictures(
    session: Session, viewer: Viewer, round_: Round, pictures: Mapping[int, str]
) -> None:
    """Give options pictures of their own, for people who choose by them. "" is the issue's."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    choosing.require_state(round_, *NOT_OVER)
    for row in session.scalars(select(RoundOption).where(RoundOption.round_id == round_.id)):
        row.symbol = pictures.get(row.id, row.symbol)


def move_closing(
    session: Session, viewer: Viewer, round_: Round, closes_on: date | None, why: str
) -> None:
    """Give an open round another last day, and say why. Everybody can read it."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    choosing.require_state(round_, RoundState.OPEN)
    errors = {} if why else {"why": "Say why. People want to know."}
    errors |= _later_day_wrong(closes_on, day_of(round_.closes_at))
    if errors or closes_on is None:
        raise Invalid(errors)
    round_.closes_at = datetime.combine(closes_on, CLOSES, HERE)
    note(session, round_, Step.MOVED, viewer=viewer, why=why, until=closes_on)


def call_off(session: Session, viewer: Viewer, round_: Round, why: str) -> None:
    """End a round without a result, and say why. What people chose is destroyed."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    choosing.require_state(round_, *NOT_OVER)
    if not why:
        raise Invalid({"why": "Say why. People want to know."})
    closing.destroy(session, round_)
    session.execute(delete(RoundSign).where(RoundSign.round_id == round_.id))
    round_.state, round_.secret, round_.closed_on = RoundState.CALLED_OFF, None, today()
    note(session, round_, Step.CALLED_OFF, viewer=viewer, why=why)


def _offer(session: Session, round_: Round, options: tuple[int, ...]) -> None:
    session.add_all(RoundOption(round_id=round_.id, issue_id=one) for one in options)
    session.flush()


def _checked(
    session: Session, viewer: Viewer, scope: policy.Scope, plan: Plan
) -> dict[str, object]:
    errors = {} if plan.title else {"title": "Give it a name."}
    errors |= _days_wrong(plan.opens_on, plan.closes_on)
    if not 1 <= plan.picks <= MOST_PICKS:
        errors["picks"] = f"Choose from 1 to {MOST_PICKS}."
    errors |= _too_few(session, scope, plan) | _options_wrong(session, viewer, scope, plan)
    if errors or plan.opens_on is None or plan.closes_on is None:
        raise Invalid(errors)
    return {
        "title": plan.title,
        "opens_at": datetime.combine(plan.opens_on, OPENS, HERE),
        "closes_at": datetime.combine(plan.closes_on, CLOSES, HERE),
        "picks": plan.picks,
        **{f"could_{group.value}": plan.could[group] for group in Group},
    }


def _options_wrong(
    session: Session, viewer: Viewer, scope: policy.Scope, plan: Plan
) -> dict[str, str]:
    offered = {row.id for row in queries.choices(session, viewer, scope)}
    if len(offered) < FEWEST_OPTIONS:
        says = "There is too little to choose from yet. People say something first."
    elif len(plan.options) < FEWEST_OPTIONS:
        says = f"Choose at least {FEWEST_OPTIONS} things. A round needs something to choose from."
    elif len(plan.options) > MOST_OPTIONS:
        says = f"That is too much to choose from. Choose {MOST_OPTIONS} things at most."
    elif not set(plan.options) <= offered:
        says = "Something here cannot be chosen any more. Please look again."
    else:
        return {}
    return {"options": says}


def _too_few(session: Session, scope: policy.Scope, plan: Plan) -> dict[str, str]:
    """How many could choose is at least how many have an account: else few would be enough."""
    errors: dict[str, str] = {}
    known = voices.accounts(session, scope)
    for group in Group:
        least = max(known[group], 1 if group is Group.PEOPLE else 0)
        if not least <= plan.could.get(group, -1) <= MOST_PEOPLE:
            errors[f"could_{group.value}"] = f"Write a number from {least:,} to {MOST_PEOPLE:,}."
    return errors


def _days_wrong(opens_on: date | None, closes_on: date | None) -> dict[str, str]:
    errors = {}
    if opens_on is None:
        errors["opens_on"] = "Choose the first day."
    elif opens_on < today():
        errors["opens_on"] = "The first day has gone by. Choose today or a later day."
    elif _is_far(opens_on):
        errors["opens_on"] = FAR
    if closes_on is None:
        errors["closes_on"] = "Choose the last day."
    elif closes_on < today() or (closes_on == today() and _is_late()):
        errors["closes_on"] = "The last day has gone by. Choose a later day."
    elif opens_on and closes_on < opens_on and not errors:
        errors["closes_on"] = "It would close before it opens. Choose a later last day."
    elif _is_far(closes_on):
        errors["closes_on"] = FAR
    return errors


def _later_day_wrong(closes_on: date | None, before: date) -> dict[str, str]:
    """What is wrong with another last day: it only moves on, and is never an early end."""
    if closes_on is None:
        return {"closes_on": "Choose the last day."}
    if closes_on <= before:
        return {"closes_on": "Choose a day after the last day that it has now."}
    return {"closes_on": FAR} if _is_far(closes_on) else {}


def _is_far(day: date) -> bool:
    return (day - today()).days > MOST_DAYS


def _is_late() -> bool:
    return now().astimezone(HERE).time() >= CLOSES
