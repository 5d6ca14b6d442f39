"""Who may know the web. A module must find its place: whatever is not named here knows none of it.

What import-linter cannot say: its contracts name modules one by one, so that a new one is free.
"""

import ast
import re
from pathlib import Path

import pytest

PACKAGES = ("coprod", "forums", "improvement_cycles")
WEB = {"flask", "flask_login", "flask_wtf", "flask_htmx", "wtforms", "werkzeug", "jinja2"}
# Pages and their pieces, what is sent to them, and what a package offers.
PAGES = re.compile(r"(.*_)?(routes|forms|asks|panels|news|feature|cli)")
WIRING = {
    *(f"coprod.{name}" for name in ("app", "commands", "demo.load")),
    *(
        f"coprod.{name}"
        for name in ("web", "ways", "hidden", "sent", "refusals", "headers", "menu", "pictures")
    ),
    *(f"coprod.sign_in.{name}" for name in ("audited", "carrying", "door", "entering", "press")),
    "coprod.drafts.typed",  # puts back into a form what was typed
    "coprod.groups.areas",  # lets every feature know of a new area
    "coprod.issues.serving",  # sends a photo or a recording
    "coprod.issues.say_questions",  # chooses and fills the forms of one page after another
    "improvement_cycles.charts.markup",  # renders a picture
}


def _imports(path):
    """What a module imports, anywhere in it, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)
            yield str(node.module)


def _name(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    _name(path): set(_imports(path))
    for name in PACKAGES
    for path in sorted(Path(name).rglob("*.py"))
}


def _may_know_the_web(module):
    return module in WIRING or bool(PAGES.fullmatch(module.rpartition(".")[2]))


@pytest.mark.parametrize("module", [one for one in MODULES if not _may_know_the_web(one)])
def test_whatever_is_no_page_knows_no_web(module):
    """So jobs and commands can use it, and nobody's rights are asked of a request."""
    known = {one for one in MODULES[module] if one.split(".")[0] in WEB}
    known |= {one for one in MODULES[module] & set(MODULES) if _may_know_the_web(one)}
    assert not known, f"{module} is no page: take the web out of it, or name it in this test"


def test_what_is_named_as_wiring_is_there_and_needs_to_be():
    for module in WIRING:
        known = MODULES[module]
        web = {one.split(".")[0] for one in known} & WEB
        assert web or {one for one in known & set(MODULES) if _may_know_the_web(one)}, module
