"""*How many more does it touch?* People who use services and are not on the site: only a number."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.errors import Invalid
from coprod.people.viewer import Viewer
from coprod.text import number
from improvement_cycles.consent import standing
from improvement_cycles.consent.asking import of_go
from improvement_cycles.consent.models import Asking
from improvement_cycles.found import Go
from improvement_cycles.rows import Sent, Values

MOST = 500


def read(session: Session, _viewer: Viewer, go: Go) -> Values:
    many = session.scalar(select(Asking.off_site).where(Asking.cycle_id == go.cycle.id))
    return {"off_site": str(many or "")}


def write(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    """Keep how many they are. No fewer than are asked, or have answered in person.

    Were it fewer, the try would start with fewer answers, and nobody would be asked again.
    """
    how = standing.read(session, go.project, go.cycle)
    many = number(values["off_site"]) if values["off_site"] else 0
    if not 0 <= many <= MOST:
        raise Invalid({"off_site": f"Write a number, such as 3. {MOST} is the most."})
    if how.asked and many < how.off_site:
        says = f"Once people are asked, everyone stays. Write {how.off_site} or more."
        raise Invalid({"off_site": says})
    if many < len(how.in_person):
        raise Invalid({"off_site": "More people than that have answered already."})
    of_go(session, go.cycle.id).off_site = many
