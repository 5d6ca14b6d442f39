"""What the driver diagram adds to other pages: to that of a go, and to that of an issue."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Panel
from coprod.issues.page import IssuePage
from coprod.issues.words import IssueKind, Status
from coprod.people.viewer import Viewer
from improvement_cycles.drivers import labels, policy, queries
from improvement_cycles.drivers.tree import Diagram, Part
from improvement_cycles.drivers.words import Kind, Level
from improvement_cycles.words import WRITERS


def _of_go(session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    """Which idea a go tests; or, for its team, the way to say so."""
    team = {viewer.id: head.my_hat} if head.my_hat else {}
    may_draw = bool(viewer) and head.has_ideas and policy.may_draw(viewer, head, team)
    may_say = may_draw and policy.may_say_which(head.state, head.idea_id is not None)
    if head.idea_id is None and not may_say:
        return None
    words = _words(session, viewer, head) if head.idea_id else ""
    is_there = head.idea_id is not None and head.idea_gone_on is None
    return {"head": head, "words": words, "is_there": is_there, "may_say": may_say}


def _words(session: Session, viewer: Viewer, head: Any) -> str:
    """The words of an idea: its own, or those of its issue as far as the viewer may read it."""
    part = Part(Kind.IDEA, head.idea_id, Level.IDEA, head.idea_words, head.idea_issue_id)
    one = Diagram(parts=(part,))
    titles = {} if head.idea_words else queries.titles(session, viewer, [one])
    return one.said(titles, str(labels.NOT_HERE)).parts[0].words


def _of_issue(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """The way to use it as an idea, for whoever can be in a team there. It asks nothing."""
    if page.kind is IssueKind.THANKS or page.status is Status.MERGED:
        return None
    may_be = any(hat.kind in WRITERS and hat.area_id == page.area_id for hat in viewer.hats)
    return {"issue_id": page.id} if may_be else None


PANELS = (
    Panel("go.consent", "improvement_cycles/drivers/_of_go.html", _of_go),
    Panel("issue.tries", "improvement_cycles/drivers/_of_issue.html", _of_issue),
)
