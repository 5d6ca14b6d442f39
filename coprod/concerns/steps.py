"""What a contact does: read, pass on, write down what came back, close, answer. Nothing is edited.

Whether the viewer may know of the thing at all is asked first; what may follow what is asked next.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.concerns import policy, queries
from coprod.concerns.models import Concern, ConcernStep, Happened
from coprod.concerns.services import Saying, say
from coprod.concerns.words import seal_step
from coprod.db import insert_new, now
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.seal import mark, new_token

WRITE = "Write what you want to say."


def take(
    session: Session,
    viewer: Viewer,
    concern_id: int,
    happened: Happened,
    told: dict[str, str],
    **how: object,
) -> None:
    """Write a step down. `how`: the form's `secret`, `up_to` for reading, `at` for the demo.

    Raises NotFound to whoever may not know of it, and Conflict for a step out of order.
    """
    found = _held(session, viewer, concern_id)
    press = mark(session, "concern press", concern_id, how.get("secret") or new_token())
    if session.scalar(select(ConcernStep.id).where(ConcernStep.press == press)):
        return
    if not policy.may_follow(found.state, happened, bool(found.unread)):
        raise Conflict(policy.may_follow.says)
    seen = [one.id for one in found.said if one.id <= int(str(how.get("up_to") or 0))]
    if happened is Happened.READ and not any(one.id in seen for one in found.unread):
        raise Conflict(policy.may_follow.says)
    at: Any = how.get("at") or now()
    insert_new(
        session,
        ConcernStep,
        concern_id=concern_id,
        press=press,
        happened=happened,
        up_to=max(seen, default=0) if happened is Happened.READ else 0,
        rights_id=None,
        **seal_step(session, press, at, viewer.id, told),
    )


def put_right(
    session: Session, viewer: Viewer, concern_id: int, step_id: int, words: str, secret: str
) -> None:
    """Say that a step was written down wrong, and what is right. The step stays to be read.

    That words were read cannot be taken back: whoever told them was told so.
    """
    found = _held(session, viewer, concern_id)
    press = mark(session, "concern press", concern_id, secret or new_token())
    if session.scalar(select(ConcernStep.id).where(ConcernStep.press == press)):
        return
    wrong = next((one for one in found.steps if one.id == step_id), None)
    if wrong is None or wrong.happened in {Happened.READ, Happened.RIGHTED}:
        raise NotFound(queries.NOTHING)
    if wrong.id in found.righted:
        raise Conflict("That was put right already.")
    insert_new(
        session,
        ConcernStep,
        concern_id=concern_id,
        press=press,
        happened=Happened.RIGHTED,
        up_to=0,
        rights_id=wrong.id,
        **seal_step(session, press, now(), viewer.id, {"words": words}),
    )


def answer(
    session: Session,
    viewer: Viewer,
    folder: Path,
    concern_id: int,
    saying: Saying,
    *,
    at: datetime | None = None,
) -> None:
    """Write to the person who told. Raises Invalid for nothing."""
    if not saying.words:
        raise Invalid({"words": WRITE})
    _held(session, viewer, concern_id)
    say(session, folder, concern_id, saying, at=at)


def _held(session: Session, viewer: Viewer, concern_id: int) -> queries.File:
    """The thing as it is now: a second contact waits until this one is done."""
    queries.require_contact(session, viewer)
    session.scalar(select(Concern.id).where(Concern.id == concern_id).with_for_update())
    return queries.one(session, viewer, concern_id)
