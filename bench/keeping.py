"""Target 7: what a worker holds in memory after many requests, and after as many again."""

from collections.abc import Iterator

from bench.client import Ask, Broken, load
from bench.pages import PATHS
from bench.servers import Server
from bench.site import Site
from bench.words import questions

LINES = 4


def measure(site: Site, server: Server, requests: int) -> dict[str, list[float]]:
    """Megabytes of the larger worker: resident, its share of what is shared, and the growth."""
    _read_about(site, server, requests)
    first, share = server.resident(), server.share()
    _read_about(site, server, requests)
    return {"rss": [first], "pss": [share], "rss_growth": [server.resident() - first]}


def _read_about(site: Site, server: Server, requests: int) -> None:
    work = [
        (visitor.cookie, _walk(site, n, requests // LINES))
        for n, visitor in enumerate(site.visitors[:LINES])
    ]
    tally = load(server.port, work, seconds=300)
    if tally.wrong:
        raise Broken(f"{len(tally.wrong)} answers such as {tally.wrong[0]}.")


def _walk(site: Site, line: int, count: int) -> Iterator[Ask]:
    """Lists, later pages, issues all over, searches: not the same few addresses."""
    words = questions(200)

    def step(n: int) -> str:
        one = 1 + (n * 7919 + line * 104_729) % site.size
        everywhere = (f"/issues?after={one}", f"/issues/{one}", f"/issues?words={words[n % 200]}")
        return (*everywhere, *PATHS.values())[n % (3 + len(PATHS))].replace(" ", "+")

    return (Ask(step(n)) for n in range(count))
