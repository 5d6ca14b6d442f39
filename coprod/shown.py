"""Knowing again what a page showed, so that a press is taken only for what was looked at.

And knowing what a page does not show: what its form sends along beside people's words.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

NOT_SHOWN = frozenset(
    [
        "alone",
        "csrf_token",
        "draft_id",
        "edits",
        "n",
        "once",
        "only",
        "only_value",
        "page_secret",
        "put_right",
        "replaces",
        "row",
        "seen",
        "step",
        "stop_counts",
        "then",
        "to",
        "up_to",
        "was",
        "was_core",
        "was_name",
        "was_symbol",
        "which",
    ]
)
"""Fields that every form which has them hides, or sends by its button: nobody typed them."""


def shown_mark(shown: Any) -> str:
    """A short mark of what a page showed: anything that JSON can hold, and days."""
    told = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def readable(fields: Iterable[tuple[str, str]]) -> list[str]:
    """What of a form's fields somebody typed or chose."""
    return [text for name, text in fields if name not in NOT_SHOWN and text.strip()]
