"""The words of issues: their kinds, lanes, statuses and ways of being said."""

from enum import StrEnum


class IssueKind(StrEnum):
    """What sort of thing was said."""

    PROBLEM = "problem"
    IDEA = "idea"
    THANKS = "thanks"
    WHAT_WE_SEE = "what_we_see"


class Lane(StrEnum):
    """How an issue gets settled. Only the first is open to votes and me-toos."""

    TALK = "talk"
    RIGHTS = "rights"
    FEW = "few"  # few people, big difference
    FIX = "fix"  # just fix it


class Status(StrEnum):
    """How far an issue has got."""

    TRIAGE = "triage"
    DISCUSSION = "discussion"
    ACCEPTED = "accepted"
    IN_CYCLE = "in_cycle"
    CLAIMED = "claimed"  # somebody says it is done; nobody affected has said so yet
    RESOLVED = "resolved"
    DECLINED = "declined"
    DEFERRED = "deferred"
    MERGED = "merged"
    THANKED = "thanked"


class SaidAs(StrEnum):
    """How the words came to be."""

    OWN_WORDS = "own_words"
    HELP_TO_TYPE = "help_to_type"
    SAID_ALOUD = "said_aloud"
    WHAT_WE_SEE = "what_we_see"
    FAMILY_VIEW = "family_view"


class AnswerSays(StrEnum):
    """What an answer comes down to."""

    YES = "yes"
    PART = "part"
    NOT_NOW = "not_now"
    NO = "no"


class Job(StrEnum):
    """Who does what, on an issue or a try."""

    LEADS = "leads"
    HELPS = "helps"
    HAS_TO_AGREE = "has_to_agree"
    TELLS = "tells"  # tells people what happened


class BetterSays(StrEnum):
    """What somebody affected says when asked whether it is really better."""

    BETTER = "better"
    A_BIT = "a_bit"
    SAME = "same"
    WORSE = "worse"


OPEN = frozenset(
    {Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED, Status.IN_CYCLE, Status.CLAIMED}
)
TAKES_ME_TOO = frozenset({Lane.TALK})
