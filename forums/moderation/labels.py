"""How looking after the talk reads on screen: rules, reasons, and what was done."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as now_in
from flask_babel import lazy_gettext as _

from coprod.days import day
from coprod.db import HERE, midnight
from coprod.people.hats import HatKind
from forums.words import ActKind, BoardKind, FlagReason, TalkRule, Why

RULE: dict[TalkRule, Any] = {
    TalkRule.KIND: _("Be kind to people. Be hard on problems."),
    TalkRule.NO_NAMES: _("No names of workers when it is bad."),
    TalkRule.NOT_YOURS: _("Nobody else's private things."),
    TalkRule.WORRIED: _("Worried? Tell us, do not post it."),
}
REASON: dict[FlagReason, Any] = {
    FlagReason.UNKIND: _("It is unkind to somebody"),
    FlagReason.NAMES_WORKER: _("It says something bad about a worker by name"),
    FlagReason.PRIVATE: _("It tells somebody's private things"),
    FlagReason.UNSAFE: _("Someone may be unsafe"),
    FlagReason.SPAM: _("It sells something, or it is a trick"),
    FlagReason.OTHER: _("Something else"),
}
REASON_SYMBOL = {
    FlagReason.UNKIND: "sad",
    FlagReason.NAMES_WORKER: "staff",
    FlagReason.PRIVATE: "lock",
    FlagReason.UNSAFE: "worried",
    FlagReason.SPAM: "money",
    FlagReason.OTHER: "question",
}
WHY: dict[Why, Any] = {
    Why.UNSAFE: _("Somebody says someone may be unsafe."),
    Why.WORRY: _("The words sound like worry."),
    Why.FIRST_POSTS: _("Some are read first: of somebody new, without a name, or sent again."),
    Why.SLOW: _("This talk is slow for now. Somebody reads each message first."),
    Why.COMPUTER: _("A computer rule paused it."),
    Why.FLAGGED: _("Somebody says that something is wrong with it."),
    Why.PAUSED: _("What this person writes is read first for now."),
}
WAITS: dict[Why, Any] = {  # to its author
    Why.UNSAFE: _("Somebody was worried about it. A person looks at it soon."),
    Why.WORRY: _("A computer rule paused it: it sounds like worry. A person looks at it soon."),
    Why.FIRST_POSTS: _("A person reads it first."),
    Why.SLOW: _("This talk is slow for now. A person reads it first."),
    Why.COMPUTER: _("A computer rule paused this. A person will look."),
    Why.FLAGGED: _("Some people said that something is wrong with it. A person looks at it."),
    Why.PAUSED: _("A person reads first what you write for now."),
}
MINE: dict[ActKind, Any] = {  # to the author
    ActKind.LET_BE: _("Somebody read it. It shows."),
    ActKind.SEND_BACK: _("It came back to you. Nobody else sees it."),
    ActKind.ASK_EDIT: _("Somebody asks if it may say this instead."),
    ActKind.EDIT: _("You said yes. It says the new words now."),
    ActKind.TAKE_DOWN: _("It was taken down."),
    ActKind.MOVE: _("The talk was moved to another board."),
    ActKind.MOVE_LANE: _("It was moved to where it gets an answer sooner, or a vote."),
    ActKind.SLOW: _("The talk is slow for now."),
    ActKind.LOCK: _("The talk is closed. All of it can be read."),
    ActKind.PAUSE: _("A person reads first what you write for now."),
    ActKind.VOUCH: _("Somebody here knows you. What you write shows at once."),
    ActKind.UNDO: _("What was done was taken back."),
    ActKind.CAME_BACK: _("It was hidden. It shows again."),
}
DONE: dict[ActKind, Any] = {  # for everybody, and for those who look after the talk
    ActKind.LET_BE: _("Read, and it shows"),
    ActKind.SEND_BACK: _("Sent back to its author with a note"),
    ActKind.ASK_EDIT: _("Asked its author for other words"),
    ActKind.EDIT: _("Changed, with its author's yes"),
    ActKind.TAKE_DOWN: _("Taken down"),
    ActKind.MOVE: _("A talk was moved to another board"),
    ActKind.MOVE_LANE: _("Moved to where it belongs"),
    ActKind.PASS_ON: _("Passed on to the named contacts"),
    ActKind.SLOW: _("A talk was slowed down"),
    ActKind.LOCK: _("A talk was closed"),
    ActKind.PIN: _("A talk was put first"),
    ActKind.PAUSE: _("What a person writes is read first for a while"),
    ActKind.REMOVE: _("A person was removed. Two people agreed"),
    ActKind.VOUCH: _("Somebody new is known now"),
    ActKind.UNDO: _("Something was taken back"),
    ActKind.CAME_BACK: _("Showed again by itself after 72 hours"),
}
ASKED_AGAIN_STAYS = _("Asked again. Somebody different looked. It stays")
ASKED_AGAIN_BACK = _("Asked again. Somebody different looked. It was taken back")
ROLE: dict[HatKind | None, Any] = {
    HatKind.ADVOCATE: _("An advocate"),
    HatKind.PEER_MODERATOR: _("A peer moderator"),
    None: _("The site, by itself"),
}
THING: dict[str, Any] = {
    "post": _("A message"),
    "issue": _("Something to talk about"),
    "photo": _("A photo"),
    "heard": _("What a recording says"),
    "statement": _("Words of our good life"),
    "thread": _("A whole talk"),
    "person": _("A person"),
    "alias": _("Somebody with their name held back"),
    "appeal": _("Something asked again"),
    "moderator": _("A lot was taken down"),
}
BOARD: dict[BoardKind, Any] = {
    BoardKind.EVERYONE: _("For everyone"),
    BoardKind.PEOPLE: _("For people who use services"),
    BoardKind.FAMILIES: _("For families"),
    BoardKind.STAFF: _("For staff"),
    BoardKind.PLACE: _("For one place"),
}


def by_when(at: datetime) -> str:
    """By when somebody looks: a day and a time, or the end of a day where no time is kept."""
    if at == midnight(at):
        return str(now_in("the end of %(day)s", day=day(at - timedelta(hours=1))))
    return str(now_in("%(day)s at %(time)s", day=day(at), time=f"{at.astimezone(HERE):%H:%M}"))
