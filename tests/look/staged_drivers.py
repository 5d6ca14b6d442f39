"""A diagram of Danny's own, with all that a page can show; and a go that tests an idea of it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from improvement_cycles import found
from improvement_cycles.drivers import queries, services, sources
from improvement_cycles.drivers.models import ChangeIdea
from improvement_cycles.drivers.tree import Part
from improvement_cycles.drivers.words import Kind, Level
from improvement_cycles.go_models import Cycle

LONG = "Supercalifragilisticexpialidocious"


def stage_drivers(session: Session, stage: Any, danny: Viewer) -> None:
    """Something of every kind: taken away, by itself, under two things, with very long words."""
    cycle = session.get_one(Cycle, stage.names["my_draft"])

    def here() -> Any:
        this = found.a_try(session, danny, cycle.project_id)
        return queries.drawn(session, this.project, this.team)

    def add(level: Level, words: str, upper: Any = None) -> Any:
        kind = Kind.IDEA if level is Level.IDEA else Kind.DRIVER
        return services.add(session, danny, here(), Part(kind, 0, level, words), upper)

    first = add(Level.PRIMARY, f"{LONG}{LONG} and what comes after it, on and on")
    other = add(Level.PRIMARY, "We sing well")
    lower = add(Level.SECONDARY, "We have a song book", first)
    seen = services.mark(uppers=[first[1]])
    services.move(session, danny, here(), lower, [first[1], other[1]], seen)
    add(Level.IDEA, "Sing at tea", lower)
    add(Level.IDEA, "Sing on Fridays")
    gone = add(Level.IDEA, "Sing at night", first)
    seen = services.mark(words="Sing at night", gone=False)
    services.take_away(session, danny, here(), gone, seen)
    sources.use(session, danny, here(), stage.names["i20"])
    ideas = select(ChangeIdea.id).where(ChangeIdea.project_id == cycle.project_id)
    cycle.idea_id = session.scalar(ideas.order_by(ChangeIdea.id).limit(1))
    session.flush()
    stage.names["go_with_idea"] = cycle.id
