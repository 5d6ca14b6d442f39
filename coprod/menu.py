"""The way round the site: five links and *I am worried*, on every page."""

from dataclasses import dataclass

from flask import current_app, request, url_for


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the menu."""

    href: str
    label: str
    symbol: str
    current: bool


_LINKS = (  # endpoint, label, symbol
    ("vision.index", "Our good life", "vision"),
    ("issues.say", "Say something", "say"),
    ("issues.index", "What is going on", "going-on"),
    ("improvement_cycles.index", "Tries", "tries"),
    ("front.my_things", "My things", "my-things"),
)


def links() -> list[Link]:
    """The links whose pages this deployment has."""
    here = request.endpoint or ""
    return [
        Link(url_for(endpoint), label, symbol, current=here == endpoint)
        for endpoint, label, symbol in _LINKS
        if endpoint in current_app.view_functions
    ]
