"""How few people are told of, wherever a page counts them: so that nobody is found out."""

from flask_babel import gettext as _

HIDDEN_BELOW = 8
STEP = 5
TOLD_FROM = 3
"""Of a group of fewer nothing is told of what they chose or said: it would tell whose it was."""


def stepped(n: int) -> int:
    """What is shown of a count: nothing below 8, then the nearest 5 below."""
    return n - n % STEP if n >= HIDDEN_BELOW else 0


def many(n: int, few: str) -> str:
    """A count in words: so many or more, or the words for a few that fit the sentence."""
    return str(_("%(n)s or more", n=stepped(n))) if n >= HIDDEN_BELOW else few
