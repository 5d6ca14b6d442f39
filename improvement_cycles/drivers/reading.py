"""A diagram as its pages show it: the nested list, the drawing, and how each idea went."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from improvement_cycles.drivers import labels, queries
from improvement_cycles.drivers.drawing import Drawing, draw
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.tree import Diagram, Line, outline
from improvement_cycles.drivers.words import DRIVERS, Level


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages need: every part has words, as far as the viewer may read them."""

    diagram: Diagram
    joined: list[Line]
    loose: list[Line]
    titles: dict[int, str]  # of the issues that ideas came from and that the viewer may read
    rounds: dict[int, int]  # in which round each pick was made, by pick
    goes: dict[int, list[Any]]  # by idea
    tells_goes: bool  # else it is as it stood once
    drawing: Drawing | None
    title: str
    desc: str


def shown(session: Session, viewer: Viewer, this: Drawn, diagram: Diagram | None = None) -> Shown:
    """The diagram as it is now, or as it stood: then without how its ideas went since."""
    now = diagram is None
    kept = this.diagram if diagram is None else diagram
    titles = queries.titles(session, viewer, [kept])
    said = kept.said(titles, str(labels.NOT_HERE))
    goes = queries.goes_of(session, this.project.id) if now else {}
    notes = {part.id: _note(goes.get(part.id, [])) for part in said.on(Level.IDEA)} if now else {}
    joined, loose = outline(said)
    heads = {level: str(labels.LEVEL[level]) for level in Level}
    drawn = Diagram(said.aim or str(labels.NO_AIM), said.parts, said.links)
    return Shown(
        diagram=said,
        joined=joined,
        loose=loose,
        titles=titles,
        rounds=queries.picked(session, viewer, kept),
        goes=goes,
        tells_goes=now,
        drawing=draw(drawn, heads, notes) if said else None,
        title=_("How we think it works: %(title)s", title=this.project.title),
        desc=_desc(said),
    )


def _note(goes: list[Any]) -> str:
    return "\n".join(map(labels.how_it_went, goes)) or str(labels.NOT_TRIED)


def _desc(diagram: Diagram) -> str:
    helps, ideas = len(diagram.on(*DRIVERS)), len(diagram.on(Level.IDEA))
    parts = (
        _("The list on the page says the same."),
        _("On the left is what we want: %(aim)s", aim=diagram.aim or labels.NO_AIM),
        ngettext("%(num)d thing that helps it", "%(num)d things that help it", helps) + ".",
        ngettext("%(num)d idea to try", "%(num)d ideas to try", ideas) + ".",
    )
    return " ".join(parts)
