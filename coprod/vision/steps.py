"""The questions of writing a statement together: one a page, in this order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from coprod.people.viewer import Viewer
from coprod.text import paragraphs
from coprod.vision import writing
from coprod.vision.found import Found
from coprod.vision.labels import picture_name
from coprod.vision.models import LineKind
from coprod.vision.statement import StatementView

Save = Callable[[Session, Viewer, Found, int, Any], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `asks` names the kind of field; `part` the part of the statement it fills."""

    slug: str
    asks: str  # words, line, picture, lines, people or place
    part: str
    question: Any
    hint: Any
    save: Save
    first_only: bool = False  # asked of a new statement, not of new words for an old one

    def answer(self, view: StatementView) -> Any:
        """What is there now, as the form shows it."""
        if self.asks == "lines":
            return "\n".join(line.words for line in view.lines[LineKind(self.part)])
        if self.asks == "people":
            return [writer.person_id for writer in (*view.writers, *view.asked)]
        if self.asks == "place":
            return view.head.place_id or 0
        return getattr(view.head, self.part)

    def shown(self, view: StatementView) -> Any:
        """The same, to read."""
        if self.asks == "people":
            named = (*view.writers, *view.asked)
            return ", ".join(writer.name for writer in named) or _("Nobody yet.")
        if self.asks == "place":
            return view.head.place or _("All of us here")
        if self.asks == "picture":
            return picture_name(view.head.symbol)
        return paragraphs(self.answer(view).replace("\n", "\n\n")) or _("Nothing here yet.")


def _text(part: str) -> Save:
    def save(session: Session, viewer: Viewer, found: Found, edits: int, answer: str) -> None:
        writing.set_words(session, viewer, found, edits, **{part: answer})

    return save


def _lines(kind: LineKind) -> Save:
    def save(session: Session, viewer: Viewer, found: Found, edits: int, answer: str) -> None:
        lines = [line.strip() for line in answer.split("\n")]
        writing.set_lines(session, viewer, found, edits, kind, lines)

    return save


def _place(session: Session, viewer: Viewer, found: Found, edits: int, answer: int) -> None:
    writing.set_place(session, viewer, found, edits, answer or None)


WORDS_HINT = _l("Use 20 words or fewer. Write it as “I” or “we”.")
_ONE_EACH = _l("Write each one on a new line.")

STEPS = (
    Step(
        "words",
        "words",
        "wording",
        _l("What is a good life here?"),
        WORDS_HINT,
        _text("wording"),
    ),
    Step(
        "short",
        "line",
        "short",
        _l("How do you say it in a few words?"),
        _l("We show this on lists. Like: “My home is mine.”"),
        _text("short"),
    ),
    Step(
        "picture",
        "picture",
        "symbol",
        _l("Which picture goes with it?"),
        "",
        writing.set_picture,
    ),
    Step(
        "looks-like",
        "lines",
        LineKind.LOOKS_LIKE,
        _l("What does it look like?"),
        _ONE_EACH,
        _lines(LineKind.LOOKS_LIKE),
    ),
    Step(
        "not-like",
        "lines",
        LineKind.NOT_LIKE,
        _l("What does it not look like?"),
        _ONE_EACH,
        _lines(LineKind.NOT_LIKE),
    ),
    Step(
        "services",
        "lines",
        LineKind.TAKES_SERVICES,
        _l("What does it take from services?"),
        _ONE_EACH,
        _lines(LineKind.TAKES_SERVICES),
    ),
    Step(
        "us",
        "lines",
        LineKind.TAKES_US,
        _l("What does it take from us and our neighbours?"),
        _ONE_EACH,
        _lines(LineKind.TAKES_US),
    ),
    Step(
        "when-wrong",
        "words",
        "when_wrong",
        _l("When things go wrong, what should happen?"),
        _l("You can leave this empty."),
        _text("when_wrong"),
    ),
    Step(
        "for-whom",
        "place",
        "place_id",
        _l("Whose words are these?"),
        "",
        _place,
        first_only=True,
    ),
    Step(
        "writers",
        "people",
        "writers",
        _l("Who wrote it?"),
        _l("We ask them too. A name shows when they say yes. Half or more must use services."),
        writing.set_writers,
    ),
)


def steps_of(view: StatementView) -> list[Step]:
    """The questions that are asked of this draft."""
    new = view.head.status == "draft"
    return [step for step in STEPS if new or not step.first_only]
