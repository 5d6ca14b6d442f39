"""*Who does this touch?* The answer to a plan's question: people of the place, by name or all.

There is no directory: a team is offered those whom `may_be_asked` lets it choose. Who joined by
themselves is told nowhere here: to the team they are as anybody who is not on its list.
"""

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from coprod.db import insert_or_change
from coprod.errors import Invalid
from coprod.people.hats import GROUPS, HatKind
from coprod.people.models import Hat, Person
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer
from coprod.text import number
from improvement_cycles.consent import standing
from improvement_cycles.consent.models import Affected
from improvement_cycles.consent.standing import Standing
from improvement_cycles.found import Go
from improvement_cycles.rows import Sent, Values

EVERYONE = "everyone"
_STAYS = "Once people are asked, or somebody said STOP, everyone stays in the list."


def read(session: Session, _viewer: Viewer, go: Go) -> Values:
    return {"people": [str(one) for one in sorted(_there(session, go))]}


def write(session: Session, viewer: Viewer, go: Go, values: Sent) -> None:
    """Keep whom the go touches. Who was asked stays, so that no STOP is taken off the list."""
    chosen = {number(one) for one in values["people"] if one != EVERYONE}
    hats = {row.id: row.kind for row in offered(session, viewer, go)}
    there = _there(session, go)
    if not chosen <= hats.keys() | there:
        raise Invalid({"people": "Choose from the list."})
    if EVERYONE in values["people"] and not go.project.private:
        everyone = _who_use_services(session, go)
        chosen |= everyone
        hats |= dict.fromkeys(everyone, HatKind.USES_SERVICES)
    if go.project.owner_id:
        chosen.add(go.project.owner_id)
    how = standing.read(session, go.project, go.cycle)
    stay = _stay(how, there)
    out = there - chosen - (stay - hats.keys())  # who left is not in the list that was sent
    if out & stay:
        raise Invalid({"people": _STAYS})
    of_it = Affected.cycle_id == go.cycle.id
    off_list = update(Affected).where(of_it, Affected.person_id.in_(out))
    session.execute(off_list.values(by_team=False))
    session.execute(delete(Affected).where(of_it, ~Affected.by_team, ~Affected.by_themselves))
    for one in sorted(chosen - there):
        row = {"cycle_id": go.cycle.id, "person_id": one, "hat": hats[one], "by_team": True}
        insert_or_change(session, Affected, ("cycle_id", "person_id"), **row)


def offered(session: Session, viewer: Viewer, go: Go) -> list[Any]:
    """Whom this viewer can choose: rows of id, name, picture, kind (hat), each person once."""
    here = may_be_asked(viewer, go.project.area_id, [go.project.place_id], _there(session, go))
    rows = session.execute(
        select(Person.id, Person.name, Person.picture, Hat.kind)
        .join(Hat, Hat.person_id == Person.id)
        .where(here, Hat.kind.in_(GROUPS))
        .order_by(Person.name, Person.id, Hat.id)
    )
    found: dict[int, Any] = {}
    for row in rows:
        if row.id not in found or row.kind is HatKind.USES_SERVICES:
            found[row.id] = row
    return list(found.values())


def _there(session: Session, go: Go) -> set[int]:
    chosen = select(Affected.person_id).where(Affected.cycle_id == go.cycle.id, Affected.by_team)
    return set(session.scalars(chosen))


def _stay(how: Standing, there: set[int]) -> set[int]:
    """Who cannot be taken off the list: everybody, once they are asked or while a STOP is open.

    Were it only those who have answered, a team could try one name after the other, and find who
    said STOP or whose worry is for the advocate alone. A worry waits whether they are on it or not.
    """
    return there if how.asked or how.stop else set()


def _who_use_services(session: Session, go: Go) -> set[int]:
    here = select(Hat.person_id).where(
        Hat.place_id == go.project.place_id,
        Hat.kind == HatKind.USES_SERVICES,
        Hat.confirmed_at.is_not(None),
    )
    return set(session.scalars(here))


def by_name(session: Session, go: Go) -> list[str]:
    """Whom the team chose, for the check of a plan."""
    chosen = (
        select(Person.name)
        .join(Affected, Affected.person_id == Person.id)
        .where(Affected.cycle_id == go.cycle.id, Affected.by_team)
        .order_by(Person.name, Person.id)
    )
    return list(session.scalars(chosen))
