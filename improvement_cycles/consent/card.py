"""*How this was decided*, of a go that started: what each group had said, as it stood that day."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.decided import HowDecided
from coprod.people import names
from coprod.people.hats import GROUPS, Group
from improvement_cycles.consent import labels, standing
from improvement_cycles.consent.asking import of_go
from improvement_cycles.consent.models import Asking
from improvement_cycles.consent.words import Says
from improvement_cycles.found import Go

IN_PERSON = "in_person"


def keep(session: Session, go: Go) -> None:
    """Keep what each group had said, when a go starts. What is for the advocate alone stays out."""
    how = standing.read(session, go.project, go.cycle)
    kept: dict[str, list[str]] = {}
    for hat in how.touched.values():
        if hat in GROUPS:
            kept.setdefault(GROUPS[hat].value, [])
    for one in how.said:
        group = GROUPS.get(one.hat) if one.hat else None
        if group is None or one.alone or not (how.counts(one) or one.worries):
            continue
        says = Says.WORRY if one.worries else one.says
        kept.setdefault(group.value, []).append(says.value)
        if one.how:
            kept[IN_PERSON] = ["yes"]
    kept = {group: sorted(set(said)) for group, said in kept.items()}
    of_go(session, go.cycle.id).at_start = kept


def of_start(session: Session, cycle_id: int) -> dict[str, list[str]] | None:
    """What was kept when a go started. None where nobody was asked, or it has not started."""
    return session.scalar(select(Asking.at_start).where(Asking.cycle_id == cycle_id))


def how_started(kept: dict[str, list[str]], why: str, on: date) -> HowDecided:
    """The card of a start: groups in words, never a number."""
    groups = [group for group in Group if group.value in kept]
    asked = _("We asked those whom it touches: %(who)s.", who=_names(groups))
    if IN_PERSON in kept:
        asked += " " + _("An advocate asked some of them in person.")
    said = [
        f"{labels.GROUP[group]}: {' '.join(str(labels.SOME_SAID[one]) for one in kept[group])}"
        for group in groups
        if kept[group]
    ]
    return HowDecided(
        asked=asked,
        said=said,
        decided=_("Those whom it touches. It started when enough had answered, with no STOP."),
        why=why,
        on=on,
    )


def how_ended(head: Any, agreed: list[Any], decided_by: str) -> HowDecided:
    """The card of a decision: who agreed, group by group, by the names that the viewer may see."""
    said = [_agreed(labels.GROUP[group], agreed, group) for group in Group]
    said = [line for line in [*said, _agreed(_("Others"), agreed, None)] if line]
    decided = _("The team decided together.")
    if decided_by:
        decided += " " + _("%(name)s wrote it down.", name=decided_by)
    return HowDecided(
        asked=_("We asked the team."),
        said=said or [_("Nobody agrees now.")],
        decided=decided,
        why=head.why,
        on=head.ended_on,
    )


def _agreed(who: str, agreed: list[Any], group: Group | None) -> str:
    """Who of a group agreed: by name, or that some did. Nothing where nobody did."""
    theirs = [one for one in agreed if GROUPS.get(one.hat) is group]
    seen = [one.name for one in theirs if one.name != names.label(one.hat)]
    if not theirs:
        return ""
    agreed_words = _("%(group)s agreed: %(who)s.", group=who, who=", ".join(seen))
    return str(agreed_words if seen else _("%(group)s agreed.", group=who))


def _names(groups: list[Group]) -> str:
    return ", ".join(str(labels.GROUP[group]).lower() for group in groups)
