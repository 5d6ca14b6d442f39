"""Silence, said out loud: since when nobody has answered, and whose turn it is."""

from datetime import date

from flask_babel import gettext, ngettext

from coprod.days import day
from coprod.db import today


def silence(asked_on: date, place: str | None) -> str:
    """Asked on Monday 2 November 2026. No answer yet, 34 days. Mill Lane answers next."""
    days = (today() - asked_on).days
    asked = gettext("Asked on %(day)s.", day=day(asked_on))
    waits = ngettext("No answer yet, %(num)d day.", "No answer yet, %(num)d days.", days)
    if days == 0:
        waits = gettext("No answer yet.")
    turn = gettext("%(place)s answers next.", place=place) if place else ""
    return f"{asked} {waits} {turn}".strip()
