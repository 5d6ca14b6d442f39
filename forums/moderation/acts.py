"""What can be done with what somebody wrote: one function and one row each, to be taken back."""

from dataclasses import replace

from sqlalchemy.orm import Session

from coprod import written
from coprod.errors import Conflict, Invalid
from coprod.issues import lanes, queries
from coprod.issues.models import Issue
from coprod.issues.words import Lane
from coprod.people.viewer import Viewer
from coprod.written import Stands, Written
from forums.models import Post
from forums.moderation import queue
from forums.moderation.bulk import tell_others
from forums.moderation.doing import Did, Held, hold, put, stands_so, write_down
from forums.moderation.hooks import MOVED_IN, PassedOn
from forums.moderation.models import Act
from forums.words import ActKind, TalkRule, Why

NOTE = "Write a few kind words to the person."
WORDS = "Write the words as they would be."
_TO_READ = frozenset({Stands.SHOWN, Stands.WAITING, Stands.HIDDEN})
NOBODY_TAKES = "Nobody can take this here yet. Please ring the named contact."
NOT_ALONE = "Pass on the message itself. Its voice goes with it."


def let_be(session: Session, viewer: Viewer, about: Written, note: str = "") -> Act:
    """It stays, or shows from now on. Those who flagged it are told that it stays."""
    held = hold(session, viewer, about)
    stands_so(held, _TO_READ if held.waited else _TO_READ - {Stands.SHOWN})
    _note_read(session, held)
    put(session, held.about, Stands.SHOWN)
    was = held.about.stands.value
    return write_down(
        session, viewer, held, Did(what=ActKind.LET_BE, note=note, was=was, upheld=False)
    )


def send_back(session: Session, viewer: Viewer, about: Written, note: str) -> Act:
    """To its author, with a kind note: they can say it otherwise. Raises Invalid without one."""
    return _take_away(session, viewer, about, Did(what=ActKind.SEND_BACK, note=note, upheld=True))


def take_down(
    session: Session, viewer: Viewer, about: Written, rule: TalkRule, note: str = ""
) -> Act:
    """Take it down under a rule, which stands in its place in a talk."""
    did = Did(what=ActKind.TAKE_DOWN, rule=rule, note=note, upheld=True)
    return _take_away(session, viewer, about, did)


def _take_away(session: Session, viewer: Viewer, about: Written, did: Did) -> Act:
    if did.what is ActKind.SEND_BACK and not did.note:
        raise Invalid({"note": NOTE})
    held = hold(session, viewer, about)
    down = did.what is ActKind.TAKE_DOWN
    stands_so(held, _TO_READ | {Stands.SENT_BACK} if down else _TO_READ)
    put(session, held.about, Stands.TAKEN_DOWN if down else Stands.SENT_BACK)
    if down and about.kind == "post":
        session.get_one(Post, about.key).rule = did.rule
    act = write_down(session, viewer, held, replace(did, was=held.about.stands.value))
    if down:
        tell_others(session, viewer, about.area_id)
    return act


def ask_edit(session: Session, viewer: Viewer, about: Written, words: str, note: str) -> Act:
    """Ask the author whether it may say this instead, such as without a name.

    It waits as it did meanwhile. Raises Invalid for no words, or the same ones.
    """
    if not words:
        raise Invalid({"words": WORDS})
    held = hold(session, viewer, about)
    stands_so(held, _TO_READ)
    if written.kind_of(about.kind).edit is None:
        raise Conflict("These words cannot be changed here.")
    if words == held.about.words:
        raise Invalid({"words": "These are the same words. Change what you want to be changed."})
    did = Did(what=ActKind.ASK_EDIT, note=note, was=words, settles=False, public=False)
    return write_down(session, viewer, held, did)


def move_lane(session: Session, viewer: Viewer, about: Written, lane: Lane, why: str) -> Act:
    """Move something to talk about to the lane where it belongs, with a reason for everyone."""
    held = hold(session, viewer, about)
    if about.kind != "issue":
        raise Conflict("Only something to talk about has a lane.")
    issue = session.get_one(Issue, about.key)
    was, standing = issue.lane.value, queries.standing(session, issue.id)
    lanes.move(session, viewer, issue, standing, lane, why, seen=issue.lane_steps)
    did = Did(what=ActKind.MOVE_LANE, note=why[:1000], was=was, settles=False)
    return write_down(session, viewer, held, did)


def pass_on(session: Session, viewer: Viewer, about: Written) -> Act:
    """Hand it to the named contacts, whole. The talk shows no gap, and no log says anything."""
    held = hold(session, viewer, about)
    kind = written.kind_of(about.kind)
    if not (MOVED_IN and kind.passes):
        raise Conflict(NOBODY_TAKES if kind.passes else NOT_ALONE)
    post = session.get(Post, about.key) if about.kind == "post" else None
    it = held.about
    flagged = tuple(flag.words for flag in queue.flags_of(session, it) if flag.words)
    whose = (it.author_id, post, flagged)
    passed = PassedOn(it.area_id, it.places, it.kind, it.key, it.words, *whose)
    for take in MOVED_IN:
        take(session, viewer, passed)
    if kind.erase:
        kind.erase(session, about.key)
    else:
        put(session, it, Stands.HIDDEN)
    return write_down(session, viewer, held, Did(what=ActKind.PASS_ON, upheld=True, public=False))


def _note_read(session: Session, held: Held) -> None:
    """That somebody read it before it was shown is said beside it."""
    if held.about.kind == "post" and held.waits.why is Why.FIRST_POSTS:
        session.get_one(Post, held.about.key).read_first = True
