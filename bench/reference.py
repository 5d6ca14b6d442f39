"""The two references: `hello` is bare Flask, `mem` the site's own list page fed from memory."""

from flask import Flask, Response, template_rendered

from wsgi import create_app

app = Flask("reference")
_site = create_app()
_seen: list[tuple] = []


def _keep(_sender: Flask, template, context: dict, **_: object) -> None:
    if template.name == "issues/index.html":
        _seen.append((template, context))


with template_rendered.connected_to(_keep, _site):
    _site.test_client().get("/issues")


@app.get("/hello")
def hello() -> Response:
    return Response("Hello", mimetype="text/plain")


@app.get("/mem")
def mem() -> Response:
    template, context = _seen[0]
    with _site.test_request_context("/issues"):
        return Response(template.render(context))


@app.get("/sign-in")
def ready() -> Response:
    return Response("ready")
