"""What a package offers the site. This is the seam: the core never imports a feature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from coprod.first_page import Asks
from coprod.people.viewer import Viewer
from coprod.schedule import Job
from coprod.subjects import Find, Subject
from coprod.told import News
from coprod.written import Kind


def on_page(find: Find, endpoint: str, key: str) -> Find:
    """The same subjects, each knowing its own page: where talk about it leads back to."""

    def found(session: Session, viewer: Viewer, number: int) -> Subject:
        place: dict[str, Any] = {key: number}
        return replace(find(session, viewer, number), url=url_for(endpoint, **place))

    return found


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of somebody else's page: where it goes, what it shows, and how.

    `where` is a spot that a page offers, such as "statement.tries" or "issue.talk". `find` is
    given what the spot is about and returns the context of `template`, or None to show nothing.
    The spots of the first page are about a `FirstPage`.
    """

    where: str
    template: str
    find: Callable[[Session, Viewer, Any], dict[str, Any] | None]
    asks: Asks | None = None  # on the first page: what it wants asked with all the others


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A named part of the site that can be left out of a deployment."""

    name: str
    blueprint: Blueprint
    subjects: tuple[tuple[str, Find], ...] = ()
    writings: tuple[tuple[str, Kind], ...] = ()  # what people write, for whoever looks after it
    panels: Sequence[Panel] = ()
    news: Sequence[News] = ()  # what it tells somebody of what came of their things
    jobs: Sequence[Job] = ()  # what it does by itself, and when
    demo: Callable[[Session, Any], None] | None = None  # loads its part of the demo area
    new_area: Callable[[Session, int], None] | None = None  # what a new area (its id) starts with
    opens: Callable[[Session], bool] | None = None  # whether the site's keys open what it sealed
    recount: Callable[[Session], Sequence[str]] | None = None  # mends counters, names what drifted
