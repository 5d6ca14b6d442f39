"""How the words of issues read on screen: one place, so that no page invents a third word."""

from typing import Any

from flask_babel import lazy_gettext as _

from coprod.issues.words import AnswerSays, BetterSays, IssueKind, Job, Lane, SaidAs, Status
from coprod.people.hats import Group, HatKind

STATUS: dict[str, Any] = {
    Status.TRIAGE: _("New"),
    Status.DISCUSSION: _("Being talked about"),
    Status.ACCEPTED: _("We are looking at it"),
    Status.IN_CYCLE: _("We are trying something"),
    Status.CLAIMED: _("We think it is done"),
    Status.RESOLVED: _("Better"),
    Status.DECLINED: _("No, and here is why"),
    Status.DEFERRED: _("Not now"),
    Status.MERGED: _("Joined with another"),
    Status.THANKED: _("Thank you"),
}
TAG: dict[str, str] = {  # the shape that goes with the words: never colour alone
    Status.TRIAGE: "new",
    Status.DISCUSSION: "talk",
    Status.ACCEPTED: "yours",
    Status.IN_CYCLE: "promise",
    Status.CLAIMED: "wait",
    Status.RESOLVED: "better",
    Status.DECLINED: "no",
    Status.DEFERRED: "wait",
    Status.MERGED: "done",
    Status.THANKED: "better",
}
KIND_SYMBOL: dict[str, str] = {  # meanings in symbols.py
    IssueKind.PROBLEM: "problem",
    IssueKind.IDEA: "idea",
    IssueKind.THANKS: "thanks",
    IssueKind.WHAT_WE_SEE: "eye",
}
KIND: dict[str, Any] = {
    IssueKind.PROBLEM: _("Something is wrong"),
    IssueKind.IDEA: _("An idea"),
    IssueKind.THANKS: _("A thank you"),
    IssueKind.WHAT_WE_SEE: _("What we see"),
}
LANE: dict[str, Any] = {
    Lane.TALK: _("Talk and choose"),
    Lane.RIGHTS: _("Your rights"),
    Lane.FEW: _("Few people, big difference"),
    Lane.FIX: _("Just fix it"),
}
SAID_AS: dict[str, Any] = {
    SaidAs.OWN_WORDS: _("In their own words."),
    SaidAs.HELP_TO_TYPE: _("Said with help to type."),
    SaidAs.SAID_ALOUD: _("Said out loud. Somebody wrote it down."),
    SaidAs.WHAT_WE_SEE: _("This is what we see. It could be wrong."),
    SaidAs.FAMILY_VIEW: _("My view as family."),
}
JOB: dict[str, Any] = {
    Job.LEADS: _("Leads"),
    Job.HELPS: _("Helps"),
    Job.HAS_TO_AGREE: _("Has to agree"),
    Job.TELLS: _("Tells people what happened"),
}
GROUP: dict[str, Any] = {
    Group.PEOPLE: _("people who use services"),
    Group.FAMILIES: _("families and friends"),
    Group.STAFF: _("staff"),
}
HAT: dict[str, Any] = {
    HatKind.USES_SERVICES: _("uses services"),
    HatKind.FAMILY: _("family or friend"),
    HatKind.STAFF: _("staff"),
    HatKind.MANAGER: _("manager"),
    HatKind.COMMISSIONER: _("commissioner"),
    HatKind.ADVOCATE: _("advocate"),
    HatKind.PEER_MODERATOR: _("looks after the talk"),
    HatKind.SAFEGUARDING: _("named contact"),
    HatKind.SITE_ADMIN: _("looks after the computer"),
}
ANSWER: dict[str, Any] = {
    AnswerSays.YES: _("Yes"),
    AnswerSays.PART: _("Part of it"),
    AnswerSays.NOT_NOW: _("Not now"),
    AnswerSays.NO: _("No, and here is why"),
}
BETTER: dict[str, Any] = {
    BetterSays.BETTER: _("Better"),
    BetterSays.A_BIT: _("A bit better"),
    BetterSays.SAME: _("The same"),
    BetterSays.WORSE: _("Worse"),
}
NEXT: dict[str, Any] = {  # whose turn it is, or what came of it
    Status.IN_CYCLE: _("A try is going on."),
    Status.CLAIMED: _("Next we ask the people it is about."),
    Status.RESOLVED: _("The people it was about said so."),
    Status.DECLINED: _("You can read why."),
    Status.DEFERRED: _("We look at it again later."),
}
