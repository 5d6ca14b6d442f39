"""Who reads what people are worried about, what may follow what, and who sets the contacts."""

from collections.abc import Collection
from dataclasses import dataclass

from coprod.concerns.hours import Week
from coprod.concerns.models import Employer, Happened
from coprod.concerns.words import State
from coprod.people.hats import EMPLOYED
from coprod.people.viewer import Viewer
from coprod.policy import rule

FEWEST = 2  # contacts who read about a place, so that one can be away


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A contact whose hat counts, and where they work."""

    person_id: int
    name: str
    area_id: int
    works_for: str
    employer: Employer
    week: Week
    cover_id: int = 0
    place_in_turn: int = 1
    employed_at: frozenset[int] = frozenset()  # places
    employers: frozenset[str] = frozenset()  # names of those they work for, as `plain` makes them
    is_advocate: bool = False  # for the area: then they run the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a thing is about, with whom those places belong to."""

    area_id: int
    place_ids: frozenset[int] = frozenset()
    run_by: frozenset[str] = frozenset()
    us: bool = False
    person_id: int = 0


@rule("A named contact reads it, unless it is about them or about where they work.")
def may_read(reader: Reader, matter: Matter) -> bool:
    works_there = matter.place_ids & reader.employed_at or matter.run_by & reader.employers
    runs_this = reader.employer is Employer.ADVOCACY or reader.is_advocate
    return (
        reader.area_id == matter.area_id
        and reader.person_id != matter.person_id
        and not works_there
        and not (matter.us and runs_this)
    )


@rule("Read the words first. Each step comes after the one before it.")
def may_follow(state: State, happened: Happened, unread: bool) -> bool:
    """Nothing is said to be read twice, and nothing is closed while new words wait."""
    if happened is Happened.READ:
        return unread
    after = {
        Happened.PASSED_ON: (Happened.READ, Happened.PASSED_ON, Happened.CAME_BACK),
        Happened.CAME_BACK: (Happened.PASSED_ON, Happened.CAME_BACK),
        Happened.CLOSED: (Happened.CAME_BACK,),
        Happened.RIGHTED: tuple(Happened),
    }[happened]
    return state in after and not (unread and happened is Happened.CLOSED)


@rule("An advocate who works at no place here says who the named contacts are.")
def may_set_contacts(viewer: Viewer, area_id: int) -> bool:
    return viewer.moderates(area_id) and not viewer.wears_in(area_id, *EMPLOYED)


@rule("A place opens when 2 named contacts can read about it, and pages say who to ring.")
def may_open(readers: Collection[Reader], matter: Matter, numbers: bool) -> bool:
    fitting = [one for one in readers if may_read(one, matter)]
    return numbers and len(fitting) >= FEWEST and any(one.week.hours.strip(",") for one in fitting)


def plain(name: str) -> str:
    """A name to compare: "Hearthstone  Support (example)" is "hearthstone support (example)"."""
    return " ".join(name.casefold().split())
