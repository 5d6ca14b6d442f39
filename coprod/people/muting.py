"""Whose words somebody does not want to see: where they are listed, they fold to one line.

They fold and do not go, in whatever is everybody's: it can still be answered, backed and chosen,
and a number beside a list is of what the list shows. What is unnamed has no author, so it never
folds: else muting somebody would tell what they said unnamed.
"""

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import BigInteger, ColumnElement, String, bindparam, case

from coprod.people.viewer import Viewer

FOLDED = _("Words of somebody you muted")
MUTED = bindparam("muted", value=[], expanding=True, type_=BigInteger())
"""Whom the viewer muted, as `asks_for` gives it. Nobody, where it is not given."""
_FOLDED = bindparam("folded", type_=String(), callable_=lambda: str(FOLDED))


def asks_for(viewer: Viewer) -> dict[str, Any]:
    """What `MUTED` wants to know of the viewer."""
    return {"muted": sorted(viewer.muted)}


def unless_muted(author_id: Any, words: Any) -> ColumnElement[str]:
    """Words for a list, or one line that says whose they are. Leave it out of GROUP BY."""
    return case((author_id.in_(MUTED), _FOLDED), else_=words)


def folded(viewer: Viewer, author_id: int | None, words: str) -> str:
    """The same, of words that were read already."""
    return str(FOLDED) if author_id in viewer.muted else words
