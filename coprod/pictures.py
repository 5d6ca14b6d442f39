"""The symbols of this deployment: ours, or its own photos and drawings where it has them."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import Flask, Response, request, send_from_directory, url_for
from markupsafe import Markup

from coprod.symbols import image, own_symbols, symbol

_A_DAY = 86_400  # seconds
_KEPT = 2048  # more than there are meanings, in every size


def init_app(app: Flask) -> None:
    folder = app.config["SYMBOLS"]
    own = own_symbols(Path(folder)) if folder else {}

    def picture(name: str) -> Response:
        """One of the deployment's own pictures, by its file name."""
        return send_from_directory(Path(folder).resolve(), name, max_age=_A_DAY)

    picture.public = True  # type: ignore[attr-defined]
    if folder:
        app.add_url_rule("/symbols/<name>", "own_symbol", picture)

    static_url = cast("Callable[[str], str]", app.jinja_env.globals["static_url"])

    @lru_cache(maxsize=_KEPT)
    def made(_root: str, meaning: str, size: str, lazy: bool) -> Markup:
        found = symbol(meaning, own)
        own_url = url_for("own_symbol", name=found.file) if found.own else ""
        return image(found, own_url or static_url(found.file), size, lazy=lazy)

    def shown(meaning: str, size: str = "m", lazy: bool = False) -> Markup:
        """The image for a meaning, made once for each place the site is mounted at."""
        return made(request.script_root, meaning, size, lazy)

    app.jinja_env.globals["symbol"] = shown
