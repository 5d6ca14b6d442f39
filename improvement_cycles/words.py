"""The words of tries and goes: what kind of try, how far it has got, who does what."""

from enum import StrEnum

from coprod.people.hats import GROUPS, Group, HatKind

HOW_SMALL = "One person, one week"  # what a plan says until somebody says otherwise


class TryKind(StrEnum):
    """What sort of try it is."""

    START_DOING = "start_doing"
    STOP_DOING = "stop_doing"
    ONE_PERSONS = "one_persons"  # private, and owned by that person


class TryStatus(StrEnum):
    """How far a try has got, over all its goes."""

    DRAFT = "draft"
    HAPPENING = "happening"
    KEPT = "kept"
    STOPPED = "stopped"  # it ended as learning, which is a success
    DROPPED = "dropped"  # it never started: not everybody could say yes


class GoState(StrEnum):
    """How far one go has got."""

    DRAFT = "draft"
    PLANNED = "planned"
    DOING = "doing"
    STUDYING = "studying"
    DECIDING = "deciding"
    CLOSED = "closed"
    PAUSED = "paused"
    STOPPED_EARLY = "stopped_early"


class Outcome(StrEnum):
    """What was decided at the end of a go."""

    KEPT = "kept"
    CHANGED = "changed"
    GROWN = "grown"
    STOPPED = "stopped"


class CameBy(StrEnum):
    """How a go came from the one before it."""

    NEXT = "next"  # after it, with what it taught
    ELSE_TOO = "else_too"  # beside it: something else
    ELSEWHERE = "elsewhere"  # beside it: the same, somewhere else


class TeamJob(StrEnum):
    """Who does what in a try."""

    LEADS = "leads"
    HELPS = "helps"
    HAS_TO_AGREE = "has_to_agree"
    TELLS = "tells"  # tells people what happened
    COUNTS = "counts"


class NoteKind(StrEnum):
    """Where a mark on a picture comes from."""

    AUTOMATIC = "automatic"  # a go started, or was decided
    OUTSIDE = "outside"  # something else that happened
    HOW_WE_COUNT = "how_we_count"  # we changed how we count
    NEW_PART = "new_part"  # the dots before and after it are read apart


WRITERS = frozenset({HatKind.USES_SERVICES, HatKind.FAMILY, HatKind.STAFF})
"""Hats that may write a plan. A manager agrees to one, and never edits it."""

DOES_THE_WORK = frozenset({HatKind.STAFF, HatKind.FAMILY})
NEXT_GO = frozenset({Outcome.CHANGED, Outcome.GROWN})
MORE_THAN_ATTEND = frozenset({TeamJob.LEADS, TeamJob.TELLS, TeamJob.COUNTS})


NEEDED = (TeamJob.LEADS, TeamJob.HELPS, TeamJob.HAS_TO_AGREE, TeamJob.TELLS)
"""Jobs that somebody must have. One that nobody has shows as "Nobody's job yet"."""
MAY_BE_TAKEN = frozenset(NEEDED) - {TeamJob.HAS_TO_AGREE}
"""Jobs that one in the team can take besides their own. To agree is asked of somebody."""
NEVER_STARTED = frozenset({TryStatus.DRAFT, TryStatus.DROPPED})
"""A plan is for the people of its area, also one that was dropped."""
NOT_OVER = frozenset({TryStatus.DRAFT, TryStatus.HAPPENING})


def group_of(hat: HatKind) -> Group | None:
    """Whose voice a hat is."""
    return GROUPS.get(hat)


def more_than_attend(job: TeamJob, job_words: str = "") -> bool:
    """Whether a job is a real one: to lead, count or tell, or something said in words."""
    return job in MORE_THAN_ATTEND or bool(job_words)
