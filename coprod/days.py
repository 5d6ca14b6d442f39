"""Days in words: the day before the date, and how long ago in whole days."""

from datetime import date, datetime

from flask_babel import format_date, gettext, ngettext

from coprod.db import HERE, today


def day(value: date | datetime) -> str:
    """Tuesday 3 November 2026."""
    return format_date(_date(value), "EEEE d MMMM y")


def ago(value: date | datetime) -> str:
    """Today, yesterday, 5 days ago, tomorrow, in 5 days."""
    days = (today() - _date(value)).days
    if days == 0:
        return gettext("today")
    if days in {1, -1}:
        return gettext("yesterday") if days == 1 else gettext("tomorrow")
    if days > 0:
        return ngettext("%(num)d day ago", "%(num)d days ago", days)
    return ngettext("in %(num)d day", "in %(num)d days", -days)


def _date(value: date | datetime) -> date:
    return value.astimezone(HERE).date() if isinstance(value, datetime) else value
