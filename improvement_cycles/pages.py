"""The questions of a go, one to a page, in order: Plan, Try, Look, Decide. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from coprod.errors import NotFound
from improvement_cycles import states
from improvement_cycles.words import GoState, Outcome


class Step(StrEnum):
    """The four steps of a go, as addresses and pictures name them."""

    PLAN = "plan"
    TRY = "try"
    LOOK = "look"
    DECIDE = "decide"


STEPS = tuple(Step)
MOST_QUESTIONS = 5  # of one go, each with its guess
WHEN = {  # in which states the pages of a step can be written
    Step.PLAN: states.NOT_STARTED,
    Step.TRY: frozenset({GoState.DOING, GoState.STUDYING}),
    Step.LOOK: frozenset({GoState.STUDYING}),
    Step.DECIDE: frozenset({GoState.DECIDING}),
}
WANTED = {  # where a go must be for them, for the sentence of a refusal
    Step.PLAN: GoState.DRAFT,
    Step.TRY: GoState.DOING,
    Step.LOOK: GoState.STUDYING,
    Step.DECIDE: GoState.DECIDING,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One question. `columns` are its answer, in the go, or in the try if `of_try`.

    A page without columns keeps its answer in rows of its own: see `rows`. A private try is not
    asked what is only `for_many`. Each question of a go has a page for its result: `of_question`
    says which, from 1.
    """

    step: Step
    name: str
    columns: tuple[str, ...] = ()
    of_try: bool = False
    for_many: bool = False
    of_question: int = 0


def result_of(question: int) -> str:
    """The name of the page for the result of a question, by its number."""
    return "result" if question == 1 else f"result_{question}"


PAGES = (
    Page(Step.PLAN, "called", ("title",), of_try=True),
    Page(Step.PLAN, "kind", of_try=True),
    Page(Step.PLAN, "question", ("question",), of_try=True),
    Page(Step.PLAN, "different", ("what_will_be_different",), of_try=True),
    Page(Step.PLAN, "notice", ("who_would_notice",), of_try=True),
    Page(Step.PLAN, "statements", of_try=True),
    Page(Step.PLAN, "team", of_try=True),  # a page with an address of its own
    Page(Step.PLAN, "what", ("title", "what_we_will_try")),
    Page(Step.PLAN, "guess"),
    Page(Step.PLAN, "who"),
    Page(Step.PLAN, "when", ("when", "where")),
    Page(Step.PLAN, "whom", ("for_whom", "for_whom_not_yet")),
    Page(Step.PLAN, "small", ("how_small",)),
    Page(Step.PLAN, "touches"),
    Page(Step.PLAN, "off_site", for_many=True),
    Page(Step.PLAN, "count", ("what_we_count",)),
    Page(Step.TRY, "happened", ("what_happened",)),
    Page(Step.TRY, "surprise", ("surprise",)),
    Page(Step.TRY, "gave", ("time_people", "time_families", "time_staff", "money")),
    *(Page(Step.LOOK, result_of(n), of_question=n) for n in range(1, MOST_QUESTIONS + 1)),
    Page(Step.LOOK, "box"),
    Page(Step.LOOK, "knock_on"),
    Page(Step.LOOK, "learned", ("what_we_learned",)),
    Page(Step.DECIDE, "outcome"),
    Page(Step.DECIDE, "why", ("why",)),
    Page(Step.DECIDE, "agreed"),
    Page(Step.DECIDE, "upkeep"),
    Page(Step.DECIDE, "check_on"),
    Page(Step.DECIDE, "worse"),
)
_ONLY_TO_KEEP = frozenset({"upkeep", "check_on", "worse"})
_BY_NAME = {(page.step.value, page.name): page for page in PAGES}


def find(step: str, name: str) -> Page:
    """The page at an address. Raises NotFound."""
    page = _BY_NAME.get((step, name.replace("-", "_")))
    if page is None:
        raise NotFound("There is no such page.")
    return page


def of(
    step: Step,
    *,
    first_go: bool = True,
    outcome: Outcome | None = None,
    private: bool = False,
    questions: int = 1,
) -> list[Page]:
    """The pages of a step in order. The try itself is only asked about in its first go."""
    return [
        page
        for page in PAGES
        if page.step is step
        and (first_go or not page.of_try)
        and not (private and page.for_many)
        and page.of_question <= questions
        and (outcome is Outcome.KEPT or page.name not in _ONLY_TO_KEEP)
    ]
