"""*How this was decided*, of a go that started: what each group had said, as it stood that day."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.decided import HowDecided, Say
from coprod.people import names
from coprod.people.few import TOLD_FROM
from coprod.people.hats import GROUPS, Group
from coprod.text import shorten
from improvement_cycles.consent import few, labels, standing
from improvement_cycles.consent.asking import of_go
from improvement_cycles.consent.models import Asking
from improvement_cycles.consent.words import Says
from improvement_cycles.found import Go

IN_PERSON = "in_person"


def keep(session: Session, go: Go) -> None:
    """Keep what each group had said, when a go starts. What is for the advocate alone stays out.

    A group of which the team chose nobody is not told: only who joined by themselves is in it.
    """
    how = standing.read(session, go.project, go.cycle)
    asked = few.by_group(how.by_team)
    asked[Group.PEOPLE] += how.off_site
    heard = [
        one
        for one in how.said
        if one.worries or (how.counts(one) and one.hat in GROUPS and asked[GROUPS[one.hat]])
    ]
    answered = few.by_group(one.hat for one in heard)
    said: dict[Group, set[Says]] = {group: set() for group in [*+asked, *answered]}
    for one in heard:
        if one.hat in GROUPS and not one.alone:
            said[GROUPS[one.hat]].add(Says.WORRY if one.worries else one.says)
    kept = few.safe(said, asked, answered)
    if any(one.how and not one.alone for one in heard):
        kept[IN_PERSON] = ["yes"]
    of_go(session, go.cycle.id).at_start = kept


def of_start(session: Session, cycle_id: int, on: date) -> dict[str, list[str]] | None:
    """What was kept when a go started. None where nobody was asked, or it has not started."""
    kept = session.scalar(select(Asking.at_start).where(Asking.cycle_id == cycle_id))
    if kept is None or few.WORRIES in kept:
        return kept
    return few.judged(session, cycle_id, kept, on)


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
    small = [labels.GROUP[group] for group in groups if not kept[group]]
    if small:
        said.append(f"{', '.join(map(str, small))}: {_(labels.TOO_FEW)}")
    if kept[few.WORRIES]:
        said.append(str(labels.SOME_SAID[Says.WORRY]))
    return HowDecided(
        asked=asked,
        said=said,
        decided=_("Those whom it touches. It started when enough had answered, with no STOP."),
        why=why,
        on=on,
    )


def how_ended(head: Any, agreed: list[Any], decided_by: str) -> HowDecided:
    """The card of a decision: who agreed, group by group, by the names that the viewer may see.

    Whoever sees no names learns nothing of a group in which fewer than 3 agreed.
    """
    groups = [(labels.GROUP[group], group) for group in Group] + [(_("Others"), None)]
    said = [_agreed(who, agreed, group) for who, group in groups]
    if "" in said:
        said.append(_("Some of the team agreed. We do not show who. Somebody could guess."))
    decided = _written_down(_("The team decided together."), decided_by)
    return HowDecided(
        asked=_("We asked the team."),
        said=[line for line in said if line] or [_("Nobody agrees now.")],
        decided=decided,
        why=head.why,
        on=head.ended_on,
    )


def how_stopped(head: Any, decided_by: str) -> HowDecided:
    """The card of a go that stopped early, or that never started: the team ended it, and why."""
    if head.started_on:
        asked = _("The team can stop at any time. It asks nobody first.")
        decided, say = _("The team stopped it early."), Say.DECIDING
    elif head.decision:  # put away: nobody had to say no
        asked = _("It had not started. The team can put a plan away.")
        decided, say = _("The team put the plan away."), Say.DECIDING
    else:
        asked = _("We asked those whom it touches. They had 21 days.")
        decided, say = _("The team. Not everybody could say yes."), Say.CONSULTATION
    decided = _written_down(decided, decided_by)
    learned = head.what_we_learned
    why = shorten(learned, 200) if head.started_on else learned  # the page has all of it, or this
    return HowDecided(asked, [], decided, why, head.ended_on, say)


def _written_down(decided: str, by: str) -> str:
    return decided + (" " + _("%(name)s wrote it down.", name=by) if by else "")


def _agreed(who: str, agreed: list[Any], group: Group | None) -> str | None:
    """Who of a group agreed: by name, or that some did; no words where that would be a name.

    None where nobody did.
    """
    theirs = [one for one in agreed if GROUPS.get(one.hat) is group]
    seen = [one.name for one in theirs if one.name != names.label(one.hat)]
    if not theirs:
        return None
    if seen:
        return str(_("%(group)s agreed: %(who)s.", group=who, who=", ".join(seen)))
    return str(_("%(group)s agreed.", group=who)) if len(theirs) >= TOLD_FROM else ""


def _names(groups: list[Group]) -> str:
    return ", ".join(str(labels.GROUP[group]).lower() for group in groups)
