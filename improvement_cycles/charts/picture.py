"""A measure as a picture over time: everything `_chart.html` needs, worked out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from improvement_cycles.charts import words
from improvement_cycles.charts.drawing import Drawing, draw_figure
from improvement_cycles.charts.measured import Measured
from improvement_cycles.charts.sentence import Say, outsiders_sentence, plain, sentence


@dataclass(frozen=True)
class Picture:
    """A chart in its order: the sentence, the figure, then the numbers. All words are finished."""

    id: str
    name: str
    unit: str
    sentence: str
    description: str = ""
    drawing: Drawing | None = None  # None: it is too early to draw for this reader
    about_the_line: Sequence[str] = ()
    key: Sequence[tuple[str, str]] = ()  # kind of dot, what it means
    notes: Sequence[str] = ()  # numbered from 1, as the flags are
    # The words of a table are many: they are worked out only where it is shown.
    table: Callable[[], Sequence[words.Row]] = field(default=tuple, compare=False)

    @cached_property
    def rows(self) -> Sequence[words.Row]:
        """The table of numbers, a row for each dot."""
        return self.table()

    @property
    def has_range(self) -> bool:
        """Whether any dot has a usual range to be in."""
        return self.drawing is not None and bool(self.drawing.range_)


def draw(
    measured: Measured, chart_id: str, *, for_outsiders: bool = False, say: Say = plain
) -> Picture:
    """Work out the picture of a measure.

    Args:
        measured: at least one dot; points of options within them.
        chart_id: starts every id in the markup; unique on the page.
        for_outsiders: the reader does not belong to the group, and sees no picture of few
            dots or few people.
        say: gettext, for the words of the place.

    Raises:
        ValueError: naming the point, if an option names one out of range or one is not finite.

    """
    if for_outsiders and measured.too_early_for_outsiders:
        share = any(dot.out_of for dot in measured.dots)
        said = outsiders_sentence(share=share, fewest=measured.fewest, say=say)
        return Picture(chart_id, measured.name, measured.unit, said)
    kinds = words.kinds(measured)
    notes = sorted(measured.notes, key=lambda note: note.point)
    drawing = draw_figure(measured, kinds, [note.point for note in notes], say)
    return Picture(
        id=chart_id,
        name=measured.name,
        unit=measured.unit,
        sentence=sentence(measured.findings, measured.better, say),
        description=words.description(measured, say),
        drawing=drawing,
        about_the_line=words.about_the_line(measured, say),
        key=words.key(kinds, say, has_range=bool(drawing.range_)),
        notes=[note.text for note in notes],
        table=partial(words.rows, measured, kinds, say),
    )
