"""The pieces of other pages that tell of tries."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.feature import Panel
from coprod.first_page import FirstPage
from coprod.issues.page import IssuePage
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.people.viewer import Viewer
from improvement_cycles import jobs, labels, queries, turns
from improvement_cycles.consent.turns import ConsentWaits
from improvement_cycles.models import ProjectIssue
from improvement_cycles.words import WRITERS, TryStatus


def _of_statement(statuses: list[TryStatus]) -> Any:
    def find(session: Session, viewer: Viewer, statement_id: int) -> dict[str, Any] | None:
        lines = queries.of_statement(session, viewer, statement_id, statuses)
        return {"lines": lines, "labels": labels} if lines else None

    return find


# The page of an issue brings whether it has tries: most have none, and need not ask again.
_HAS_TRIES = "has_tries"
OF_OTHERS.append(
    part(_HAS_TRIES, part_id=ProjectIssue.project_id).where(ProjectIssue.issue_id == ISSUE_ID)
)


def _of_issue(session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    has_tries = any(row.part == _HAS_TRIES for row in page.others)
    lines = queries.of_issue(session, viewer, page.id) if has_tries else []
    may_begin = any(hat.kind in WRITERS and hat.area_id == page.area_id for hat in viewer.hats)
    if not lines and not may_begin:
        return None
    return {"lines": lines, "labels": labels, "issue_id": page.id, "may_begin": may_begin}


def _turns(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    found = {
        "asked": [row for what in ConsentWaits for row in first.take(first.rows[what])],
        "turns": first.take(turns.turns(first.rows)),
        "tasks": first.take(turns.tasks(first.rows)),
        "landed": first.take(turns.landed(first.rows)),
    }
    return found | {"labels": labels} if any(found.values()) else None


def _nobody(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    short = first.take(jobs.short_of_people(first.rows))
    return {"short": short, "labels": labels} if short else None


def _mine(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    return {"lines": queries.mine(session, viewer), "labels": labels} if viewer else None


PANELS = (
    Panel(
        "statement.tries",
        "improvement_cycles/_lines.html",
        _of_statement([TryStatus.HAPPENING, TryStatus.KEPT]),
    ),
    Panel(
        "statement.stopped",
        "improvement_cycles/_learned.html",
        _of_statement([TryStatus.STOPPED]),
    ),
    Panel("issue.tries", "improvement_cycles/_of_issue.html", _of_issue),
    Panel("front.turn", "improvement_cycles/_turns.html", _turns, turns.ASKS),
    Panel("front.nobody", "improvement_cycles/_short_of_people.html", _nobody, jobs.ASKS),
    Panel("my_things.more", "improvement_cycles/_mine.html", _mine),
)
