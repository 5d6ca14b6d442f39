"""Symbols by what they mean: `symbol("vote")`, never by what they show.

The drawings are OpenMoji's, put beside their licence by `tools/vendor_ui.sh`, which reads this
file. A deployment can swap in its own photos or drawings, one by one: see `own_symbols`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

FOLDER = "vendor/openmoji"  # under the static folder
_PIXELS = {"s": 32, "m": 72, "l": 120}
OWN_KINDS = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """A picture for a meaning: its file, and which view of the file if it holds several."""

    meaning: str
    file: str
    view: str = ""
    own: bool = False  # the file is in the deployment's own folder, not in the static one


def symbol(meaning: str, own: Mapping[str, str] | None = None) -> Symbol:
    """Find the picture for a meaning; `own` maps meanings to a deployment's files.

    Raises KeyError for a meaning that nobody gave a picture.
    """
    drawing = MEANINGS[meaning]
    if own and meaning in own:
        return Symbol(meaning, own[meaning], own=True)
    if meaning in _SHEET_OF:
        return Symbol(meaning, f"{FOLDER}/{_SHEET_OF[meaning]}.svg", view=meaning)
    return Symbol(meaning, f"{FOLDER}/{drawing}.svg")


def image(found: Symbol, address: str, size: str = "m", *, lazy: bool = False) -> Markup:
    """A symbol as HTML: `size` s, m or l. It has no words of its own; those beside it say it."""
    view = f"#{found.view}" if found.view else ""
    later = Markup(' loading="lazy"') if lazy else ""
    return Markup(
        '<img class="sym sym--{size}" src="{src}" alt="" width="{px}" height="{px}"{later}>'
    ).format(size=size, src=address + view, px=_PIXELS[size], later=later)


def own_symbols(folder: Path) -> dict[str, str]:
    """Read a folder of pictures named for their meanings, such as `mug.jpg`.

    Files of other names are left alone, so that a folder may also hold a note or a licence.
    """
    pictures = sorted(path for path in folder.iterdir() if path.suffix.lower() in OWN_KINDS)
    return {path.stem: path.name for path in pictures if path.stem in MEANINGS}


# Symbols often seen together share a file, so that a page asks for one file, not for ten.
SHEETS: dict[str, tuple[str, ...]] = {
    "chrome": (  # on every page
        *("vision", "say", "going-on", "tries", "my-things", "worried"),
        *("settings", "read-aloud", "phone", "back"),
    ),
    "common": (  # on most: what is said, what came of it, who takes part, a go
        *("problem", "idea", "thanks", "eye", "me-too", "vote", "new", "talk"),
        *("answer", "promise", "late", "better", "a-bit", "same", "worse"),
        *("yes", "no", "not-sure", "plan", "try", "look", "decide"),
        *("people", "person", "family", "staff", "manager", "house", "place"),
    ),
}
_SHEET_OF = {meaning: sheet for sheet, meanings in SHEETS.items() for meaning in meanings}

MEANINGS: dict[str, str] = {
    # finding the way
    "vision": "1F305",  # a sunrise
    "say": "1F4AC",
    "going-on": "1F440",  # two eyes
    "tries": "1F331",  # a seedling
    "my-things": "1F392",  # a backpack
    "worried": "1F61F",
    "settings": "2699",
    "read-aloud": "1F50A",
    "back": "2B05",
    "leave": "1F3C3",
    "search": "1F50E",
    "print": "1F5A8",
    "help": "1F6DF",  # a ring to hold on to
    "phone": "1F4DE",
    "email": "2709",
    "calendar": "1F4C5",
    "bell": "1F514",
    "lock": "1F512",
    "key": "1F511",
    # what people say, and what they do with it
    "problem": "26A0",
    "idea": "1F4A1",
    "thanks": "1F33C",  # a flower
    "eye": "1F441",
    "talk": "1F5E8",
    "write": "270F",
    "photo": "1F4F7",
    "microphone": "1F3A4",
    "me-too": "1F64B",
    "vote": "1F5F3",
    "star": "2B50",
    "stop": "1F6D1",
    "new": "2728",
    "answer": "1F4E8",
    "promise": "1F91D",
    "late": "23F0",
    "news": "1F4E3",
    "rights": "1F4DC",
    "fix": "1F527",
    "link": "1F517",
    "take-back": "21A9",
    "page": "1F4C4",
    # answers
    "yes": "2705",
    "no": "274C",
    "not-sure": "1F937",
    "question": "2753",
    "happy": "1F600",
    "ok": "1F642",
    "sad": "1F622",
    "better": "1F60A",
    "a-bit": "1F642",
    "same": "1F610",
    "worse": "1F641",
    # a go, and its picture over time
    "plan": "1F4DD",
    "try": "1F331",
    "look": "1F50D",
    "decide": "1F914",
    "guess": "1F52E",
    "measure": "1F4CF",
    "chart": "1F4C8",
    "again": "1F504",
    # people and where they stand
    "people": "1F465",
    "family": "1F46A",
    "friends": "1F9D1-200D-1F91D-200D-1F9D1",
    "person": "1F9D1",
    "staff": "1FAAA",  # a name badge
    "manager": "1F9D1-200D-1F4BC",
    "advocate": "1F5E3",
    "commissioner": "1F3DB",
    # everyday things
    "house": "1F3E0",
    "place": "1F3D8",
    "mug": "2615",
    "door": "1F6AA",
    "food": "1F37D",
    "medicine": "1F48A",
    "money": "1F4B7",
    # the principles a good life is measured by
    "home": "1F3E1",
    "belonging": "1FAC2",
    "out-and-about": "1F68C",
    "doing": "1F3A8",
    "choosing": "1F9ED",
    "respect": "2764",
    "safe-and-well": "1F6E1",
    "our-household": "1F46A",
    "equal-say": "2696",
}
