"""Moments and steps in plain words."""

from datetime import datetime
from typing import Any

from flask_babel import format_time, gettext
from flask_babel import lazy_gettext as _

from coprod.concerns.models import Happened
from coprod.days import day
from coprod.db import HERE, day_of, today

STEP: dict[Happened, Any] = {
    Happened.READ: _("Somebody read it"),
    Happened.PASSED_ON: _("It was passed on"),
    Happened.CAME_BACK: _("What came back"),
    Happened.CLOSED: _("It is finished here"),
    Happened.RIGHTED: _("Put right"),
}
STATE: dict[Happened | None, tuple[str, Any]] = {
    None: ("yours", _("New")),
    Happened.READ: ("yours", _("Read")),
    Happened.PASSED_ON: ("wait", _("Passed on")),
    Happened.CAME_BACK: ("yours", _("Came back")),
    Happened.CLOSED: ("done", _("Closed")),
}
AGREED = {"yes": _("They said yes."), "no": _("They said no."), "not_asked": _("Not asked.")}


def moment(at: datetime) -> str:
    """9:00 today; 16:30 on Tuesday 3 November 2026."""
    time = format_time(at.astimezone(HERE), "H:mm", rebase=False)
    if day_of(at) == today():
        return str(gettext("%(time)s today", time=time))
    return str(gettext("%(time)s on %(day)s", time=time, day=day(at)))
