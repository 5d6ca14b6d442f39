"""What the pages about consent show: to each viewer what they may see of it, and no more."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.people.hats import GROUPS, Group
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from improvement_cycles.consent import policy
from improvement_cycles.consent.found import Asked
from improvement_cycles.consent.said import Said
from improvement_cycles.rows import questions


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that somebody said, as one viewer sees it. `who` is nothing where it is held."""

    said: Said
    who: str
    words: str
    asked_by: str
    replies: list[tuple[str, Any]]  # who answered, and the reply
    met_by: str
    mine: bool
    may_reply: bool


@dataclass(frozen=True, slots=True)
class ConsentView:
    """How consent for a go stands, for one viewer."""

    asked: Asked
    stands: bool  # the viewer is an advocate who stands with people here
    shown: list[Shown]
    stops_before: list[Shown]  # said in person, and met before they said something else
    groups: list[Group]  # whose people are asked
    still_to_ask: list[str]  # names; only for the advocate
    guesses: list[Any]

    @property
    def mine(self) -> Shown | None:
        return next((one for one in self.shown if one.mine), None)

    @property
    def worries(self) -> list[Shown]:
        return [one for one in self.shown if one.said.worries]

    @property
    def stops(self) -> list[Shown]:
        """STOPs: open ones, those that are met, and what people said in person before."""
        now = [
            one for one in self.shown if one.said.stops or (one.said.met and not one.said.worries)
        ]
        return [*self.stops_before, *now]

    @property
    def in_person(self) -> list[Shown]:
        return [one for one in self.shown if one.said.person_id is None]


def view(session: Session, viewer: Viewer, asked: Asked) -> ConsentView:
    """Everything this viewer may see. What is for the advocate alone is not even counted."""
    stands = policy.stands_with_people(viewer, asked.project)
    sees = policy.may_see(viewer, asked.project, asked.team, asked.standing.touched)
    seen = [one for one in asked.standing.said if _may_know(viewer, one, stands, sees)]
    before = [one for one in asked.standing.stops_before if _may_know(viewer, one, stands, sees)]
    still = asked.standing.still_to_ask if stands else []
    names = _names(session, _people_in([*seen, *before]) | set(still))
    hats = asked.standing.touched.values() if stands else asked.standing.by_team
    groups = {GROUPS[hat] for hat in hats if hat in GROUPS}
    if asked.standing.off_site:
        groups |= {Group.PEOPLE}
    return ConsentView(
        asked,
        stands,
        [_shown(viewer, asked, one, stands, names) for one in seen],
        [_shown(viewer, asked, one, stands, names) for one in before],
        [group for group in Group if group in groups],
        [names[one] for one in still],
        questions(session, asked.cycle.id),
    )


def _may_know(viewer: Viewer, one: Said, stands: bool, sees: bool) -> bool:
    """One's own; everything, for the advocate; and for those who see, what is said to all.

    That somebody has said STOP is told to all of these; its words may be for the advocate alone.
    """
    if stands or one.person_id == viewer.id:
        return True
    return sees and (not one.alone or one.stops or one.later)


def _shown(viewer: Viewer, asked: Asked, one: Said, stands: bool, names: dict[int, str]) -> Shown:
    mine = one.person_id == viewer.id
    # Nobody is asked by their team why they said STOP: who it was is for the advocate.
    named = mine or stands or one.worries
    return Shown(
        one,
        names.get(one.person_id or 0, "") if named else "",
        one.words if mine or stands or not one.alone else "",
        names.get(one.asked_by_id or 0, ""),
        [(names[reply.by_id], reply) for reply in one.replies],
        names.get(one.met.by_id, "") if one.met else "",
        mine,
        one.waits and policy.may_reply(viewer, asked.project, asked.team, one.person_id, one.alone),
    )


def _people_in(seen: Collection[Said]) -> set[int]:
    found = {reply.by_id for one in seen for reply in one.replies}
    for one in seen:
        found |= {one.person_id or 0, one.asked_by_id or 0, one.met.by_id if one.met else 0}
    return found - {0}


def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(sorted(ids))))
    return {row.id: row.name for row in rows}
