"""The symbols of this deployment: ours, or its own photos and drawings where it has them."""

from functools import partial
from pathlib import Path

from flask import Flask, Response, send_from_directory, url_for

from coprod.symbols import own_symbols, symbol

_A_DAY = 86_400  # seconds


def init_app(app: Flask) -> None:
    folder = app.config["SYMBOLS"]
    own = own_symbols(Path(folder)) if folder else {}

    def picture(name: str) -> Response:
        """One of the deployment's own pictures, by its file name."""
        return send_from_directory(Path(folder).resolve(), name, max_age=_A_DAY)

    picture.public = True  # type: ignore[attr-defined]
    if folder:
        app.add_url_rule("/symbols/<name>", "own_symbol", picture)
    app.jinja_env.globals["symbol"] = partial(symbol, own=own)
    app.jinja_env.globals["own_symbol_url"] = lambda name: url_for("own_symbol", name=name)
