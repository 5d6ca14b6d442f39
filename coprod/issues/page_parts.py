"""The one statement of an issue's page: the issue beside each of its parts."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    false,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from coprod.issues import nobody
from coprod.issues.counts import STEPS
from coprod.issues.models import (
    Doer,
    Follow,
    HeldBack,
    Issue,
    IssuePlace,
    IssueStatement,
    Photo,
    StatusChange,
    Support,
)
from coprod.issues.nobody import NobodysJob
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.people import names
from coprod.people.models import Person, Place
from coprod.vision.models import StatementVersion

_helper = aliased(Person)
ISSUE = (
    Issue.id,
    Issue.area_id,
    Issue.place_id,
    Issue.kind,
    Issue.lane,
    Issue.status,
    Issue.title,
    Issue.words,
    Issue.said_as,
    Issue.author_id,
    case((Issue.name_held.is_(False), Person.name)).label("author"),
    Issue.author_hat,
    case((Issue.name_held.is_(False), _helper.name)).label("helper"),
    Issue.name_held,
    Issue.symbol,
    Issue.raised_on,
    Issue.moved_at,
    Issue.published,
    Issue.joined_to_id,
    Issue.lane_steps,
    Issue.answer_by,
    Issue.say,
    *STEPS,
)
_VIEWER = bindparam("viewer_id", type_=Issue.id.type)


def _parts() -> Sequence[Select[Any]]:
    return (
        part("place", part_id=Place.id, one=Place.name)
        .join_from(IssuePlace, Place, Place.id == IssuePlace.place_id)
        .where(IssuePlace.issue_id == ISSUE_ID),
        part(
            "statement",
            part_id=IssueStatement.id,
            one=StatementVersion.short,
            two=StatementVersion.symbol,
            n=IssueStatement.statement_id,
            m=case((IssueStatement.looks_like, 1), else_=0),
        )
        .join_from(
            IssueStatement,
            StatementVersion,
            and_(
                StatementVersion.statement_id == IssueStatement.statement_id,
                StatementVersion.number == IssueStatement.version,
            ),
        )
        .where(IssueStatement.issue_id == ISSUE_ID),
        part(
            "step",
            part_id=StatusChange.id,
            one=StatusChange.why,
            two=StatusChange.became,
            three=StatusChange.by_hat,
            four=Person.name,
            day=StatusChange.on,
        )
        .join_from(StatusChange, Person, Person.id == StatusChange.by_id, isouter=True)
        .where(StatusChange.issue_id == ISSUE_ID),
        part(
            "doer",
            part_id=Doer.id,
            one=Person.name,
            two=Doer.job,
            three=names.hat_of(Doer.person_id, Issue.area_id, Issue.place_id),
            n=Doer.person_id,
        )
        .join_from(Doer, Person, Person.id == Doer.person_id)
        .join(Issue, Issue.id == Doer.issue_id)
        .where(Doer.issue_id == ISSUE_ID),
        part(
            "nobodys",
            part_id=NobodysJob.id,
            two=NobodysJob.job,
            day=NobodysJob.since,
        ).where(
            NobodysJob.about == nobody.ISSUE,
            NobodysJob.about_id == ISSUE_ID,
            NobodysJob.since.is_not(None),
        ),
        part(
            "photo",
            part_id=Photo.id,
            two=Photo.shows,
            n=Photo.width,
            m=Photo.height,
        ).where(Photo.issue_id == ISSUE_ID, Photo.hidden_on.is_(None)),
    )


def _yours() -> Sequence[Select[Any]]:
    return (
        part("sealed", part_id=HeldBack.id, one=HeldBack.mark).where(HeldBack.issue_id == ISSUE_ID),
        part("me_too", part_id=Support.id).where(
            Support.issue_id == ISSUE_ID, Support.person_id == _VIEWER
        ),
        part("follow", part_id=Follow.id).where(
            Follow.issue_id == ISSUE_ID, Follow.person_id == _VIEWER
        ),
    )


def _page(parts: Sequence[Select[Any]], in_my_areas: Any) -> Select[Any]:
    beside = union_all(*parts).subquery()
    return (
        select(*ISSUE, *beside.c)
        .outerjoin(Person, Person.id == Issue.author_id)
        .outerjoin(_helper, _helper.id == Issue.helper_id)
        .outerjoin(beside, true())
        .where(
            Issue.id == ISSUE_ID,
            Issue.taken_back_on.is_(None),
            or_(Issue.published, in_my_areas),
        )
    )


_AREAS = bindparam("area_ids", expanding=True, type_=Issue.area_id.type)


@cache
def of_page(*, public: bool) -> Select[Any]:
    """Built on first use, when every noun has added its parts."""
    if public:
        return _page((*_parts(), *OF_OTHERS), false())
    return _page((*_parts(), *_yours(), *OF_OTHERS), Issue.area_id.in_(_AREAS))
