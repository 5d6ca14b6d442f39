"""Shares and rates: a count out of a denominator, ready to be plotted."""

from collections.abc import Sequence


def ratios(
    counts: Sequence[float | None], denominators: Sequence[float | None], multiply: float = 1
) -> list[float | None]:
    """`multiply` x count / denominator, point by point; 100 gives a percentage.

    A count or denominator that is missing, or a denominator of 0, is a gap (None).

    Raises:
        ValueError: naming the point (counted from 1), if a denominator is below 0.

    """
    plotted: list[float | None] = []
    pairs = zip(counts, denominators, strict=True)
    for number, (count, denominator) in enumerate(pairs, start=1):
        if denominator is not None and denominator < 0:
            raise ValueError(f"point {number} is out of fewer than 0: {denominator:g}")
        plotted.append(
            multiply * count / denominator if denominator and count is not None else None
        )
    return plotted


def share_happy(happy: int, ok: int, sad: int) -> float | None:
    """The percentage of faces that are happy; None if nobody put one up."""
    return ratios([happy], [happy + ok + sad], 100)[0]
