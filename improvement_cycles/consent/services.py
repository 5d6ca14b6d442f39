"""What people can do about consent: answer, reply, and say that it is STOP still.

What the advocate does with them is in `advocate`. Each holds the try (`found.asked`), so that an
answer and a start wait for each other.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from improvement_cycles import states
from improvement_cycles.consent import asking, policy
from improvement_cycles.consent.found import Asked
from improvement_cycles.consent.models import Answer, Reply
from improvement_cycles.consent.said import Said
from improvement_cycles.consent.words import WITH_WORDS, Says
from improvement_cycles.found import NO_SUCH
from improvement_cycles.words import GoState

NOT_ASKED = "The plan is not ready. We ask you when it is."
OVER = "This go is over. There is nothing to answer."
STARTED = "It has started already. You can still say STOP if it touches you."
CHANGED = "The plan changed while you read it. Please read it again."
COUNTS = "It changed meanwhile whom it touches. Please read again what your STOP does."
SAY_IT = "Write what worries you. A few words will do."
NO_STOP = "There is no STOP here now."
NOT_NOW = "It was written down more than 14 days ago. You can say STOP again."


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What somebody says to a go, about the plan whose mark they were shown."""

    says: Says
    words: str = ""
    alone: bool = False  # only the advocate may read the words
    touches_me: bool = False
    seen: str = ""
    counts: bool | None = None  # whether the page said that their STOP counts, if it said so


class ShownOtherwise(Conflict):
    """Something is not as the page said that they answered. `what` it is, for the page."""

    def __init__(self, says: str, what: str) -> None:
        super().__init__(says)
        self.what = what


class PlanChanged(ShownOtherwise):
    """The plan is another than the one they read."""

    def __init__(self) -> None:
        super().__init__(CHANGED, "plan")


def answer(session: Session, viewer: Viewer, asked: Asked, new: NewAnswer) -> None:
    """Say *yes*, *OK with me*, *I have a worry* or *STOP*. Another answer takes its place.

    Nobody says it for somebody else. After the start only STOP can be said, by those it touches:
    the go then has a pause until they take it back. So does who uses services there and was left
    off the list: they say that it touches them, and STOP.
    """
    policy.may_answer.require(viewer, asked.project, asked.team, asked.standing.touched)
    touched = policy.is_touched(viewer, asked.project, asked.standing.touched)
    mine = asked.standing.of(viewer.id)
    joins = new.touches_me and (not asked.cycle.locked or new.says is Says.STOP)
    if joins:
        policy.may_say_touched.require(viewer, asked.project, asked.standing.touched)
    _may_be_said(asked, new, mine if touched else None, touched or joins)
    if new.says is Says.STOP and new.counts not in {None, touched or joins}:
        raise ShownOtherwise(COUNTS, "counts")
    if new.says is Says.WORRY and not new.words:
        raise Invalid({"words": SAY_IT})
    if joins:
        asking.touch(session, asked, viewer.id)
    if not stands(viewer, asked, new):
        session.add(_row(viewer, asked, new))
        session.flush()
    if new.says is Says.STOP and (touched or joins):
        pause(asked)


def stands(viewer: Viewer, asked: Asked, new: NewAnswer) -> bool:
    """Whether it is what they said last. The same answer to the same plan is one answer."""
    mine, row = asked.standing.of(viewer.id), _row(viewer, asked, new)
    if mine is None or mine.met is not None:
        return False
    was = (mine.says, mine.words, mine.alone, mine.mark)
    return was == (row.says, row.words, row.alone, row.mark)


def left_to_say(viewer: Viewer, asked: Asked) -> list[Says]:
    """What the viewer can still say. After the start that is STOP, until they take it back."""
    project, touched, mine = asked.project, asked.standing.touched, asked.standing.of(viewer.id)
    may_answer = policy.may_answer(viewer, project, asked.team, touched)
    if not may_answer or not asked.standing.asked or asked.cycle.state in states.FINISHED:
        return []
    if not asked.cycle.locked or (mine and mine.stops):
        return list(Says)
    may_stop = policy.is_touched(viewer, project, touched)
    may_join = policy.may_say_touched(viewer, project, touched)
    return [Says.STOP] if may_stop or may_join else []


def reply(session: Session, viewer: Viewer, asked: Asked, worry: Said, words: str) -> None:
    """Answer a worry in writing. Raises NotFound for one that the viewer may not know of."""
    require_reply(viewer, asked, worry)
    if not words:
        raise Invalid({"words": "Write your answer. A few words will do."})
    session.add(Reply(answer_id=worry.id, by_id=viewer.id, words=words, on=today()))
    session.flush()


def require_reply(viewer: Viewer, asked: Asked, worry: Said) -> None:
    """Raise unless the viewer can answer this worry.

    One for the advocate alone is nowhere for anybody else; and so is what is no worry, or trying
    one number after the other would tell them apart.
    """
    hidden = worry.alone and not policy.stands_with_people(viewer, asked.project)
    if hidden or not worry.worries:
        raise NotFound(NO_SUCH)
    about = (viewer, asked.project, asked.team, worry.person_id, worry.alone)
    policy.may_reply.require(*about)


def open_again(viewer: Viewer, asked: Asked, stop: Said) -> None:
    """Undo that one's STOP is met: it is open again, and a go that started has a pause."""
    policy.may_open_again.require(viewer, stop.person_id)
    if stop.met is None or asked.cycle.state in states.FINISHED:
        raise Conflict(NO_STOP)
    if not stop.met.may_be_undone(today()):
        raise Conflict(NOT_NOW)
    stop.met.undone_on = today()
    pause(asked)


def pause(asked: Asked) -> None:
    """Give a go that is going on a pause. It goes on when no STOP is open."""
    if asked.cycle.state in states.STARTED - {GoState.PAUSED}:
        asked.cycle.paused_from, asked.cycle.state = asked.cycle.state, GoState.PAUSED


def _may_be_said(asked: Asked, new: NewAnswer, mine: Said | None, touched: bool) -> None:
    if asked.cycle.state in states.FINISHED:
        raise Conflict(OVER)
    if not asked.standing.asked:
        raise Conflict(NOT_ASKED)
    seen_now(asked, new.seen)
    stops, takes_back = touched and new.says is Says.STOP, mine is not None and mine.stops
    if asked.cycle.locked and not (stops or takes_back):
        raise Conflict(STARTED)


def seen_now(asked: Asked, seen: str) -> None:
    """Raise if the plan is another than they saw."""
    if seen != asked.standing.mark:
        raise PlanChanged


def _row(viewer: Viewer, asked: Asked, new: NewAnswer) -> Answer:
    hat = asked.standing.touched.get(viewer.id)
    return Answer(
        cycle_id=asked.cycle.id,
        person_id=viewer.id,
        hat=hat or viewer.hat_in(asked.project.area_id, asked.project.place_id),
        says=new.says,
        words=new.words if new.says in WITH_WORDS else "",
        alone=new.alone and bool(new.words) and not asked.project.private,
        mark=asked.standing.mark,
        on=today(),
    )
