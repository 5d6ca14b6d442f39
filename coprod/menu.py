"""The way round the site: up to five links and *I am worried*, on every page."""

from collections.abc import Container
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


def links(without: Container[str] = ()) -> list[Link]:
    """The links whose pages this deployment has, `without` those that would be refused."""
    here = request.endpoint or ""
    return [
        Link(url_for(endpoint), label, symbol, current=here == endpoint)
        for endpoint, label, symbol in _LINKS
        if endpoint in current_app.view_functions and endpoint not in without
    ]
