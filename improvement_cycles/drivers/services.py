"""What a team does to its diagram: add, reword, move, take away, put back. Each keeps a version.

A form carries `seen`, a mark of what it was shown. If that is otherwise by the time it comes back,
nothing is written: `Changed` carries what is there now, and the page shows both.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.shown import shown_mark
from improvement_cycles.answers import Changed
from improvement_cycles.drivers import history, policy, queries, rules
from improvement_cycles.drivers.models import (
    ChangeIdea,
    Driver,
    DriverDiagram,
    DriverLink,
    IdeaLink,
)
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.tree import Diagram, Key, Part
from improvement_cycles.drivers.words import Kind, Level, Step

NO_AIM = "Say what will be different in somebody's life."


def say_aim(session: Session, viewer: Viewer, this: Drawn, words: str, seen: str) -> None:
    """Say what we want, in words of the group's own. The try's plan keeps the words it has."""
    policy.may_draw.require(viewer, this.project, this.team)
    require_seen(seen, words=this.diagram.aim)
    if not words:
        raise Invalid({"words": NO_AIM})
    if words == this.diagram.aim:
        return
    insert_new(session, DriverDiagram, project_id=this.project.id, aim="", edits=0)
    of_it = select(DriverDiagram).where(DriverDiagram.project_id == this.project.id)
    session.scalars(of_it).one().aim = words
    history.keep(session, viewer, this, Step.AIM, None)


def add(session: Session, viewer: Viewer, this: Drawn, new: Part, upper: Key | None) -> Key:
    """Put a new part on the page, under something or by itself. Its id is given here.

    Where what it was to stand under is gone by now, it stands by itself: no words are lost.
    """
    policy.may_draw.require(viewer, this.project, this.team)
    _require(rules.refusal_to_add(_read(session, viewer, this), new.level, new.words))
    made: dict[str, Any] = {"project_id": this.project.id, "words": new.words}
    row = Driver(**made, level=new.level) if new.kind is Kind.DRIVER else ChangeIdea(**made)
    session.add(row)
    session.flush()
    key = new.kind, row.id
    if upper and this.diagram.find(upper):
        _join(session, this, key, [upper])
    history.keep(session, viewer, this, Step.ADDED, key)
    return key


def reword(session: Session, viewer: Viewer, this: Drawn, key: Key, words: str, seen: str) -> None:
    """Say a part in other words. If it was taken away meanwhile, this puts it back."""
    policy.may_draw.require(viewer, this.project, this.team)
    row = a_row(session, this, key)
    require_seen(seen, **as_shown(row))
    part = queries.as_part(row)
    others = _read(session, viewer, this)
    if row.gone_on:
        _require(rules.refusal_to_add(others, part.level, words))
        row.gone_on, row.words = None, words
        _put_where_it_was(session, this, key)
        history.keep(session, viewer, this, Step.PUT_BACK, key)
    else:
        _require(rules.refusal_to_say(others, part.level, words, but=key))
        read = others.find(key)
        if read and read.words == words:
            return  # what an issue says is not made the team's own by a press
        row.words = words
        history.keep(session, viewer, this, Step.REWORDED, key)


def move(
    session: Session, viewer: Viewer, this: Drawn, key: Key, uppers: Iterable[int], seen: str
) -> None:
    """Say what a part helps: it stands under these drivers from now on, and under no other."""
    policy.may_draw.require(viewer, this.project, this.team)
    require_on_page(session, this, key)
    now = {part.id for part in this.diagram.above(key)}
    require_seen(seen, uppers=sorted(now))
    wanted = set(uppers)
    if wanted == now:
        return
    new = [(Kind.DRIVER, one) for one in sorted(wanted - now)]
    _join(session, this, key, new, "uppers")
    _unjoin(session, key, now - wanted)
    history.keep(session, viewer, this, Step.MOVED, key)


def take_away(session: Session, viewer: Viewer, this: Drawn, key: Key, seen: str) -> None:
    """Take a part off the page. What stood under it stays, and it can be put back."""
    policy.may_draw.require(viewer, this.project, this.team)
    row = a_row(session, this, key)
    if row.gone_on:
        return
    require_seen(seen, **as_shown(row))
    row.gone_on = today()
    _unjoin(session, key)
    history.keep(session, viewer, this, Step.TAKEN_AWAY, key)


def put_back(session: Session, viewer: Viewer, this: Drawn, key: Key) -> None:
    """Put back what was taken away, to where it stood, as far as that is there still."""
    policy.may_draw.require(viewer, this.project, this.team)
    row = a_row(session, this, key)
    if row.gone_on is None:
        return
    part = queries.as_part(row)
    refused = rules.refusal_to_come(this.diagram)
    if part.words and not refused:  # else its issue has the words, and no two have the same
        refused = rules.refusal_to_say(_read(session, viewer, this), part.level, part.words)
    if refused:
        raise Conflict(refused)
    row.gone_on = None
    _put_where_it_was(session, this, key)
    history.keep(session, viewer, this, Step.PUT_BACK, key)


def a_row(session: Session, this: Drawn, key: Key) -> Driver | ChangeIdea:
    """The row of a part of this try, also of one that was taken away. Raises NotFound."""
    model: Any = Driver if key[0] is Kind.DRIVER else ChangeIdea
    of_it = select(model).where(model.id == key[1], model.project_id == this.project.id)
    row: Driver | ChangeIdea | None = session.scalar(
        of_it, execution_options={"populate_existing": True}
    )
    if row is None:
        raise NotFound(queries.NO_PART)
    return row


def require_on_page(session: Session, this: Drawn, key: Key) -> Part:
    """A part that is on the page. Raises Conflict if it was taken away, NotFound if never there."""
    if a_row(session, this, key).gone_on:
        raise Conflict(rules.NOT_THERE)
    return this.part(key)


def as_shown(row: Driver | ChangeIdea) -> dict[str, Any]:
    """What a form about a part was shown of it."""
    return {"words": row.words, "gone": row.gone_on is not None}


def mark(**shown: Any) -> str:
    """The mark of what a form was shown."""
    return shown_mark(shown)


def require_seen(seen: str, **now: Any) -> None:
    if seen != mark(**now):
        raise Changed(now)


def _require(refused: str | None) -> None:
    if refused:
        raise Invalid({"words": refused})


def _read(session: Session, viewer: Viewer, this: Drawn) -> Diagram:
    """The diagram as the viewer reads it: what an issue says is said already."""
    return this.diagram.said(queries.titles(session, viewer, [this.diagram]), "")


def _join(
    session: Session,
    this: Drawn,
    lower: Key,
    uppers: Iterable[Key],
    field: str = "words",
) -> None:
    for upper in uppers:
        now = queries.drawn(session, this.project, this.team)
        refused = rules.refusal_to_join(now.diagram, lower, upper)
        if refused:
            raise Invalid({field: refused})
        _link(session, now, lower, upper)


def _link(session: Session, this: Drawn, lower: Key, upper: Key) -> None:
    of_try = {"project_id": this.project.id}
    if lower[0] is Kind.IDEA:
        insert_new(session, IdeaLink, **of_try, idea_id=lower[1], driver_id=upper[1])
    else:
        insert_new(
            session,
            DriverLink,
            **of_try,
            lower_id=lower[1],
            lower_level=Level.SECONDARY,
            upper_id=upper[1],
            upper_level=Level.PRIMARY,
        )


def _put_where_it_was(session: Session, this: Drawn, key: Key) -> None:
    """Join a part that is back to what it was joined to, as far as that is there still."""
    session.flush()
    before = history.before_it_went(session, this.project.id, key)
    for lower, upper in sorted(one for one in before.links if key in one):
        now = queries.drawn(session, this.project, this.team)
        if not rules.refusal_to_join(now.diagram, lower, upper):
            _link(session, now, lower, upper)


def _unjoin(session: Session, key: Key, uppers: Iterable[int] | None = None) -> None:
    """Take a part from under these, or from under and over everything."""
    kind, part_id = key
    if kind is Kind.IDEA:
        mine = delete(IdeaLink).where(IdeaLink.idea_id == part_id)
        session.execute(mine if uppers is None else mine.where(IdeaLink.driver_id.in_(uppers)))
        return
    mine = delete(DriverLink).where(DriverLink.lower_id == part_id)
    session.execute(mine if uppers is None else mine.where(DriverLink.upper_id.in_(uppers)))
    if uppers is None:
        session.execute(delete(DriverLink).where(DriverLink.upper_id == part_id))
        session.execute(delete(IdeaLink).where(IdeaLink.driver_id == part_id))
