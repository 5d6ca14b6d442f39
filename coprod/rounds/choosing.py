"""Choosing: giving a star, taking it back, wanting none of it. Rule first; never commits.

Everything counts once, whatever is pressed and however often: one ballot for each key, and one
change to it at a time.
"""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, now
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.rounds import closing, policy, queries, sealed, voices
from coprod.rounds.models import Ballot, Round
from coprod.rounds.words import DOTS_EACH, How, RoundState

NOT_OPEN = {
    RoundState.PLANNED: "This is not open yet. Please come back on its first day.",
    RoundState.CLOSED: "This has closed. You can see what was picked.",
    RoundState.CALLED_OFF: "This was called off. You can read why.",
}
NO_STARS_LEFT = f"You gave {DOTS_EACH} stars. Take one back first."
BEING_COUNTED = "The time to choose is over. It is being counted now."
NOT_FROM_HERE = "Choose somebody from the list, or nobody."
GONE = "This cannot be chosen any more. Please choose something else."
OWN_HOWS = (How.BY_HAND, How.WITH_HELP, How.BY_POINTING)


def give(
    session: Session, viewer: Viewer, round_: Round, option_id: int, device: Sequence[str] = ()
) -> None:
    """Give a star to an option. Giving it twice changes nothing.

    `device` is what tells the viewer's browser from others; only a mark of it is kept. Raises
    Conflict when all stars are given, or the round is not open.
    """
    require_open(session, viewer, round_)
    options = {one.id: one for one in queries.options(session, round_.id)}
    if option_id not in options:
        raise NotFound("There is no such thing to choose here.")
    if not options[option_id].is_there:
        raise Conflict(GONE)
    ballot = _own(session, viewer, round_, device)
    # A star on what cannot be picked any more is free again.
    stars = {one for one in ballot.stars if options[one].is_there} | {option_id}
    if len(stars) > DOTS_EACH:
        raise Conflict(NO_STARS_LEFT)
    ballot.stars = tuple(sorted(stars))


def take(session: Session, viewer: Viewer, round_: Round, option_id: int) -> None:
    """Take a star back. Without any, it is as if this person had not chosen yet."""
    require_open(session, viewer, round_)
    ballot = _locked(session, round_, _key(session, viewer, round_))
    if ballot is None:
        return
    ballot.own = True
    ballot.stars = tuple(one for one in ballot.stars if one != option_id)
    if not ballot.stars:
        session.delete(ballot)


def want_none(session: Session, viewer: Viewer, round_: Round, device: Sequence[str] = ()) -> None:
    """Say that none of it matters to this person. That is a choice too, and counts as one."""
    require_open(session, viewer, round_)
    _own(session, viewer, round_, device).stars = ()


def take_back(session: Session, viewer: Viewer, round_: Round) -> None:
    """Take the whole choice back. It can be made again until the round closes."""
    require_open(session, viewer, round_)
    key = _key(session, viewer, round_)
    mine = delete(Ballot).where(Ballot.round_id == round_.id, Ballot.key == key)
    session.execute(mine, execution_options={"synchronize_session": False})


def say_how(
    session: Session, viewer: Viewer, round_: Round, how: How | None, helper_id: int | None
) -> None:
    """Say how one chose, and who helped. Raises Conflict before there is a choice."""
    require_open(session, viewer, round_)
    if how not in OWN_HOWS:
        raise Invalid({"how": "Choose how you did it."})
    if how is How.BY_HAND:
        helper_id = None
    ballot = _locked(session, round_, _key(session, viewer, round_))
    if ballot is None:
        raise Conflict("Choose first. Then say how.")
    if helper_id is not None and not voices.knows(session, viewer, round_, helper_id):
        raise Invalid({"helper": NOT_FROM_HERE})
    ballot.how = how
    ballot.helper = sealed.helper_mark(session, round_, helper_id) if helper_id else None


def require_open(session: Session, viewer: Viewer, round_: Round) -> None:
    """Raise NotAllowed for a hat without stars, Conflict unless it is open. It stays so."""
    policy.may_choose.require(viewer, round_)
    closing.lock(session, round_, shared=True)  # it cannot close between this and the commit
    require_state(round_, RoundState.OPEN)
    if round_.closes_at <= now():
        raise Conflict(BEING_COUNTED)


def require_state(round_: Round, *states: RoundState) -> None:
    """Raise Conflict, with the sentence of its state, unless it is in one of these. Open is one."""
    if round_.state not in states:
        raise Conflict(NOT_OPEN[round_.state])


def _own(session: Session, viewer: Viewer, round_: Round, device: Sequence[str]) -> Ballot:
    """The viewer's ballot, made if need be, and nobody else's to change until the commit."""
    group = policy.group_in(viewer, round_)
    assert group is not None  # noqa: S101  the rule said so
    key, place = _key(session, viewer, round_), policy.place_of(viewer, round_)
    ballot = None
    while ballot is None:  # until it is held: another press of theirs may take it back in between
        insert_new(
            session,
            Ballot,
            round_id=round_.id,
            key=key,
            group=group,
            stars=(),
            how=How.BY_HAND,
            place=place and sealed.place_mark(session, round_, place),
            device=sealed.device_mark(session, round_, *device) if device else None,
            at=now().replace(second=0, microsecond=0),
        )
        ballot = _locked(session, round_, key)
    ballot.own = True
    return ballot


def _locked(session: Session, round_: Round, key: str) -> Ballot | None:
    mine = select(Ballot).where(Ballot.round_id == round_.id, Ballot.key == key)
    return session.scalar(mine.with_for_update(), execution_options={"populate_existing": True})


def _key(session: Session, viewer: Viewer, round_: Round) -> str:
    return sealed.ballot_key(session, round_, viewer.id)
