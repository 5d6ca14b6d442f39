"""What a picture over time shows, in plain words computed from its numbers alone."""

from collections.abc import Callable, Sequence
from typing import Literal

from improvement_cycles.stats.finding import (
    FEWEST_ASKED,
    FEWEST_POINTS,
    FEWEST_USEFUL,
    Finding,
    Found,
)

Better = Literal["more", "fewer", "neither"]
Say = Callable[..., str]  # gettext: a message and the numbers in it


def plain(message: str, **numbers: object) -> str:
    """The message in the words it was written in: what gettext does without a catalogue."""
    return message % numbers if numbers else message


def sentence(findings: Sequence[Finding], better: Better, say: Say = plain) -> str:
    """Say what a picture shows: at most 15 words a sentence, and never more than a sign.

    Args:
        findings: one for each phase, in time order; each is said in turn if there are several.
        better: which way is better for people. A direction is given only against a baseline.
        say: turns a message into the words of the place.

    """
    parts = [" ".join(_sentences(finding, better, say)) for finding in findings]
    if len(parts) == 1:
        return parts[0]
    numbered = enumerate(parts, start=1)
    return " ".join(say("Part %(number)s: %(words)s", number=i, words=w) for i, w in numbered)


def direction(finding: Finding, better: Better) -> str:
    """Whether the run of a finding is "better", "worse" or, with no better way, "different"."""
    if better == "neither" or finding.found not in {Found.SINCE_BASELINE, Found.MAY_BE}:
        return "different"
    return "better" if (finding.side == "above") == (better == "more") else "worse"


def outsiders_sentence(*, share: bool, fewest: int = FEWEST_ASKED, say: Say = plain) -> str:
    """What people outside the group read in place of a picture of few dots or few people."""
    said = [say("Too early to say."), say("We need %(dots)s dots or more.", dots=FEWEST_POINTS)]
    if share:
        said.append(say("Each must stand for %(people)s or more.", people=fewest))
    return " ".join(said)


def _sentences(finding: Finding, better: Better, say: Say) -> list[str]:
    said = _SAY[finding.found](finding, better, say)
    said += _outside(finding, say)
    if finding.found in _ASKS_WHY:
        said.append(say("Talk about what happened here."))
    if finding.baseline_is_short and finding.found is not Found.TOO_EARLY:
        said.append(say("The time before was too short to be sure."))
    if finding.baseline_moved and finding.found is not Found.TOO_EARLY:
        said.append(say("The time before was not steady."))
    return said


def _too_early(finding: Finding, _: Better, say: Say) -> list[str]:
    said = [say("Too early to say.")]
    if finding.points < FEWEST_POINTS:
        dots = finding.points
        one = say("There is 1 dot so far.")
        said.append(one if dots == 1 else say("There are %(dots)s dots so far.", dots=dots))
        return [*said, say("We need %(dots)s.", dots=FEWEST_POINTS)]
    if not finding.useful:
        return [*said, say("All the dots are on the middle line.")]
    one = say("Only 1 dot is off the middle line.")
    many = say("Only %(dots)s dots are off the middle line.", dots=finding.useful)
    return [
        *said,
        one if finding.useful == 1 else many,
        say("We need %(dots)s.", dots=FEWEST_USEFUL),
    ]


def _ups_and_downs(_: Finding, __: Better, say: Say) -> list[str]:
    return [say("Just ups and downs."), say("There is no sign of a change so far.")]


def _since_baseline(finding: Finding, better: Better, say: Say) -> list[str]:
    said = [say("It looks like a real change."), _row(finding, say)]
    how = direction(finding, better)
    if finding.ended or finding.easing:
        was = {
            "better": say("That was better."),
            "worse": say("That was worse."),
            "different": say("That was different."),
        }
        return [*said, was[how], *([_easing(finding, say)] if finding.easing else [])]
    now = {
        "better": say("That is better."),
        "worse": say("That is worse."),
        "different": say("That is different."),
    }
    return [*said, now[how]]


def _may_be(finding: Finding, better: Better, say: Say) -> list[str]:
    said = [say("It may be a change, or just ups and downs."), _row(finding, say)]
    if finding.turned:
        return [*said, say("The last dots are on the other side.")]
    if finding.easing:
        return [*said, _easing(finding, say)]
    would = {
        "better": say("That would be better."),
        "worse": say("That would be worse."),
        "different": say("That would be different."),
    }
    return [*said, would[direction(finding, better)]]


def _long_run(finding: Finding, _: Better, say: Say) -> list[str]:
    above = say("%(dots)s dots in a row are above the middle line.", dots=finding.run)
    below = say("%(dots)s dots in a row are below the middle line.", dots=finding.run)
    return [
        say("There is a sign of a change."),
        above if finding.side == "above" else below,
    ]


def _few_crossings(finding: Finding, _: Better, say: Say) -> list[str]:
    once = say("The dots cross the middle line just 1 time.")
    often = say("The dots cross the middle line just %(times)s times.", times=finding.crossings)
    return [
        say("There is a sign of a change."),
        once if finding.crossings == 1 else often,
        say("By luck it is most often %(times)s or more.", times=finding.fewest_crossings),
    ]


def _odd_days(_: Finding, __: Better, say: Say) -> list[str]:
    return [say("There is a sign that something changed.")]


def _outside(finding: Finding, say: Say) -> list[str]:
    """How many dots lie beyond a limit; nothing if none does."""
    dots = len(finding.outside)
    if not dots:
        return []
    one = say("1 dot is outside the usual range.")
    return [one if dots == 1 else say("%(dots)s dots are outside the usual range.", dots=dots)]


def _row(finding: Finding, say: Say) -> str:
    if finding.side == "above":
        return say("%(dots)s dots in a row above how it was before.", dots=finding.run)
    return say("%(dots)s dots in a row below how it was before.", dots=finding.run)


def _easing(finding: Finding, say: Say) -> str:
    if finding.side == "above":
        return say("Now it is coming down.")
    return say("Now it is going up.")


_SAY = {
    Found.TOO_EARLY: _too_early,
    Found.UPS_AND_DOWNS: _ups_and_downs,
    Found.MAY_BE: _may_be,
    Found.SINCE_BASELINE: _since_baseline,
    Found.LONG_RUN: _long_run,
    Found.FEW_CROSSINGS: _few_crossings,
    Found.ODD_DAYS: _odd_days,
}
_ASKS_WHY = {Found.LONG_RUN, Found.FEW_CROSSINGS, Found.ODD_DAYS}
