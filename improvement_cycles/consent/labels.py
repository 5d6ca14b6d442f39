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
_AS_WORRY = _l("We keep it as a worry. It must get an answer.")
GOES_ON = _l("The try can go on, if nobody else says STOP.")
_TAKEN_BACK = _l("Your STOP is taken back.")
MUST = _l("Your worry must get an answer.")
_PAUSE = _l("Then it has a pause. Only you can take this back.")
_IF = _l("If it touches you, it cannot start.")
_IF_PAUSE = _l("If it touches you, it has a pause.")
_KEEPS = _l("It keeps its pause. Only you can take this back.")
READERS = {"n": _l("Send to the team"), "y": _l("Send to the advocate only")}  # of one's words
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


def hint(says: Says, *, as_worry: bool, asks_first: bool, started: bool, stopped: bool) -> str:
    """What an answer does, under its words.

    `asks_first`: they are asked if it touches them. `stopped`: a STOP of theirs is open.
    """
    if says is Says.STOP and as_worry:
        return str(_AS_WORRY)
    if says is Says.STOP and asks_first:
        return str(_IF_PAUSE if started else _IF)
    if not started:
        return str(SAYS[says][2])
    if says is Says.STOP:
        return str(_KEEPS if stopped else _PAUSE)
    return taken_back(says)


def taken_back(says: Says) -> str:
    """What an answer does after the start: then it can only be to take one's own STOP back."""
    told = [_TAKEN_BACK, GOES_ON, *([MUST] if says is Says.WORRY else [])]
    return " ".join(map(str, told))
