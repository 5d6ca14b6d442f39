"""The page of promises: which of them, the oldest unmet first, a page at a time, with histories."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, select, union_all
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.people.models import Person
from coprod.promises import history, queries
from coprod.promises.models import Happened, Promise, PromiseStep
from coprod.promises.queries import (
    BEHIND,
    FOR_ALL,
    HERE,
    INSIDE,
    ON_PAGE,
    OUTSIDE,
    PER_PAGE,
    Promised,
)
from coprod.promises.words import speaker
from coprod.text import dated, day_and_number


class Show(StrEnum):
    """Which promises a page shows."""

    OPEN = "open"  # not kept yet, late ones among them
    LATE = "late"  # a day of it went by, also where it was given another since
    CHANGED = "changed"  # not kept yet, and no longer as it was promised first
    KEPT = "kept"


_CHANGED = exists().where(
    PromiseStep.promise_id == Promise.id, PromiseStep.happened == Happened.CHANGED
)
_OPEN = Promise.kept_on.is_(None)
_STATE: Mapping[Show, ColumnElement[bool]] = {
    Show.OPEN: _OPEN,
    Show.LATE: and_(*BEHIND),
    Show.CHANGED: and_(_OPEN, Promise.edits > 0, _CHANGED),
    Show.KEPT: Promise.kept_on.is_not(None),
}


def page(
    session: Session, area_ids: Collection[int], everyone: bool, show: Show, after: str | None
) -> tuple[list[Promised], str | None]:
    """One page of the promises of an area, and where the next page starts.

    Unmet ones oldest first, or the kept ones, the latest first. They are open to everyone; the
    title of an issue is not, until it is published.
    """
    values: dict[str, Any] = {"areas": sorted(area_ids)}
    values |= {"on": today()} if show is Show.LATE else {}
    last = day_and_number(after)
    values |= dict(zip(("last_day", "last_id"), last, strict=True)) if last else {}
    rows = session.execute(_page(everyone, show, last is not None), values)
    found = queries.rows_outside(rows) if everyone else queries.rows_inside(rows)
    more = len(found) > PER_PAGE
    if not more:
        return found, None
    end = found[PER_PAGE - 1]
    return found[:PER_PAGE], dated(end.kept_on or end.first_by, end.id)


@cache
def _page(everyone: bool, show: Show, later: bool) -> Select[Any]:
    kept = show is Show.KEPT
    day = Promise.kept_on if kept else Promise.first_by
    order = (day.desc(), Promise.id.desc()) if kept else (day.asc(), Promise.id.asc())
    state = _STATE[show]
    base = OUTSIDE if everyone else INSIDE
    may_see = (ON_PAGE, FOR_ALL) if everyone else (ON_PAGE,)
    if not later:
        return base.where(HERE, state).order_by(*order).limit(PER_PAGE + 1)
    last_id = bindparam("last_id", type_=Promise.id.type)
    last_day = bindparam("last_day", type_=Promise.first_by.type)
    on_or_after = (
        (and_(day == last_day, Promise.id < last_id), day < last_day)
        if kept
        else (and_(day == last_day, Promise.id > last_id), day > last_day)
    )
    parts = [
        select(
            select(Promise.id)
            .where(HERE, state, part, *may_see)
            .order_by(*order)
            .limit(PER_PAGE + 1)
            .subquery()
        )
        for part in on_or_after
    ]
    ids = union_all(*parts).subquery()
    return base.join(ids, ids.c.id == Promise.id).order_by(*order).limit(PER_PAGE + 1)


def histories(session: Session, promise_ids: Collection[int]) -> Mapping[int, list[history.Line]]:
    """The history of each of these promises, in one statement."""
    found = (
        select(
            PromiseStep.promise_id,
            PromiseStep.happened,
            PromiseStep.words,
            PromiseStep.what,
            PromiseStep.by_when,
            PromiseStep.on,
            PromiseStep.by_hat,
            Person.name,
        )
        .outerjoin(Person, Person.id == PromiseStep.by_id)
        .where(PromiseStep.promise_id.in_(promise_ids))
        .order_by(PromiseStep.id)
    )
    steps: dict[int, list[history.Step]] = defaultdict(list)
    for row in session.execute(found):
        by = speaker(row.name, row.by_hat) if row.by_hat else ""
        steps[row.promise_id].append(history.Step(*row[1:6], by))
    on = today()
    return {promise_id: history.lines(its, on) for promise_id, its in steps.items()}
