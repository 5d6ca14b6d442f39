"""Where a page's time goes: the profiler round the site's own WSGI call, without a server."""

import cProfile
import pstats
from io import StringIO

from flask.testing import FlaskClient

from bench.inside import browser, counting
from bench.pages import PATHS
from bench.site import Site

_TIMES = 300
_TOP = 25


def profile(site: Site, page: str, order: str = "tottime") -> str:
    """The 25 costliest functions of a page, by its name or its address, signed in."""
    path = PATHS.get(page, page)
    if not path.startswith("/"):
        raise SystemExit(f"There is no page {page!r}. Give one of {', '.join(PATHS)}, or a path.")
    client = browser(site.app, site.visitors[0])
    _ask(client, path, 20)
    with counting(site.app) as sent:
        _ask(client, path, 1)
    profiler = cProfile.Profile()
    profiler.runcall(_ask, client, path, _TIMES)
    written = StringIO()
    pstats.Stats(profiler, stream=written).strip_dirs().sort_stats(order).print_stats(_TOP)
    asked = "\n".join(f"  {' '.join(statement.split())[:200]}" for statement in sent)
    return f"{path}, {_TIMES} times\n{len(sent)} statements each:\n{asked}\n{written.getvalue()}"


def _ask(client: FlaskClient, path: str, times: int) -> None:
    for _ in range(times):
        client.get(path)
