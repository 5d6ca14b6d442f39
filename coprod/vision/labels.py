"""How the words of our good life read on screen, each with its picture."""

from typing import Any

from flask_babel import lazy_gettext as _l

from coprod.people.hats import Group, HatKind
from coprod.vision.models import Came, Decision, LineKind, SignUpSays

SAYS: dict[str, tuple[Any, str]] = {
    SignUpSays.YES: (_l("Yes"), "yes"),
    SignUpSays.YES_BUT: (_l("Yes, but"), "talk"),
    SignUpSays.NOT_THIS: (_l("Not this"), "no"),
}
GROUPS: dict[str, tuple[Any, str]] = {
    Group.PEOPLE: (_l("People who use services"), "people"),
    Group.FAMILIES: (_l("Families and friends"), "family"),
    Group.STAFF: (_l("Staff"), "staff"),
}
WRITES_AS: dict[str, tuple[Any, str]] = {  # people who use services first
    HatKind.USES_SERVICES: (_l("uses services"), "person"),
    HatKind.FAMILY: (_l("family or friend"), "family"),
    HatKind.STAFF: (_l("staff"), "staff"),
}
LINES: dict[str, Any] = {
    LineKind.LOOKS_LIKE: _l("It looks like this"),
    LineKind.NOT_LIKE: _l("It does not look like this"),
    LineKind.TAKES_SERVICES: _l("What it takes from services"),
    LineKind.TAKES_US: _l("What it takes from us and our neighbours"),
}
DECISIONS: dict[str, Any] = {
    Decision.AGREED: _l("We agreed these words"),
    Decision.STILL_RIGHT: _l("We looked again, and kept them"),
    Decision.PUT_AWAY: _l("They were put away"),
    Decision.BROUGHT_BACK: _l("They were brought back"),
}
CAME: dict[str, Any] = {
    Came.ADDED: _l("It was added"),
    Came.TAKEN: _l("It was chosen from what we offer"),
    Came.REWORDED: _l("It was said in other words"),
    Came.FOUND: _l("It was here before"),
}
SPOTS: tuple[tuple[str, Any, str, Any], ...] = (  # spot, heading, symbol, when there is nothing
    ("quotes", _l("What people say now"), "talk", _l("Nobody has said anything yet.")),
    ("tries", _l("Being tried now, and kept"), "tries", _l("Nothing is being tried yet.")),
    (
        "better",
        _l("Got better, and the person said so"),
        "better",
        _l("Nobody has said “better” yet."),
    ),
    ("stopped", _l("Stopped, and what we learned"), "stop", _l("Nothing has been stopped.")),
    ("not_right", _l("Still not right"), "problem", _l("Nothing here yet.")),
    ("pictures", _l("Pictures over time"), "chart", _l("There are no pictures yet.")),
)
"""What other parts of the site put on a statement's page, in this order and with no score."""

PICTURES: dict[str, Any] = {
    "home": _l("A home"),
    "belonging": _l("A hug"),
    "out-and-about": _l("A bus"),
    "doing": _l("Paint"),
    "choosing": _l("A compass"),
    "respect": _l("A heart"),
    "safe-and-well": _l("A shield"),
    "our-household": _l("A family"),
    "equal-say": _l("Scales"),
    "friends": _l("Friends"),
    "door": _l("A door"),
    "key": _l("A key"),
    "mug": _l("A mug"),
    "food": _l("A meal"),
    "money": _l("Money"),
    "medicine": _l("Medicine"),
    "talk": _l("Talking"),
    "calendar": _l("A calendar"),
    "star": _l("A star"),
    "idea": _l("A light"),
}
"""What can stand beside a statement: meanings of symbols, and what they show."""


def picture_name(meaning: str) -> str:
    """What the picture for a meaning shows."""
    return str(PICTURES.get(meaning, meaning))
