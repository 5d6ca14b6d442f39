"""Knowing again what a page showed, so that a press is taken only for what was looked at."""

import hashlib
import json
from typing import Any


def shown_mark(shown: Any) -> str:
    """A short mark of what a page showed: anything that JSON can hold, and days."""
    told = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
