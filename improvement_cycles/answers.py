"""Reading and writing the answer to one question of a go, whoever else is writing.

A form carries `seen`, a mark of the answer it was shown. If the answer is another by the time it
comes back, nothing is written: `Changed` carries what is there now, and the page shows both.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from coprod.errors import Conflict, NotFound
from coprod.people.viewer import Viewer
from coprod.shown import shown_mark
from improvement_cycles import pages, policy, rows, single, states
from improvement_cycles.consent import off_site, touched
from improvement_cycles.found import NO_SUCH, Go
from improvement_cycles.pages import WANTED, WHEN, Page, Step
from improvement_cycles.rows import Sent, Values
from improvement_cycles.words import GoState

CHANGED = "Somebody else changed this while you wrote."
CLOSED = "This part is closed now."
LOCKED = "The plan is locked. You can write a note beside it."


class Changed(Conflict):
    """Somebody else wrote here first. `now` is what they wrote."""

    def __init__(self, now: Values) -> None:
        super().__init__(CHANGED)
        self.now = now


def read(session: Session, viewer: Viewer, go: Go, page: Page) -> Values:
    """The answer as the page's form shows it, by field."""
    if page.columns:
        thing = go.project if page.of_try else go.cycle
        return {column: getattr(thing, column) for column in page.columns}
    if page.of_question:
        return rows.read_result(session, go, page.of_question)
    return _BY_PAGE[page.name][0](session, viewer, go)


def write(session: Session, viewer: Viewer, go: Go, page: Page, values: Sent, seen: str) -> None:
    """Keep an answer.

    Raises NotAllowed outside the team, Conflict where the page is closed (a plan is, once its go
    started), `Changed` if somebody else wrote first, and Invalid with a sentence for each field.
    """
    rule = policy.may_say if page.name == "box" else policy.may_write
    rule.require(viewer, go.project, go.team)
    require_open(page, go)
    before = read(session, viewer, go, page)
    if seen != mark(before):
        raise Changed(before)
    thing = go.project if page.of_try else go.cycle
    if page.columns:
        for column in page.columns:
            setattr(thing, column, values[column])
    elif page.of_question:
        rows.write_result(session, go, page.of_question, values)
    else:
        _BY_PAGE[page.name][1](session, viewer, go, values)
    thing.edits += 1
    if page.step is Step.PLAN and go.cycle.state is GoState.PLANNED:
        go.cycle.state = GoState.DRAFT  # another plan than the one that was checked
    session.flush()


def pages_of(session: Session, go: Go, step: Step) -> list[Page]:
    """The questions of a step that this go is asked, in order."""
    project, outcome = go.project, go.cycle.decision
    asked = len(rows.questions(session, go.cycle.id)) if step is Step.LOOK else 0
    first, private = project.started_on is None, project.private
    return pages.of(step, first_go=first, outcome=outcome, private=private, questions=asked)


def require_open(page: Page, go: Go) -> None:
    """Raise Conflict, with its sentence, unless the page can be written where the go is now.

    Raises NotFound for a question that this try is never asked.
    """
    if page.for_many and go.project.private:
        raise NotFound(NO_SUCH)
    if page.of_try and go.project.started_on:
        raise Conflict(LOCKED)
    if go.cycle.state not in WHEN[page.step]:
        wanted = WANTED[page.step]
        raise Conflict(states.refusal(go.cycle.state, wanted, go.cycle.paused_from) or CLOSED)


mark = shown_mark

Read = Callable[[Session, Viewer, Go], Values]
Write = Callable[[Session, Viewer, Go, Sent], None]
_BY_PAGE: dict[str, tuple[Read, Write]] = {
    "kind": (single.read_kind, single.write_kind),
    "statements": (rows.read_statements, rows.write_statements),
    "touches": (touched.read, touched.write),
    "off_site": (off_site.read, off_site.write),
    "guess": (rows.read_guess, rows.write_guess),
    "who": (rows.read_who, rows.write_who),
    "box": (single.read_box, single.write_box),
    "knock_on": (single.read_knock_on, single.write_knock_on),
    "outcome": (single.read_outcome, single.write_outcome),
    "agreed": (rows.read_agreed, rows.write_agreed),
    "upkeep": (single.read_upkeep, single.write_upkeep),
    "check_on": (single.read_check_on, single.write_check_on),
    "worse": (single.read_worse, single.write_worse),
}
