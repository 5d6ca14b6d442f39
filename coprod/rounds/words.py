"""The words of rounds: how far one has got, how somebody chose, and what can look odd."""

from enum import StrEnum


class RoundState(StrEnum):
    """How far a round has got."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


NOT_OVER = (RoundState.PLANNED, RoundState.OPEN)


class How(StrEnum):
    """How somebody chose."""

    BY_HAND = "by_hand"
    WITH_HELP = "with_help"
    ON_PAPER = "on_paper"
    BY_POINTING = "by_pointing"


class Sign(StrEnum):
    """What can look as if somebody chose for others. A moderator asks; nothing is thrown away."""

    ONE_HELPER = "one_helper"  # helped with, or put in, 3 or more that are alike
    ONE_PLACE = "one_place"  # more than 60 in 100 there are alike
    ONE_DEVICE = "one_device"  # sent 3 in 10 minutes


class Step(StrEnum):
    """What happened to a round."""

    PLANNED = "planned"
    OPENED = "opened"
    NOT_READY = "not_ready"  # it was to close, and too few people had chosen
    MOVED = "moved"  # the closing day
    CLOSED = "closed"
    CALLED_OFF = "called_off"
    SMALL_VOICE = "small_voice"


DOTS_EACH = 3
MOST_PICKS, MOST_OPTIONS, FEWEST_OPTIONS = 8, 12, 2
