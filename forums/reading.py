"""The statements that read one talk, built once: the same few whatever there is in it."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    asc,
    bindparam,
    case,
    desc,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from coprod.issues.models import Photo, Sound
from coprod.people.models import Mute, Person
from coprod.people.names import name_in
from forums.hard import CAN_BE_EASIER
from forums.models import Post, PostSound, SayAgain, TalkFollow, TalkRead
from forums.moderation.models import Waiting
from forums.moderation.newcomers import IS_NEW
from forums.unnamed import IS_MINE, ME
from forums.words import PostState

PAGE = 25
BEGINNING = 160  # letters of a quoted message
STANDS = (PostState.SHOWN, PostState.TAKEN_DOWN)  # where it was said, for everybody

_helper, _writer, _quoted_author = aliased(Person), aliased(Person), aliased(Person)
_quoted = aliased(Post)
_TODAY = bindparam("today", type_=SayAgain.on.type)
_IN_TALK = (Post.subject_kind == bindparam("kind"), Post.subject_key == bindparam("key"))
_UP = case((Post.state == PostState.TAKEN_DOWN, False), else_=True)


def is_muted(author: Any) -> ColumnElement[bool]:
    """Whether the viewer muted this author. What is unnamed has none: muting never unmasks."""
    muted = exists().where(Mute.person_id == ME, Mute.muted_id == author)
    return case((muted, True), else_=False)


IS_MUTED: ColumnElement[bool] = case((Post.as_moderator, False), else_=is_muted(Post.author_id))
"""Whether a message folds. What is said to look after the talk is heard by everybody."""


_STANDS_HEARD = PostSound.state != PostState.TAKEN_DOWN
_READS_HEARD = or_(
    PostSound.state == PostState.SHOWN,
    PostSound.by_id == ME,
    and_(PostSound.by_id.is_(None), IS_MINE),
)


def is_of(thing: Any) -> ColumnElement[bool]:
    """Whether a photo or a recording is that of a message: its number alone does not say so."""
    its = Post.photo_id if thing is Photo else Post.sound_id
    owner = or_(
        thing.owner_id == Post.author_id,
        and_(thing.owner_id.is_(None), Post.author_id.is_(None)),
    )
    return and_(thing.id == its, thing.issue_id.is_(None), owner)


_hard = (
    select(func.min(SayAgain.sentence))
    .where(SayAgain.post_id == Post.id, SayAgain.on < _TODAY, CAN_BE_EASIER)
    .correlate(Post)
    .scalar_subquery()
)
_rule_says = (
    select(func.max(Waiting.rule_says))
    .where(Waiting.kind == "post", Waiting.key == Post.id, Waiting.settled_at.is_(None))
    .correlate(Post)
    .scalar_subquery()
)
_follows = (
    select(TalkFollow.id)
    .where(
        TalkFollow.person_id == ME,
        TalkFollow.subject_kind == bindparam("kind"),
        TalkFollow.subject_key == bindparam("key"),
    )
    .scalar_subquery()
)
_read = (
    select(TalkRead.post_id)
    .where(
        TalkRead.person_id == ME,
        TalkRead.subject_kind == bindparam("kind"),
        TalkRead.subject_key == bindparam("key"),
    )
    .scalar_subquery()
)
_MINE_OR_STANDS = or_(Post.state.in_(STANDS), IS_MINE)
_QUOTE_STANDS = and_(_quoted.state == PostState.SHOWN, _quoted.taken_back_on.is_(None))

_TO_SEE = (*_IN_TALK, Post.taken_back_on.is_(None), Post.state.in_(STANDS))
_STANDING = (
    _follows.label("follows"),
    select(Post.id)
    .where(*_TO_SEE, Post.id > _read, ~IS_MINE, ~IS_MUTED)
    .order_by(Post.id)
    .limit(1)
    .correlate(None)
    .scalar_subquery()
    .label("first_new"),
    case((IS_NEW, True), else_=False).label("newcomer"),
)
"""How the viewer stands to the talk: follows it, what is new there, is new themselves."""

_POSTS = (
    select(
        Post.id,
        Post.author_id,
        name_in(Post.area_id).label("author"),
        Post.author_hat,
        Post.alias,
        Post.as_moderator,
        case((_UP, Post.html), else_="").label("html"),
        Post.said_as,
        name_in(Post.area_id, _helper.name).label("helper"),
        Post.posted_on,
        Post.posted_at,
        Post.state,
        Post.rule,
        Post.read_first,
        Post.edits,
        Post.answers_id,
        case((_QUOTE_STANDS, func.substr(_quoted.words, 1, BEGINNING + 1))).label("quoted"),
        name_in(_quoted.area_id, _quoted_author.name).label("quoted_author"),
        _quoted.alias.label("quoted_alias"),
        _quoted.author_hat.label("quoted_hat"),
        is_muted(_quoted.author_id).label("quoted_muted"),
        Photo.id.label("photo_id"),
        Photo.shows,
        Photo.width,
        Photo.height,
        Sound.id.label("sound_id"),
        case((_READS_HEARD, PostSound.words)).label("heard"),
        PostSound.state.label("heard_state"),
        is_muted(PostSound.by_id).label("heard_muted"),
        name_in(Post.area_id, _writer.name).label("heard_by"),
        IS_MINE.label("mine"),
        IS_MUTED.label("muted"),
        case((IS_MINE, _hard), else_=null()).label("hard"),
        case((IS_MINE, _rule_says), else_=null()).label("rule_says"),
    )
    .outerjoin(Person, Person.id == Post.author_id)
    .outerjoin(_helper, _helper.id == Post.helper_id)
    .outerjoin(_quoted, _quoted.id == Post.answers_id)
    .outerjoin(_quoted_author, _quoted_author.id == _quoted.author_id)
    .outerjoin(Photo, and_(is_of(Photo), _UP))
    .outerjoin(Sound, and_(is_of(Sound), _UP))
    .outerjoin(PostSound, and_(PostSound.post_id == Post.id, _UP, _STANDS_HEARD))
    .outerjoin(_writer, _writer.id == PostSound.by_id)
    .where(*_IN_TALK, Post.taken_back_on.is_(None), _MINE_OR_STANDS)
    .limit(PAGE + 1)
)


def _with_standing(posts: Any, order: Any) -> Any:
    """Messages, and beside each how the viewer stands to the talk: one row if there is none."""
    its = posts.order_by(order(Post.id)).subquery()
    always = select(literal(1).label("one")).subquery()
    return (
        select(*its.c, *_STANDING)
        .select_from(always.outerjoin(its, true()))
        .order_by(order(its.c.id))
    )


OLDER = _with_standing(_POSTS.where(Post.id < bindparam("at")), desc)
NEWER = _with_standing(_POSTS.where(Post.id > bindparam("at")), asc)

NEWEST_ID = select(func.coalesce(func.max(Post.id), 0)).where(*_TO_SEE)
AFTER_IT = (
    select(Post.id)
    .where(*_IN_TALK, Post.taken_back_on.is_(None), _MINE_OR_STANDS, Post.id > bindparam("at"))
    .order_by(Post.id)
    .limit(PAGE)
)
"""Those after one that the viewer sees, as many as a page holds: is it on the newest page?"""
