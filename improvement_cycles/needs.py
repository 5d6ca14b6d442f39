"""What must be there before a go may start, be decided, or end: each with its plain sentence.

Pure: the facts come in, what is missing goes out. So a page can show the same list as a refusal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.people.hats import HatKind
from coprod.text import cut
from improvement_cycles.pages import result_of
from improvement_cycles.words import DOES_THE_WORK, Outcome


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet: which page asks for it, and what to say."""

    page: str
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a go."""

    question: str
    guess: str
    result: str = ""
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says, as far as starting needs to know."""

    question: str
    different: str
    notice: str
    statements: int
    team: Sequence[tuple[HatKind, bool]]  # the hat, and whether the job is more than to attend
    will_try: str
    asked: Sequence[Asked]
    doers: int


@dataclass(frozen=True, slots=True)
class End:
    """What was said when deciding, as far as ending needs to know."""

    outcome: Outcome | None
    why: str
    agreed: Sequence[HatKind]
    upkeep: bool
    check: bool
    has_balance: bool  # something is counted to see what got worse, with a dot to look at
    balance_looked: bool
    own: bool = False  # one person's try: they decide, with nobody else needed


def to_start(plan: Plan) -> list[Missing]:
    """What a plan still needs. Each page of the plan that has a gap is named."""
    real_job = any(hat is HatKind.USES_SERVICES and more for hat, more in plan.team)
    rows = [
        (bool(plan.question), "question", "Say what you want to find out."),
        (bool(plan.different), "different", "Say what will be different in somebody's life."),
        (bool(plan.notice), "notice", "Say who would notice, and how they would know."),
        (plan.statements > 0, "statements", "Choose which part of our good life this is for."),
        (
            real_job,
            "team",
            "The team needs a person who uses services. Their job must be more than to attend.",
        ),
        (bool(plan.will_try), "what", "Say what you will try."),
        (bool(plan.asked), "guess", "Ask at least one question. Write a guess for each."),
        *(
            (bool(one.guess), "guess", f"Write a guess for each question. No guess yet: {_it(one)}")
            for one in plan.asked
        ),
        (plan.doers > 0, "who", "Say who does what."),
    ]
    return [Missing(page, says) for there, page, says in rows if not there]


def to_decide(asked: Sequence[Asked], knock_on_answered: bool) -> list[Missing]:
    """What a look together still needs. Each question has a page of its own for its result."""
    found = []
    for number, one in enumerate(asked, start=1):
        page = result_of(number)
        if not one.result:
            says = f"Say what happened, for each question. Nothing yet for {_it(one)}"
            found.append(Missing(page, says))
        if not one.lesson:
            says = f"Say what you learned, for each question. Nothing yet for {_it(one)}"
            found.append(Missing(page, says))
    if not knock_on_answered:
        found.append(Missing("knock_on", "Say if this landed on somebody else. “No” is an answer."))
    return found


def _it(one: Asked) -> str:
    """Which question it is."""
    return f"“{cut(one.question, 60)}”"


def to_close(end: End) -> list[Missing]:
    """What a decision still needs. To stop needs no more than to keep does."""
    hats = set(end.agreed)
    rows = [
        (end.outcome is not None, "outcome", "Choose what happens now."),
        (bool(end.why), "why", "Say why."),
        (HatKind.USES_SERVICES in hats, "agreed", "A person who uses services must agree."),
        (
            end.own or bool(hats & DOES_THE_WORK),
            "agreed",
            "A person who does the work must agree: staff or family.",
        ),
    ]
    if end.outcome is Outcome.KEPT:
        worse = "Look at “Did it make anything worse?” first."
        if not end.has_balance:
            worse = "Count something that could get worse. 1 dot is enough."
        rows += [
            (end.upkeep, "upkeep", "Say who will keep it going."),
            (end.check, "check_on", "Choose a day to check on it."),
            (end.has_balance and end.balance_looked, "worse", worse),
        ]
    return [Missing(page, says) for there, page, says in rows if not there]
