"""What was answered and promised: news for whom it is for."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from coprod import told
from coprod.issues import news as issues
from coprod.issues.models import Issue
from coprod.promises.models import Answer, Happened, Promise, PromiseStep
from coprod.told import News, Told

_SAYS: dict[str, Any] = {
    Happened.MADE: _("Somebody made a promise about it."),
    Happened.KEPT: _("A promise about it was kept."),
    Happened.CHANGED: _("A promise about it has another day."),
    Happened.NOT_KEPT: _("A promise about it is not kept yet."),
    Happened.LATE: _("A promise about it is late."),
}


def _answered(row: Any) -> Told:
    url = url_for("issues.issue", issue_id=row.about)
    return Told(str(_("There is an answer.")), url, "answer")


def _promised(row: Any) -> Told:
    url = url_for("issues.issue", issue_id=row.about)
    return Told(str(_SAYS[row.what]), url, "late" if row.what == Happened.LATE else "promise")


answered = News(
    "answered",
    select(*issues.about("answered", on=Answer.given_on, key=Answer.id))
    .join(Issue, Issue.id == Answer.issue_id)
    .where(
        Answer.by_id != told.VIEWER,
        Answer.given_on.between(told.SINCE, told.UNTIL),
        issues.HEARS,
    ),
    _answered,
)
promised = News(
    "promised",
    select(
        *issues.about("promised", on=PromiseStep.on, key=PromiseStep.id, what=PromiseStep.happened)
    )
    .join(Promise, Promise.id == PromiseStep.promise_id)
    .join(Issue, Issue.id == Promise.issue_id)
    .where(
        PromiseStep.by_id.is_distinct_from(told.VIEWER),
        PromiseStep.on.between(told.SINCE, told.UNTIL),
        Promise.off_page.is_(False),
        issues.HEARS,
    ),
    _promised,
)
