"""Principles that a new area may start with, in plain words. Nobody has to take any of them."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Starting:
    """A principle on offer. `slug` is also the meaning of its picture."""

    slug: str
    name: Any
    core: Any


STARTING = (
    Starting("home", _l("My home"), _l("A home of your own, with your own front door.")),
    Starting("belonging", _l("Friends and love"), _l("People who are with you and are not paid.")),
    Starting(
        "out-and-about", _l("Out and about"), _l("Being in the same places as everybody else.")
    ),
    Starting("doing", _l("Doing things that matter"), _l("Learning, giving and working.")),
    Starting("choosing", _l("Choosing"), _l("Making your own choices, with the help you want.")),
    Starting("respect", _l("Respect"), _l("Being worth as much as anybody.")),
    Starting("safe-and-well", _l("Safe and well"), _l("Being safe, with good health care.")),
    Starting(
        "our-household",
        _l("Our household and our story"),
        _l("The people I live with count too. We tell our story once."),
    ),
    Starting("equal-say", _l("Equal say"), _l("Nothing about us without us. That is all of us.")),
)
