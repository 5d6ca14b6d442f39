"""A database of any size that is the same each time it is made: N issues, and all around them."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, text

from bench.people import PEOPLE, PLACES, STATEMENTS, Row, area, voices
from bench.words import SEED, texts
from coprod.db import HERE, Base
from coprod.issues.models import Doer, Issue, IssuePlace, IssueStatement, StatusChange, Support
from coprod.issues.words import AnswerSays, IssueKind, Job, Lane, Status
from coprod.people.few import stepped
from coprod.people.hats import GROUPS, HatKind
from coprod.promises.models import Answer, Happened, Promise, PromiseStep
from forums.models import Post

LAST_DAY = date(2026, 11, 1)
CHUNK = 5_000
TALKED_OF, LONG_THREAD = 1, 2  # issues with 25 posts and, in a thread of its own, with many
POSTS = {TALKED_OF: 25, LONG_THREAD: 10_000}
_STATUSES = {
    Status.TRIAGE: 10,
    Status.DISCUSSION: 35,
    Status.ACCEPTED: 15,
    Status.IN_CYCLE: 8,
    Status.CLAIMED: 4,
    Status.RESOLVED: 18,
    Status.DECLINED: 6,
    Status.DEFERRED: 4,
}
_KINDS = {IssueKind.PROBLEM: 65, IssueKind.IDEA: 30, IssueKind.WHAT_WE_SEE: 5}
_LANES = {Lane.TALK: 85, Lane.RIGHTS: 5, Lane.FEW: 5, Lane.FIX: 5}
_ANSWERED = {Status.ACCEPTED, Status.IN_CYCLE, Status.CLAIMED, Status.RESOLVED}
_DUE = timedelta(days=5)  # for an answer to what is in no vote
_STEP = 5  # every fifth promise is late, every fifth issue in hand has nobody to lead it


def fill(engine: Engine, size: int, say: Callable[[str], None] = lambda _: None) -> None:
    """Fill an empty database with `size` issues and everything they need."""
    random = Random(SEED)
    hats = voices()
    with engine.begin() as connection:
        _put(connection, area())
    for first in range(1, size + 1, CHUNK):
        ids = range(first, min(first + CHUNK, size + 1))
        with engine.begin() as connection:
            _put(connection, _issues(random, ids, size, hats))
        say(f"{ids[-1]:,} of {size:,}")
    with engine.begin() as connection:
        _put(connection, _posts(random, size))
        _settle(connection)


def _put(connection: Connection, rows: Iterator[tuple[type[Base], Row]]) -> None:
    """Insert rows by table, in the order in which each table first comes."""
    tables: dict[Table, list[Row]] = {}
    for kind, row in rows:
        tables.setdefault(Base.metadata.tables[kind.__tablename__], []).append(row)
    for table, many in tables.items():
        connection.execute(insert(table), many)


def _settle(connection: Connection) -> None:
    """PostgreSQL goes on numbering where we stopped. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c:
            last = f"(SELECT coalesce(max(id), 1) FROM {table.name})"
            numbers = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.execute(text(f"SELECT setval({numbers}, {last})"))


