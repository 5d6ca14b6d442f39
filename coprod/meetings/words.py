"""The words of meetings: how something was said in one, and what the 3 cards mean."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from coprod.people.hats import HatKind


class Way(StrEnum):
    """How somebody said something. A card is a courtesy of the moment and never a rating."""

    ALOUD = "aloud"
    SIGNS = "signs"
    POINTING = "pointing"
    RED = "red_card"
    YELLOW = "yellow_card"
    GREEN = "green_card"
    AFTERWARDS = "afterwards"  # written by the person, when the meeting was over


CARDS: dict[str, tuple[Way, Any, Any]] = {  # in its address: its way, its name, what it means
    "red": (Way.RED, _("Red card"), _("Stop. I do not understand.")),
    "yellow": (Way.YELLOW, _("Yellow card"), _("Slow down. Please explain.")),
    "green": (Way.GREEN, _("Green card"), _("Yes. Please go on.")),
}
ON_CARDS = frozenset(way for way, *_rest in CARDS.values())
WAYS: list[tuple[str, Any, str]] = [  # to choose from, while the meeting goes on
    (Way.ALOUD, _("Out loud"), "say"),
    (Way.SIGNS, _("With signs"), "friends"),
    (Way.POINTING, _("By pointing"), "eye"),
    (Way.RED, _("With a red card: stop"), "stop"),
    (Way.YELLOW, _("With a yellow card: slow down"), "problem"),
    (Way.GREEN, _("With a green card: go on"), "yes"),
]
SAID: dict[str, Any] = {
    Way.ALOUD: _("Said out loud."),
    Way.SIGNS: _("Said with signs."),
    Way.POINTING: _("Said by pointing."),
    Way.RED: _("Showed a red card: stop, I do not understand."),
    Way.YELLOW: _("Showed a yellow card: slow down, please explain."),
    Way.GREEN: _("Showed a green card: yes, please go on."),
    Way.AFTERWARDS: _("Added afterwards."),
}
MORE: dict[HatKind, tuple[str, Any]] = {  # people without a name, and their field on the page
    HatKind.USES_SERVICES: ("more_people", _("people who use services")),
    HatKind.FAMILY: ("more_families", _("families and friends")),
    HatKind.STAFF: ("more_staff", _("staff")),
}
