"""The words that talk is kept in: boards, what a post is to readers, rules, reasons and acts.

Values are what the database, feeds and open data say; `labels` has what the screen says.
"""

from enum import StrEnum


class BoardKind(StrEnum):
    """Whose board it is. A place's board is that of the people of the place."""

    EVERYONE = "everyone"
    PEOPLE = "people"
    FAMILIES = "families"
    STAFF = "staff"
    PLACE = "place"


class Template(StrEnum):
    """What a talk begins with, where its opener wanted to be asked."""

    FROM_ABOVE = "from_above"  # something new from above
    THANKS = "thanks"
    TELL_ME = "tell_me"  # tell me about your …


class PostState(StrEnum):
    """What a post is to readers. Only `SHOWN` and `TAKEN_DOWN` stand where they were said."""

    SHOWN = "shown"
    WAITING = "waiting"  # somebody reads it first
    HIDDEN = "hidden"  # while somebody looks at a flag
    SENT_BACK = "sent_back"  # to its author, with a kind note
    TAKEN_DOWN = "taken_down"  # its words are gone, and the page says under which rule


class TalkRule(StrEnum):
    """The four rules of the talk."""

    KIND = "kind"  # be kind to people, be hard on problems
    NO_NAMES = "no_names"  # no names of workers when it is bad
    NOT_YOURS = "not_yours"  # nobody else's private things
    WORRIED = "worried"  # worried: tell, do not post


class FlagReason(StrEnum):
    """Why somebody says that something is wrong with what was written."""

    UNKIND = "unkind"
    NAMES_WORKER = "names_worker"
    PRIVATE = "private"
    UNSAFE = "unsafe"  # someone may be unsafe: it hides at once
    SPAM = "spam"
    OTHER = "other"


class Why(StrEnum):
    """Why something waits for a moderator."""

    UNSAFE = "unsafe"  # somebody flagged that someone may be unsafe
    WORRY = "worry"  # its words sound like worry
    FIRST_POSTS = "first_posts"  # one of somebody's first three
    SLOW = "slow"  # the talk is slowed down
    COMPUTER = "computer"  # a computer rule paused it
    FLAGGED = "flagged"
    PAUSED = "paused"  # its author is read first for now


class ActKind(StrEnum):
    """What a moderator did. Each can be taken back by a further act."""

    LET_BE = "let_be"
    SEND_BACK = "send_back"
    ASK_EDIT = "ask_edit"  # a name out of it, if the author says yes
    EDIT = "edit"
    TAKE_DOWN = "take_down"
    MOVE = "move"  # to another board
    MOVE_LANE = "move_lane"
    PASS_ON = "pass_on"  # noqa: S105  to the named contacts; in no public log
    SLOW = "slow"
    LOCK = "lock"
    PIN = "pin"
    PAUSE = "pause"  # a person
    REMOVE = "remove"  # a person, by two
    VOUCH = "vouch"
    UNDO = "undo"
    CAME_BACK = "came_back"  # by itself, after 72 hours
