"""The two references: `hello` is bare Flask, `mem` the site's own list page fed from memory.

Neither opens a database for its answers. `mem` keeps what one real request gave the template, and
the pieces that panels put on the page, so that its cost is rendering alone, whatever the list's
page looks like this week.
"""

from typing import Any

from flask import Flask, Response, template_rendered

from wsgi import create_app

LIST = "/issues"


def build() -> Flask:
    site = create_app()
    template, context = _shown_by(site)
    app = Flask("reference", static_folder=None)
    # The template's own surroundings: addresses, filters, translations.
    app.jinja_env, app.url_map, app.extensions = site.jinja_env, site.url_map, site.extensions
    app.config.update(site.config)

    @app.get("/hello")
    def hello() -> Response:
        return Response("Hello", mimetype="text/plain")

    @app.get("/mem")
    def mem() -> Response:
        return Response(template.render(context), mimetype="text/html")

    return app


def _shown_by(site: Flask) -> tuple[Any, dict[str, Any]]:
    """The page's template, and all that it was given: the panels' pieces too."""
    seen: list[tuple[Any, dict[str, Any]]] = []
    pieces: dict[str, list[Any]] = {}
    panels = site.jinja_env.globals["panels"]

    def keep(_sender: Flask, template: Any, context: dict[str, Any], **_: object) -> None:
        seen.append((template, context))

    def keep_pieces(spot: str, about: Any = None) -> list[Any]:
        pieces[spot] = panels(spot, about)
        return pieces[spot]

    site.jinja_env.globals["panels"] = keep_pieces
    with template_rendered.connected_to(keep, site):
        site.test_client().get(LIST)
    template, context = seen[-1]  # the page itself; pieces of it are rendered before
    return template, {**context, "panels": lambda spot, _about=None: pieces[spot]}


app = build()
