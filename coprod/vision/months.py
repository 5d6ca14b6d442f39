"""Months ahead, as people count them: from 31 January, one month on is the last of February."""

from calendar import monthrange
from datetime import date


def months_on(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
