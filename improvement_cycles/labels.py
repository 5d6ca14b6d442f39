"""How the words of tries read on screen, each with its picture: one place, so no third word."""

from typing import Any

from flask_babel import lazy_gettext as _l

from coprod.people.hats import Group
from improvement_cycles.consent.turns import ConsentWaits
from improvement_cycles.turns import Waits
from improvement_cycles.words import CameBy, GoState, Outcome, TeamJob, TryKind, TryStatus

KIND: dict[str, tuple[Any, str, Any]] = {  # words, picture, hint
    TryKind.START_DOING: (_l("Start doing something"), "tries", ""),
    TryKind.STOP_DOING: (_l("Stop doing something"), "stop", ""),
    TryKind.ONE_PERSONS: (
        _l("Just for me"),
        "person",
        _l("It is yours. Only you and your team can see it."),
    ),
}
STATUS: dict[str, tuple[str, Any]] = {  # kind of tag, words
    TryStatus.DRAFT: ("wait", _l("Being planned")),
    TryStatus.HAPPENING: ("talk", _l("Happening now")),
    TryStatus.KEPT: ("done", _l("We kept it")),
    TryStatus.STOPPED: ("same", _l("We stopped, and we learned")),
    TryStatus.DROPPED: ("same", _l("We did not start it")),
}
STATE: dict[str, tuple[str, Any]] = {
    GoState.DRAFT: ("wait", _l("Being planned")),
    GoState.PLANNED: ("yours", _l("Asking people first")),
    GoState.DOING: ("talk", _l("Trying it now")),
    GoState.STUDYING: ("yours", _l("Looking together")),
    GoState.DECIDING: ("yours", _l("Deciding")),
    GoState.CLOSED: ("done", _l("Finished")),
    GoState.PAUSED: ("wait", _l("Having a pause")),
    GoState.STOPPED_EARLY: ("same", _l("Stopped early, and we learned")),
}
OUTCOME: dict[str, tuple[Any, str, Any]] = {  # words, picture, hint: all alike, none red or green
    Outcome.KEPT: (_l("Keep it"), "again", _l("It is how we do things now.")),
    Outcome.CHANGED: (_l("Change it"), "fix", _l("Plan the next go, with something different.")),
    Outcome.GROWN: (_l("Grow it"), "tries", _l("Plan the next go, for more people or places.")),
    Outcome.STOPPED: (_l("Stop"), "page", _l("We learned something. That is a success too.")),
}
CAME_BY: dict[str, Any] = {  # how a go came from another, before its number
    CameBy.NEXT: _l("After go %(number)s"),
    CameBy.ELSE_TOO: _l("Something else, at the same time as go %(number)s"),
    CameBy.ELSEWHERE: _l("Somewhere else, at the same time as go %(number)s"),
}
JOB: dict[str, tuple[Any, Any, str]] = {  # as part of a list, by itself, picture
    TeamJob.LEADS: (_l("leads"), _l("Leads the try"), "star"),
    TeamJob.HELPS: (_l("helps"), _l("Helps"), "friends"),
    TeamJob.HAS_TO_AGREE: (_l("has to agree"), _l("Has to agree"), "yes"),
    TeamJob.TELLS: (_l("tells people what happened"), _l("Tells people what happened"), "news"),
    TeamJob.COUNTS: (_l("counts"), _l("Counts"), "measure"),
}
BOX: dict[str, tuple[Any, str]] = {
    Group.PEOPLE: (_l("People who use services"), "people"),
    Group.FAMILIES: (_l("Families and friends"), "family"),
    Group.STAFF: (_l("Staff"), "staff"),
}
STEP: dict[str, Any] = {
    "plan": _l("Plan"),
    "try": _l("Try"),
    "look": _l("Look"),
    "decide": _l("Decide"),
}
WAITS: dict[str, tuple[Any, str]] = {
    Waits.AGREE: (_l("You have to agree"), "yes"),
    Waits.START: (_l("See if it can start"), "tries"),
    Waits.LOOK: (_l("Look together"), "look"),
    Waits.DECIDE: (_l("Decide together"), "decide"),
    Waits.CHECK: (_l("Time to check on it"), "again"),
    Waits.PAUSE: (_l("Look again: go on, or stop?"), "look"),
}
CONSENT_WAITS: dict[str, tuple[Any, str, str, Any]] = {  # title, picture, kind of tag, its words
    ConsentWaits.ASKED: (
        _l("Can we try this? %(title)s"),
        "question",
        "yours",
        _l("Say what you think"),
    ),
    ConsentWaits.ANSWERED: (_l("Your worry has an answer: %(title)s"), "answer", "new", _l("New")),
    ConsentWaits.MET: (
        _l("Your STOP was written down as put right: %(title)s"),
        "answer",
        "new",
        _l("New"),
    ),
    ConsentWaits.WORRY: (
        _l("A worry waits for an answer: %(title)s"),
        "worried",
        "yours",
        _l("Your turn"),
    ),
    ConsentWaits.TOO_LONG: (
        _l("A smaller try, or drop it: %(title)s"),
        "plan",
        "wait",
        _l("21 days are over"),
    ),
    ConsentWaits.ADVOCATE: (
        _l("Somebody needs you here: %(title)s"),
        "rights",
        "yours",
        _l("For the advocate"),
    ),
}
