"""Silence, said out loud: since when nobody has answered, and whose turn it is."""

from datetime import date

from flask_babel import gettext, ngettext

from coprod.days import day
from coprod.db import today


def silence(asked_on: date, place: str | None, *, others: bool = False) -> str:
    """Asked on Monday 2 November 2026. No answer yet, 34 days. Mill Lane answers next.

    `others` have answered, who need not: then it says whose answer is not there.
    """
    days = (today() - asked_on).days
    asked = gettext("Asked on %(day)s.", day=day(asked_on))
    waits = ngettext("No answer yet, %(num)d day.", "No answer yet, %(num)d days.", days)
    if others:
        whom = place or gettext("staff")
        waits = ngettext(
            "No answer from %(whom)s yet, %(num)d day.",
            "No answer from %(whom)s yet, %(num)d days.",
            days,
            whom=whom,
        )
        if days == 0:
            waits = gettext("No answer from %(whom)s yet.", whom=whom)
        return f"{asked} {waits}"
    if days == 0:
        waits = gettext("No answer yet.")
    turn = gettext("%(place)s answers next.", place=place) if place else ""
    return f"{asked} {waits} {turn}".strip()
