"""What needs no server: the statements a page costs and the bytes it weighs, from a test client."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from bench.client import Broken
from bench.visitors import STRANGER, Visitor

_GZIP = {"Accept-Encoding": "gzip"}
_PARTS = re.compile(r"<(?:link|script|img|use)\b[^>]*?(?:href|src)=\"([^\"]+)\"")
_NO_STATEMENT = re.compile(r"BEGIN|COMMIT|ROLLBACK|PRAGMA|SAVEPOINT|RELEASE")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a browser fetches: bytes as they travel, and how many files."""

    size: int
    requests: int


def browser(app: Flask, visitor: Visitor = STRANGER) -> FlaskClient:
    """A test client with the visitor's cookie."""
    client = FlaskClient(app, app.response_class)  # plain, also where tests have one of their own
    if visitor.cookie:
        name, value = visitor.cookie.split("=", 1)
        client.set_cookie(name, value)
    return client


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the app's database meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not _NO_STATEMENT.match(statement):
            sent.append(statement)

    engine = app.extensions["engine"]
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(app: Flask, path: str, visitor: Visitor = STRANGER) -> int:
    """How many statements a page costs once everything that is done once has been done."""
    client = browser(app, visitor)
    client.get(path)
    with counting(app) as sent:
        _fetched(client, path)
    return len(sent)


def first_load(client: FlaskClient, path: str) -> Weight:
    """A page with an empty cache: its styles, scripts and symbols, people's photos aside."""
    page = _fetched(client, path)
    html = gunzipped(page)
    parts = {urldefrag(found).url for found in _PARTS.findall(html)}
    ours = sorted(part for part in parts if part.startswith("/static/"))
    sizes = [len(_fetched(client, part).data) for part in ours]
    return Weight(len(page.data) + sum(sizes), 1 + len(sizes))


def scripts(client: FlaskClient, path: str) -> int:
    """The bytes of script among them."""
    found = re.findall(r"<script\b[^>]*?src=\"([^\"]+)\"", gunzipped(_fetched(client, path)))
    return sum(len(_fetched(client, part).data) for part in found)


def page_size(client: FlaskClient, path: str) -> int:
    """A page alone, as it travels when everything else is in the browser's cache."""
    return len(_fetched(client, path).data)


def fragment_size(client: FlaskClient, path: str, visitor: Visitor) -> int:
    """The piece that comes back when a button is pressed."""
    headers = _GZIP | {"HX-Request": "true", "X-CSRFToken": visitor.csrf}
    answer = client.post(path, headers=headers)
    if answer.status_code != 200:
        raise Broken(f"{path} answers {answer.status_code}.")
    return len(answer.data)


def gunzipped(answer: TestResponse) -> str:

    data = answer.data
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(data) if packed else data).decode()


def _fetched(client: FlaskClient, path: str) -> TestResponse:
    answer = client.get(path, headers=_GZIP, buffered=True)
    if answer.status_code != 200:
        raise Broken(f"{path} answers {answer.status_code}.")
    return answer
