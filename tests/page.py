"""A test client that checks every page it fetches, and counts the statements it cost.

It also holds every press to the chain of changes: see `tests/audit/client.py`.
"""

import re
from contextlib import nullcontext
from html.parser import HTMLParser

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Engine, event

from tests.audit.client import Chain

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button"}


class Client(FlaskClient):
    """Posts as a browser would, with the token; every HTML page that comes back is checked."""

    statements = 0

    def open(self, *args, **kwargs):
        token = self._token() if kwargs.get("method", "GET") != "GET" else None
        if token:
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("X-CSRFToken", token)
            kwargs["headers"] = headers
        kwargs.setdefault("buffered", True)  # read it all and close its file
        self.session_to_commit and self.session_to_commit.commit()
        chain = Chain(self.application) if token else None
        watched = chain.changed if chain and chain.end is not None else nullcontext()
        with counting(self.application.extensions["engine"]) as counted, watched:
            response = super().open(*args, **kwargs)
        self.statements = len(counted)
        self.asked = list(counted)
        check_page(response)
        if chain:
            chain.check(response)
        return response

    session_to_commit = None

    def choose_area(self, slug: str) -> None:
        """Remember an area, as the page that asks which one does."""
        with self.session_transaction() as cookie:
            cookie["area"] = slug

    def _token(self) -> str:
        raw = "the-token-of-this-client"
        with self.session_transaction() as cookie:
            cookie["csrf_token"] = raw
        secret = self.application.config["SECRET_KEY"]
        return URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw)


class counting:  # noqa: N801  read as a word: `with counting(engine) as counted`
    """The statements sent to an engine inside a `with` block."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.sent: list[str] = []

    def __enter__(self) -> list[str]:
        event.listen(self.engine, "before_cursor_execute", self._note)
        return self.sent

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, *_rest) -> None:
        if not re.match(r"BEGIN|COMMIT|ROLLBACK|PRAGMA|SAVEPOINT|RELEASE", statement):
            self.sent.append(statement)


def check_page(response) -> None:
    """Every page: one h1, the title begins with it, unique ids, labels, no inline code."""
    if response.content_encoding or response.mimetype != "text/html":
        return
    if response.status_code in {301, 302, 303, 304}:
        return
    page = Page(response.text)
    assert not page.troubles, f"{response.request.path}: {page.troubles}"
    if "<html" in response.text:
        assert len(page.headings) == 1, f"{response.request.path}: h1 {page.headings}"
        wrong = response.status_code == 422 or "govuk-error-summary__title" in response.text
        start = f"Error: {page.headings[0]}" if wrong else page.headings[0]
        assert page.title.startswith(start), f"{response.request.path}: {page.title!r} {start!r}"


class Page(HTMLParser):
    """What a page must get right, read off its HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[tuple[str, dict]] = []
        self.troubles: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self._in: list[str] = []
        self._svg_title = False
        self.feed(html)
        self._settle()

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        self._note(tag, found)
        self._judge(tag, found)

    def _note(self, tag, found):
        if tag not in VOID:
            self._in.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "label" and "for" in found:
            self.labels.add(found["for"])
        if tag in LABELLED and found.get("type") not in UNLABELLED_TYPES:
            self.fields.append((tag, found))
        if tag == "h1":
            self.headings.append("")

    def _judge(self, tag, found):
        if "style" in found or tag == "style" or any(name.startswith("on") for name in found):
            self.troubles.append(f"inline style or script on {tag}")
        if tag == "script" and "src" not in found:
            self.troubles.append("inline script")
        if tag == "img" and not {"alt", "width", "height"} <= set(found):
            self.troubles.append(f"img without alt, width and height: {found.get('src')}")
        if tag == "form" and not {"method", "action"} <= set(found):
            self.troubles.append("form without method and action")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while tag in self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data):
        if "h1" in self._in:
            self.headings[-1] = " ".join((self.headings[-1] + data).split())
        if self._in[-1:] == ["title"] and "svg" not in self._in:
            self.title = " ".join((self.title + data).split())

    def _settle(self):
        twice = {one for one in self.ids if self.ids.count(one) > 1}
        if twice:
            self.troubles.append(f"ids used twice: {twice}")
        for tag, found in self.fields:
            if found.get("id") not in self.labels and not {"aria-label", "aria-labelledby"} & set(
                found
            ):
                self.troubles.append(f"{tag} without a label: {found.get('name')}")
