"""Measures about 1 or 2 people: the group alone knows of them. It keeps them so, or opens them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_
from sqlalchemy.orm import aliased

from coprod.errors import Invalid
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from improvement_cycles import measure_policy
from improvement_cycles.measure_found import Measured
from improvement_cycles.measure_models import Measure
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.queries import who

ASK_THEM = "Ask the people it is about first. Tick this when they said yes."

_OfTeam = aliased(TeamMember)  # of its own, whatever else a statement reads


def shown() -> ColumnElement[bool]:
    """`measure_policy.may_see`, said to the database, of `whom(viewer)` and of readable tries."""
    area, place = ImprovementProject.area_id, ImprovementProject.place_id
    of_team = exists().where(
        _OfTeam.project_id == ImprovementProject.id, _OfTeam.person_id == bindparam("person")
    )
    in_group = or_(
        ImprovementProject.owner_id == bindparam("person"),
        and_(area.in_(bindparam("areas", expanding=True)), of_team),
        place.in_(bindparam("places", expanding=True)),
        area.in_(bindparam("looked_after", expanding=True)),  # who works at the place is of it
    )
    return or_(Measure.group_only.is_(False), in_group)


def whom(viewer: Viewer) -> dict[str, Any]:
    """What `shown` and `queries.readable` want to know of the viewer."""
    looked_after = {hat.area_id for hat in viewer.hats if hat.kind is HatKind.ADVOCATE}
    return who(viewer) | {
        "places": sorted(viewer.places),
        "looked_after": sorted(looked_after),
    }


def keep_in_group(viewer: Viewer, this: Measured) -> None:
    """Keep a measure in its group, from now on: no page of anybody else knows of it."""
    measure_policy.may_define.require(viewer, this.project, this.team)
    if not this.measure.group_only:
        this.measure.group_only = True
        this.measure.edits += 1


def open_to_all(viewer: Viewer, this: Measured, *, said_yes: bool) -> None:
    """Show a measure to everybody who may read its try, old dots and all.

    Raises Invalid unless the people it is about said yes.
    """
    measure_policy.may_open.require(viewer, this.project, this.team)
    if not this.measure.group_only:
        return
    if not said_yes:
        raise Invalid({"said_yes": ASK_THEM})
    this.measure.group_only = False
    this.measure.edits += 1
