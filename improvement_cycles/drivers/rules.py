"""What a driver diagram may be: which level helps which, no circles, nothing twice. Pure.

Each refusal is one kind sentence; None means that it can be done.
"""

from improvement_cycles.drivers.tree import Diagram, Key, Part
from improvement_cycles.drivers.words import Level

HELPS: dict[Level, frozenset[Level]] = {  # what each level may help
    Level.AIM: frozenset(),
    Level.PRIMARY: frozenset({Level.AIM}),
    Level.SECONDARY: frozenset({Level.PRIMARY}),
    Level.IDEA: frozenset({Level.PRIMARY, Level.SECONDARY}),
}
MOST = 60  # parts that a page can still show
LONGEST = 200  # letters of a part

NOT_THERE = "Somebody took this away. You can put it back."
ITSELF = "A thing cannot help itself. Choose something else."
CIRCLE = "This would go round in a circle. Choose something else."
TWICE_JOINED = "It helps that already."
TOO_MANY = "The page is full. Take something away first."
TWICE = "This is on the page already. You can say it in other words."
NOTHING = "Write a few words first."
TOO_LONG = "Use 200 letters or fewer."
_LEVELS = {
    Level.PRIMARY: "This helps what you want. It cannot stand under something else.",
    Level.SECONDARY: "This can only stand under what helps what you want.",
    Level.IDEA: "An idea can only stand under what helps.",
}


def refusal_to_join(diagram: Diagram, lower: Key, upper: Key) -> str | None:
    """Why one part cannot stand under another."""
    below, above = diagram.find(lower), diagram.find(upper)
    if below is None or above is None:
        return NOT_THERE
    if lower == upper:
        return ITSELF
    if (lower, upper) in diagram.links:
        return TWICE_JOINED
    if lower in _all_above(diagram, upper):
        return CIRCLE
    return None if above.level in HELPS[below.level] else _LEVELS[below.level]


def refusal_to_say(
    diagram: Diagram, level: Level, words: str, but: Key | None = None
) -> str | None:
    """Why words cannot stand on a level: nothing said, or said there already. `but` is itself."""
    if not words.strip():
        return NOTHING
    if len(words) > LONGEST:
        return TOO_LONG
    others = [part for part in diagram.on(level) if part.key != but]
    return TWICE if _plain(words) in {_plain(part.words) for part in others} else None


def refusal_to_come(diagram: Diagram) -> str | None:
    """Why no other part can come to a page."""
    return TOO_MANY if len(diagram.parts) >= MOST else None


def refusal_to_add(diagram: Diagram, level: Level, words: str) -> str | None:
    """Why a new part cannot come to a level."""
    return refusal_to_come(diagram) or refusal_to_say(diagram, level, words)


def may_stand_under(diagram: Diagram, part: Part) -> list[Part]:
    """What a part can help."""
    return [one for one in diagram.parts if one.level in HELPS[part.level]]


def troubles(diagram: Diagram) -> list[str]:
    """Everything that is wrong with a whole diagram. None of it can come by the rules above."""
    found = [ITSELF for lower, upper in diagram.links if lower == upper]
    for lower, upper in diagram.links:
        below, above = diagram.find(lower), diagram.find(upper)
        if below is None or above is None:
            found.append(NOT_THERE)
        elif above.level not in HELPS[below.level]:
            found.append(_LEVELS[below.level])
        if lower in _all_above(diagram, upper):
            found.append(CIRCLE)
    for level in HELPS:
        said = [_plain(part.words) for part in diagram.on(level) if part.words]
        found += [TWICE] * (len(said) - len(set(said)))
    return found


def _all_above(diagram: Diagram, key: Key) -> set[Key]:
    """Everything that a part helps, however far up."""
    found: set[Key] = set()
    to_look = [key]
    while to_look:
        new = {up for low, up in diagram.links if low == to_look[-1]} - found
        to_look.pop()
        found |= new
        to_look.extend(new)
    return found


def _plain(words: str) -> str:
    """Words as two people would call them the same."""
    return " ".join(words.casefold().split()).rstrip(".!?")
