"""What a worker holds before its first answer, and how long each part takes to load."""

import subprocess
import sys

from bench.pages import PATHS
from bench.site import Site
from bench.starting import compiled

_PARTS = (  # what is loaded on top of what came before
    ("Python", "pass"),
    ("Flask", "import flask"),
    ("SQLAlchemy", "import sqlalchemy.orm"),
    (
        "the other libraries",
        "import argon2, bleach, flask_babel, flask_login, flask_wtf",
    ),
    ("the site", "import wsgi; wsgi.load_tables()"),
    ("its pages, each once", "c = wsgi.app.test_client(); [c.get(at) for at in {paths}]"),
)
_WATCH = """
import os, time
def part(code, known={{}}):
    began = time.perf_counter()
    exec(code, known)
    took = time.perf_counter() - began
    pages = int(open("/proc/self/statm").read().split()[1])
    print(took * 1000, pages * os.sysconf("SC_PAGESIZE") / 2**20)
for code in {codes!r}: part(code)
"""


def profile(site: Site) -> str:
    """Milliseconds and megabytes of each part, in the order in which a worker loads them."""
    codes = [code.format(paths=list(PATHS.values())) for _, code in _PARTS]
    command = [sys.executable, "-c", _WATCH.format(codes=codes)]
    surroundings = compiled(site.environment)
    for _ in range(2):  # the first time compiles
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings)
    lines, before = [f"{'':24}{'ms':>8}{'MB':>8}{'of it':>8}"], 0.0
    for (name, _), row in zip(_PARTS, done.stdout.splitlines(), strict=True):
        took, held = map(float, row.split())
        lines.append(f"{name:24}{took:8.0f}{held:8.1f}{held - before:8.1f}")
        before = held
    with site.serve() as server:
        lines.append(f"{'a worker of the server':24}{'':8}{server.resident():8.1f}")
    return "\n".join(lines)
