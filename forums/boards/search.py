"""Looking for what people said, among the talks the viewer may read."""

from typing import Any

from sqlalchemy import and_, bindparam, or_, select, text, true
from sqlalchemy.orm import Session

from coprod.issues import search_words, synonyms
from coprod.people.models import Person, Place
from coprod.people.names import areas_of, name_in
from coprod.people.viewer import Viewer
from forums.boards import policy
from forums.boards.queries import IS_CALLED, IS_MUTED, KIND, PAGE, TITLE, Line, asked_of
from forums.models import Post, Thread

MOST = 5_000  # of the newest messages with the words; the reader's rights narrow them after that
_FIND = {
    "sqlite": "SELECT rowid FROM post_search WHERE post_search MATCH :q ORDER BY rowid DESC",
    "postgresql": (
        "SELECT post_id FROM post_search WHERE found @@ to_tsquery('english', :q) "
        "ORDER BY post_id DESC"
    ),
}


def find(
    session: Session, viewer: Viewer, area_id: int, words: str, before: int | None = None
) -> tuple[list[Line], int | None]:
    """A page of messages with every word, newest first, and where the next page starts."""
    groups = search_words.groups(words, synonyms.pairs(session, [area_id]))
    if not groups:
        return [], None
    dialect = session.get_bind().dialect.name
    said = text(f"post.id IN (SELECT * FROM ({_FIND[dialect]} LIMIT {MOST}) AS said)")  # noqa: S608  nothing typed
    called = and_(*(Thread.title.icontains(group[0], autoescape=True) for group in groups))
    titled = Post.id.in_(select(Thread.last_post_id).where(called, IS_CALLED).correlate(None))
    wanted = (
        select(*_columns())
        .join(Thread, and_(Post.subject_kind == KIND, Thread.id == Post.subject_key))
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(Place, Place.id == Thread.place_id)
        .where(
            or_(said.bindparams(bindparam("q", _question(dialect, groups))), titled),
            Thread.area_id == area_id,
            policy.READABLE,
            Post.id < before if before else true(),
        )
        .order_by(Post.id.desc())
        .limit(PAGE + 1)
    )
    values = {"areas": areas_of(viewer)} | asked_of(viewer)
    found = [Line(*row) for row in session.execute(wanted, values)]
    return found[:PAGE], found[PAGE - 1].last_post_id if len(found) > PAGE else None


def _columns() -> tuple[Any, ...]:
    """A line of which the message that was found is the newest."""
    return (
        Thread.id,
        TITLE,
        Thread.area_id,
        Thread.board,
        Thread.place_id,
        Place.name,
        Post.id,
        Thread.pinned_on,
        Thread.locked_on,
        Post.words,
        name_in(Thread.area_id).label("author"),
        Post.author_hat,
        Post.alias,
        Post.posted_on,
        IS_MUTED,
        Post.id.label("read_to"),
    )


def _question(dialect: str, groups: list[list[str]]) -> str:
    if dialect == "sqlite":
        return " AND ".join(search_words.for_sqlite(group, begins=True) for group in groups)
    return " & ".join(search_words.for_postgres(group, begins=True) for group in groups)
