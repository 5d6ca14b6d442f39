"""A talk of 10,000 messages: a page in its middle beside the first page of one with 100."""

import re
from collections.abc import Callable
from time import process_time

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.client import Broken
from bench.inside import browser, statements
from bench.site import Site
from bench.visitors import STRANGER, Visitor
from coprod.db import today
from coprod.people.hats import HatKind
from coprod.text import as_html
from forums.models import Post, Thread
from forums.reading import PAGE
from forums.words import BoardKind

SHORT, LONG = 100, 10_000
_WORDS = "I waited for the 42. It came late, **again**.\n\nWho do we ask?"
_POST = 'id="post-'


def measure(site: Site, times: int = 15) -> dict[str, list[float]]:
    """What a page in the middle costs, of the first page of a short talk, and in statements."""
    short, long = (_talk(site.app, messages) for messages in (SHORT, LONG))
    first, middle = f"/talk/thread/{short[0]}?after=0", f"/talk/thread/{long[0]}?after={long[1]}"
    found: dict[str, list[float]] = {}
    for name, visitor in (("out", STRANGER), ("in", site.visitors[0])):
        looks = [_look(site, path, visitor) for path in (first, middle)]
        spent = [min(_spent(look) for _ in range(times)) for look in looks]
        found[f"long_talk_{name}"] = [spent[1] / spent[0]]
        costs = [statements(site.app, path, visitor) for path in (first, middle)]
        found[f"long_talk_statements_{name}"] = [float(costs[1] - costs[0])]
    return found


def _talk(app: Flask, messages: int) -> tuple[int, int]:
    """A talk that is open to all, and the message in its middle."""
    with Session(app.extensions["engine"]) as session:
        thread = Thread(
            area_id=1,
            board=BoardKind.EVERYONE,
            title=f"{messages} messages",
            published=True,
            opened_on=today(),
        )
        session.add(thread)
        session.flush()
        said = {
            "subject_kind": "thread",
            "subject_key": thread.id,
            "area_id": 1,
            "author_id": 1,
            "author_hat": HatKind.USES_SERVICES,
            "words": _WORDS,
            "html": as_html(_WORDS),
            "posted_on": today(),
        }
        session.execute(insert(Post), [said] * messages)
        ids = session.query(Post.id).filter_by(subject_key=thread.id, subject_kind="thread")
        in_order = sorted(row.id for row in ids)
        thread.last_post_id = in_order[-1]
        session.commit()
        return thread.id, in_order[messages // 2]


def _look(site: Site, path: str, visitor: Visitor) -> Callable[[], None]:
    client = browser(site.app, visitor)

    def look() -> None:
        answer = client.get(path)
        if answer.status_code != 200 or len(re.findall(_POST, answer.text)) != PAGE:
            raise Broken(f"{path} answers {answer.status_code} without {PAGE} messages.")

    look()
    return look


def _spent(work: Callable[[], None]) -> float:
    began = process_time()
    work()
    return process_time() - began
