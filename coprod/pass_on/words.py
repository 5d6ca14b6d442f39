"""How what was passed on reads on screen."""

from typing import Any

from flask_babel import lazy_gettext as _

from coprod.issues.labels import ANSWER
from coprod.issues.words import AnswerSays

SAYS: dict[str, Any] = ANSWER
TAG: dict[str, str] = {
    AnswerSays.YES: "right",
    AnswerSays.PART: "talk",
    AnswerSays.NOT_NOW: "wait",
    AnswerSays.NO: "no",
}
CHOICES: list[tuple[str, Any, str, Any]] = [  # value, label, picture, hint
    (AnswerSays.YES, _("Yes"), "yes", _("You will do it, or find out how.")),
    (AnswerSays.PART, _("Part of it"), "a-bit", _("You can do some of it.")),
    (AnswerSays.NOT_NOW, _("Not now"), "calendar", _("You say why, and when you look again.")),
    (AnswerSays.NO, _("No"), "no", _("You will not do it. You say why.")),
]
