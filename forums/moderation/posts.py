"""Posts and threads as things that are looked after."""

from collections.abc import Callable, Collection

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import NotFound
from coprod.issues import photos
from coprod.issues.models import IssuePlace, Photo, Sound
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.text import TITLE, as_html, cut, shorten
from coprod.written import NO_SUCH, Attached, Kind, Stands, Written
from forums import titles
from forums.files import file_of, heard_of
from forums.models import Post, PostSound, PostWas, SayAgain, Thread
from forums.unnamed import aliases_of
from forums.unnamed_models import Alias
from forums.words import PostState

FindSubject = Callable[[Session, Viewer, str, int], Subject]


def kind_of_posts(subject: FindSubject) -> Kind:
    """Posts, each with the subject that it is about, as its owner shows that to a viewer."""

    def find(session: Session, viewer: Viewer, key: int) -> Written:
        post = session.get(Post, key)
        if post is None or post.state is not PostState.SHOWN or post.taken_back_on:
            raise NotFound(NO_SUCH)
        about = subject(session, viewer, post.subject_kind, post.subject_key)
        return _of(session, post, about.title)

    return Kind(
        find=find,
        look=look,
        mine=mine,
        about=about,
        attached=attached,
        put=put,
        edit=edit,
        erase=erase,
    )


def look(session: Session, key: int) -> Written | None:
    """A post, whoever may read it. Its subject may be private, so that is not named."""
    post = session.get(Post, key)
    return _of(session, post, "") if post else None


def _of(session: Session, post: Post, title: str) -> Written:
    places = [post.place_id] if post.place_id else []
    if post.subject_kind == "issue":
        its = select(IssuePlace.place_id).where(IssuePlace.issue_id == post.subject_key)
        places += [one for one in session.scalars(its) if one not in places]
    is_alias = _alias_of(post)
    return Written(
        *("post", post.id, post.area_id, title, post.words),
        places=tuple(places),
        author_id=post.author_id,
        alias=post.alias,
        alias_id=session.scalar(select(Alias.id).where(*is_alias)) if post.alias else None,
        unnamed=post.author_id is None,
        stands=Stands(post.state.value),
        taken_back=post.taken_back_on is not None,
        url=f"/talk/{post.subject_kind}/{post.subject_key}?before={post.id + 1}#post-{post.id}",
        thread_id=post.subject_key if post.subject_kind == "thread" else None,
    )


def _alias_of(post: type[Post] | Post) -> tuple[ColumnElement[bool], ...]:
    return (
        Alias.subject_kind == post.subject_kind,
        Alias.subject_key == post.subject_key,
        Alias.alias == post.alias,
    )


def mine(session: Session, viewer: Viewer) -> Select[int]:
    """The ids of the viewer's own posts, also those under their aliases."""
    own = aliases_of(session, viewer)
    unnamed = select(Alias.id).where(*_alias_of(Post), Alias.id.in_(own)).exists()
    named = Post.author_id == viewer.id
    return select(Post.id).where(or_(named, and_(Post.alias != "", unnamed)) if own else named)


def about(places: Collection[int]) -> Select[int]:
    """The ids of posts about one of these places: an issue may belong to several."""
    issues = select(IssuePlace.issue_id).where(IssuePlace.place_id.in_(places))
    of_issue = and_(Post.subject_kind == "issue", Post.subject_key.in_(issues))
    return select(Post.id).where(or_(Post.place_id.in_(places), of_issue))


def attached(session: Session, key: int) -> Attached:
    """The photo of a post, its voice and what that says, what it said before, what it answers."""
    post = session.get_one(Post, key)
    photo, sound = file_of(session, post, Photo), file_of(session, post, Sound)
    shown = photos.pictures(session, Photo.id == photo.id) if photo else ()
    said = heard_of(session, post) if sound else None
    before = select(PostWas.words).where(PostWas.post_id == key)
    answered = session.get(Post, post.answers_id) if post.answers_id else None
    return Attached(
        shown,
        sound.id if sound else None,
        heard=said.words if said else "",
        heard_id=said.id if said else None,
        about=(post.subject_kind, post.subject_key),
        quoted=shorten(answered.words) if answered else "",
        before=tuple(session.scalars(before.order_by(PostWas.edits))),
    )


def put(session: Session, key: int, stands: Stands) -> None:
    """Make a post stand otherwise."""
    post = session.get_one(Post, key, with_for_update=True)
    post.state = PostState(stands.value)
    if post.state is not PostState.TAKEN_DOWN:
        post.rule = None
    session.flush()


def edit(session: Session, _viewer: Viewer, key: int, words: str) -> str:
    """Change the words of a post. What it said before is kept, for who looks after it alone."""
    post = session.get_one(Post, key, with_for_update=True)
    before = update(PostWas).where(PostWas.post_id == post.id)
    session.execute(before.values(off_page=True))
    session.add(
        PostWas(post_id=post.id, edits=post.edits, words=post.words, on=today(), off_page=True)
    )
    was, post.words, post.html = post.words, words, as_html(words)
    post.edits += 1
    session.execute(delete(SayAgain).where(SayAgain.post_id == post.id))  # it meant the old words
    session.flush()
    titles.follow(session, post, was)
    return was


def erase(session: Session, key: int) -> None:
    """Take a post out of its talk, with what hangs on it. Answers to it quote nothing any more."""
    post = session.get_one(Post, key, with_for_update=True)
    for kind in (PostSound, PostWas, SayAgain):
        for row in session.scalars(select(kind).where(kind.post_id == key)):
            session.delete(row)
    for answer in session.scalars(select(Post).where(Post.answers_id == key)):
        answer.answers_id = None
    session.flush()
    session.delete(post)
    session.flush()


def look_thread(session: Session, key: int) -> Written | None:
    """A whole thread: its title."""
    thread = session.get(Thread, key)
    if thread is None:
        return None
    return Written(
        *("thread", thread.id, thread.area_id, thread.title, thread.title),
        places=(thread.place_id,) if thread.place_id else (),
        thread_id=thread.id,
        url=f"/talk/thread/{thread.id}",
    )


def _find_thread(_session: Session, _viewer: Viewer, _key: int) -> Written:
    raise NotFound(NO_SUCH)  # what is wrong is wrong with a message in it


def _opened(_session: Session, viewer: Viewer) -> Select[int]:
    """Threads that the viewer opened by name: they do not lock or pin those alone."""
    first = and_(Post.id == Thread.first_post_id, Post.subject_key == Thread.id)
    return select(Thread.id).join(Post, first).where(Post.author_id == viewer.id)


def _call(session: Session, _viewer: Viewer, key: int, words: str) -> str:
    """Call a talk otherwise: its author said yes. What it was called is in the act that says so."""
    thread = session.get_one(Thread, key, with_for_update=True)
    was, thread.title = thread.title, cut(" ".join(words.split()), TITLE)
    session.flush()
    return was


THREADS = Kind(
    find=_find_thread,
    look=look_thread,
    mine=_opened,
    edit=_call,
    about=lambda places: select(Thread.id).where(Thread.place_id.in_(places)),
)
