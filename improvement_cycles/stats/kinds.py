"""The kinds of chart, by the short names analysts use."""

from enum import StrEnum


class ChartKind(StrEnum):
    """What is plotted, and so where the lines stand."""

    RUN = "run"  # anything; the middle line is a median, and there are no limits
    I = "i"  # noqa: E741 - individual values; the field calls it I
    MR = "mr"  # moving ranges: how far each value lies from the one before
    C = "c"  # counts over equal stretches
    U = "u"  # counts over unequal ones
    P = "p"  # shares
    PP = "pp"  # shares out of many, Laney's P'
    UP = "up"  # counts over large stretches, Laney's U'
    IP = "ip"  # values that stand on unequal numbers, I'
    XBAR = "xbar"  # means of subgroups
    S = "s"  # standard deviations of subgroups
    G = "g"  # events between
    T = "t"  # time between


RATIOS = frozenset({ChartKind.U, ChartKind.P, ChartKind.PP, ChartKind.UP})
"""Kinds that mean nothing without a denominator."""

SHARES = frozenset({ChartKind.P, ChartKind.PP})
"""Kinds whose values lie between 0 and 1, before they are multiplied."""

SUBGROUPED = frozenset({ChartKind.XBAR, ChartKind.S})
"""Kinds of which each point is several measurements."""

COUNTED = frozenset({ChartKind.C, ChartKind.G, *RATIOS})
"""Kinds of which no value is below 0."""
