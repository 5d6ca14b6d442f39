"""How jobs and their times read: on the page, and in a terminal."""

from datetime import datetime, time, timedelta

from flask_babel import gettext, ngettext

from coprod.db import HERE
from coprod.schedule import Due

_UNITS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))


def how_often(due: Due) -> str:
    """Every day at 00:10. Every 5 minutes."""
    if isinstance(due, time):
        return str(gettext("Every day at %(time)s.", time=f"{due:%H:%M}"))
    unit = next((one for one in _UNITS if not due % one), timedelta(seconds=1))
    n = due // unit
    return str(
        {
            timedelta(days=1): ngettext("Every day.", "Every %(num)d days.", n),
            timedelta(hours=1): ngettext("Every hour.", "Every %(num)d hours.", n),
            timedelta(minutes=1): ngettext("Every minute.", "Every %(num)d minutes.", n),
        }.get(unit)
        or ngettext("Every second.", "Every %(num)d seconds.", n)
    )


def took(started_at: datetime, done_at: datetime) -> str:
    """How long it took, in whole seconds or minutes."""
    seconds = round((done_at - started_at).total_seconds())
    if seconds < 1:
        return str(gettext("It took less than a second."))
    if seconds < 2 * 60:
        return str(ngettext("It took %(num)d second.", "It took %(num)d seconds.", seconds))
    return str(gettext("It took %(num)d minutes.", num=round(seconds / 60)))


def clock(at: datetime) -> str:
    """The time of day in London: 00:10."""
    return f"{at.astimezone(HERE):%H:%M}"


def written(at: datetime) -> str:
    """Saturday 28 November 2026, 00:10: for a terminal, which has one language."""
    here = at.astimezone(HERE)
    return f"{here:%A} {here.day} {here:%B %Y}, {clock(at)}"
