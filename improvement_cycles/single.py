"""Answers that set a few columns by a rule: whose try, where it landed, what was decided."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Invalid
from coprod.people.hats import Group, HatKind
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.promises.days import PROMISED
from coprod.text import number
from improvement_cycles import balancing, policy
from improvement_cycles.consent.asking import said_against, was_asked
from improvement_cycles.found import Go
from improvement_cycles.go_models import Agreed, Cycle, StudyNote
from improvement_cycles.rows import NOT_IN_TEAM, Sent, Values
from improvement_cycles.words import Outcome, TryKind, group_of

THEIRS_TOO = "Somebody else in the team uses services. So it is theirs too, and not one person's."
ASKED_ALREADY = "We asked people about it already. So it stays a try of this place."
STAYS_PRIVATE = "People told you their worries in private. So it stays private."


def read_kind(_session: Session, _viewer: Viewer, go: Go) -> Values:
    return {"kind": go.project.kind.value}


def write_kind(session: Session, viewer: Viewer, go: Go, values: Sent) -> None:
    """Say what sort of try it is. One person's own try is theirs from that moment, and private.

    Nobody makes their own what another who uses services is in. It stays private when people had
    worries or said STOP: they said it to those whom it asked, and not to a new team or an advocate.
    Nor is it made private once people were asked: the advocate, whom they told their worries, would
    be gone.
    """
    kind, project = TryKind(values["kind"]), go.project
    if kind is TryKind.ONE_PERSONS and not project.private:
        policy.may_own.require(viewer, project.place_id)
        if any(hat is HatKind.USES_SERVICES and one != viewer.id for one, hat in go.team.items()):
            raise Invalid({"kind": THEIRS_TOO})
        if was_asked(session, project.id):
            raise Invalid({"kind": ASKED_ALREADY})
        project.owner_id = viewer.id
    if kind is not TryKind.ONE_PERSONS and project.private:
        policy.may_hide.require(viewer, project)  # it would show it to everybody
        if said_against(session, project.id):
            raise Invalid({"kind": STAYS_PRIVATE})
        project.owner_id = None
    project.kind = kind


def read_box(session: Session, viewer: Viewer, go: Go) -> Values:
    mine = select(StudyNote.group, StudyNote.words).where(
        StudyNote.cycle_id == go.cycle.id, StudyNote.person_id == viewer.id
    )
    row = session.execute(mine.order_by(StudyNote.id.desc())).first()
    group = box_of(viewer, go)
    return {
        "group": row.group.value if row else group.value if group else "",
        "words": row.words if row else "",
    }


def write_box(session: Session, viewer: Viewer, go: Go, values: Sent) -> None:
    """Keep what somebody learned, in their own group's box. An advocate says whose words it is."""
    own = box_of(viewer, go)
    try:
        group = own or Group(values["group"])
    except ValueError:
        raise Invalid({"group": "Choose whose words these are."}) from None
    note = {"cycle_id": go.cycle.id, "group": group, "person_id": viewer.id}
    _keep_what_was_not_shown(session, viewer, go, group, values["words"])
    session.execute(delete(StudyNote).filter_by(**note))
    if values["words"]:
        insert_new(session, StudyNote, **note, words=values["words"], on=today())


def _keep_what_was_not_shown(
    session: Session, viewer: Viewer, go: Go, group: Group, words: str
) -> None:
    """Who writes for several groups is shown the words that they wrote last, and may change those.

    Raises Invalid, with the words, if others of theirs would be gone.
    """
    theirs = {"cycle_id": go.cycle.id, "person_id": viewer.id, "group": group}
    before = session.scalar(select(StudyNote.words).filter_by(**theirs))
    is_shown = read_box(session, viewer, go)["group"] == group
    if before and not is_shown and before not in words:
        raise Invalid({"words": f"You wrote this for them before: “{before}” Put it in too."})


def box_of(viewer: Viewer, go: Go) -> Group | None:
    """Whose box somebody of the team writes in. None for the advocate, who says whose."""
    hat = go.team.get(viewer.id)
    return group_of(hat) if hat else None


def read_knock_on(_session: Session, _viewer: Viewer, go: Go) -> Values:
    cycle = go.cycle
    landed = ("yes" if cycle.knock_on else "no") if cycle.knock_on_answered else ""
    place = str(cycle.knock_on_place_id or "")
    return {"landed": landed, "knock_on": cycle.knock_on, "place": place}


def write_knock_on(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    """Answer *did this land on somebody else?* "No" is an answer. A private try names no place."""
    landed, words = values["landed"], values["knock_on"]
    if landed == "yes" and not words:
        raise Invalid({"knock_on": "Say who it landed on, and how."})
    sent = "" if go.project.private else values["place"]
    place = session.get(Place, number(sent)) if sent else None
    if sent and (place is None or place.area_id != go.project.area_id):
        raise Invalid({"place": "Choose from the list."})
    go.cycle.knock_on_answered = landed in {"yes", "no"}
    go.cycle.knock_on = words if landed == "yes" else ""
    go.cycle.knock_on_place_id = place.id if place and landed == "yes" else None


def read_outcome(_session: Session, _viewer: Viewer, go: Go) -> Values:
    return {"outcome": go.cycle.decision.value if go.cycle.decision else ""}


def write_outcome(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    """Choose what happens now. Another choice is nobody's until they agree, with its own why.

    After they looked again there is no choice to change: the words stay, and the check shows them.
    """
    cycle, chosen = go.cycle, Outcome(values["outcome"])
    if chosen is cycle.decision:
        return
    if cycle.decision:
        cycle.why = ""
    session.execute(delete(Agreed).where(Agreed.cycle_id == cycle.id))
    cycle.decision = chosen
    clear_upkeep(cycle)


def clear_upkeep(cycle: Cycle) -> None:
    """Take back who keeps it going, and when they check: it was said of another decision."""
    cycle.owner_of_upkeep_id = cycle.check_on = None


def read_upkeep(_session: Session, _viewer: Viewer, go: Go) -> Values:
    return {"upkeep": str(go.cycle.owner_of_upkeep_id or "")}


def write_upkeep(_session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    person_id = number(values["upkeep"])
    if person_id not in go.team:
        raise Invalid({"upkeep": NOT_IN_TEAM})
    go.cycle.owner_of_upkeep_id = person_id


def read_check_on(_session: Session, _viewer: Viewer, go: Go) -> Values:
    return {"check_on": go.cycle.check_on.isoformat() if go.cycle.check_on else ""}


def write_check_on(_session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    try:
        day = date.fromisoformat(values["check_on"])
    except ValueError:
        raise Invalid({"check_on": "Choose a day to check on it."}) from None
    if day <= today():
        raise Invalid({"check_on": "Choose a day that is still to come."})
    if day - today() > PROMISED.most:
        raise Invalid({"check_on": PROMISED.says})
    go.cycle.check_on = day


def read_worse(_session: Session, _viewer: Viewer, go: Go) -> Values:
    return {"looked": go.cycle.balance_looked_on is not None, "worse": go.cycle.worse}


def write_worse(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    """Answer *did it make anything worse?*: at its pictures, once there is a dot, and in words."""
    looked = values.get("looked") and balancing.is_there(session, go.project.id)
    go.cycle.balance_looked_on = today() if looked else None
    go.cycle.worse = values["worse"]
