"""The demo area's contacts, and what Shelley told: only Hannah and Rosa can read it.

It is told by the services that the pages use, on the days it happened.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from coprod.concerns import contacts, services, steps
from coprod.concerns.models import Employer, Happened
from coprod.concerns.services import Moved, Saying
from coprod.people.queries import wearing

_CONTACTS = (  # who, whom they work for, and what that is
    ("hannah", "speak-together", Employer.ADVOCACY),
    ("rosa", "alderbrook-council", Employer.COUNCIL),
)
_NO_FILES = Path("nowhere")


def load(session: Session, demo: Any) -> None:
    """Load the contacts, and each thing told, with its steps."""
    runs = {one["id"]: one["name"] for one in demo.data["organisations"]}
    for turn, (slug, works_for, employer) in enumerate(_CONTACTS, 1):
        where = demo.area.id, demo.people[slug].id
        contacts.keep(session, where, runs[works_for], employer, turn)
    threads = {one["id"]: one for one in demo.data["forum_threads"]}
    for told in demo.data["safeguarding"]:
        _load(session, demo, told, threads[told["thread"]]["posts"])


def _load(session: Session, demo: Any, told: Any, posts: list[Any]) -> None:
    at, (first, answer, *added) = demo.at(told["opened_days_ago"]), posts
    person = demo.people[told["told_by"]]
    moved = Moved(
        area_id=demo.area.id,
        words=first["text"],
        where="A talk at Mill Lane",
        place_ids=(demo.places[told["about_place"]].id,),
        author_id=person.id,
    )
    concern_id = services.moved_in(session, _NO_FILES, moved, at=at)
    reader = wearing(session, demo.people[answer["who"]].id)
    read = at + timedelta(hours=first["hours_until_read"])
    seen = {"up_to": 10**15, "at": read}
    steps.take(session, reader, concern_id, Happened.READ, {}, **seen)
    words = Saying(answer["text"], "demo answer", by_id=reader.id)
    steps.answer(session, reader, _NO_FILES, concern_id, words, at=read)
    for post in added:
        more = Saying(post["text"], "demo more")
        services.add(session, _NO_FILES, concern_id, more, at=read + timedelta(minutes=30))
    passed = at + timedelta(hours=told["passed_hours_after"])
    steps.take(session, reader, concern_id, Happened.READ, {}, up_to=10**15, at=passed)
    on = {
        "to": told["passed_to"],
        "wants": told["what_she_wants"],
        "agreed": told["said_yes_to_passing_it_on"],
        "why": told["why_passed_on_anyway"],
    }
    steps.take(session, reader, concern_id, Happened.PASSED_ON, on, at=passed)
    for back in told["came_back"]:
        what = {"words": back["text"]}
        then = demo.at(back["days_ago"])
        steps.take(session, reader, concern_id, Happened.CAME_BACK, what, at=then)
    demo.found["concerns"] = {told["id"]: _Found(concern_id)}


class _Found:
    """What addresses of the demo call it by."""

    def __init__(self, concern_id: int) -> None:
        self.id = concern_id
