"""How the words of consent read on screen, each with its picture."""

from typing import Any

from flask_babel import lazy_gettext as _l

from coprod.people.hats import Group
from improvement_cycles.consent.words import How, Says

SAYS: dict[str, tuple[Any, str, Any]] = {  # words, picture, hint
    Says.YES: (_l("Yes"), "yes", _l("Let us try it.")),
    Says.OK: (_l("OK with me"), "ok", _l("I do not mind.")),
    Says.WORRY: (_l("I have a worry"), "worried", _l("It cannot start before you get an answer.")),
    Says.STOP: (_l("STOP"), "stop", _l("It cannot start. Only you can take this back.")),
}
HOW: dict[str, tuple[Any, str]] = {
    How.TALKING: (_l("By talking"), "talk"),
    How.PICTURES: (_l("With pictures"), "photo"),
    How.POINTING: (_l("By pointing"), "me-too"),
    How.PAPER: (_l("On paper"), "page"),
}
GROUP: dict[str, Any] = {
    Group.PEOPLE: _l("People who use services"),
    Group.FAMILIES: _l("Families and friends"),
    Group.STAFF: _l("Staff"),
}
SOME_SAID: dict[str, Any] = {
    Says.YES: _l("Some said yes."),
    Says.OK: _l("Some said it is OK with them."),
    Says.WORRY: _l("Some had a worry. It got an answer."),
    Says.STOP: _l("Some said STOP. It was put right first."),
}
TOO_FEW = "We do not show what they said. Somebody could guess who it was."
