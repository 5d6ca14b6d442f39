"""How lanes read on screen: what they are, what the author is asked, and how long one waits."""

from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from coprod.db import today
from coprod.issues.labels import LANE
from coprod.issues.models import Issue
from coprod.issues.words import Lane, Status

SYMBOL = {Lane.TALK: "talk", Lane.RIGHTS: "rights", Lane.FEW: "respect", Lane.FIX: "fix"}
NOT_SURE = "not_sure"
LISTS: dict[str, Any] = {  # of the advocate, by name: the first asks for help soonest
    "late": _("Rights without an answer"),
    "refused": _("Rights without a yes"),
    "unsaid": _("This may be a right"),
    "others": _("Others without an answer"),
    "few": _("Few people, big difference"),
}
ASKED: dict[Lane, Any] = {
    Lane.TALK: _("Something to talk about and choose"),
    Lane.RIGHTS: _("It is about my rights"),
    Lane.FEW: _("Few people, but a big difference to them"),
    Lane.FIX: _("It just needs fixing"),
}
MEANS: dict[Lane, Any] = {
    Lane.TALK: _("People say me too, and choose together."),
    Lane.RIGHTS: _("Like locked doors, visits, money, medicine, food or being moved."),
    Lane.FEW: _("Most people do not need it. Some need it a lot."),
    Lane.FIX: _("Like a broken lamp or a tap that drips."),
}


def said(issue: Issue) -> Any:
    """Which lane it is in, for the one who said it."""
    return LANE[issue.lane] if issue.lane_steps else _("Not said yet")


def waited(raised_on: date, answer_by: date | None) -> str:
    """It has waited 4 days. The answer is 1 day late."""
    days = (today() - raised_on).days
    told = gettext("It came today.")
    if days:
        told = ngettext("It has waited %(num)d day.", "It has waited %(num)d days.", days)
    return f"{told} {late(answer_by)}".strip()


def late(answer_by: date | None) -> str:
    """How late the answer is, or nothing."""
    days = (today() - answer_by).days if answer_by else 0
    if days <= 0:
        return ""
    return str(
        ngettext("The answer is %(num)d day late.", "The answer is %(num)d days late.", days)
    )


def refused(status: Status, look_again_on: date | None) -> str:
    """What was said to a right in place of yes, and whether it is time to look again."""
    told = {
        Status.DECLINED: gettext("The answer was no."),
        Status.DEFERRED: gettext("The answer was not now."),
    }
    again = (
        gettext("It is time to look again.") if look_again_on and look_again_on <= today() else ""
    )
    return " ".join(filter(None, (told.get(status), again, gettext("It is still a right."))))
