"""How the marks of good practice read on screen."""

from typing import Any

from flask_babel import lazy_gettext as _l

from improvement_cycles.story.good_practice import Mark

MARK: dict[str, tuple[Any, Any]] = {  # what it is, what makes it so
    Mark.LINKED: (_l("One go led to the next"), _l("Plan a next go from what you learned.")),
    Mark.GUESSED: (
        _l("We guessed before we tried"),
        _l("Each go locks its guess on the day it starts."),
    ),
    Mark.SMALL: (
        _l("We began small"),
        _l("Say how small the first go is, and for whom."),
    ),
    Mark.COUNTED: (
        _l("We counted enough to see"),
        _l("Put in 10 dots or more about someone's life, every month or more often."),
    ),
    Mark.WHOLE: (
        _l("We did all 4 steps"),
        _l("Plan, Try, Look and Decide: each of them is filled in."),
    ),
}
