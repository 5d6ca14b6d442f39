"""Writes docs/rules.md: who may do what, in the very words that the site says when it says no."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from coprod.policy import Rule

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"
PACKAGES = ("coprod", "forums", "improvement_cycles")
NAMES = {"drafts": "words not sent", "groups": "inviting and hats", "vision": "our good life"}
BEGINS = """# Who may do what

Each rule of the site. The site says the same sentence when it says no.
`python -m tools.rules` writes this page; change the rules and not the page.
"""


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}.")


def page() -> str:
    """What the page says now."""
    parts: dict[str, list[str]] = {}
    for module in _modules():
        noun = module.split(".")[-2]
        lines = parts.setdefault(NAMES.get(noun, noun).replace("_", " ").capitalize(), [])
        lines += [f"- {rule.says} (`{rule.__name__}`)" for rule in _rules(import_module(module))]
    told = (f"\n## {noun}\n\n" + "\n".join(lines) + "\n" for noun, lines in sorted(parts.items()))
    return BEGINS + "".join(told)


def _modules() -> Iterator[str]:
    """Every module that holds a rule."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "\n@rule(" in path.read_text(encoding="utf-8"):
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _rules(module: Any) -> list[Rule[Any]]:
    """The rules that a module makes, in its own order; not those it borrows."""
    every = (one for one in vars(module).values() if isinstance(one, Rule))
    return [rule for rule in every if rule.holds.__module__ == module.__name__]


if __name__ == "__main__":
    main()
