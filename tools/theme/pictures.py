"""Copy the drawings that coprod/symbols.py names, with everything that draws nothing left out.

Run by vendor_ui.sh: `python tools/theme/pictures.py FROM TO`, folders of SVG files.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from coprod.symbols import MEANINGS, SHEETS

SVG = "http://www.w3.org/2000/svg"
MARK = Path(__file__).resolve().parents[2] / "coprod/static/mark.svg"
SIDE = 72  # every OpenMoji drawing is 72 by 72
_STROKES = ("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-width")
_SHORT = {"#000000": "#000", "#FFFFFF": "#fff"}


def main(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.svg"):
        old.unlink()
    ET.register_namespace("", SVG)
    shared = {meaning for sheet in SHEETS.values() for meaning in sheet}
    for drawing in sorted({code for name, code in MEANINGS.items() if name not in shared}):
        root = _wrapper(f"0 0 {SIDE} {SIDE}")
        root.extend(_shapes(source / f"{drawing}.svg"))
        _write(root, target / f"{drawing}.svg")
    for name, meanings in SHEETS.items():
        drawings = {meaning: source / f"{MEANINGS[meaning]}.svg" for meaning in meanings}
        if name == "chrome":
            drawings["mark"] = MARK
        _write(_sheet(drawings), target / f"{name}.svg")


def _sheet(drawings: Mapping[str, Path]) -> ET.Element:
    """Put drawings side by side in one file, with a named view of each."""
    root = _wrapper(f"0 0 {SIDE * len(drawings)} {SIDE}")
    for place, (meaning, path) in enumerate(drawings.items()):
        left = str(place * SIDE)
        ET.SubElement(root, f"{{{SVG}}}view", id=meaning, viewBox=f"{left} 0 {SIDE} {SIDE}")
        box = {"x": left, "width": str(SIDE), "height": str(SIDE)}
        box["viewBox"] = ET.parse(path).getroot().get("viewBox", "")
        inner = ET.SubElement(root, f"{{{SVG}}}svg", box)
        inner.extend(_shapes(path))
    return root


def _wrapper(view: str) -> ET.Element:
    return ET.Element(f"{{{SVG}}}svg", viewBox=view)


def _shapes(path: Path) -> Iterator[ET.Element]:
    for layer in ET.parse(path).getroot():
        yield from _drawn(layer)


def _drawn(element: ET.Element) -> Iterator[ET.Element]:
    """Give what draws something: groups that carry nothing are opened, empty ones dropped."""
    if not element.tag.startswith(f"{{{SVG}}}"):
        return
    element.attrib.pop("id", None)
    children = [shape for child in element for shape in _drawn(child)]
    if element.tag == f"{{{SVG}}}g":
        if not element.attrib:
            yield from children
            return
        if not children:
            return
    for child in list(element):
        element.remove(child)
    element.extend(children)
    element.text = element.tail = None
    if element.tag != f"{{{SVG}}}g":
        _tidy(element)
    yield element


def _tidy(element: ET.Element) -> None:
    attributes = element.attrib
    for name, value in list(attributes.items()):
        attributes[name] = _SHORT.get(value.upper(), value)
        if name in {"d", "points", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"}:
            attributes[name] = re.sub(r"(\.\d{3})\d+", r"\1", " ".join(value.split()))
    if attributes.get("stroke-linejoin") == "round":
        attributes.pop("stroke-miterlimit", None)
    if attributes.get("stroke") == "none":
        for name in _STROKES:
            attributes.pop(name, None)


def _write(root: ET.Element, path: Path) -> None:
    drawing = ET.tostring(root, encoding="unicode").replace(" />", "/>")
    path.write_text(f"{drawing}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
