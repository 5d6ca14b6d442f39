"""What the driver diagram adds to other pages: that of its try, of a go, and of an issue."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.feature import Panel
from coprod.issues.page import IssuePage
from coprod.people.viewer import Viewer
from improvement_cycles import found
from improvement_cycles.drivers import labels, policy, queries
from improvement_cycles.drivers.models import ChangeIdea
from improvement_cycles.drivers.tree import Diagram
from improvement_cycles.go_models import Cycle
from improvement_cycles.words import WRITERS


def _of_try(session: Session, viewer: Viewer, project_id: int) -> dict[str, Any] | None:
    """What helps, in a few words, and the way to all of it."""
    rows = queries.in_short(session, viewer, project_id)
    head = rows[0]
    team = {viewer.id: head.hat} if head.hat else {}
    may_draw = policy.may_draw(viewer, head, team)
    helps = [row.words for row in rows if row.words]
    if not (helps or head.ideas or may_draw):
        return None
    return {"project_id": project_id, "helps": helps, "ideas": head.ideas, "may_draw": may_draw}


def _of_go(session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    """Which idea a go tests; or, for its team, the way to say so."""
    wanted = (
        select(Cycle.idea_id, ChangeIdea)
        .outerjoin(ChangeIdea, ChangeIdea.id == Cycle.idea_id)
        .where(Cycle.id == head.id)
    )
    idea_id, row = session.execute(wanted).one()
    words = ""
    if row is not None:
        one = Diagram(parts=(queries.as_part(row),))
        said = one.said(queries.titles(session, viewer, [one]), str(labels.NOT_HERE))
        words = said.parts[0].words
    may_say = False
    if viewer and policy.may_say_which(head.state, idea_id is not None):
        this = found.a_try(session, viewer, head.project_id, hold=False)
        has_ideas = select(ChangeIdea.id).where(
            ChangeIdea.project_id == head.project_id, ChangeIdea.gone_on.is_(None)
        )
        may_say = policy.may_draw(viewer, this.project, this.team) and (
            session.scalar(has_ideas.limit(1)) is not None
        )
    if row is None and not may_say:
        return None
    is_there = row is not None and row.gone_on is None
    return {
        "head": head,
        "words": words,
        "idea_id": idea_id if is_there else None,
        "may_say": may_say,
    }


def _of_issue(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """The way to use it as an idea, for whoever can be in a team there. It asks nothing."""
    may_be = any(hat.kind in WRITERS and hat.area_id == page.area_id for hat in viewer.hats)
    return {"issue_id": page.id} if may_be else None


PANELS = (
    Panel("try.pictures", "improvement_cycles/drivers/_of_try.html", _of_try),
    Panel("go.consent", "improvement_cycles/drivers/_of_go.html", _of_go),
    Panel("issue.tries", "improvement_cycles/drivers/_of_issue.html", _of_issue),
)
