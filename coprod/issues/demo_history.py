"""How each issue of the demo area got where it is: steps that could have been taken, with days."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coprod.issues.words import Status

FOUR_WEEKS = 28  # after somebody said it is done, those affected are asked
_STATUS = {
    "new": Status.TRIAGE,
    "being talked about": Status.DISCUSSION,
    "we are looking at it": Status.ACCEPTED,
    "we are trying something": Status.IN_CYCLE,
    "better": Status.RESOLVED,
    "opened again": Status.CLAIMED,  # what people answer then opens it
    "no, and here is why": Status.DECLINED,
    "not now": Status.DEFERRED,
    "joined with another": Status.MERGED,
    "thank you": Status.THANKED,
}
_WHY = {
    Status.TRIAGE: "",
    Status.DISCUSSION: "People started to talk about it.",
    Status.ACCEPTED: "Somebody looks into it.",
    Status.IN_CYCLE: "A try about it began.",
    Status.CLAIMED: "The promise was kept. We asked if it is better.",
    Status.RESOLVED: "The person it was about said it is better.",
    Status.DECLINED: "The answer says why not.",
    Status.DEFERRED: "The answer says when we look again.",
    Status.MERGED: "It was joined with another one.",
    Status.THANKED: "The thank you was passed on.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an issue: when, from what to what, and by whom unless that stays unsaid."""

    days_ago: int
    was: Status | None
    became: Status
    who: str | None

    @property
    def why(self) -> str:
        return _WHY[self.became]


def history(told: Mapping[str, Any], try_began: int | None) -> list[Step]:
    """The steps of an issue, first to last, no day before the one before it."""
    days, became = told["days_ago"], _STATUS[told["status"]]
    way: list[tuple[int, Status, str | None]] = [(days, Status.TRIAGE, None)]
    if became not in {Status.TRIAGE, Status.THANKED} and told["lane"] != "rights":
        way.append((max(days - 1, 0), Status.DISCUSSION, "hannah"))
    if became in {Status.ACCEPTED, Status.IN_CYCLE, Status.CLAIMED, Status.RESOLVED}:
        way.append((_answered(told), Status.ACCEPTED, _answers(told)))
    if became is Status.IN_CYCLE or (became is Status.RESOLVED and try_began):
        way.append((try_began or _answered(told) - 1, Status.IN_CYCLE, _leads(told)))
    if became in {Status.CLAIMED, Status.RESOLVED}:
        better = told["answer"]["is_it_really_better"]
        kept = max(better["days_ago"], told["answer"]["by_days_ago"])
        claimed = better["days_ago"] + FOUR_WEEKS if try_began else kept
        way.append((claimed, Status.CLAIMED, _answers(told)))
    if became is Status.RESOLVED:
        way.append((better["days_ago"], Status.RESOLVED, better["who"]))
    if became in {Status.DECLINED, Status.DEFERRED}:
        way.append((_answered(told), became, _answers(told)))
    if became in {Status.MERGED, Status.THANKED}:
        way.append((max(days - 2, 0), became, "hannah"))
    return _in_order(way)


def _in_order(way: list[tuple[int, Status, str | None]]) -> list[Step]:
    steps: list[Step] = []
    for days, became, who in way:
        before = steps[-1] if steps else None
        day = min(days, before.days_ago) if before else days
        steps.append(Step(day, before.became if before else None, became, who))
    return steps


def _answered(told: Mapping[str, Any]) -> int:
    days: int = told["answer"]["days_ago"] if told["answer"] else max(told["days_ago"] - 3, 0)
    return days


def _answers(told: Mapping[str, Any]) -> str:
    who: str = told["answer"]["who"] if told["answer"] else "hannah"
    return who


def _leads(told: Mapping[str, Any]) -> str:
    leads: str = (told["who_does_what"] or {}).get("leads", "hannah")
    return leads
