"""Diagrams to think with: small ones told in words, and any that people could press together."""

from hypothesis import strategies as st

from improvement_cycles.drivers import rules
from improvement_cycles.drivers.tree import Diagram, Part
from improvement_cycles.drivers.words import Kind, Level

KINDS = {Level.PRIMARY: Kind.DRIVER, Level.SECONDARY: Kind.DRIVER, Level.IDEA: Kind.IDEA}


def part(level, id_, words=""):
    return Part(KINDS[level], id_, level, words or f"{level} {id_}")


P1, P2 = part(Level.PRIMARY, 1, "A lift home"), part(Level.PRIMARY, 2, "Friends")
S3, S4 = part(Level.SECONDARY, 3, "Late shifts"), part(Level.SECONDARY, 4, "Phone numbers")
I5, I6 = part(Level.IDEA, 5, "Share a taxi"), part(Level.IDEA, 6, "A party")


def of(*links, parts=(P1, P2, S3, S4, I5, I6), aim="People see friends"):
    """A diagram of two things that help, two that help those, and two ideas."""
    return Diagram(aim, tuple(parts), frozenset((low.key, up.key) for low, up in links))


WHOLE = of((S3, P1), (S4, P1), (S4, P2), (I5, S3), (I5, S4), (I6, P2))

WORDS = st.text("aWM漢\u200d\U0001f331 \n", min_size=1, max_size=60).filter(str.strip) | st.text(
    "w", min_size=30, max_size=200
)


@st.composite
def parts(draw):
    levels = draw(st.lists(st.sampled_from(list(KINDS)), max_size=12))
    return tuple(part(level, n, draw(WORDS)) for n, level in enumerate(levels, start=1))


@st.composite
def pressed(draw):
    """Any diagram that somebody could make, who presses everything that is not refused."""
    diagram = Diagram("What we want", draw(parts()))
    keys = [one.key for one in diagram.parts]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)) if keys else st.nothing()
    for lower, upper in draw(st.lists(pairs, max_size=30)) if keys else ():
        if rules.refusal_to_join(diagram, lower, upper) is None:
            diagram = Diagram(diagram.aim, diagram.parts, diagram.links | {(lower, upper)})
    return diagram
