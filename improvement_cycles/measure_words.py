"""The words of measures: what they are about, what kind of number, which way is better."""

from enum import StrEnum


class Role(StrEnum):
    """What a measure is about."""

    OUTCOME = "outcome"  # someone's life
    PROCESS = "process"  # how we work
    WHAT_WE_SEE = "what_we_see"
    BALANCING = "balancing"  # did it make anything worse?


class Kind(StrEnum):
    """What sort of number it is."""

    COUNT = "count"  # how many
    SHARE = "share"  # so many out of those asked
    RATE = "rate"  # so many for each 100 of something that varies
    FACES = "faces"  # happy, ok and sad
    DAYS = "days"  # days between, or days it took
    VALUE = "value"  # any number
    EVENTS = "events"  # only the day it happened; the days between are drawn


class Better(StrEnum):
    """Which way is better for people."""

    MORE = "more"
    FEWER = "fewer"
    NEITHER = "neither"


class HowOften(StrEnum):
    """When the next dot is due."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    EACH_TIME = "each_time"  # whenever it happens, even twice a day


class AskedBy(StrEnum):
    """Who asked for it."""

    US = "us"
    SOMEONE_ELSE = "someone_else"


class Sampling(StrEnum):
    """Whether all are counted, or some of them."""

    EVERYBODY = "everybody"
    SOME = "some"


OUT_OF = frozenset({Kind.SHARE, Kind.RATE})
"""Kinds whose dots are two numbers: how many, and out of how many."""
SHARES = frozenset({Kind.SHARE, Kind.FACES})
"""Kinds that stand for so many people out of those asked."""
