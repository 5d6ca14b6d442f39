"""The words of consent: what somebody says to a try, and how they were asked in person."""

from enum import StrEnum


class Says(StrEnum):
    """What somebody says to *Can we try this?*, when they are asked."""

    YES = "yes"
    OK = "ok"
    WORRY = "worry"
    STOP = "stop"


class How(StrEnum):
    """How somebody who is not on the site was asked."""

    TALKING = "talking"
    PICTURES = "pictures"
    POINTING = "pointing"
    PAPER = "paper"


AGREES = frozenset({Says.YES, Says.OK})
WITH_WORDS = frozenset({Says.WORRY, Says.STOP})
