"""Chromium for the tests, and a site of their own for it to visit."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from types import TracebackType
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from tools import chromium

SITE = "site"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """What pytest-playwright starts Chromium with; conftest.py imports this over its own."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    ours = {"executable_path": path, "args": FLAGS, "chromium_sandbox": sandbox_works()}
    return browser_type_launch_args | ours


@pytest.fixture(scope="session")
def base_url() -> None:
    """Nothing. It stands in for that of pytest-playwright 0.10, at which pytest 9.2 warns."""


def sandbox_works() -> bool:
    """Whether Chromium may shut itself in: not as root, nor in most containers."""
    if os.geteuid() == 0:
        return False
    if sys.platform == "darwin":
        return True
    try:
        asked = subprocess.run(["unshare", "-Ur", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return asked.returncode == 0


def name_of_site(app: Flask) -> str:
    """What the thread is called that answers for this app."""
    return f"{SITE} {id(app)}"


class LiveSite:
    """The app, answering on a free port of this machine for as long as the `with` block lasts."""

    def __init__(self, app: Flask) -> None:
        self.server = make_server(
            "127.0.0.1", 0, _closed_at_the_end(app), threaded=True, request_handler=_Quiet
        )
        self.url = f"http://localhost:{self.server.port}"
        self.thread = threading.Thread(
            target=self.server.serve_forever, name=name_of_site(app), daemon=True
        )

    def __enter__(self) -> str:
        """Begin to answer; the address has no slash at its end."""
        self.thread.start()
        return self.url

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and let go of the port."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request: a failing test prints what matters."""

    def log_request(self, *_: object) -> None:
        pass


def _closed_at_the_end(app: WSGIApplication) -> WSGIApplication:
    """The app, whose answers close their files themselves.

    Werkzeug's server of development leaves that out when a browser goes away at once.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterator[bytes]:
        with closing(ClosingIterator(app(environ, start))) as parts:  # whether it has files or not
            yield from parts

    return answer
