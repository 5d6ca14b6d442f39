"""The rules of the house: things every route, template, migration and module must get right."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod.paths import TEMPLATES
from tools import rules

PACKAGES = ("coprod", "forums", "improvement_cycles")
SOURCES = [path for name in PACKAGES for path in Path(name).rglob("*.py")]
ALL_TEMPLATES = sorted(TEMPLATES.rglob("*.html"))
EDGES = {"running.py", "cli.py", "door.py"}  # the first runs the jobs
LONGEST = 300  # lines
CLOCK = {"today", "now", "db.today", "db.now", "date.today", "datetime.now"}
FORBIDDEN_WORDS = ("service user", "service-user", "patient", "client", "customer")


def endpoints(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_page_is_locked_unless_it_says_it_is_public(app, visitor, make):
    make.area()
    for rule in endpoints(app):
        view = app.view_functions[rule.endpoint]
        path = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)  # the first of the words it takes
        path = re.sub(r"<[^>]*>", "1", path)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            response = visitor.open(path, method=method)
            locked = response.status_code == 302 and response.location.startswith("/sign-in")
            assert locked != getattr(view, "public", False), f"{method} {rule.rule}"


def test_addresses_are_lower_case_with_hyphens_and_typed(app):
    for rule in endpoints(app):
        assert re.fullmatch(
            r"/|(/([a-z0-9.-]+|<([a-z_]+|any\([a-z,]+\)):?[a-z_]*>(-<[a-z_:]+>)?))+", rule.rule
        ), rule.rule


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_only_the_edges_commit(path):
    if path.name not in EDGES and not path.name.endswith(("routes.py", "_cli.py")):
        assert ".commit(" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_one_clock_one_sanitiser_one_reader_of_htmx(path):
    text = path.read_text(encoding="utf-8")
    if path.name != "db.py":
        assert not re.search(r"datetime\.now|utcnow|date\.today\(|time\.time\(", text)
    if path.name != "text.py":
        assert not re.search(r"\b(bleach|nh3|markdown_it)\b", text)
    if path.name != "web.py":
        assert not re.search(r"HX-Request|flask_htmx", text)
    # A number in an address goes through `whole_number`: no table holds one of 21 digits.
    assert not re.search(r"\.get\([^)]*type=int", text)


def test_only_the_demo_area_is_told_another_time():
    """What people do is done when they do it."""
    told = [path for path in SOURCES if "as_at(" in path.read_text(encoding="utf-8")]
    known = {
        "coprod/db.py",
        *(f"improvement_cycles/{one}.py" for one in ("diary/live", "measure_demo")),
    }
    assert {path.as_posix() for path in told} == known


@pytest.mark.parametrize("path", sorted(Path("tests").rglob("*.py")), ids=str)
def test_no_test_reads_the_clock_before_it_runs(path):
    """Else what it is given at collection is of yesterday where a run goes past midnight."""
    parts = _run_when_read(ast.parse(path.read_text(encoding="utf-8")))
    calls = [ast.unparse(one) for one in parts if isinstance(one, ast.Call)]
    assert not [call for call in calls if call.partition("(")[0] in CLOCK]


def _run_when_read(node: ast.AST) -> Iterator[ast.AST]:
    """The parts that run as a file is read: not what stands inside its functions."""
    if isinstance(node, ast.Lambda):
        return
    yield node
    is_function = isinstance(node, ast.FunctionDef)
    inside = [*node.decorator_list, node.args] if is_function else ast.iter_child_nodes(node)
    for part in inside:
        yield from _run_when_read(part)


def test_no_file_is_longer_than_a_reader_can_hold():
    beside = [one for name in ("bench", "tests", "tools") for one in Path(name).rglob("*.py")]
    files = [*SOURCES, *beside, *Path("tools/theme/site").glob("*.css")]
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert not {path: many for path, many in lines.items() if many > LONGEST}


@pytest.mark.parametrize(
    "path", ALL_TEMPLATES, ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_template_keeps_the_rules(path):
    html = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form\b[^>]*>", html, re.DOTALL):
        assert "action=" in form, form
        assert "method=" in form, form
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\shx-[a-z]", html), "htmx attributes are written data-hx-"
    unsafe = re.sub(r"""' [a-z-]+="[a-z]+"' \| safe""", "", html)  # an attribute of our own
    assert "|safe" not in unsafe.replace(" ", "")
    assert len(html.splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", ALL_TEMPLATES, ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_every_form_that_changes_something_carries_the_token(path):
    html = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", html, re.DOTALL)
    assert len(forms) == html.count("<form"), "a form that does not end in its own template"
    for attributes, inside in forms:
        if 'method="post"' in attributes:
            assert re.search(r"hidden_fields\(|csrf_token\(", inside), attributes


@pytest.mark.parametrize(
    "path", ALL_TEMPLATES, ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_template_uses_our_words(path):
    words = re.sub(
        r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    for word in FORBIDDEN_WORDS:
        assert not re.search(rf"\b{word}s?\b", words, re.IGNORECASE), word
    assert not re.search(r"\bclick here\b", words, re.IGNORECASE)


def test_no_address_puts_two_places_side_by_side(app):
    """R1: no league tables. No route takes two places, and none compares, ranks or scores."""
    for rule in endpoints(app):
        assert rule.rule.count("place") <= 1, rule.rule
        assert not re.search(r"compare|rank|league|score|rating|benchmark|table", rule.rule)


_TOLD_OF_A_PLACE = re.compile(
    r"\||\b(count|number|total|median|reading|dots|late|better|worse|kept|share|uses_services)"
)


def test_no_page_puts_two_places_side_by_side():
    """R1: a list of places names them and tells nothing to compare; no table has them in rows."""
    loops = 0
    for path in ALL_TEMPLATES:
        html = path.read_text(encoding="utf-8")
        for over, inside in re.findall(
            r"{% for [^%]*? in ([^%]+)%}(.*?){% endfor", html, re.DOTALL
        ):
            if "place" in over:
                loops += 1
                assert not _TOLD_OF_A_PLACE.search(inside), path
                assert "<t" not in inside, path
        assert not re.search(r"<th\b[^>]*>[^<]*\bplaces?\b", html, re.IGNORECASE), path
        assert not re.search(r"(group|sort)\(?by\W+place|other_place|places?\[[1-9]", html), path
        assert "multiple" not in html, f"{path}: a filter takes one place at a time"
    assert loops, "there are lists of places"


def test_no_address_is_asked_about_several_places():
    for path in SOURCES:
        assert not re.search(r"args\.getlist\(", path.read_text(encoding="utf-8")), path


def test_every_rule_is_in_the_documents():
    """As the site says it. `python -m tools.rules` writes the page anew."""
    written = sum(path.read_text(encoding="utf-8").count("\n@rule(") for path in SOURCES)
    assert rules.PAGE.read_text(encoding="utf-8") == rules.page()
    assert rules.page().count("\n- ") == written


def test_no_target_anywhere():
    """R2, R3, R14: no column or form field for a target, a rating, a score or points to earn."""
    from coprod.db import Base

    refused = re.compile(r"target|threshold|rating|score|rag|badge|streak|karma|rank")
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert not refused.search(column.name), f"{table.name}.{column.name}"


def test_no_column_for_what_we_never_ask():
    """R15: no date of birth, NHS number or diagnosis."""
    from coprod.db import Base

    refused = re.compile(r"birth|nhs_number|diagnos|eligib|risk")
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert not refused.search(column.name), f"{table.name}.{column.name}"


def test_no_query_groups_by_place():
    """R1, R4: nothing counts by place or by person in one statement."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"group_by\([^)]*(place_id|Place\.|person_id|author_id|by_id)", text
        ), path


