"""The site under measurement: one database, the app beside us, and people signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from flask import Flask

from bench.client import Broken, Line
from bench.databases import database
from bench.people import voices
from bench.servers import Server
from bench.visitors import Visitor, environment, settings, sign_in
from wsgi import create_app

SIGNED_IN = 8


@dataclass(frozen=True)
class Site:
    """What every measurement is given."""

    app: Flask
    environment: dict[str, str]
    size: int
    people: list[int]
    visitors: list[Visitor]

    def serve(self) -> Server:
        return Server("wsgi:app", self.environment)

    def serve_references(self) -> Server:
        return Server("bench.reference:app", self.environment, ready="/hello")


@contextmanager
def site(engine: str, size: int) -> Iterator[Site]:
    """Make the database, or copy it, and sign people in."""
    with database(engine, size) as url, TemporaryDirectory(prefix="coprod-bench-") as uploads:
        of = settings(url, uploads)
        app = create_app(of)
        people = list(voices())[:SIGNED_IN]
        try:
            yield Site(app, environment(of), size, people, sign_in(app, people))
        finally:
            app.extensions["engine"].dispose()


def must_show(server: Server, path: str, visitor: Visitor, what: str, times: int = 1) -> None:
    """Raises Broken for a page that is not the one that is meant."""
    line = Line(server.port, visitor.cookie)
    answer = line.ask(path)
    line.close()
    found = answer.body.decode().count(what)
    if answer.status != 200 or found < times:
        raise Broken(f"{path} answers {answer.status} with {found} of {times} {what!r}.")
