"""The application factory: wiring, in order, and nothing else."""

from collections.abc import Iterable, Mapping, MutableMapping
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, g, render_template, url_for
from flask.templating import Environment
from flask_babel import Babel, get_domain, ngettext
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from coprod import days, headers, menu, pictures, refusals, text, web, written
from coprod.concerns.feature import concerns
from coprod.drafts import services as drafting
from coprod.drafts.feature import drafts
from coprod.feature import Feature
from coprod.front.feature import front
from coprod.groups.feature import groups
from coprod.issues import say_policy
from coprod.issues.feature import issues
from coprod.jobs.feature import jobs
from coprod.joining.feature import joining
from coprod.meetings.feature import meetings
from coprod.notices.feature import notices
from coprod.pass_on.feature import pass_on
from coprod.paths import TEMPLATES
from coprod.promises.feature import promises
from coprod.rounds.feature import rounds
from coprod.sign_in import audited, door
from coprod.sign_in.feature import sign_in
from coprod.subjects import Subjects
from coprod.vision.feature import vision

CORE = (
    sign_in,
    drafts,
    groups,
    vision,
    issues,
    promises,
    rounds,
    pass_on,
    joining,
    meetings,
    notices,
    concerns,
    front,
    jobs,
)


class _Environment(Environment):
    """Templates whose globals are one plain dict: a layered one is slow to ask at every import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def build_app(settings: Mapping[str, Any], features: Iterable[Feature]) -> Flask:
    """Build the site from its settings and the features this deployment offers."""
    app = Flask("coprod", template_folder=str(TEMPLATES), static_folder="static")
    app.jinja_environment = _Environment
    app.config.from_mapping(_OURS | dict(settings))
    if app.config["PRODUCTION"]:
        app.config.update(SESSION_COOKIE_NAME="__Host-coprod", SESSION_COOKIE_SECURE=True)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    Babel(app)
    web.init_app(app)
    headers.init_app(app)
    refusals.init_app(app, door.look_as_nobody)
    pictures.init_app(app)
    door.init_app(app, keep=drafting.keep_unsent)
    app.extensions["audit_note"] = audited.note
    if proxies := app.config["PROXIES"]:  # whose word about the visitor's address is trusted
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    subjects = app.extensions["subjects"] = Subjects()
    app.extensions["features"] = (*CORE, *features)
    for feature in app.extensions["features"]:
        app.register_blueprint(feature.blueprint)
        subjects.add(feature.subjects)
        written.offer(feature.writings)
    app.jinja_env.globals.update(panels=panels, _=_say, ngettext=ngettext)
    app.jinja_env.filters.update(
        day=days.day, ago=days.ago, rendered=text.rendered, cleaned=text.cleaned, cut=text.cut
    )
    app.context_processor(_every_page)
    return app


_OURS = {
    "PRODUCTION": False,
    "SECRET_KEYS_BEFORE": (),
    "KEY_IS_LOST": False,
    "EMERGENCY_NUMBER": "999",
    "SYMBOLS": "",
    "PROXIES": 0,
    "WTF_CSRF_TIME_LIMIT": None,  # people are slow, and that is fine
    "WTF_I18N_ENABLED": False,  # no sentence is WTForms' own; it reads its catalogue every time
    "MAX_CONTENT_LENGTH": 256 * 1024,  # upload routes raise it for themselves
    "MAX_FORM_MEMORY_SIZE": 256 * 1024,
    "SESSION_COOKIE_NAME": "coprod",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
    # An answer that comes late would put back the cookie that its request came with, and sign
    # out whoever has a new one. No sign-in outlives the cookie it was given.
    "SESSION_REFRESH_EACH_REQUEST": False,
}


def panels(where: str, about: Any = None) -> list[Markup]:
    """The pieces that features put at a spot of a page, each rendered, in order."""
    pieces = []
    for feature in current_app.extensions["features"]:
        for panel in feature.panels:
            if panel.where == where:
                context = panel.find(web.reading(), door.viewer(), about)
                if context is not None:
                    pieces.append(Markup(render_template(panel.template, **context)))  # noqa: S704
    return pieces


def _say(sentence: str, /, **values: Any) -> str:
    """`gettext` for templates. It looks for the translations once a request, not at every word."""
    here = g._get_current_object()
    if "say" not in here:
        here.say = get_domain().get_translations().ugettext
    said: str = here.say(sentence)
    return said % values if values else said


def _every_page() -> dict[str, Any]:
    """What each page and its panels need, found once a request."""
    if "every_page" not in g:
        g.every_page = _found_for_every_page()
    found: dict[str, Any] = g.every_page
    return found


def _found_for_every_page() -> dict[str, Any]:
    viewer, area, areas = door.viewer(), door.area_to_show(), door.areas()
    may_say = not viewer or area is None or say_policy.may_say(viewer, area.id)
    return {
        "viewer": viewer,
        "look": door.look(),
        "area": area,
        "areas_url": url_for("sign_in.areas") if len(areas) > 1 else "",
        "to_ring": [chosen] if (chosen := door.chosen_area()) else areas,
        "help_person": area.help_person if area and area.help_name else None,
        "nav": menu.links(without=() if may_say else ("issues.say",)),
        "worried_url": url_for("concerns.worried"),
        "settings_url": url_for("sign_in.my_settings"),
        "sign_in_url": door.way_in(),
        "sign_out_url": url_for("sign_in.out"),
    }
