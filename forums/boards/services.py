"""Beginning a talk."""

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Invalid, NotAllowed
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from coprod.vision import queries as vision
from forums import services as posts
from forums.boards import policy
from forums.boards.board import Begun, Board
from forums.boards.queries import KIND
from forums.models import Post, Thread, ThreadStatement
from forums.said import Beside

MOST_STATEMENTS = 10


def begin(session: Session, viewer: Viewer, board: Board, begun: Begun) -> Post:
    """Begin a talk with its first message. Raises NotAllowed and Invalid."""
    policy.may_write.require(viewer, board)
    if begun.published and not policy.may_publish(viewer, board):
        raise NotAllowed(policy.may_publish.says)
    thread = Thread(
        area_id=board.area_id,
        board=board.kind,
        place_id=board.place_id,
        title=begun.title,
        template=begun.template,
        published=begun.published,
        opened_on=today(),
    )
    session.add(thread)
    session.flush()
    _about(session, thread, begun.statements)
    beside = Beside(begins=begun.title, as_moderator=begun.as_moderator)
    return posts.say(session, viewer, _subject(thread), begun.words, beside)


def _subject(thread: Thread) -> Subject:
    return Subject(KIND, thread.id, thread.title, thread.area_id, thread.place_id)


def _about(session: Session, thread: Thread, statement_ids: tuple[int, ...]) -> None:
    if not statement_ids:
        return
    known = {row.statement_id: row.version for row in vision.choices(session, thread.area_id)}
    if not set(statement_ids) <= set(known) or len(statement_ids) > MOST_STATEMENTS:
        raise Invalid({"statements": "That page is not here any more. Please choose again."})
    session.add_all(
        ThreadStatement(thread_id=thread.id, statement_id=one, version=known[one])
        for one in dict.fromkeys(statement_ids)
    )
