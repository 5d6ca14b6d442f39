"""The limits at each point, from the spread of its phase."""

from dataclasses import dataclass

from improvement_cycles.stats.formulas import Spread, back


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a point is out of the ordinary, in the unit of the plotted values; None: not known."""

    lower: float | None = None  # 3 sigma
    upper: float | None = None
    lower_2s: float | None = None  # 2 sigma
    upper_2s: float | None = None


NO_LIMITS = Limits()


def limits_of(spread: Spread, points: int, *, of_times: bool, multiply: float) -> list[Limits]:
    """The limits at each point of a phase.

    `of_times`: the spread is of times made normal, and a limit is a time again. No time is below
    0, so the lower limit is then 0 where none can be worked out.
    """
    if spread.sigma is None:
        return [NO_LIMITS] * points
    # Many points have the same sigma, and so the same limits.
    known = {
        sigma: _limits(spread, sigma, of_times=of_times, multiply=multiply)
        for sigma in set(spread.sigma)
    }
    return [known[sigma] for sigma in spread.sigma]


def _limits(spread: Spread, sigma: float | None, *, of_times: bool, multiply: float) -> Limits:
    around = spread.centre if spread.around is None else spread.around
    ends = [
        None if around is None or sigma is None else around + side * sigma
        for side in (-3, 3, -2, 2)
    ]
    if of_times:
        lower, upper, lower_2s, upper_2s = (back(end) for end in ends)
        lower = lower or 0.0
    else:
        lower, upper, lower_2s, upper_2s = (_within(end, spread) for end in ends)
    return Limits(*(end and end * multiply for end in (lower, upper, lower_2s, upper_2s)))


def _within(end: float | None, spread: Spread) -> float | None:
    if end is None:
        return None
    if spread.least is not None and end < spread.least:
        return spread.least
    return spread.most if spread.most is not None and end > spread.most else end
