"""How few people are told of, wherever a page counts them: so that nobody is found out."""

HIDDEN_BELOW = 8
STEP = 5
TOLD_FROM = 3
"""Of a group of fewer nothing is told of what they chose or said: it would tell whose it was."""


def stepped(n: int) -> int:
    """What is shown of a count: nothing below 8, then the nearest 5 below."""
    return n - n % STEP if n >= HIDDEN_BELOW else 0