def _issues(
    random: Random, ids: range, size: int, hats: dict[int, HatKind]
) -> Iterator[tuple[type[Base], Row]]:
    for issue_id, (title, words) in zip(ids, texts(random, len(ids)), strict=True):
        raised = LAST_DAY - timedelta(days=(size - issue_id) * 700 // size)
        status, kind, lane = _pick(random, _STATUSES), _pick(random, _KINDS), _pick(random, _LANES)
        who = random.choice(list(hats))
        place_id = 1 + who % PLACES
        moved = min(LAST_DAY, raised + timedelta(days=random.randint(0, 60)))
        backers = _backers(random, hats, who) if lane is Lane.TALK else []
        yield (
            Issue,
            _counted(Counter(GROUPS[hats[person]] for person in backers))
            | {
                "id": issue_id,
                "area_id": 1,
                "place_id": place_id,
                "kind": kind,
                "lane": lane,
                "answer_by": raised + _DUE if _waits(lane, status) else None,
                "status": status,
                "title": title,
                "words": words,
                "author_id": who,
                "author_hat": hats[who],
                "raised_on": raised,
                "moved_at": _noon(moved),
                "accepted_on": moved if status in _ANSWERED else None,
                "published": issue_id % 10 != 0,
            },
        )
        yield IssuePlace, {"issue_id": issue_id, "place_id": place_id}
        yield StatusChange, _step(issue_id, None, Status.TRIAGE, who, raised)
        if status is not Status.TRIAGE:
            yield StatusChange, _step(issue_id, Status.TRIAGE, status, None, moved)
        if random.random() < 0.6:
            statement = random.randint(1, STATEMENTS)
            yield IssueStatement, {"issue_id": issue_id, "statement_id": statement, "version": 1}
        for person in backers:
            supported = {"issue_id": issue_id, "person_id": person, "hat": hats[person]}
            yield Support, supported | {"at": _noon(raised)}
        if status in _ANSWERED:
            yield from _answered(issue_id, moved, status)


def _waits(lane: Lane, status: Status) -> bool:
    """Whether it needs an answer by a day."""
    return lane is not Lane.TALK and status not in _ANSWERED


def _answered(issue_id: int, on: date, status: Status) -> Iterator[tuple[type[Base], Row]]:
    manager = PEOPLE
    said = {"id": issue_id, "issue_id": issue_id, "by_id": manager, "by_hat": HatKind.MANAGER}
    yield Answer, said | {"says": AnswerSays.YES, "why": "Yes. We will do it.", "given_on": on}
    late = issue_id % _STEP == 0 and status is Status.ACCEPTED
    by_when = LAST_DAY - timedelta(days=9) if late else LAST_DAY + timedelta(days=3650)
    told = {"what": "We will mend it.", "by_when": by_when}
    kept = None if status is Status.ACCEPTED else on
    promise = {"id": issue_id, "area_id": 1, "issue_id": issue_id, "answer_id": issue_id}
    days = {"first_by": by_when, "made_on": on, "kept_on": kept}
    yield Promise, promise | told | days | {"who_id": manager}
    made = {"promise_id": issue_id, "happened": Happened.MADE, "by_id": manager, "on": on}
    yield PromiseStep, made | told
    for job in Job:
        if job is not Job.LEADS or issue_id % _STEP:
            yield Doer, {"issue_id": issue_id, "job": job, "person_id": 1 + issue_id % 100}


def _backers(random: Random, hats: dict[int, HatKind], author: int) -> list[int]:
    """Few issues have many who back them, and many have few."""
    many = min(int(random.paretovariate(1.2)) - 1, len(hats) // 2)
    return sorted({*random.sample(list(hats), many)} - {author})


def _counted(by_group: Counter[Any]) -> Row:
    counted = {f"me_too_{group}": n for group, n in by_group.items()}
    shown = {f"shown_{group}": stepped(n) for group, n in by_group.items()}
    none = {f"{kind}_{group}": 0 for kind in ("me_too", "shown") for group in GROUPS.values()}
    return none | counted | shown | {"shown_on": LAST_DAY}


def _posts(random: Random, size: int) -> Iterator[tuple[type[Base], Row]]:
    hats = voices()
    for subject, most in POSTS.items():
        for _, words in texts(random, most if size >= most else 25):
            who = random.choice(list(hats))
            yield (
                Post,
                {
                    "subject_kind": "issue",
                    "subject_key": subject,
                    "area_id": 1,
                    "author_id": who,
                    "author_hat": hats[who],
                    "words": words,
                    "html": f"<p>{words}</p>\n",
                    "posted_on": LAST_DAY,
                },
            )


def _step(
    issue_id: int, was: Status | None, became: Status, who: int | None, on: date
) -> dict[str, Any]:
    moved = {"issue_id": issue_id, "was": was, "became": became, "by_id": who}
    return moved | {"by_hat": None, "why": "It moved on.", "on": on}


def _pick(random: Random, weights: dict[Any, int]) -> Any:
    return random.choices(list(weights), list(weights.values()))[0]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), HERE)
