"""What an issue's page says about its lane: who must answer, by when, who stands with you."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from coprod.decided import HowDecided, Say
from coprod.issues import lane_labels, lane_queries
from coprod.issues.labels import LANE
from coprod.issues.page import IssuePage
from coprod.issues.policy import NO_VOTES
from coprod.issues.words import IssueKind, Job, Lane
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.queries import Helpline
from coprod.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LaneStep:
    """One line of the history about the lane, shaped as a `Step` is."""

    lane: Lane
    moved: bool  # and not left where it was
    on: date
    why: str
    by: str | None  # None for whoever said it
    hat: HatKind | None
    tag: str = "talk"

    @property
    def label(self) -> str:
        return str(LANE[self.lane])


@dataclass(slots=True)
class LaneBox:
    """What shows in place of "Me too", and how it came to be in this lane."""

    lane: Lane
    waits: bool  # for an answer of somebody who has to
    answer_by: date | None
    waited: str
    refused: bool = False  # a right, and the answer was no or not now
    must: list[str] = field(default_factory=list)
    help: Helpline = field(default_factory=lambda: Helpline("", "", ""))
    steps: list[LaneStep] = field(default_factory=list)

    @property
    def no_votes(self) -> str:
        return NO_VOTES.get(self.lane, "")

    @property
    def label(self) -> str:
        return str(LANE[self.lane])

    @property
    def symbol(self) -> str:
        return lane_labels.SYMBOL[self.lane]

    @property
    def means(self) -> str:
        return str(lane_labels.MEANS[self.lane])

    @property
    def history(self) -> list[LaneStep]:
        """What happened to it: also that the advocate looked and left it."""
        return [step for step in self.steps if step.moved or step.by]

    @property
    def decided(self) -> HowDecided | None:
        """How it came to be in this lane, when the advocate said so."""
        if not self.steps or not self.steps[-1].by:
            return None
        last = self.steps[-1]
        own = [step for step in self.steps if not step.by]
        asked = (
            _("We asked whoever said it.")
            if own
            else _("Whoever said it did not say where it goes.")
        )
        said = [_("They said: %(lane)s.", lane=lane_labels.ASKED[step.lane]) for step in own]
        who = _("%(who)s, for the advocacy organisation.", who=last.by)
        return HowDecided(asked, said, who, last.why, last.on, Say.INFORMATION)


def of(session: Session, viewer: Viewer, page: IssuePage) -> LaneBox | None:
    """Nothing for what is talked about and chosen, and was so from the start: it asks nothing."""
    if page.kind is IssueKind.THANKS or not (page.lane in NO_VOTES or page.lane_steps):
        return None
    rows = lane_queries.beside(session, page.id)
    sees = names.sees_names(viewer, page.area_id)
    box = LaneBox(
        lane=page.lane,
        waits=page.answer_by is not None and page.status in lane_queries.AWAITS,
        answer_by=page.answer_by,
        waited=lane_labels.waited(page.raised_on, page.answer_by),
        refused=page.lane is Lane.RIGHTS and page.status in lane_queries.REFUSED,
    )
    agrees = [doer.name for doer in page.who(Job.HAS_TO_AGREE)]
    box.must = list(dict.fromkeys([*agrees, *_managers(rows, sees)]))
    for row in rows:
        if row.part == "help":
            box.help = Helpline(row.one, row.two, row.three)
            box.must = box.must or [row.four or _("The advocacy organisation")]
        elif row.part == "step":
            box.steps.append(_step(row, sees))
    return box


def _managers(rows: Sequence[Any], sees: bool) -> list[str]:
    """Who answers for the places: by name where names may be seen, else by what they are."""
    found = []
    for row in rows:
        if row.part == "place":
            manager = names.shown(sees, row.two, HatKind.MANAGER)
            found.append(f"{manager}, {row.one}")
    return found


def _step(row: Any, sees: bool) -> LaneStep:
    hat = HatKind(row.three) if row.three else None
    by = names.shown(sees, row.four, hat) if hat else None
    return LaneStep(Lane(row.two), bool(row.n), row.day, row.one, by, hat if sees else None)
