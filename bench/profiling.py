"""Where a page's or a press's time goes: the profiler round the site's own WSGI call, no server."""

import cProfile
import pstats
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice, repeat

from bench import pressing
from bench.client import Ask
from bench.inside import browser, counting
from bench.pages import PATHS
from bench.site import Site

PRESS = "me-too"
FORM = "application/x-www-form-urlencoded"
_TIMES = 300
_TOP = 25


def profile(site: Site, page: str, order: str = "tottime") -> str:
    """The 25 costliest functions of a page, by its name or its address, or of `me-too`; signed in.

    A press is another press each time, for a person's second on the same issue does nothing.
    """
    asks = pressing.presses(site) if page == PRESS else repeat(Ask(_path(page)))
    ask = _asking(site, asks)
    ask(20)
    with counting(site.app) as sent:
        ask(1)
    profiler = cProfile.Profile()
    profiler.runcall(ask, _TIMES)
    written = StringIO()
    pstats.Stats(profiler, stream=written).strip_dirs().sort_stats(order).print_stats(_TOP)
    asked = "\n".join(f"  {' '.join(statement.split())[:200]}" for statement in sent)
    return f"{page}, {_TIMES} times\n{len(sent)} statements each:\n{asked}\n{written.getvalue()}"


def _path(page: str) -> str:
    path = PATHS.get(page, page)
    if not path.startswith("/"):
        known = ", ".join((*PATHS, PRESS))
        raise SystemExit(f"There is no page {page!r}. Give one of {known}, or a path.")
    return path


def _asking(site: Site, asks: Iterator[Ask]) -> Callable[[int], None]:
    """Send so many of the requests, as the first visitor."""
    client = browser(site.app, site.visitors[0])

    def ask(times: int) -> None:
        for one in islice(asks, times):
            if one.body:
                client.post(one.path, data=one.body, content_type=FORM)
            else:
                client.get(one.path)

    return ask
