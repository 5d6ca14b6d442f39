"""Targets 4 and 6, which a test gates too: statements and bytes."""

from bench.inside import browser, first_load, fragment_size, page_size, scripts, statements
from bench.pages import PATHS
from bench.seed import TALKED_OF
from bench.site import Site
from bench.visitors import STRANGER

KB = 1024
FRAGMENTS = ("follow", "unfollow")


def count(site: Site) -> dict[str, list[float]]:
    """Statements of each page, signed out and in."""
    visitors = {"out": STRANGER, "in": site.visitors[0]}
    return {
        f"statements_{name}_{who}": [float(statements(site.app, path, visitor))]
        for name, path in PATHS.items()
        for who, visitor in visitors.items()
    }


def weigh(site: Site) -> dict[str, list[float]]:
    """Kilobytes as they travel: the first page of all, a page after it, a piece of one."""
    member = site.visitors[0]
    inside, outside = browser(site.app, member), browser(site.app)
    loads = [first_load(client, PATHS["front"]) for client in (outside, inside)]
    press = f"/issues/{TALKED_OF}/"
    pieces = [fragment_size(inside, press + name, member) for name in FRAGMENTS]
    return {
        "first_load": [load.size / KB for load in loads],
        "first_load_requests": [float(load.requests) for load in loads],
        "script": [scripts(inside, PATHS["front"]) / KB],
        "later_page": [page_size(inside, path) / KB for path in PATHS.values()],
        "fragment": [size / KB for size in pieces],
    }