QUESTIONS_PUT_TO_PEOPLE = {  # a template that asks people something, and how much say they have
    "improvement_cycles/consent/in_person.html": '"deciding", yours=false',
    "improvement_cycles/page.html": '"negotiation"',
    "improvement_cycles/project.html": '"negotiation"',
    "improvement_cycles/still_there.html": '"negotiation"',
    "improvement_cycles/consent/ask.html": '"deciding" if touched else "consultation"',
    "improvement_cycles/consent/touches.html": '"deciding" if touched else "consultation"',
    "improvement_cycles/consent/words.html": '"deciding" if touched else "consultation"',
    "issues/_join_in.html": 'issue.say or "consultation"',
    "issues/say/_similar.html": '"consultation"',
    "issues/say/lane.html": '"negotiation"',
    "meetings/pack.html": '"consultation"',
    "meetings/screen.html": '"consultation"',
    "promises/better.html": '"deciding"',
    "promises/print_sheets.html": '"deciding"',
    "promises/sheet.html": '"deciding"',
    "joining/decide.html": '"negotiation"',
    "joining/follow.html": '"deciding"',
    "joining/joining.html": '"negotiation"',
    "pass_on/may_it_go.html": '"deciding"',
    "rounds/_choices.html": '"deciding", yours=false',
    "rounds/print_papers.html": '"deciding"',
    "rounds/round.html": "say, yours=may_choose",
    "vision/agree.html": '"negotiation"',
    "vision/answer.html": '"negotiation"',
    "vision/look_again.html": '"negotiation"',
    "vision/sign_up.html": '"deciding"',
    "vision/still_right.html": '"negotiation"',
}


@pytest.mark.parametrize("name", QUESTIONS_PUT_TO_PEOPLE)
def test_every_question_put_to_people_says_how_much_say_they_have(name):
    html = (TEMPLATES / name).read_text(encoding="utf-8")
    assert f"how_much_say({QUESTIONS_PUT_TO_PEOPLE[name]})" in html


def test_no_question_put_to_people_is_missing_from_that_list():
    """A form that asks what people think of something is one: so its words give it away."""
    asks = re.compile(
        r"\"Me too\b|right for you\?|(Is it really|What is) better\?"
        r"|[Yy]ou have to agree|[Ww]e agree these words|What d(o you|id they) say\?"
        r"|[Ii]s it still there\?|question\.name == \"agreed\""
    )
    for path in ALL_TEMPLATES:
        html = path.read_text(encoding="utf-8")
        sends = re.search(r'<form\b[^>]*method="post"', html)
        if sends and asks.search(html):
            assert path.relative_to(TEMPLATES).as_posix() in QUESTIONS_PUT_TO_PEOPLE, path
    says_so = [path for path in ALL_TEMPLATES if "how_much_say(" in path.read_text("utf-8")]
    listed = {TEMPLATES / name for name in QUESTIONS_PUT_TO_PEOPLE} | {TEMPLATES / "_decided.html"}
    assert set(says_so) == listed, "a question put to people is in the list above"
