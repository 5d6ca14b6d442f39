"""Targets 1 and 2: the pages people read most, beside their references, round by round."""

from bench.rounds import Page, Rounds, run
from bench.seed import LONG_THREAD, TALKED_OF
from bench.servers import Server
from bench.site import Site, must_show
from bench.visitors import STRANGER

REFERENCE = "mem"
PER_PAGE = 25
_ROW, _POST = 'class="card ', 'id="post-'
PATHS = {
    "list": "/issues",
    "issue": f"/issues/{TALKED_OF}",
    "thread": f"/talk/issue/{LONG_THREAD}?before=5000",
    "front": "/",
}
"""The site's pages by the names that bench/targets.toml has for them."""
_CPU_OF_MEM = ("list_out", "list_in")
_SHARE_OF_MEM = (*_CPU_OF_MEM, "issue_out", "issue_in", "thread_out", "thread_in")


def check(site: Site, server: Server, references: Server) -> None:
    """The pages are those that are meant, with 25 rows and 25 posts. Raises Broken."""
    member = site.visitors[0]
    must_show(server, PATHS["list"], member, _ROW, PER_PAGE)
    must_show(references, "/mem", STRANGER, _ROW, PER_PAGE)
    must_show(server, PATHS["issue"], member, _POST, PER_PAGE)
    must_show(server, PATHS["thread"], member, _POST, PER_PAGE)


def measure(site: Site, server: Server, references: Server, rounds: tuple[int, float]) -> Rounds:
    """Every page signed out and signed in, and the references, in alternating order."""
    pages = [Page("hello", "/hello", references), Page(REFERENCE, "/mem", references)]
    for name, path in PATHS.items():
        pages.append(Page(f"{name}_out", path, server))
        pages.append(Page(f"{name}_in", path, server, site.visitors[0]))
    return run(pages, *rounds)


def figures(found: Rounds) -> dict[str, list[float]]:
    """Of each page its share of the reference's rate, and its CPU as a multiple."""
    shares = {name: found.of(name, REFERENCE) for name in _SHARE_OF_MEM}
    return shares | {f"{name}_cpu": found.cpu_of(name, REFERENCE) for name in _CPU_OF_MEM}
