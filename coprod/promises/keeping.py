"""What becomes of a promise: kept, changed, or said not to be kept. It never expires."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, case, update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises import asking, makers, policy
from coprod.promises.days import day_trouble
from coprod.promises.models import Happened, Promise, PromiseStep

STALE = "Somebody said something about this promise while you wrote."
IT_IS_KEPT = "This promise was kept already."
SAY_WHAT = "Say what was done. People want to know."


class _By(NamedTuple):
    """Who says what became of a promise; with a hat if they say it for somebody else."""

    id: int
    hat: HatKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A promise put in other words. `edits` is the promise's when the person began to write."""

    what: str
    by_when: date | None
    why: str
    edits: int


def keep(
    session: Session,
    viewer: Viewer,
    promise: Promise,
    words: str,
    *,
    all_done: bool,
    seen: int | None = None,
) -> None:
    """Say that the promise was kept. Whoever says so for somebody else says what was done.

    When `all_done`, ask those affected whether it is better, unless the issue is over already.
    Raises Conflict if the promise has moved on since `seen`, the edits that they read.
    """
    by = _require_say(session, viewer, promise)
    if by.hat and not words:
        raise Invalid({"words": SAY_WHAT})
    on = today()
    _take_turn(session, promise, seen, kept_on=on)
    _write_down(session, by, promise, Happened.KEPT, words, on)
    issue = session.get_one(Issue, promise.issue_id)
    if all_done and asking.can_claim(viewer, issue):
        asking.claim(session, viewer, issue, words or promise.what, on=on)
    issues.touch(issue, on)


def change(
    session: Session,
    viewer: Viewer,
    promise: Promise,
    changed: Changed,
    *,
    on: date | None = None,
) -> None:
    """Promise something else, or by another day, and say why. The old words stay readable.

    What was late stays late: only a day that is given before the old one went by is in time.

    Raises Conflict if the promise has moved on since `changed.edits`.
    """
    by = _require_say(session, viewer, promise)
    on = on or today()
    if trouble := day_trouble(changed.by_when, on, "Choose the new day."):
        raise Invalid({"by_when": trouble})
    days = _days(changed.by_when, on)
    _take_turn(session, promise, changed.edits, what=changed.what, **days)
    _write_down(session, by, promise, Happened.CHANGED, changed.why, on)
    issues.touch(session.get_one(Issue, promise.issue_id), on)


def not_kept(
    session: Session, viewer: Viewer, promise: Promise, why: str, *, seen: int | None = None
) -> None:
    """Say that it was not kept, and why. It stays open, because promises never expire.

    Raises Conflict as `keep` does.
    """
    by = _require_say(session, viewer, promise)
    on = today()
    _take_turn(session, promise, seen)
    _write_down(session, by, promise, Happened.NOT_KEPT, why, on)
    issues.touch(session.get_one(Issue, promise.issue_id), on)


def _days(by_when: date | None, on: date) -> dict[str, Any]:
    """Another day, given on a day: it takes away neither the first day nor that one went by."""
    went_by = and_(Promise.missed.is_(None), Promise.by_when < on)
    return {
        "by_when": by_when,
        "first_by": case((Promise.first_by > by_when, by_when), else_=Promise.first_by),
        "missed": case((went_by, Promise.by_when), else_=Promise.missed),
    }


def _require_say(session: Session, viewer: Viewer, promise: Promise) -> _By:
    made = makers.made(session, promise.id)
    policy.may_say_what_became.require(viewer, made)
    return _By(
        viewer.id, None if policy.is_theirs(viewer, made) else policy.speaks_as(viewer, made)
    )


def _take_turn(session: Session, promise: Promise, seen: int | None, **values: object) -> None:
    """Change the promise, unless it was kept or has moved on since `seen`."""
    if promise.kept_on is not None:
        raise Conflict(IT_IS_KEPT)
    edits = promise.edits if seen is None else seen
    turn = (
        update(Promise)
        .where(Promise.id == promise.id, Promise.edits == edits, Promise.kept_on.is_(None))
        .values(edits=edits + 1, **values)
        .returning(Promise.id)
    )
    if session.scalar(turn, execution_options={"synchronize_session": False}) is None:
        raise Conflict(STALE)
    session.refresh(promise)


def _write_down(
    session: Session, by: _By, promise: Promise, happened: Happened, words: str, on: date
) -> None:
    session.add(
        PromiseStep(
            promise_id=promise.id,
            happened=happened,
            by_id=by.id,
            by_hat=by.hat,
            words=words[:1000],
            what=promise.what,
            by_when=promise.by_when,
            on=on,
        )
    )
