"""What this noun puts on other pages: that there is something to choose, and what was picked."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.first_page import FirstPage
from coprod.issues.models import Issue
from coprod.issues.page import IssuePage
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.people.viewer import Viewer
from coprod.rounds import policy, queries, result, sealed, waiting
from coprod.rounds.models import Ballot, Round, RoundOption, RoundPick
from coprod.rounds.words import RoundState

OF_OTHERS.extend(
    (
        part("round_open", part_id=Round.id, one=Round.title)
        .join_from(Round, RoundOption, RoundOption.round_id == Round.id)
        .join(Issue, Issue.id == RoundOption.issue_id)
        .where(RoundOption.issue_id == ISSUE_ID, Round.state == RoundState.OPEN, queries.IS_THERE),
        part("round_picked", part_id=RoundPick.round_id).where(RoundPick.issue_id == ISSUE_ID),
    )
)


def turn(session: Session, viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """Open rounds where somebody has not chosen yet; for who runs them, what they wait for."""
    waits = waiting.that_wait(session, viewer) if first.rows["round"] else []
    runs = [one for one in waits if policy.may_run(viewer, one)]
    found = {
        "rounds": first.take(_to_choose(session, viewer, waits)),
        "to_ask": first.take(
            [one for one in runs if one.state is RoundState.OPEN and not one.ready]
        ),
        "to_add": first.take([one for one in runs if one.state is RoundState.CLOSED]),
    }
    return found if any(found.values()) else None


def _to_choose(session: Session, viewer: Viewer, waits: Sequence[Round]) -> list[Round]:
    is_open = [one for one in waits if one.state is RoundState.OPEN]
    found = [one for one in is_open if policy.may_choose(viewer, one)]
    keys = {sealed.ballot_key(session, one, viewer.id): one for one in found}
    if not keys:
        return []
    chose = set(session.scalars(select(Ballot.key).where(Ballot.key.in_(keys))))
    return [one for key, one in keys.items() if key not in chose]


def of_issue(session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """That an issue can be chosen now, and the rounds in which it was picked."""
    rows = [row for row in page.others if row.part == "round_open"]
    is_open = rows if viewer.belongs_to(page.area_id) else []
    picked = any(row.part == "round_picked" for row in page.others)
    if not is_open and not picked:
        return None
    return {
        "open": is_open,
        "picked": result.of_issue(session, viewer, page.id) if picked else [],
        "belongs": viewer.belongs_to(page.area_id),
    }


def way_in(_session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    """The way to the rounds, for people of an area."""
    return {} if viewer.hats else None


def choices(session: Session, viewer: Viewer, spot: Any) -> dict[str, Any] | None:
    """What can be chosen now at a place, for a meeting: nobody's ballot is on it."""
    found = [
        one
        for one in queries.open_to(session, viewer)
        if one.place_id in {None, spot.place_id} and one.area_id == spot.area_id
    ]
    if not found:
        return None
    # In an order of this place's own: nobody's, and not the one that settles ties.
    return {
        "rounds": [(one, queries.shuffled(session, -spot.place_id, one)) for one in found],
    }
