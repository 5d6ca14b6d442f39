"""Target 8: what the site costs before its first answer."""

import os
import subprocess
import sys

from bench.site import Site

_TIMED = "import time; began = time.perf_counter(); {}; print(time.perf_counter() - began)"
_FLASK = "import flask"
_SITE = "import wsgi; wsgi.load_tables()"
NOT_FOR_PAGES = ("numpy", "alembic", "apscheduler")
_LOADED = (
    "import sys, wsgi; wsgi.app; "
    f"print(*(name for name in {NOT_FOR_PAGES!r} if name in sys.modules))"
)


def measure(site: Site, times: int) -> dict[str, list[float]]:
    """Importing the site as a multiple of importing Flask, and seconds to the first answer."""
    pairs = [(_seconds(_SITE, site), _seconds(_FLASK, site)) for _ in range(times)]
    answers = []
    for _ in range(times):
        with site.serve() as server:
            answers.append(server.started_in)
    return {
        "start": [min(ours for ours, _ in pairs) / min(flask for _, flask in pairs)],
        "first_answer": answers,
        "loaded_in_vain": [float(len(loaded_in_vain(site.environment)))],
    }


def loaded_in_vain(environment: dict[str, str]) -> list[str]:
    """Heavy packages that a web worker imports and never needs."""
    return _run(_LOADED, environment).split()


def _seconds(what: str, site: Site) -> float:
    return float(_run(_TIMED.format(what), site.environment))


def compiled(environment: dict[str, str]) -> dict[str, str]:
    """Surroundings in which our own code is kept compiled, as that of libraries is."""
    return os.environ | environment | {"PYTHONDONTWRITEBYTECODE": ""}


def _run(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=compiled(environment),
    )
    return done.stdout
