"""The voice on an issue's page: to hear it, to see who wrote it down, and a way to do so."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.issues.models import Issue, Sound
from coprod.issues.page import IssuePage
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.people import names
from coprod.people.models import Person
from coprod.people.viewer import Viewer

OF_OTHERS.append(
    part(
        "sound",
        part_id=Sound.id,
        parent=Issue.helper_id,
        n=Sound.written_by_id,
        one=Person.name,
        day=Sound.written_on,
    )
    .join_from(Sound, Issue, Issue.id == Sound.issue_id)
    .outerjoin(Person, Person.id == Sound.written_by_id)
    .where(Sound.issue_id == ISSUE_ID)
)


def voice(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """The recording of the page, if it has one."""
    found = next((row for row in page.others if row.part == "sound"), None)
    if found is None:
        return None
    might = viewer.moderates(page.area_id, page.place_id) or viewer.id == found.parent
    return {
        "sound_id": found.part_id,
        "page": page,
        "writer": found.one if names.sees_names(viewer, page.area_id) else None,
        "may_write": bool(viewer)
        and ((page.unwritten and (page.is_mine or might)) or _may_put_right(viewer, page, found)),
    }


def _may_put_right(viewer: Viewer, page: IssuePage, found: Any) -> bool:
    """Only who said it and who wrote it, and only what was written from hearing it."""
    return bool(found.day) and (page.is_mine or found.n == viewer.id)
