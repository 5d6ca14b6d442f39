"""What came of an issue: news for its author, and for who follows it or said me too."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import and_, case, literal, or_, select

from coprod import told
from coprod.issues.labels import STATUS
from coprod.issues.models import Follow, HeldBack, Issue, StatusChange, Support
from coprod.people.muting import unless_muted
from coprod.told import News, Told

_NOTHING = literal("")
MINE = or_(
    Issue.author_id == told.VIEWER,
    Issue.id.in_(select(HeldBack.issue_id).where(HeldBack.mark.in_(told.MARKS))),
)
"""Whether the viewer raised an issue, with their name or without."""
_FOLLOWED = or_(
    Issue.id.in_(select(Follow.issue_id).where(Follow.person_id == told.VIEWER)),
    Issue.id.in_(select(Support.issue_id).where(Support.person_id == told.VIEWER)),
)
READABLE = and_(
    Issue.taken_back_on.is_(None),
    case((Issue.published, True), else_=Issue.area_id.in_(told.AREAS)),
)
"""Whether the viewer may read an issue."""
HEARS = and_(or_(MINE, _FOLLOWED), READABLE)
"""Whether the viewer wants to hear of an issue, and may."""


def about(part: str, *, on: Any, key: Any, what: Any = _NOTHING) -> Any:
    """The columns of something that happened to an issue."""
    title = unless_muted(Issue.author_id, Issue.title)
    return told.columns(part, on=on, key=key, about=Issue.id, title=title, what=what, mine=MINE)


def _tell(row: Any) -> Told:
    sentence = _("It moved on: %(status)s.", status=STATUS[row.what])
    return Told(sentence, url_for("issues.issue", issue_id=row.about), "going-on")


moved = News(
    "moved",
    select(*about("moved", on=StatusChange.on, key=StatusChange.id, what=StatusChange.became))
    .join(Issue, Issue.id == StatusChange.issue_id)
    .where(
        StatusChange.was.is_not(None),
        StatusChange.by_id.is_distinct_from(told.VIEWER),
        StatusChange.on.between(told.SINCE, told.UNTIL),
        HEARS,
    ),
    _tell,
)
