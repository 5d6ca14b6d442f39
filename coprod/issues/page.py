"""Everything one issue's page shows, as one statement found it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from coprod.db import columns, today
from coprod.decided import Say
from coprod.errors import NotFound
from coprod.issues import held
from coprod.issues.labels import KIND_SYMBOL, STATUS, TAG
from coprod.issues.nobody import AFTER
from coprod.issues.page_parts import ISSUE, of_page
from coprod.issues.parts import ANSWER
from coprod.issues.policy import Standing
from coprod.issues.queries import UNDER_WAY, WAITING
from coprod.issues.said import unwritten
from coprod.issues.words import TAKES_ME_TOO, IssueKind, Job, Lane, SaidAs, Status
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.muting import FOLDED
from coprod.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history."""

    became: Status
    on: date
    why: str
    by: str | None
    hat: HatKind | None

    @property
    def label(self) -> str:
        return str(STATUS[self.became])

    @property
    def tag(self) -> str:
        return TAG[self.became]


@dataclass(frozen=True, slots=True)
class JobHeld:
    """Somebody's job in an issue."""

    id: int
    job: Job
    person_id: int
    name: str


@dataclass(slots=True)
class IssuePage:
    """One issue as its page shows it. A held-back author is nowhere in here."""

    id: int
    area_id: int
    place_id: int | None
    kind: IssueKind
    lane: Lane
    status: Status
    title: str
    words: str
    said_as: SaidAs
    author_id: int | None
    author: str | None
    author_hat: HatKind | None
    helper: str | None
    name_held: bool
    symbol: str
    raised_on: date
    moved_at: datetime
    published: bool
    joined_to_id: int | None
    lane_steps: int
    answer_by: date | None
    say: Say | None
    shown_people: int
    shown_families: int
    shown_staff: int
    places: list[tuple[int, str]] = field(default_factory=list)
    statements: list[tuple[int, str, str, bool]] = field(default_factory=list)
    history: list[Step] = field(default_factory=list)
    doers: list[JobHeld] = field(default_factory=list)
    photos: list[tuple[int, str, int, int]] = field(default_factory=list)
    me_too: bool = False
    is_mine: bool = False  # also when the name is held back: then only they see it so
    follows: bool = False
    muted: bool = False  # the viewer does not want to see what its author writes
    others: list[Any] = field(default_factory=list)  # rows of `parts.OF_OTHERS`, and "nobodys"

    @property
    def label(self) -> str:
        return str(STATUS[self.status])

    @property
    def tag(self) -> str:
        return TAG[self.status]

    @property
    def heading(self) -> str:
        return str(FOLDED) if self.muted else self.title

    @property
    def picture(self) -> str:
        return self.symbol or KIND_SYMBOL[self.kind]

    @property
    def silent(self) -> bool:
        waits = self.status in WAITING and self.kind is not IssueKind.THANKS
        return waits and not self.answered

    @property
    def answered(self) -> bool:
        """Whether somebody answered who has to."""
        return any(row.part == ANSWER and row.m for row in self.others)

    @property
    def answered_by_others(self) -> bool:
        """Whether all who answered are people who need not."""
        return not self.answered and any(row.part == ANSWER for row in self.others)

    @property
    def takes_me_too(self) -> bool:
        return self.lane in TAKES_ME_TOO and self.status not in {Status.MERGED, Status.RESOLVED}

    @property
    def needs_doers(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def unwritten(self) -> bool:
        return unwritten(self.words)

    @property
    def standing(self) -> Standing:
        return Standing(
            places=[place_id for place_id, _ in self.places],
            doers=[(doer.job, doer.person_id) for doer in self.doers],
        )

    def who(self, job: Job) -> list[JobHeld]:
        return [doer for doer in self.doers if doer.job == job]

    def nobody_since(self, job: Job) -> date | None:
        """Since when nobody has this job, once that is 7 days or more."""
        days = (row.day for row in self.others if row.part == "nobodys" and row.two == job)
        return next((day for day in days if day <= today() - AFTER), None)


def issue_page(session: Session, viewer: Viewer, issue_id: int) -> IssuePage:
    """One issue's page. Raises NotFound when the viewer may not know of it."""
    values = {"issue_id": issue_id, "viewer_id": viewer.id, "area_ids": sorted(viewer.areas)}
    rows = columns(session, of_page(public=not viewer.areas), values).all()
    if not rows:
        raise NotFound("There is nothing here. It may have been taken back.")
    page = IssuePage(*rows[0][: len(ISSUE)])
    page.is_mine = bool(viewer) and page.author_id == viewer.id
    page.muted = page.author_id in viewer.muted
    if not (sees := names.sees_names(viewer, page.area_id)):
        page.helper = None
    for row in sorted(rows, key=lambda row: row.part_id or 0):
        if row.part == "sealed":
            page.is_mine = held.wrote(session, viewer.id, row.one)
        elif row.part in _OWN_PARTS:
            _add(page, row, sees)
        elif row.part:
            page.others.append(row)
    page.history.sort(key=lambda step: step.on)  # rows of the same day stay as they came
    return page


_OWN_PARTS = frozenset({"place", "statement", "step", "doer", "photo", "me_too", "follow"})


def _add(page: IssuePage, row: Any, sees: bool) -> None:
    hat = HatKind(row.three) if row.part in {"step", "doer"} and row.three else None
    match row.part:
        case "place":
            page.places.append((row.part_id, row.one))
        case "statement":
            page.statements.append((row.n, row.one, row.two, bool(row.m)))
        case "step":
            by = row.four and names.shown(sees, row.four, hat)
            page.history.append(Step(Status(row.two), row.day, row.one, by, hat if sees else None))
        case "doer":
            who = names.shown(sees, row.one, hat)
            page.doers.append(JobHeld(row.part_id, Job(row.two), row.n, who))
        case "photo":
            page.photos.append((row.part_id, row.two, row.n, row.m))
        case "me_too":
            page.me_too = True
        case "follow":
            page.follows = True
