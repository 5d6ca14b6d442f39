"""A page or a command commits once, and last: after it, nothing more is written.

Read off the code itself, along every way through each function, into the helpers beside it.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGES = ("coprod", "forums", "improvement_cycles")
PATHS = {
    ".".join(path.with_suffix("").parts): path
    for name in PACKAGES
    for path in sorted(Path(name).rglob("*.py"))
}
EDGES = [name for name in PATHS if name.endswith(("routes", "cli"))]
ROUTES = {"get", "post", "route", "command"}
WRITES = {"add", "add_all", "insert_new", "insert", "update", "delete", "flush"}


@cache
def functions(module):
    tree = ast.parse(PATHS[module].read_text(encoding="utf-8"))
    return {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


@cache
def imported(module):
    """What each name of a module stands for: (another module of ours, a name in it or nothing)."""
    found = {}
    for node in ast.walk(ast.parse(PATHS[module].read_text(encoding="utf-8"))):
        for one in node.names if isinstance(node, ast.ImportFrom) else ():
            whole = f"{node.module}.{one.name}"
            there = (whole, "") if whole in PATHS else (node.module, one.name)
            if there[0] in PATHS:
                found[one.asname or one.name] = there
    return found


def resolved(module, call):
    """The function that is called, if it is one of ours: (module, name)."""
    match call.func:
        case ast.Name(id=name) if name in functions(module):
            return module, name
        case ast.Name(id=name):
            return imported(module).get(name, ("", ""))
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            there, inner = imported(module).get(name, ("", ""))
            return (there, attr) if there and not inner else ("", "")
    return "", ""


@cache
def writes(module, name):
    """Whether a function of ours changes rows: says so to a session, or sets what a row holds."""
    body = functions(module).get(name) if module in PATHS else None
    for node in ast.walk(body) if body else ():
        match node:
            case ast.Call(func=ast.Attribute(attr=attr) | ast.Name(id=attr)) if attr in WRITES:
                return True
            case ast.Assign(targets=[ast.Attribute() as target]) if _of_a_row(module, body, target):
                return True
            case ast.Call():
                there, inner = resolved(module, node)
                if there == module and inner != name and writes(there, inner):
                    return True
    return False


def _of_a_row(module, function, target):
    """Whether an attribute is that of a row, or of something found in rows, that was passed in."""
    while isinstance(target, ast.Attribute):
        target = target.value
    kinds = {one.arg: one.annotation for one in function.args.args}
    kind = kinds.get(target.id) if isinstance(target, ast.Name) else None
    where, _name = imported(module).get(kind.id if isinstance(kind, ast.Name) else "", ("", ""))
    return where.endswith(("models", "found"))


class Walk:
    """Every way through a function, with how often it committed so far."""

    def __init__(self):
        self.troubles = set()
        self.inside = []

    def function(self, module, name, commits):
        """How often it may have committed at its end."""
        if (module, name) in self.inside:
            return {commits}
        self.inside.append((module, name))
        through, returned = self.block(module, functions(module)[name].body, {commits})
        self.inside.pop()
        return through | returned

    def block(self, module, statements, states):
        returned = set()
        for statement in statements:
            states, gone = self.statement(module, statement, states)
            returned |= gone
        return states, returned

    def statement(self, module, node, states):
        """The states after a statement, and those in which it left the function."""
        match node:
            case ast.Return():
                return set(), self.calls(module, node, states)
            case ast.Raise():
                self.calls(module, node, states)
                return set(), set()
            case ast.FunctionDef():
                return states, set()
        parts = [
            getattr(node, name) for name in ("body", "orelse", "finalbody") if hasattr(node, name)
        ]
        if not parts:
            return self.calls(module, node, states), set()
        for name in ("test", "iter", "subject"):
            if hasattr(node, name):
                states = self.calls(module, getattr(node, name), states)
        for item in getattr(node, "items", ()):
            states = self.calls(module, item.context_expr, states)
        return self.branches(module, node, states)

    def branches(self, module, node, states):
        body, left = self.block(module, node.body, states)
        if isinstance(node, ast.Try):
            body, gone = self.block(module, node.orelse, body)
            left |= gone
            for handler in node.handlers:
                after, gone = self.block(module, handler.body, states)
                body, left = body | after, left | gone
            after, gone = self.block(module, node.finalbody, body)
            return after, left | gone
        if isinstance(node, ast.With):
            return body, left
        if isinstance(node, ast.For | ast.While):
            _again, gone = self.block(module, node.body, body)  # twice round
            left |= gone
        other, gone = self.block(module, getattr(node, "orelse", []), states)
        return body | other, left | gone

    def calls(self, module, node, states):
        """The states after what an expression calls: what is inside comes first."""
        if isinstance(node, ast.IfExp):
            states = self.calls(module, node.test, states)
            return self.calls(module, node.body, states) | self.calls(module, node.orelse, states)
        for part in ast.iter_child_nodes(node):
            states = self.calls(module, part, states)
        if isinstance(node, ast.Call):
            return set().union(*(self.call(module, node, commits) for commits in states), set())
        return states

    def call(self, module, call, commits):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit":
            if commits:
                self.troubles.add(f"{module}:{call.lineno} commits again")
            return {commits + 1}
        there, name = resolved(module, call)
        if there == module and name in functions(module):
            return self.function(module, name, commits)
        if commits and writes(there, name):
            self.troubles.add(f"{module}:{call.lineno} writes after the commit: {name}")
        return {commits}


def _is_a_root(function):
    names = {
        one.func.attr
        for one in function.decorator_list
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    }
    return bool(names & ROUTES)


@pytest.mark.parametrize("module", EDGES)
def test_a_page_commits_once_and_last(module):
    walk = Walk()
    for name, function in functions(module).items():
        if _is_a_root(function):
            walk.function(module, name, 0)
    assert not walk.troubles


def test_the_reader_of_the_code_sees_commits():
    assert Walk().function("forums.routes", "say", 0) == {0, 1}
    assert Walk().function("coprod.vision.write_routes", "write", 0) == {0, 1}
    assert writes("forums.services", "say") and writes("forums.services", "take_back")
    assert not writes("forums.queries", "own")
