"""How a go may move: draft, planned, doing, studying, deciding, closed; paused; stopped early.

Pure: no database, no web. What a move also needs to be there is in `needs`.
"""

from improvement_cycles.words import GoState

DRAFT, PLANNED, DOING, STUDYING, DECIDING, CLOSED, PAUSED, STOPPED_EARLY = GoState

MOVES: dict[GoState, frozenset[GoState]] = {
    DRAFT: frozenset({PLANNED}),
    PLANNED: frozenset({DRAFT, DOING}),
    DOING: frozenset({STUDYING, PAUSED, STOPPED_EARLY}),
    STUDYING: frozenset({DOING, DECIDING, PAUSED, STOPPED_EARLY}),  # or two more weeks
    DECIDING: frozenset({STUDYING, CLOSED, PAUSED}),
    CLOSED: frozenset(),
    PAUSED: frozenset({DOING, STUDYING, DECIDING, STOPPED_EARLY}),
    STOPPED_EARLY: frozenset(),
}
NOT_STARTED = frozenset({DRAFT, PLANNED})
STARTED = frozenset({DOING, STUDYING, DECIDING, PAUSED})
FINISHED = frozenset({CLOSED, STOPPED_EARLY})

_THERE = "The go is there already."
_FROM = {  # whatever it was asked to become
    CLOSED: "This go is finished. You can plan the next go.",
    STOPPED_EARLY: "This go stopped early. You can plan the next go.",
    PAUSED: "This go is having a pause. Go on with it first.",
}
_TO_BEFORE_START = {
    DOING: "Check the plan first. Then the go can start.",
    STUDYING: "The go has not started. There is nothing to look at yet.",
    DECIDING: "The go has not started. There is nothing to decide yet.",
    CLOSED: "The go has not started. There is nothing to decide yet.",
    PAUSED: "The go has not started. There is nothing to pause.",
    STOPPED_EARLY: "The go has not started. There is nothing to stop.",
}
_TO_AFTER_START = {
    DRAFT: "The plan is locked. You can write a note beside it.",
    PLANNED: "The plan is locked. You can write a note beside it.",
    DOING: "It is time to decide. Go back to Look first.",
    STUDYING: "Say what happened first. Then look together.",
    DECIDING: "Look together first. Then decide.",
    CLOSED: "Look together first. Then decide.",
    STOPPED_EARLY: "It is time to decide. You can choose to stop.",
}


def refusal(was: GoState, to: GoState, paused_from: GoState | None = None) -> str | None:
    """Why a go cannot make this move, in one plain sentence. None if it can.

    A pause ends where it began, `paused_from`, or the go stops early. It does not stop early when
    it was time to decide: to stop is a decision then, and needs people to agree.
    """
    if was is to:
        return _THERE
    if was is PAUSED:
        ends = MOVES[PAUSED] & {paused_from, None if paused_from is DECIDING else STOPPED_EARLY}
        return None if to in ends else _FROM[PAUSED]
    if to in MOVES[was]:
        return None
    if was in _FROM:
        return _FROM[was]
    return (_TO_BEFORE_START if was in NOT_STARTED else _TO_AFTER_START)[to]


def steps(state: GoState, paused_from: GoState | None = None) -> int:
    """How many of the four steps lie behind: 0 in Plan, 1 in Try, and 4 once it is over."""
    here = paused_from if state is PAUSED and paused_from else state
    order = {DRAFT: 0, PLANNED: 0, DOING: 1, STUDYING: 2, DECIDING: 3}
    return order.get(here, 4)
