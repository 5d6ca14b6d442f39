"""Charts without the site: the same template, for a file on disk."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coprod.paths import TEMPLATES
from improvement_cycles.charts.picture import Picture
from improvement_cycles.charts.sentence import plain


def svg(picture: Picture) -> str:
    """The drawing alone, as a whole SVG file. Raises ValueError if it is too early to draw."""
    if picture.drawing is None:
        raise ValueError("there is no drawing: it is too early to say")
    return str(_macros().svg(picture)).strip() + "\n"


def chart(picture: Picture) -> str:
    """The sentence, the figure and the table, as the pages show them."""
    return str(_macros().chart(picture))


@cache
def _macros() -> Any:  # a module whose attributes are the macros of the file
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = plain
    return environment.get_template("improvement_cycles/_chart.html").module
