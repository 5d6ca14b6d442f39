"""What meetings put on other pages: when the next one is, and what was said about an issue."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.first_page import FirstPage
from coprod.issues.page import IssuePage
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.meetings import next_ones, own, queries
from coprod.meetings.models import Said
from coprod.meetings.words import SAID
from coprod.people.viewer import Viewer

GROUPS = 25  # whose meetings the page of the group leads to
SHOWN = 5  # of what was said about one issue

# The page of an issue brings whether a meeting spoke of it: most need not ask again.
_SAID_OF = "said_of"
_said_of = (
    part(_SAID_OF, part_id=Said.meeting_id)
    .where(Said.subject_kind == "issue", Said.subject_key == ISSUE_ID)
    .limit(1)
)
OF_OTHERS.append(select(_said_of.subquery()))


def on_front(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """The next meetings of the viewer's own groups."""
    nexts = [row for row in first.rows["meeting"] if not row.other_day]
    return _few(first, sorted(nexts, key=lambda row: (row.day, row.one)))


def now_on(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """The meetings of the viewer's own groups that go on now."""
    return _few(first, [row for row in first.rows["meeting"] if row.other_day])


def _few(first: FirstPage, nexts: list[Any]) -> dict[str, Any] | None:
    shown = first.take(nexts)
    return {"nexts": shown, "more": first.left} if shown else None


def of_groups(session: Session, viewer: Viewer, area: Any) -> dict[str, Any] | None:
    """The viewer's groups, each with its meetings and its pack."""
    groups = next_ones.groups(session, viewer, area.id, GROUPS) if area else []
    return {"groups": groups} if groups else None


def on_issue(session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """What the viewer's groups said about it in a meeting. Nobody else sees it."""
    if not any(row.part == _SAID_OF for row in page.others):
        return None
    found = queries.said_about(session, viewer, "issue", page.id, SHOWN)
    return {"found": found, "said_words": SAID} if found else None


def on_my_things(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    """A way to where my name is, and to what I said."""
    return {} if own.anything(session, viewer) else None
