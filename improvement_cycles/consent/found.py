"""Fetching the asking about a go: for those who are asked, also where the try is private."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.people.viewer import Viewer
from improvement_cycles.consent import policy, standing
from improvement_cycles.consent.said import Said
from improvement_cycles.consent.standing import Standing
from improvement_cycles.found import NO_SUCH, Go, any_go


@dataclass(frozen=True, slots=True)
class Asked(Go):
    """A go, and how consent for it stands."""

    standing: Standing

    def one(self, answer_id: int) -> Said:
        """Something that somebody said last. Raises NotFound."""
        for said in self.standing.said:
            if said.id == answer_id:
                return said
        raise NotFound(NO_SUCH)


def asked(session: Session, viewer: Viewer, cycle_id: int, *, hold: bool = True) -> Asked:
    """One go for somebody who is asked about it, or may see what people said. Raises NotFound.

    Whoever changes anything holds the try: an answer and a start wait for each other.
    """
    go = any_go(session, cycle_id, hold=hold)
    how = standing.read(session, go.project, go.cycle)
    about = (viewer, go.project, go.team, how.touched)
    if not (policy.may_answer(*about) or policy.may_see(*about)):
        raise NotFound(NO_SUCH)
    return Asked(go.project, go.team, go.cycle, how)
