"""The words of a driver diagram: its levels, its two kinds of part, and the steps of its story."""

from enum import StrEnum


class Level(StrEnum):
    """How far from the aim something stands. Each helps what is above it."""

    AIM = "aim"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    IDEA = "idea"


class Kind(StrEnum):
    """What a part is, as addresses name it."""

    DRIVER = "driver"
    IDEA = "idea"


class Step(StrEnum):
    """What was done to a diagram, for its list of versions."""

    AIM = "aim"
    ADDED = "added"
    REWORDED = "reworded"
    MOVED = "moved"
    TAKEN_AWAY = "taken_away"
    PUT_BACK = "put_back"


DRIVERS = (Level.PRIMARY, Level.SECONDARY)
