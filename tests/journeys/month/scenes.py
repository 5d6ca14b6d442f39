"""The scenes of a month in Alderbrook: which lines are proved here, and which wait for what."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from coprod.demo.load import DATA

Test = TypeVar("Test", bound=Callable[..., Any])
Line = tuple[str, str]  # the title of a scene, and a line of its `must_be_true`

PROVED: dict[Line, Callable[..., Any]] = {}

EXPORT = "export"
HELPERS = "helpers"
INSIGHT = "insight"
ABOUT_ME = "about me"

_WAITS: dict[str, dict[str, list[str]]] = {
    ABOUT_ME: {
        "Stan lends Iris's page": [
            "After the end day the link says 'This page is not being shared any more' and shows "
            "nothing else.",
            "The health part never shows on that link.",
            "Stopping takes one tap and works on the next load.",
        ],
    },
    INSIGHT: {
        "Who was not here?": [
            "Numbers 1 to 7 are shown as 'a few'. Bigger numbers are to the nearest 5.",
            "Groups with under 10 people in them are not shown.",
            "No two filters can be put together.",
        ],
    },
    EXPORT: {
        "Priya takes her things": [
            "The file has her posts, stars, tries, About me, helpers and who has looked.",
            "It opens in a plain browser and has a copy other software can read.",
            "It has nobody else's private words in it.",
        ],
    },
}
WAITING: dict[Line, str] = {
    (scene, line): capability
    for capability, scenes in _WAITS.items()
    for scene, lines in scenes.items()
    for line in lines
}
"""Lines that need a part of the site that is not built yet, and which part."""


def month() -> list[Line]:
    """Every line of every scene."""
    told = json.loads(DATA.read_text(encoding="utf-8"))["month"]
    return [(scene["title"], line) for scene in told for line in scene["must_be_true"]]


def proves(scene: str, line: str) -> Callable[[Test], Test]:
    """Say which line of which scene a test proves."""

    def note(test: Test) -> Test:
        PROVED[scene, line] = test
        return test

    return note
