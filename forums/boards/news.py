"""What was said to somebody: answers to their words, and new words in talks that they follow."""

from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select, and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from coprod import told
from coprod.issues.models import Issue
from coprod.issues.news import READABLE as ISSUE_READABLE
from coprod.people.models import Mute
from coprod.people.muting import unless_muted
from coprod.people.viewer import Viewer
from coprod.told import News, Told
from forums import unnamed
from forums.boards import policy
from forums.boards.queries import KIND, TITLE
from forums.models import Post, TalkFollow, Thread
from forums.words import PostState

_NOTHING = literal("")
_asked = aliased(Post)
_TO_ME = exists().where(_asked.id == Post.answers_id, _asked.author_id == told.VIEWER)
_FOLLOWED = exists().where(
    TalkFollow.person_id == told.VIEWER,
    TalkFollow.subject_kind == Post.subject_kind,
    TalkFollow.subject_key == Post.subject_key,
)
_MUTED = exists().where(
    Mute.person_id == told.VIEWER, Mute.muted_id == Post.author_id, Post.as_moderator.is_(False)
)
_HEARS = and_(
    Post.state == PostState.SHOWN,
    Post.taken_back_on.is_(None),
    Post.author_id.is_distinct_from(told.VIEWER),
    ~unnamed.IS_FIRST_UNNAMED,
    Post.posted_on.between(told.SINCE, told.UNTIL),
    or_(_TO_ME, _FOLLOWED),
    ~_MUTED,
)


def _of_each_talk(part: str, title: Any, what: Any = _NOTHING) -> Select[Any]:
    """One line for each talk, however much was said in it. All its rows have the same title."""
    newest = func.max(Post.id)
    columns = told.columns(
        part,
        on=func.max(Post.posted_on),
        key=newest,
        about=newest,
        title=func.max(title),
        what=func.max(what),
        mine=func.max(case((_TO_ME, 1), else_=0)) == 1,
    )
    return select(*columns).where(_HEARS).group_by(Post.subject_key)


def _of_others() -> Select[Any]:
    """What was said about whatever others add: statements, tries and goes."""
    parts = []
    for one in told.TALKED_OF:
        its = one.rows.subquery().c
        same = and_(Post.subject_kind == one.kind, Post.subject_key == its.key)
        parts.append(_of_each_talk("talked_more", its.title, its.what).where(same))
    return select(union_all(*parts).subquery())


def _asks(session: Session, viewer: Viewer) -> dict[str, Any]:
    """What all three sorts want to know; they are always asked for together."""
    return policy.reads(viewer) | {"my_names": unnamed.first_marks(session, viewer)}


def _asks_of_others(_session: Session, viewer: Viewer) -> dict[str, Any]:
    return {name: value for one in told.TALKED_OF for name, value in one.of(viewer).items()}


def _tell_of_others(row: Any) -> Told:
    what = _("Go %(number)s.", number=row.what) + " " if row.what else ""
    about = _tell(row)
    return replace(about, sentence=what + about.sentence)


def _tell(row: Any) -> Told:
    sentence = _("Somebody answered you.") if row.mine else _("Somebody said something new.")
    return Told(sentence, url_for("forums.post", post_id=row.about), "talk")


on_boards = News(
    "talked",
    _of_each_talk("talked", TITLE)
    .join(Thread, and_(Post.subject_kind == KIND, Thread.id == Post.subject_key))
    .where(policy.READABLE),
    _tell,
    _asks,
)
on_issues = News(
    "talked_of",
    _of_each_talk("talked_of", unless_muted(Issue.author_id, Issue.title))
    .join(Issue, and_(Post.subject_kind == "issue", Issue.id == Post.subject_key))
    .where(ISSUE_READABLE),
    _tell,
)
on_others = News("talked_more", _of_others, _tell_of_others, _asks_of_others)
