"""What the forms of a go's questions share; the questions are in `plan_asks` and `end_asks`.

`ask` is the page's heading, `hint` helps; a page with one field has its label for a heading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import Form

NOT_FIELDS = frozenset({"csrf_token", "once", "seen", "then"})


@dataclass(frozen=True, slots=True)
class Lists:
    """What a page offers to choose from: pairs of an id and words."""

    statements: Iterable[tuple[str, str]] = ()
    team: Iterable[tuple[str, str]] = ()
    places: Iterable[tuple[str, str]] = ()
    touched: Iterable[tuple[str, Any]] = ()


def choices(pairs: Iterable[tuple[str, Any]]) -> list[Any]:
    """What can be chosen, as its field wants it: from pairs of a value and words."""
    return [SelectChoice(value, words) for value, words in pairs]


class Ask(Form):
    """The parent of the questions. `seen` marks the answer that was shown; see `answers`."""

    ask: ClassVar[Any] = ""
    hint: ClassVar[Any] = ""
    seen = HiddenField()
    then = HiddenField()  # "check": go back to checking the answers

    def value(self) -> dict[str, Any]:
        return {f.name: _clean(f) for f in self if f.name not in NOT_FIELDS}

    @property
    def fields(self) -> list[Any]:
        return [f for f in self if f.name not in NOT_FIELDS]

    def offer(self, lists: Lists) -> None:
        """Fill in what can be chosen."""


def _clean(field: Any) -> Any:
    return field.data if isinstance(field.data, list | bool) else field.data or ""
