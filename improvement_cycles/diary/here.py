"""Where somebody in a diary stands: who they are, in which try, and what they do there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.queries import wearing
from coprod.people.viewer import Viewer
from improvement_cycles import found
from improvement_cycles.found import Go, Try
from improvement_cycles.go_models import Cycle
from improvement_cycles.measure_models import Measure


@dataclass(frozen=True)
class Here:
    """One thing that somebody does: `told` says what, in the words of the data."""

    session: Session
    demo: Any
    slug: str  # of the try
    told: Mapping[str, Any]

    @property
    def lived(self) -> dict[str, Any]:
        """What came of it so far, by its name in the data, for the next to lean on."""
        rows: dict[str, Any] = self.demo.found.setdefault("lived", {})
        return rows

    @property
    def viewer(self) -> Viewer:
        """Whoever does it, with the hats they wear: read once, for nobody changes hats here."""
        slug, seen = self.told["who"], self.demo.found.setdefault("viewers", {})
        if slug not in seen:
            seen[slug] = wearing(self.session, self.person(slug))
        viewer: Viewer = seen[slug]
        return viewer

    def person(self, slug: str) -> int:
        """The id of somebody."""
        return int(self.demo.people[slug].id)

    def whole(self) -> Try:
        """The try, as whoever does something may see it."""
        project = self.lived.get(self.slug) or self.demo.found["projects"][self.slug]
        return found.a_try(self.session, self.viewer, project.id)

    def go(self) -> Go:
        """The go that it is about: the first, if none is named."""
        return found.a_go(self.session, self.viewer, self.cycle(self.told.get("go", 1)).id)

    def cycle(self, number: int) -> Cycle:
        """A go of the try by its number."""
        mine: Cycle | None = self.lived.get(f"{self.slug}_go_{number}")
        if mine is None:
            mine = self.demo.found["cycles"][self.slug][number - 1]
        return mine

    def keep_go(self, cycle: Cycle | None) -> None:
        """Remember a go that began."""
        if cycle is not None:
            self.lived[f"{self.slug}_go_{cycle.number}"] = cycle

    def measure(self) -> Measure:
        """What is counted."""
        row: Measure = self.lived[self.told["measure"]]
        return row
