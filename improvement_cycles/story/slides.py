"""A try as slides for a meeting: one thing at a time, in few words."""

from dataclasses import dataclass
from typing import Any

from improvement_cycles.story.told import GoTold, Told


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: which kind it is, and what it is about."""

    kind: str  # try, why, plan, happened, picture, boxes, learned, end
    go: GoTold | None = None
    seen: Any = None  # a measure_queries.Seen


def slides(told: Told) -> list[Slide]:
    """The slides of a try, in the order in which it is told."""
    deck = [Slide("try")]
    if told.head.question or told.whole.issues:
        deck.append(Slide("why"))
    for go in told.started:
        deck.append(Slide("plan", go))
        if go.row.what_happened:
            deck.append(Slide("happened", go))
        if go.boxes:
            deck.append(Slide("boxes", go))
        if go.row.what_we_learned or go.row.decision:
            deck.append(Slide("learned", go))
    deck += [Slide("picture", seen=one) for one in told.seen]
    return [*deck, Slide("end")]
