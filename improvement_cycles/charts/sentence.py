"""What a picture over time shows, in plain words computed from its numbers alone."""

from typing import Literal

from improvement_cycles.stats.finding import (
    FEWEST_ASKED,
    FEWEST_POINTS,
    FEWEST_USEFUL,
    Finding,
    Found,
)

Better = Literal["more", "fewer", "neither"]

TOO_SHORT = "The time before was too short to be sure."
FOR_THE_GROUP = (
    f"Too early to say. Some dots stand for fewer than {FEWEST_ASKED}. "
    "Only the group can see this picture."
)


def sentence(finding: Finding, better: Better) -> str:
    """Say what `finding` shows: at most 15 words a sentence, and never more than a sign.

    `better` says which way is better for people. A direction is given only against a baseline.
    """
    said = _SAY[finding.found](finding, better)
    cautious = finding.baseline_is_short and finding.found is not Found.TOO_EARLY
    return " ".join([*said, TOO_SHORT] if cautious else said)


def direction(finding: Finding, better: Better) -> str:
    """Whether the run of `finding` is better, worse or (if neither way is better) different."""
    if better == "neither" or finding.side is None:
        return "different"
    return "better" if (finding.side == "above") == (better == "more") else "worse"


def _too_early(finding: Finding, _: Better) -> list[str]:
    if finding.points < FEWEST_POINTS:
        so_far = "There is 1 dot" if finding.points == 1 else f"There are {finding.points} dots"
        return ["Too early to say.", f"{so_far} so far.", f"We need {FEWEST_POINTS}."]
    if not finding.useful:
        return ["Too early to say.", "All the dots are on the middle line."]
    off = "1 dot is" if finding.useful == 1 else f"{finding.useful} dots are"
    return ["Too early to say.", f"Only {off} off the middle line.", f"We need {FEWEST_USEFUL}."]


def _ups_and_downs(_: Finding, __: Better) -> list[str]:
    return ["Just ups and downs.", "There is no sign of a change so far."]


def _since_baseline(finding: Finding, better: Better) -> list[str]:
    how = direction(finding, better)
    said = ["It looks like a real change.", _row(finding)]
    if not finding.easing:
        return [*said, f"That is {how}."]
    return [*said, f"That was {how}.", _easing(finding)]


def _may_be(finding: Finding, better: Better) -> list[str]:
    how = direction(finding, better)
    said = ["It may be a change, or just ups and downs.", _row(finding)]
    return [*said, _easing(finding)] if finding.easing else [*said, f"That would be {how}."]


def _long_run(finding: Finding, _: Better) -> list[str]:
    return [
        "There is a sign of a change.",
        f"{finding.run} dots in a row are {finding.side} the middle line.",
        "Talk about what happened here.",
    ]


def _few_crossings(finding: Finding, _: Better) -> list[str]:
    times = "1 time" if finding.crossings == 1 else f"{finding.crossings} times"
    return [
        "There is a sign of a change.",
        f"The dots cross the middle line just {times}.",
        f"By luck it is most often {finding.fewest_crossings} or more.",
        "Talk about what happened here.",
    ]


def _row(finding: Finding) -> str:
    return f"{finding.run} dots in a row {finding.side} how it was before."


def _easing(finding: Finding) -> str:
    return "Now it is coming down." if finding.side == "above" else "Now it is going up."


_SAY = {
    Found.TOO_EARLY: _too_early,
    Found.UPS_AND_DOWNS: _ups_and_downs,
    Found.MAY_BE: _may_be,
    Found.SINCE_BASELINE: _since_baseline,
    Found.LONG_RUN: _long_run,
    Found.FEW_CROSSINGS: _few_crossings,
}
