"""The page of somebody's news. Nobody else sees it."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from coprod.db import today
from coprod.forms import Form
from coprod.notices import queries, services
from coprod.sign_in.door import viewer
from coprod.told import News
from coprod.web import go, reading, session, show

bp = Blueprint("notices", __name__, url_prefix="/news")

OLDEST = timedelta(days=3 * 365)


class ChoiceForm(Form):
    """How much news somebody wants."""

    only_mine = BooleanField(_("Only my things"))
    quieter = BooleanField(_("Make it quieter"))


class ReadForm(Form):
    """A button."""


def all_news() -> Sequence[News]:
    """What every part of the site has to tell."""
    found: Sequence[News] = [
        one for feature in current_app.extensions["features"] for one in feature.news
    ]
    return found


@bp.get("")
def page() -> Response:
    """What came of my things, two weeks at a time, the newest first."""
    until = _until(request.args.get("until", ""))
    chose, lines = queries.find(reading(), viewer(), all_news(), until)
    older = until - queries.WINDOW
    newer = until + queries.WINDOW
    return show(
        "notices/page.html",
        lines=lines,
        since=older + timedelta(days=1),
        until=until,
        form=ChoiceForm(
            formdata=None, data={"only_mine": chose.only_mine, "quieter": chose.quieter}
        ),
        read_form=ReadForm(formdata=None),
        older_url=url_for(".page", until=older) if older > today() - OLDEST else "",
        newer_url=url_for(".page", until=newer) if until < today() else "",
    )


@bp.post("/choose")
def choose() -> Response:
    """Choose how much news there is."""
    form = ChoiceForm()
    if form.validate_on_submit():
        chosen = {"only_mine": bool(form.only_mine.data), "quieter": bool(form.quieter.data)}
        services.choose(session(), viewer(), **chosen)
        session().commit()
    return go(url_for(".page"))


@bp.post("/read")
def read() -> Response:
    """Say that I have read it all."""
    if ReadForm().validate_on_submit():
        services.all_read(session(), viewer(), all_news())
        session().commit()
    return go(url_for(".page"))


def _until(sent: str) -> date:
    """The last day to show: the one asked for, or today for any that makes no sense."""
    try:
        asked = date.fromisoformat(sent)
    except ValueError:
        return today()
    return asked if today() - OLDEST < asked <= today() else today()
