"""A try under the headings of SQUIRE 2.0, the guideline for reports of quality improvement.

What the site knows is filled in; what only the writers know is left as a question. Source: Ogrinc
et al. (2016), BMJ Quality & Safety 25:986.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from improvement_cycles.story.told import GoTold, Told

Say = Callable[..., Any]  # gettext
Sentences = Callable[[Any], str]  # what the picture of a measure says


@dataclass(frozen=True, slots=True)
class Part:
    """One heading: what is known, a paragraph each, and what the writers are asked."""

    number: str
    heading: str
    known: list[str]
    ask: str


def outline(told: Told, says: Sentences, _: Say) -> list[Part]:
    """Every heading of SQUIRE 2.0, in its order."""
    head, goes = told.head, told.started
    notes = told.whole.statements
    return [
        Part("1", _("Title"), [head.try_title], _("Say that it is about making something better.")),
        Part("2", _("Abstract"), _some(head.in_short), _("Say it all in 250 words, at the end.")),
        Part(
            "3",
            _("Problem description"),
            [one.words for one in told.whole.issues],
            _("What was wrong, and for whom?"),
        ),
        Part("4", _("Available knowledge"), [], _("What did others find out before?")),
        Part("5", _("Rationale"), _some(head.question), _("Why did you think it would work?")),
        Part(
            "6",
            _("Specific aims"),
            [*_some(head.what_will_be_different), *(one.words for one in notes)],
            _("What is this report for?"),
        ),
        Part("7", _("Context"), [head.place], _("What about this place mattered?")),
        Part(
            "8",
            _("Interventions"),
            [line for go in goes for line in _plan(go, _)],
            _("Could somebody else do the same from this? Who was in the team?"),
        ),
        Part(
            "9",
            _("Study of the interventions"),
            [*_some(head.who_would_notice), *(q.guess for go in goes for q in go.asked if q.guess)],
            _("How do you know that it was the change that did it?"),
        ),
        Part(
            "10",
            _("Measures"),
            [_measure(one, _) for one in told.seen],
            _("Why these? How sure are you of the numbers?"),
        ),
        Part(
            "11",
            _("Analysis"),
            [_("Run charts, with the runs rules of Anhøj: longest run and crossings.")]
            if told.seen
            else [],
            _("How did you read what people said?"),
        ),
        Part(
            "12",
            _("Ethical considerations"),
            _asked_first(_) if goes and head.owner_id is None else [],
            _("What could have gone wrong for somebody?"),
        ),
        Part(
            "13",
            _("Results"),
            [
                *(f"{one.head.name}: {says(one)}" for one in told.seen),
                *(line for go in goes for line in _results(go, _)),
            ],
            _("What happened, and when? What did you not expect?"),
        ),
        Part(
            "14",
            _("Summary"),
            [line for go in goes for line in _some(go.row.what_we_learned)],
            _("What did you find out? What went well?"),
        ),
        Part(
            "15",
            _("Interpretation"),
            [f"{q.question} {q.lesson}" for go in goes for q in go.asked if q.lesson],
            _("Why did it come out as it did? Was it worth the cost?"),
        ),
        Part("16", _("Limitations"), [], _("Why might it not work somewhere else?")),
        Part(
            "17",
            _("Conclusions"),
            [line for go in goes for line in _some(go.row.why)],
            _("Will it last? What comes next?"),
        ),
        Part(
            "18",
            _("Funding"),
            [line for go in goes for line in _some(go.row.money)],
            _("Who paid, and did they have a say?"),
        ),
    ]


def as_text(parts: list[Part]) -> str:
    """The outline as plain text, ready for a word processor."""
    return "\n\n".join("\n".join(_lines(part)) for part in parts) + "\n"


def _lines(part: Part) -> Iterator[str]:
    yield f"{part.number}. {part.heading}"
    yield from part.known
    yield f"[{part.ask}]"


def _some(words: str) -> list[str]:
    return [words] if words else []


def _asked_first(_: Say) -> list[str]:
    """What has to be so before a go starts."""
    return [
        _("People it affects were asked first."),
        _("They could say yes, OK with me, I have a worry, or STOP."),
        _("It began when enough had answered and no STOP was open."),
    ]


def _plan(go: GoTold, _: Say) -> Iterator[str]:
    row = go.row
    name = _("Go %(number)s: %(title)s", number=row.number, title=row.title)
    yield f"{name}. {row.what_we_will_try}".strip()
    whom = [(_("For whom"), row.for_whom), (_("Not yet for"), row.for_whom_not_yet)]
    whom += [(_("How small"), row.how_small), (_("When"), row.when), (_("Where"), row.where)]
    yield from (f"{label}: {words}" for label, words in whom if words)


def _measure(one: Any, _: Say) -> str:
    head = one.head
    return f"{head.name} ({head.unit})" if head.unit else str(head.name)


def _results(go: GoTold, _: Say) -> Iterator[str]:
    row = go.row
    happened = row.what_happened
    if happened:
        yield _("Go %(number)s: %(title)s", number=row.number, title=happened)
    yield from _some(row.surprise)
    yield from (f"{q.question} {q.result}" for q in go.asked if q.result)
    if row.knock_on:
        yield _("It landed on somebody else: %(words)s", words=row.knock_on)
    if row.worse:
        yield _("What it made worse: %(words)s", words=row.worse)
