"""A look once more before words are sent in which a computer rule noticed something.

Nothing is sent and nothing is decided: whoever wrote them changes them, or sends them as they are.
"""

from collections.abc import Sequence

from flask import Response, request

from coprod import sent
from coprod.sign_in.door import viewer
from coprod.subjects import Subject
from coprod.web import session, show
from forums import policy
from forums.moderation.gate import warns

CHOICE, CHANGE, AS_IT_IS = "once_more", "change", "as-it-is"


def wants_to_change() -> bool:
    """Whether the form comes back from that page to have its words changed."""
    return request.form.get(CHOICE) == CHANGE


def noticed(subject: Subject, *texts: str | None) -> list[str]:
    """What is to be said before these texts are sent. Nothing if they are to go as they are."""
    goes = subject.refuses or not policy.may_post(viewer(), subject)  # to where it is refused
    if goes or request.form.get(CHOICE) == AS_IT_IS:
        return []
    return warns(session(), viewer(), subject, "\n".join(filter(None, texts)))


def look_once_more(
    said: Sequence[str], texts: Sequence[str | None], kept: dict[str, int] | None = None
) -> Response:
    """The page that says what was noticed. It carries all that was sent, and what was `kept`."""
    kept = kept or {}
    again = [(name, value) for name, value in sent.again() if name not in {CHOICE, *kept}]
    return show(
        "forums/noticed.html",
        partial="forums/_noticed.html",
        said=said,
        texts=[text for text in texts if text],
        again=[*again, *((name, str(key)) for name, key in kept.items())],
        choice=(CHOICE, CHANGE, AS_IT_IS),
    )
