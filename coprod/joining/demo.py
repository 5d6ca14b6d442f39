"""The demo area's joined issues: Hannah asked, and both said yes. One pair is apart again."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.issues.models import StatusChange
from coprod.issues.words import Status
from coprod.joining import services, supports
from coprod.joining.models import AuthorSays, Happened, Joining, JoinState, JoinStep, Side
from coprod.people.viewer import Viewer


def load(session: Session, demo: Any) -> None:
    """Load how each joined issue came to be joined, as its history and the moderation log say."""
    said = {one["issue"]: one for one in demo.data["moderation_log"] if "issue" in one}
    for told in demo.data["issues"]:
        if "joined_to" in told:
            _load(session, demo, told, said[told["id"]])


def _load(session: Session, demo: Any, told: Any, said: Any) -> None:
    issue, into = demo.found["issues"][told["id"]], demo.found["issues"][told["joined_to"]]
    step = session.scalars(
        select(StatusChange).where(
            StatusChange.issue_id == issue.id, StatusChange.became == Status.MERGED
        )
    ).one()
    joining = Joining(
        area_id=demo.area.id,
        issue_id=issue.id,
        into_id=into.id,
        state=JoinState.JOINED,
        why="It is about the same thing.",
        issue_says=AuthorSays.YES,
        into_says=AuthorSays.YES,
        joined_on=step.on,
        was=step.was,
    )
    session.add(joining)
    session.flush()
    hannah = said["moderator"]
    asked = JoinStep(happened=Happened.ASKED, by_id=demo.people[hannah].id, why=joining.why)
    asked.by_hat, asked.on = demo.hat(hannah), demo.day(told["days_ago"] - 1)
    joined = JoinStep(happened=Happened.JOINED, on=step.on)
    for line in (asked, joined):
        line.joining_id = joining.id
        session.add(line)
        session.flush()
    supports.ask_supporters(session, joining, into, step.on)
    session.flush()
    if again := told.get("apart_again"):
        by = Viewer(id=demo.people[again["who"]].id)
        services.undo(session, by, joining, services.Part([Side.ISSUE], (), ()), again["why"])
    demo.found["joinings"] = demo.found.get("joinings", {}) | {f"join_{told['id']}": joining}
