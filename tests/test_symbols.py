"""Symbols by meaning: each has a picture, and a deployment can swap in its own."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from coprod.symbols import MEANINGS, SHEETS, own_symbols, symbol

STATIC = Path(__file__).parents[1] / "coprod/static"
SVG = "{http://www.w3.org/2000/svg}"
PRINCIPLES = (
    *("home", "belonging", "out-and-about", "doing", "choosing", "respect"),
    *("safe-and-well", "our-household", "equal-say"),
)


@pytest.mark.parametrize("meaning", MEANINGS)
def test_every_meaning_has_a_drawing(meaning):
    found = symbol(meaning)
    drawing = ET.parse(STATIC / found.file).getroot()
    views = [view.get("id") for view in drawing.iter(f"{SVG}view")]
    assert found.view in views if found.view else not views


def test_every_principle_has_one():
    assert {symbol(principle).meaning for principle in PRINCIPLES} == set(PRINCIPLES)


def test_an_unknown_meaning_is_a_mistake():
    with pytest.raises(KeyError):
        symbol("unicorn")


def test_an_unknown_meaning_is_a_mistake_even_with_a_picture():
    with pytest.raises(KeyError):
        symbol("unicorn", {"unicorn": "unicorn.svg"})


def test_a_deployment_swaps_in_its_own(tmp_path):
    for name in ("mug.JPG", "door.svg", "README.md", "unicorn.png"):
        (tmp_path / name).touch()
    own = own_symbols(tmp_path)
    assert own == {"mug": "mug.JPG", "door": "door.svg"}
    assert (symbol("mug", own).file, symbol("mug", own).own) == ("mug.JPG", True)
    assert not symbol("house", own).own


def test_sheets_hold_known_meanings_once():
    shared = [meaning for sheet in SHEETS.values() for meaning in sheet]
    assert len(shared) == len(set(shared)) and set(shared) <= set(MEANINGS)


def test_drawings_hold_nothing_but_drawing():
    for path in (STATIC / "vendor/openmoji").glob("*.svg"):
        for element in ET.parse(path).iter():
            assert element.tag.removeprefix(SVG) not in {"script", "style", "image", "text"}, path
            assert not any(name.startswith("on") for name in element.attrib), path


def test_the_registry_and_the_folder_agree():
    drawn = {path.name for path in (STATIC / "vendor/openmoji").glob("*.svg")}
    assert drawn == {Path(symbol(meaning).file).name for meaning in MEANINGS}
