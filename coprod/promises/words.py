"""How promises and answers read on screen."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from coprod.issues.labels import HAT
from coprod.issues.words import AnswerSays, BetterSays
from coprod.people.hats import HatKind
from coprod.promises.models import Happened

ANSWERS: list[tuple[str, Any, str, Any]] = [  # value, label, picture, hint
    (AnswerSays.YES, _("Yes"), "yes", _("We will do it, or find out how.")),
    (AnswerSays.PART, _("Part of it"), "a-bit", _("We can do some of it.")),
    (AnswerSays.NOT_NOW, _("Not now"), "calendar", _("We look again on a day you choose.")),
    (AnswerSays.NO, _("No"), "no", _("We will not do it. You say why.")),
]
SAYS = {value: label for value, label, *_rest in ANSWERS}
ANSWER_TAG = {
    AnswerSays.YES: "right",
    AnswerSays.PART: "talk",
    AnswerSays.NOT_NOW: "wait",
    AnswerSays.NO: "no",
}
BETTER: list[tuple[str, Any, str]] = [
    (BetterSays.BETTER, _("Better"), "better"),
    (BetterSays.A_BIT, _("A bit better"), "a-bit"),
    (BetterSays.SAME, _("The same"), "same"),
    (BetterSays.WORSE, _("Worse"), "worse"),
]
BETTER_TAG = {
    BetterSays.BETTER: "better",
    BetterSays.A_BIT: "better",
    BetterSays.SAME: "same",
    BetterSays.WORSE: "worse",
}


def outside(body: str) -> str:
    """The council's buses team (outside)."""
    return str(gettext("%(body)s (outside)", body=body))


def speaker(name: str, hat: HatKind) -> str:
    """Hannah, advocate: who speaks for somebody else. It is their job, so everybody sees who."""
    return f"{name}, {HAT[hat]}"


def late_by(days: int) -> str:
    """Late by 8 days."""
    return str(ngettext("Late by %(num)d day", "Late by %(num)d days", days))


def promise_label(last: Happened | None) -> str:
    """What became of a promise, in a word or two."""
    if last is Happened.KEPT:
        return str(gettext("Promise kept"))
    return str(gettext("Changed")) if last is Happened.CHANGED else ""


SHOWS: list[tuple[str, Any, Any]] = [  # which promises, and what is said when there are none
    ("open", _("Not kept yet"), _("No promise is waiting.")),
    ("late", _("Late"), _("No promise is late.")),
    ("changed", _("Changed"), _("No promise that waits was changed.")),
    ("kept", _("Kept"), _("No promise was kept yet.")),
]
