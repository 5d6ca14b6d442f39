"""Target 10: looking for words, and what was said before while somebody is still typing."""

from urllib.parse import quote_plus

from bench.client import Ask, Broken, load
from bench.servers import Server
from bench.site import Site
from bench.words import questions

MANY = 300


def measure(site: Site, server: Server) -> dict[str, list[float]]:
    """The p95 in milliseconds of a question that nobody else is asking at the same time."""
    visitor = site.visitors[0]
    looking = [Ask(f"/issues?words={quote_plus(words)}") for words in questions(MANY)]
    typing = [
        Ask("/say/similar", f"{visitor.form}&words={quote_plus(words)}", "HX-Request: true")
        for words in questions(MANY)
    ]
    found = {}
    for name, asks in (("search_p95", looking), ("suggest_p95", typing)):
        load(server.port, [(visitor.cookie, asks[:20])])
        rounds = [load(server.port, [(visitor.cookie, asks)]) for _ in range(3)]
        wrong = [status for tally in rounds for status in tally.wrong]
        if wrong:
            raise Broken(f"{asks[0].path}: {len(wrong)} answers such as {wrong[0]}.")
        found[name] = [1000 * tally.quantile(0.95) for tally in rounds]
    return found
