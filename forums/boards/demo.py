"""The demo area's talks, as its month tells of them."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.text import as_html
from coprod.vision.models import Statement
from forums.demo import said_as
from forums.models import Post, PostWas, Thread, ThreadStatement
from forums.words import BoardKind, PostState, TalkRule

_BOARDS = {
    "everyone": BoardKind.EVERYONE,
    "families": BoardKind.FAMILIES,
    "staff": BoardKind.STAFF,
    "people": BoardKind.PEOPLE,
}
_BEFORE = "I am shaking. Who was going to tell me?"  # Angela added the reason


def load(session: Session, demo: Any) -> None:
    """Load every talk, oldest first, so that lists have them in the order in which they were."""
    talks = [one for one in demo.data["forum_threads"] if one["mood"] != "safeguarding"]
    threads = {one["id"]: _thread(session, demo, one) for one in talks}
    told = [
        (post["days_ago"], one["id"], n, post)
        for one in talks
        for n, post in enumerate(one["posts"])
    ]
    for _days, thread, _n, post in sorted(told, key=lambda one: (-one[0], one[1], one[2])):
        _post(session, demo, threads[thread], post)
    demo.found["threads"] = threads


def _thread(session: Session, demo: Any, told: dict[str, Any]) -> Thread:
    place = None if told["forum"] in _BOARDS else demo.places[told["forum"]]
    thread = Thread(
        area_id=demo.area.id,
        board=_BOARDS.get(told["forum"], BoardKind.PLACE),
        place_id=place.id if place else None,
        title=told["title"],
        published=told.get("published", False),
        opened_on=demo.day(told["started_days_ago"]),
    )
    session.add(thread)
    session.flush()
    for slug in told["vision"]:
        statement: Statement = demo.found["statements"][slug]
        session.add(
            ThreadStatement(
                thread_id=thread.id, statement_id=statement.id, version=statement.version
            )
        )
    return thread


def _post(session: Session, demo: Any, thread: Thread, told: dict[str, Any]) -> None:
    helper = told.get("helper")
    down = told["state"] == "taken down"
    post = Post(
        subject_kind="thread",
        subject_key=thread.id,
        area_id=thread.area_id,
        place_id=thread.place_id,
        author_id=demo.people[told["who"]].id,
        author_hat=demo.hat(told["who"]),
        as_moderator=told.get("as_moderator", False),
        words=told["text"],
        html=as_html(told["text"]),
        said_as=said_as(told.get("said_as", "")),
        helper_id=demo.people[helper].id if helper else None,
        state=PostState.TAKEN_DOWN if down else PostState.SHOWN,
        rule=TalkRule.NO_NAMES if down else None,
        read_first=told.get("checked_first", False),
        posted_on=demo.day(told["days_ago"]),
        posted_at=demo.at(told["days_ago"]),
        edits=1 if told.get("edited_by_author") else 0,
    )
    session.add(post)
    session.flush()
    if post.edits:
        session.add(PostWas(post_id=post.id, edits=1, words=_BEFORE, on=post.posted_on))
