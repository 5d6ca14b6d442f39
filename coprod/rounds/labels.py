"""How the words of rounds read on screen, each with its picture: one place, so no third word."""

from typing import Any

from flask_babel import lazy_gettext as _

from coprod.people.hats import Group
from coprod.rounds.words import How, RoundState, Sign, Step

STATE: dict[str, tuple[Any, str]] = {  # words, and the shape that goes with them
    RoundState.PLANNED: (_("Coming soon"), "wait"),
    RoundState.OPEN: (_("Open now"), "yours"),
    RoundState.CLOSED: (_("We have picked"), "done"),
    RoundState.CALLED_OFF: (_("Called off"), "no"),
}
DONE: dict[str, Any] = {
    "planned": _("Your plan is saved."),
    "pictures": _("The pictures are saved."),
    "moved": _("The last day is moved."),
}
"""What a page says after a change, by what its address calls it."""
PUT_IN: dict[str, Any] = {
    "counts": _("Two people put in the same. This paper counts now. Here is room for the next."),
    "own": _("They chose on the site too. That counts. Here is room for the next."),
    "differs": _("Another person put in something else. Look at the paper again."),
    "waits": _("Thank you. It waits for a second person. Here is room for the next."),
}
"""What became of a paper that was put in."""
WHO: dict[Group, Any] = {  # at the beginning of a sentence
    Group.PEOPLE: _("People who use services"),
    Group.FAMILIES: _("Families and friends"),
    Group.STAFF: _("Staff"),
}
GROUP_SYMBOL = {Group.PEOPLE: "people", Group.FAMILIES: "family", Group.STAFF: "staff"}
PICTURES: dict[str, Any] = {
    "house": _("A house"),
    "door": _("A door"),
    "key": _("A key"),
    "food": _("A meal"),
    "mug": _("A mug"),
    "out-and-about": _("A bus"),
    "money": _("Money"),
    "medicine": _("Medicine"),
    "phone": _("A phone"),
    "friends": _("Friends"),
    "family": _("A family"),
    "people": _("People"),
    "staff": _("A worker"),
    "talk": _("Talking"),
    "page": _("A letter"),
    "calendar": _("A calendar"),
    "late": _("A clock"),
    "doing": _("Paint"),
    "home": _("A home"),
    "fix": _("Something to mend"),
    "problem": _("A warning"),
    "idea": _("A light"),
}
"""What can stand beside an option: meanings of symbols, and what they show."""
HOW: dict[How, tuple[Any, str]] = {
    How.BY_HAND: (_("By myself"), "person"),
    How.WITH_HELP: (_("Somebody helped me"), "help"),
    How.BY_POINTING: (_("I pointed. Somebody pressed."), "eye"),
}
HOW_ON_PAPER: dict[How, tuple[Any, str]] = {
    How.ON_PAPER: (_("On paper, by themselves"), "write"),
    How.BY_POINTING: (_("By pointing at pictures"), "eye"),
    How.WITH_HELP: (_("With help"), "help"),
}
SIGN: dict[Sign, Any] = {
    Sign.ONE_HELPER: _("%(who)s helped with, or put in, 3 or more choices that are the same."),
    Sign.ONE_PLACE: _("At %(where)s, more than 6 in 10 choices are the same."),
    Sign.ONE_DEVICE: _("3 choices came from one device in 10 minutes. Place: %(where)s."),
}
STEP: dict[Step, Any] = {
    Step.PLANNED: _("It was planned."),
    Step.OPENED: _("It opened."),
    Step.NOT_READY: _("It was not ready. Too few people who use services had chosen."),
    Step.MOVED: _("Its last day was moved."),
    Step.CLOSED: _("It closed. The groups took turns to pick."),
    Step.CALLED_OFF: _("It was called off. Nothing was picked."),
    Step.SMALL_VOICE: _("The small voice was added."),
}
