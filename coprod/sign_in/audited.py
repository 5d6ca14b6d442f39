"""What the chain of changes is told of a press, and of which presses it is told nothing.

The chain is in order, and other rows have their time. So of what may be said unnamed, of ballots
and of worries not even the page is told: else what was changed just before and after, and who had
come in then, would say who it may have been. Coming in and leaving are told no better, so that
nobody can tell which is which.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, request

from coprod.audit.chain import APART, Note
from coprod.sign_in.door import viewer

View = TypeVar("View", bound=Callable[..., Any])
_APART = ("/say", "/worried", "/concerns", "/sheet", "/better", "/sign-", "/demo-door", "/leave")


def apart(view: View) -> View:
    """Mark a view of which the chain is told nothing. Whatever is `kept_nowhere` is so too."""
    view.apart = True  # type: ignore[attr-defined]
    return view


def note() -> Note:
    """What the changes of this request are for. No word of an address is kept: some are secrets."""
    view = current_app.view_functions.get(request.endpoint or "")
    marked = getattr(view, "apart", False) or getattr(view, "kept_nowhere", False)
    if marked or request.path.startswith(_APART):
        return Note(APART)
    ids = {name: one for name, one in (request.view_args or {}).items() if isinstance(one, int)}
    return Note(request.endpoint or "", ids, lambda: viewer().id)
