"""Days in words: the day before the date, and how long ago in whole days."""

from datetime import date, datetime
from functools import lru_cache

from flask_babel import format_date, get_locale, gettext, ngettext

from coprod.db import HERE, today


def day(value: date | datetime) -> str:
    """Tuesday 3 November 2026."""
    return _written(_date(value), str(get_locale()))


@lru_cache(maxsize=4096)
def _written(value: date, _language: str) -> str:
    """Kept, because a list writes the same few days again and again."""
    return str(format_date(value, "EEEE d MMMM y"))


def ago(value: date | datetime) -> str:
    """Today, yesterday, 5 days ago, tomorrow, in 5 days."""
    days = (today() - _date(value)).days
    named = {0: gettext("today"), 1: gettext("yesterday"), -1: gettext("tomorrow")}
    if days in named:
        return str(named[days])
    if days > 0:
        return str(ngettext("%(num)d day ago", "%(num)d days ago", days))
    return str(ngettext("in %(num)d day", "in %(num)d days", -days))


def _date(value: date | datetime) -> date:
    return value.astimezone(HERE).date() if isinstance(value, datetime) else value
