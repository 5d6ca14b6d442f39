"""A told try as the marks of good practice see it."""

from improvement_cycles.story.good_practice import Counted, GoKept, Mark, marks
from improvement_cycles.story.told import GoTold, Told


def marks_of(told: Told) -> dict[Mark, bool]:
    """Which marks of good practice a try has."""
    measures = [
        Counted(one.head.role, [dot.on for dot in one.counted if not dot.is_missing])
        for one in told.counted
    ]
    return marks([_kept(go) for go in told.started], measures)


def _kept(go: GoTold) -> GoKept:
    row = go.row
    locked = row.guess_locked_at
    return GoKept(
        is_next=row.next_of_id is not None,
        locked_in_time=bool(locked and row.started_on and locked.date() <= row.started_on),
        small=bool(row.how_small and row.for_whom),
        whole=all(
            [
                row.what_we_will_try and go.asked and all(one.guess for one in go.asked),
                row.what_happened,
                go.asked and all(one.result and one.lesson for one in go.asked),
                row.knock_on_answered,
                row.decision,
            ]
        ),
    )
