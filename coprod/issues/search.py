"""Finding issues by their words, at a cost that hardly grows with how many there are.

For each word the newest few that have it are fetched, apart for titles and for the words below;
what the lists share is put in order here. A whole word is looked up at once, however common.
Words that only begin alike have to be gathered first, so that is done for the rare ones.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from math import log
from typing import Any

from sqlalchemy import TextClause, bindparam, exists, select, text
from sqlalchemy.orm import Session

from coprod.issues import search_words, synonyms
from coprod.issues.models import Issue, Support
from coprod.issues.policy import CLOSED_TO_ME_TOO
from coprod.issues.words import TAKES_ME_TOO, Lane, Status
from coprod.people.muting import asks_for, unless_muted
from coprod.people.viewer import Viewer

TITLE, WORDS = 10, 4  # what finding a word there is worth
NEWEST = 100  # fetched for each word; one that more have says too little to go by alone
TOGETHER = 25  # fetched for two such words side by side
FAR = 3  # times less like it than the best is not like it
LITTLE = 3  # words; with no more than that, one that is shared will do
RARE = 20  # a word that fewer have may also be the beginning of others

# What was taken back is in neither index. PostgreSQL's says the area itself.
_FIND = {
    "sqlite": (
        "SELECT issue_search.rowid AS id FROM issue_search "
        "CROSS JOIN issue ON issue.id = issue_search.rowid "
        "WHERE issue_search MATCH :q{n} AND issue.area_id IN :area_ids{among} "
        "ORDER BY 1 DESC LIMIT :most{n}"
    ),
    "postgresql": (
        "SELECT issue_id AS id FROM issue_search "
        "WHERE found @@ to_tsquery('english', :q{n}) AND area_id IN :area_ids{among} "
        "ORDER BY 1 DESC LIMIT :most{n}"
    ),
}
_AMONG = (
    " AND EXISTS (SELECT 1 FROM issue AS one WHERE one.id = {id} AND one.area_id = :area_id"
    " AND one.lane = :lane AND one.status NOT IN :but AND one.id <> :than)"
)
_ID = {"sqlite": "issue_search.rowid", "postgresql": "issue_search.issue_id"}
_BACKED = exists().where(Support.issue_id == Issue.id, Support.person_id == bindparam("person_id"))
_SHOWN = select(
    Issue.id,
    unless_muted(Issue.author_id, Issue.title).label("title"),
    Issue.status,
    Issue.lane,
    Issue.raised_on,
    Issue.area_id,
    Issue.place_id,
    Issue.author_id,
    Issue.name_held,
    _BACKED.label("backed"),
).where(Issue.id.in_(bindparam("ids", expanding=True)), Issue.taken_back_on.is_(None))


@dataclass(frozen=True, slots=True)
class Like:
    """Something that somebody said before."""

    id: int
    title: str
    status: Status
    lane: Lane
    raised_on: date
    area_id: int
    place_id: int | None
    author_id: int | None
    name_held: bool
    backed: bool  # the viewer said "me too" to it

    @property
    def takes_me_too(self) -> bool:
        return self.lane in TAKES_ME_TOO and self.status not in CLOSED_TO_ME_TOO


@dataclass(frozen=True, slots=True)
class Among:
    """Which issues to look among: of one area and lane, but for some statuses, and not itself."""

    area_id: int
    lane: Lane
    but: Collection[Status]
    than: int

    def values(self) -> dict[str, Any]:
        return {
            "area_id": self.area_id,
            "lane": self.lane.value,
            "but": sorted(self.but),
            "than": self.than,
        }


def similar(
    session: Session, viewer: Viewer, words: str, limit: int = 3, *, among: Among | None = None
) -> list[Like]:
    """What was said before and is most like these words, among what the viewer may read."""
    area_ids = sorted(viewer.areas)
    wanted = search_words.groups(words, synonyms.pairs(session, area_ids), small=False)
    best = _ranked(session, area_ids, wanted, among)[:limit]
    if not best:
        return []
    asked = {"ids": best, "person_id": viewer.id} | asks_for(viewer)
    rows = {row.id: Like(**row._mapping) for row in session.execute(_SHOWN, asked)}
    return [rows[issue_id] for issue_id in best if issue_id in rows]


def ids(session: Session, area_ids: Collection[int], query: str, limit: int = 1000) -> list[int]:
    """The ids of issues with every word of the query, best first, out of the newest `limit`.

    The caller still filters them by what the viewer may see. No query is a mistake.
    """
    area_ids = sorted(area_ids)
    wanted = search_words.groups(query, synonyms.pairs(session, area_ids))
    if not wanted or not area_ids:
        return []
    say = _Says(session)
    asked = [(say.every(wanted), limit), *((say.title(group), limit) for group in wanted)]
    every, *titles = _fetch(session, area_ids, asked)
    score = Counter(found for title in titles for found in title)
    return sorted(every, key=lambda found: (-score[found], -found))


def _ranked(
    session: Session, area_ids: Sequence[int], wanted: list[list[str]], among: Among | None
) -> list[int]:
    if not wanted or not area_ids:
        return []
    say = _Says(session)
    count = len(wanted)
    parts = (say.title, say.words)
    asked = [(part(group, begins=False), NEWEST) for part in parts for group in wanted]
    whole = [set(found) for found in _fetch(session, area_ids, asked, among)]
    titles, bodies = whole[:count], whole[count:]
    sizes = [len(in_title | in_words) for in_title, in_words in zip(titles, bodies, strict=True)]
    rare = [n for n in range(count) if sizes[n] < RARE]
    common = [n for n in range(count) if sizes[n] >= NEWEST]
    pairs = list(pairwise(common))
    asked = [(part(wanted[n], begins=True), NEWEST) for part in parts for n in rare]
    asked += [(say.every([wanted[n] for n in two], begins=False), TOGETHER) for two in pairs]
    more = _fetch(session, area_ids, asked, among)
    for n, in_title, in_words in zip(rare, more, more[len(rare) :], strict=False):
        titles[n].update(in_title)
        bodies[n].update(in_words)
    for pair, found in zip(pairs, more[2 * len(rare) :], strict=True):
        for n in pair:
            bodies[n].update(found)
    return _scored(titles, bodies, newest=max(map(max, filter(None, titles + bodies)), default=0))


def _scored(titles: list[set[int]], bodies: list[set[int]], newest: int) -> list[int]:
    """Best first: a word counts for more the fewer have it.

    One shared word is no likeness, unless it is in the title or little was typed.
    """
    score: defaultdict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for in_title, in_words in zip(titles, bodies, strict=True):
        having = in_title | in_words
        rare = log(1 + (newest + 1) / (len(having) + 0.5))
        for found in having:
            score[found] += rare * (TITLE if found in in_title else WORDS)
            shared[found] += 2 if found in in_title else 1
    enough = 2 if len(titles) > LITTLE else 1
    best = max(score.values(), default=0)
    alike = [found for found in score if shared[found] >= enough and score[found] >= best / FAR]
    return sorted(alike, key=lambda found: (-score[found], -found))


class _Says:
    """How a question is put to the engine of this session."""

    def __init__(self, session: Session) -> None:
        self.sqlite = session.get_bind().dialect.name == "sqlite"

    def title(self, group: list[str], *, begins: bool = True) -> str:
        if self.sqlite:
            return "title : " + search_words.for_sqlite(group, begins=begins)
        return search_words.for_postgres(group, "A", begins=begins)

    def words(self, group: list[str], *, begins: bool = True) -> str:
        if self.sqlite:
            return "words : " + search_words.for_sqlite(group, begins=begins)
        return search_words.for_postgres(group, "B", begins=begins)

    def every(self, groups: list[list[str]], *, begins: bool = True) -> str:
        if self.sqlite:
            return " AND ".join(search_words.for_sqlite(group, begins=begins) for group in groups)
        return " & ".join(search_words.for_postgres(group, begins=begins) for group in groups)


def _fetch(
    session: Session,
    area_ids: Sequence[int],
    asked: Sequence[tuple[str, int]],
    among: Among | None = None,
) -> list[list[int]]:
    """The answers to all the questions, newest first, in one statement."""
    if not asked:
        return []
    values: dict[str, Any] = {"area_ids": area_ids} | (among.values() if among else {})
    for n, (question, most) in enumerate(asked):
        values |= {f"q{n}": question, f"most{n}": most}
    lists: list[list[int]] = [[] for _ in asked]
    dialect = session.get_bind().dialect.name
    statement = _statement(dialect, len(asked), among=among is not None)
    for n, found in session.execute(statement, values).all():
        lists[n].append(found)
    return lists


@cache
def _statement(dialect: str, questions: int, *, among: bool) -> TextClause:
    only = _AMONG.format(id=_ID[dialect]) if among else ""
    finds = [_FIND[dialect].format(n=n, among=only) for n in range(questions)]
    parts = [f"SELECT {n}, id FROM ({find}) AS found{n}" for n, find in enumerate(finds)]  # noqa: S608  nothing typed
    lists = ("area_ids", "but") if among else ("area_ids",)
    return text(" UNION ALL ".join(parts)).bindparams(
        *(bindparam(name, expanding=True) for name in lists)
    )
