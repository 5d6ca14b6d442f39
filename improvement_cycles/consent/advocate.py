"""What the advocate does with people: asks in person, and writes down that a STOP is met.

Each holds the try (`found.asked`), so that an answer and a start wait for each other.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from improvement_cycles import states
from improvement_cycles.consent import policy
from improvement_cycles.consent.found import Asked
from improvement_cycles.consent.models import Answer, Met
from improvement_cycles.consent.said import Said
from improvement_cycles.consent.services import NO_STOP, NOT_ASKED, OVER, pause, seen_now
from improvement_cycles.consent.words import WITH_WORDS, How, Says
from improvement_cycles.found import NO_SUCH

ALL_ASKED = "Everybody who is not on the site has answered."
STARTED = "It has started already. Now you can only write down STOP."
MEANWHILE = "Somebody wrote down another answer meanwhile. Look at it first."
NOT_MET = "They said STOP. First write how it was put right. Then ask them again."


@dataclass(frozen=True, slots=True)
class InPerson:
    """What somebody who is not on the site said, how they were asked, and what it changes."""

    says: Says
    how: How
    words: str = ""
    seen: str = ""
    replaces: int | None = None


def meet(session: Session, viewer: Viewer, asked: Asked, stop: Said, words: str) -> None:
    """Write down, with the person who said STOP, that it is met. They can undo it for 14 days."""
    require_meet(viewer, asked, stop)
    if not words:
        raise Invalid({"words": "Write how it was put right. A few words will do."})
    session.add(Met(answer_id=stop.id, by_id=viewer.id, words=words, on=today()))
    session.flush()


def require_meet(viewer: Viewer, asked: Asked, stop: Said) -> None:
    """Raise unless the viewer can write down that this STOP is met. Nobody does so of their own."""
    policy.stands_with_people.require(viewer, asked.project)
    if not stop.stops or stop.person_id == viewer.id:
        raise Conflict(NO_STOP)


def ask_in_person(session: Session, viewer: Viewer, asked: Asked, new: InPerson) -> None:
    """Write down what somebody said who is not on the site: who asked, and how, is kept with it.

    Only an advocate asks so, who does not work there. What was said before is kept too. An open
    STOP is not written over by something softer: first somebody writes, for all to see, how it was
    met (`meet`). Whoever says STOP again has it written down again, at any time.
    """
    before = require_said(viewer, asked, new.says, new.replaces)
    seen_now(asked, new.seen)
    if new.says is Says.WORRY and not new.words:
        raise Invalid({"words": "Write what worries them. A few words will do."})
    session.add(
        Answer(
            cycle_id=asked.cycle.id,
            hat=HatKind.USES_SERVICES,
            says=new.says,
            words=new.words if new.says in WITH_WORDS else "",
            mark=asked.standing.mark,
            on=today(),
            asked_by_id=viewer.id,
            how=new.how,
            replaces_id=before.id if before else None,
        )
    )
    session.flush()
    if new.says is Says.STOP:
        pause(asked)


def require_said(viewer: Viewer, asked: Asked, says: Says, replaces: int | None) -> Said | None:
    """What the same person said before, if they did. Raises unless this can be written down now."""
    before = said_before(viewer, asked, replaces)
    if says not in left_to_say(asked, before):
        raise Conflict(STARTED if asked.cycle.locked else NOT_MET)
    return before


def left_to_say(asked: Asked, before: Said | None) -> list[Says]:
    """What can be written down. After the start that is STOP; and nothing softer over a STOP."""
    only_stop = asked.cycle.locked or (before is not None and before.stops)
    return [Says.STOP] if only_stop else list(Says)


def said_before(viewer: Viewer, asked: Asked, replaces: int | None) -> Said | None:
    """What the same person said before, if they did. Raises where nobody is left to ask."""
    require_in_person(viewer, asked)
    before = said_now(asked, replaces) if replaces else None
    if before and before.person_id is not None:
        raise NotFound(NO_SUCH)
    if before is None and len(asked.standing.in_person) >= asked.standing.off_site:
        raise Conflict(ALL_ASKED)
    return before


def said_now(asked: Asked, answer_id: int) -> Said:
    """What somebody said last. Raises Conflict where the same person has said another since."""
    if any(one.id == answer_id for one in asked.standing.before):
        raise Conflict(MEANWHILE)
    return asked.one(answer_id)


def require_in_person(viewer: Viewer, asked: Asked) -> None:
    """Raise unless the viewer can write down what people said in person."""
    policy.stands_with_people.require(viewer, asked.project)
    if not asked.standing.asked:
        raise Conflict(NOT_ASKED)
    if asked.cycle.state in states.FINISHED:
        raise Conflict(OVER)
