"""The pieces of a page: held to upstream's own cases, to contrast, weight and what is not ours."""

import gzip
import json
import re
import runpy
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coprod import days
from coprod.symbols import image, symbol

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "coprod/static"
TEMPLATES = ROOT / "templates"
CASES = json.loads((ROOT / "tools/theme/fixtures.json").read_text(encoding="utf-8"))
WIRING = ("id", "name", "type", "value", "for", "aria-describedby", "checked", "selected", "href")
WIRED = {"fieldset", "input", "textarea", "select", "option", "label", "p", "div", "a", "h1"}


def _symbol(meaning, size="m", lazy=False):
    found = symbol(meaning)
    return image(found, f"/static/{found.file}", size, lazy=lazy)


@pytest.fixture(scope="module")
def site():
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)
    env.filters["day"] = days.day
    env.globals.update(
        symbol=_symbol, static_url="/static/{}".format, csrf_token=lambda: "to'k\"en<"
    )
    return env


@pytest.fixture(scope="module")
def ui(site):
    return site.get_template("_ui.html").make_module()


class Wires(HTMLParser):
    """The parts of a form and what ties them together, in order."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        wires = {name: value for name, value in attrs if name in WIRING}
        if tag in WIRED and (wires or tag == "h1"):
            self.found.append((tag, wires))


def ours(ui, kind, options):
    text = {key: (options.get(key) or {}).get("text", "") for key in ("hint", "errorMessage")}
    common = {
        "id": options.get("id") or options.get("idPrefix") or options["name"],
        "name": options.get("name") or options.get("id"),
        "hint": text["hint"],
        "error": text["errorMessage"],
    }
    label = options.get("label") or (options.get("fieldset") or {}).get("legend") or {}
    common["heading"] = label.get("isPageHeading", False)
    if kind in {"radios", "checkboxes"}:
        items = [
            (item["value"], item["text"], "", (item.get("hint") or {}).get("text", ""))
            for item in options["items"]
            if item
        ]
        chosen = {"radios": "value", "checkboxes": "values"}[kind]
        common[chosen] = options.get(chosen) or ("" if kind == "radios" else ())
        return getattr(ui, kind)(legend=label.get("text", ""), items=items, **common)
    common["label"] = label["text"]
    if kind == "select":
        pairs = [(item["value"], item["text"]) for item in options.get("items", ()) if item]
        return ui.select(items=pairs, value=options.get("value") or "", **common)
    if kind == "file-upload":
        return ui.file(**common)
    if "autocomplete" in options:
        common["autocomplete"] = options["autocomplete"]
    value = options.get("value")
    if kind == "textarea":
        return ui.textarea(value="" if value is None else value, **common)
    return ui.input(
        value="" if value is None else value, type=options.get("type", "text"), **common
    )


FIELDS = ("input", "textarea", "select", "file-upload", "radios", "checkboxes")
TIED = [  # ours always say their question, so upstream's choices without one are not ours
    (kind, name)
    for kind in FIELDS
    for name, case in CASES[kind].items()
    if "fieldset" in case["html"] or kind not in {"radios", "checkboxes"}
]


@pytest.mark.parametrize(("kind", "name"), TIED)
def test_fields_are_tied_together_as_upstream_ties_them(ui, kind, name):
    options, theirs = CASES[kind][name]["options"], CASES[kind][name]["html"]
    assert Wires(ours(ui, kind, options)).found == Wires(theirs).found


def test_an_error_summary_leads_to_each_field(ui):
    case = CASES["error-summary"]["default"]
    errors = [(item["href"][1:], item["text"]) for item in case["options"]["errorList"]]
    assert Wires(ui.error_summary(errors)).found == Wires(case["html"]).found
    assert not ui.error_summary([]).strip()


def test_words_are_escaped(ui):
    bad = "<b>\"'"
    pieces = [ui.input("a", bad, bad, hint=bad, error=bad), ui.tag("new", bad), ui.button(bad)]
    pieces += [ui.card(bad, bad), ui.quote(bad, bad), ui.summary_list([(bad, bad, bad)])]
    assert not any("<b>" in piece for piece in pieces)


def test_a_choice_of_a_number_stays_chosen(ui):
    html = ui.radios("a", "Which?", [(1, "One"), (2, "Two", "mug", "Tea")], 2)
    assert 'value="2" checked' in html and html.count("checked") == 1


def test_further_arguments_become_attributes(ui):
    html = ui.input("a", "A", data_hx_post="/x", required=True, disabled=False, list=None)
    assert 'data-hx-post="/x" required>' in html and "disabled" not in html


def test_pictures_have_size_and_leave_the_words_to_the_words(ui):
    assert ui.sym("mug", "l", lazy=True) == (
        '<img class="sym sym--l" src="/static/vendor/openmoji/2615.svg" alt="" '
        'width="120" height="120" loading="lazy">'
    )


def test_a_go_says_where_we_are(ui):
    html = ui.steps("look", {"plan": "Tea at 7"})
    assert html.count('aria-current="step"') == 1
    assert html.index("3. Look") < html.index("We are here now") < html.index("4. Decide")
    assert "aria-current" not in ui.steps()


@pytest.mark.parametrize("viewer", [None, SimpleNamespace(name="Sam")])
def test_a_page_has_its_frame(site, viewer):
    html = _page(site, viewer)
    assert html.count("<h1") == 1 and "<title>Tries – coprod</title>" in html
    links = re.findall(r"<span>([^<]+)</span></a></li>", html)
    assert links == ["Our good life", "Tries", "I am worried"]
    assert html.count('aria-current="page"') == 1
    assert "My settings" in html and "Read this page to me" in html and "01632" in html
    assert ("Sign out" if viewer else "Sign in") in html
    assert 'class="theme-cream size-xl no-pictures"' in html
    assert ('name="csrf-token"' in html) is bool(viewer)


def test_nothing_is_inline(site):
    html = _page(site, SimpleNamespace(name="Sam"))
    every = html + "".join(path.read_text() for path in TEMPLATES.glob("_*.html"))
    assert not re.search(r"<style|<script>|\sstyle=|\son[a-z]+=|javascript:", every)


def _page(site, viewer):
    page = site.from_string(
        '{% extends "base.html" %}{% import "_ui.html" as ui %}'
        "{% block title %}Tries{% endblock %}{% block main %}<h1>Tries</h1>{% endblock %}"
        '{% block back %}{{ ui.back("/") }}{% endblock %}'
    )
    nav = [
        SimpleNamespace(href="/", label="Our good life", symbol="vision", current=False),
        SimpleNamespace(href="/tries", label="Tries", symbol="tries", current=True),
    ]
    return page.render(
        viewer=viewer,
        nav=nav,
        look=SimpleNamespace(theme="cream", size="xl", pictures=False, speed="0.9"),
        help_person=SimpleNamespace(name="Dee", phone="01632 960123", when=""),
        worried_url="/w",
        settings_url="/s",
        sign_in_url="/in",
        sign_out_url="/out",
    )


INK_ON = [  # ink, on what
    *[("ink", paper) for paper in ("page", "panel", "soft", "tile", "second", "honey-tint")],
    *[("quiet", paper) for paper in ("page", "panel", "soft")],
    *[("govuk-link-colour", paper) for paper in ("page", "panel", "soft", "honey-tint")],
    *[("govuk-link-visited-colour", paper) for paper in ("page", "panel", "soft")],
    *[("govuk-error-colour", paper) for paper in ("page", "panel")],
    *[(hue, f"{hue}-tint") for hue in ("leaf", "honey", "clay", "sky", "plum", "stone")],
    *[("on-brand", "brand"), ("brand", "soft"), ("quiet", "leaf-tint"), ("ink", "leaf-tint")],
]


READ_ON = [  # by day only, words stand on a tile: otherwise tiles carry drawings
    (theme, ink, paper)
    for theme in ("light", "dark", "cream")
    for ink, paper in INK_ON
    if theme == "light" or "tile" not in paper
]


@pytest.mark.parametrize(("theme", "ink", "paper"), READ_ON)
def test_contrast_is_7_to_1(theme, ink, paper):
    colours = _colours(theme)
    bright, dim = sorted((_light(colours[ink]), _light(colours[paper])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 7


def _colours(theme):
    css = (ROOT / "tools/theme/site/1-words.css").read_text()
    both = r"--([\w-]+): var\(--light, (#\w+)\) var\(--dark, (#\w+)\);"
    colours = {name: (day, night) for name, day, night in re.findall(both, css)}
    chosen = {name: pair[theme == "dark"] for name, pair in colours.items()}
    if theme == "cream":
        block = re.search(r"\.theme-cream \{(.*?)\}", css, re.DOTALL).group(1)
        chosen |= dict(re.findall(r"--([\w-]+): (#\w+);", block))
    return chosen


def _light(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_the_stylesheet_is_the_one_its_sheets_make():
    made = runpy.run_path(str(ROOT / "tools/theme/site.py"))["joined"]()
    assert (STATIC / "site.css").read_text() == made, "run python tools/theme/site.py"


def test_what_every_page_loads_is_light():
    def weighs(*names):
        return sum(len(gzip.compress((STATIC / name).read_bytes(), 6)) for name in names)

    script = weighs("app.js", "speak.js", "record.js", "vendor/htmx/htmx.min.js")  # and one page's
    sheets = weighs("site.css", "vendor/govuk/govuk.css")
    pictures = weighs("mark.svg", "vendor/openmoji/chrome.svg", "vendor/openmoji/common.svg")
    assert script <= 30_000 and script + sheets + pictures <= 60_000


def test_what_is_vendored_is_what_was_written_down():
    noted = dict(
        re.findall(r"^\| (\S+/\S+) \| (\w{64}) \|$", _read("vendor/VENDORED.md"), re.MULTILINE)
    )
    kept = [path for path in (STATIC / "vendor").rglob("*") if path.is_file()]
    found = {
        path.relative_to(STATIC / "vendor").as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in kept
        if path.name != "VENDORED.md"
    }
    assert found == noted
    assert {f"{name}/LICENSE.txt" for name in ("govuk", "htmx", "openmoji")} <= set(found)


def test_nobody_elses_marks_are_here():
    marks = r"crown|crest|wordmark|logotype|gds transport|frutiger|\bnhs|@font-face"
    for path in [*STATIC.rglob("*"), *TEMPLATES.rglob("*.html")]:
        if path.suffix in {".css", ".js", ".svg", ".html"}:
            assert not re.search(marks, path.read_text(), re.IGNORECASE), path
        assert path.suffix != ".css" or "url(" not in path.read_text(), path


def _read(name):
    return (STATIC / name).read_text(encoding="utf-8")
