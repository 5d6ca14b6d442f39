"""Whether anything waits for whoever looks after the talk, for the first page's one statement.

Never what they may not decide: their own words, also unnamed; what they did or asked for; or
anything about a place that pays them. So each list of the queue is asked here once more, in SQL.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, or_, select, union_all
from sqlalchemy.orm import aliased

from coprod.issues.models import HeldBack, Issue, IssuePlace, Photo
from coprod.issues.parts import part
from coprod.people.models import Hat
from coprod.vision.models import Statement, StatementVersion, Writer
from forums.heard import KIND as HEARD
from forums.models import Post, PostSound, Thread
from forums.moderation.bulk import MODERATOR
from forums.moderation.models import Act, Appeal, Removal, Unmasking, Waiting
from forums.moderation.people import ALIAS, PERSON
from forums.unnamed_models import Alias, HeldTalk
from forums.words import ActKind

_AREA = bindparam("area_id", type_=Waiting.key.type)
_VIEWER = bindparam("viewer", type_=Waiting.key.type)
_PAYS: Any = bindparam("pays", expanding=True, type_=Waiting.key.type)
_MARKS: Any = bindparam("marks", expanding=True, type_=String())  # of their first unnamed issues
_NAMES: Any = bindparam("my_names", expanding=True, type_=String())  # and of their names in talks


def _there(found: Select[Any]) -> ColumnElement[bool]:
    """It is no EXISTS: PostgreSQL would make a join of that, and read whole tables."""
    return found.limit(1).scalar_subquery().is_not(None)


_UNDER_MY_NAME = _there(
    select(HeldTalk.id)
    .join(Alias, Alias.id == HeldTalk.alias_id)
    .where(
        Alias.subject_kind == Post.subject_kind,
        Alias.subject_key == Post.subject_key,
        Alias.alias == Post.alias,
        HeldTalk.mark.in_(_NAMES),
    )
)
_MY_POST = or_(Post.author_id == _VIEWER, and_(Post.author_id.is_(None), _UNDER_MY_NAME))
_MY_ISSUE = or_(
    Issue.author_id == _VIEWER,
    _there(select(HeldBack.id).where(HeldBack.issue_id == Issue.id, HeldBack.mark.in_(_MARKS))),
)
_MY_HEARD = or_(PostSound.by_id == _VIEWER, and_(PostSound.by_id.is_(None), _MY_POST))
_MY_STATEMENT = or_(
    StatementVersion.made_by_id == _VIEWER,
    _there(
        select(Writer.version_id).where(
            Writer.version_id == StatementVersion.id, Writer.person_id == _VIEWER
        )
    ),
)
_OF_ISSUE_THAT_PAYS = _there(
    select(IssuePlace.issue_id).where(
        IssuePlace.issue_id == Post.subject_key, IssuePlace.place_id.in_(_PAYS)
    )
)
_POST_THAT_PAYS = or_(
    Post.place_id.in_(_PAYS), and_(Post.subject_kind == "issue", _OF_ISSUE_THAT_PAYS)
)


def _theirs(kind: Any, key: Any) -> ColumnElement[bool]:
    """Whether they may not decide about a thing: it is their own, or about a place that pays."""
    heard = select(PostSound.id).join(Post, Post.id == PostSound.post_id).where(PostSound.id == key)
    photo = select(Photo.id).join(Issue, Issue.id == Photo.issue_id).where(Photo.id == key)
    places = select(IssuePlace.issue_id).where(IssuePlace.place_id.in_(_PAYS))
    version = select(StatementVersion.id).where(StatementVersion.statement_id == key)
    first = (Post.id == Thread.first_post_id) & (Post.subject_key == Thread.id)
    begun = select(Thread.id).join(Post, first).where(Thread.id == key)
    mine_or_paid = {
        "post": [select(Post.id).where(Post.id == key, or_(_MY_POST, _POST_THAT_PAYS))],
        HEARD: [heard.where(or_(_MY_HEARD, _POST_THAT_PAYS))],
        "issue": [
            select(Issue.id).where(Issue.id == key, _MY_ISSUE),
            places.where(IssuePlace.issue_id == key),
        ],
        "photo": [
            photo.where(_MY_ISSUE),
            places.join(Photo, Photo.issue_id == IssuePlace.issue_id).where(Photo.id == key),
        ],
        "thread": [
            select(Thread.id).where(Thread.id == key, Thread.place_id.in_(_PAYS)),
            begun.where(Post.author_id == _VIEWER),
        ],
        "statement": [
            select(Statement.id).where(Statement.id == key, Statement.place_id.in_(_PAYS)),
            version.where(_MY_STATEMENT),
        ],
        ALIAS: [select(HeldTalk.id).where(HeldTalk.alias_id == key, HeldTalk.mark.in_(_NAMES))],
    }
    of_a_kind = [
        and_(kind == name, or_(*(_there(one) for one in found)))
        for name, found in mine_or_paid.items()
    ]
    return or_(*of_a_kind, and_(kind.in_((PERSON, MODERATOR)), key == _VIEWER))


_WAITS = select(Waiting.id.label("id")).where(
    Waiting.area_id == _AREA,
    Waiting.settled_at.is_(None),
    or_(Waiting.place_id.is_(None), Waiting.place_id.not_in(_PAYS)),
    ~_theirs(Waiting.kind, Waiting.key),
)
_passed = aliased(Act)
_ASKED_AGAIN = (
    select(Appeal.id)
    .join(Act, Act.id == Appeal.act_id)
    .where(
        Appeal.decided_on.is_(None),
        Act.area_id == _AREA,
        or_(Act.by_id.is_(None), Act.by_id != _VIEWER),
        or_(Act.place_id.is_(None), Act.place_id.not_in(_PAYS)),
        ~_theirs(Act.kind, Act.key),
        ~_there(
            select(_passed.id).where(
                _passed.kind == Act.kind,
                _passed.key == Act.key,
                _passed.what == ActKind.PASS_ON,
            )
        ),
    )
)
_REMOVAL = select(Removal.id).where(
    Removal.area_id == _AREA,
    Removal.agreed_by_id.is_(None),
    Removal.ended_on.is_(None),
    Removal.asked_by_id != _VIEWER,
    Removal.person_id != _VIEWER,
    ~_there(
        select(Hat.id).where(
            Hat.person_id == Removal.person_id,
            Hat.area_id == Removal.area_id,
            Hat.confirmed_at.is_not(None),
            Hat.place_id.in_(_PAYS),
        )
    ),
)
_WHO_SAID_IT = select(Unmasking.id).where(
    Unmasking.area_id == _AREA,
    Unmasking.agreed_on.is_(None),
    Unmasking.refused_on.is_(None),
    Unmasking.asked_by_id != _VIEWER,
    _there(select(Post.id).where(Post.id == Unmasking.key)),  # it may be passed on by now
    ~_theirs(Unmasking.kind, Unmasking.key),
)
_any = union_all(
    *(select(one.limit(1).subquery()) for one in (_WAITS, _ASKED_AGAIN, _REMOVAL, _WHO_SAID_IT))
).subquery()
FIRST_ONE: Select[Any] = part("talk_waits", part_id=_any.c.id).limit(1)
