"""Who may say what about a subject, and who may change it. Some ask whether it `is_mine`."""

from datetime import date, datetime, timedelta

from coprod.people.viewer import Viewer
from coprod.policy import rule
from coprod.subjects import Subject
from forums.models import Post
from forums.words import PostState

CHANGE_WITHIN = timedelta(minutes=30)
UNDO_WITHIN = timedelta(days=14)


@rule("You can join in when the advocate has confirmed your hat.")
def may_post(viewer: Viewer, subject: Subject) -> bool:
    return viewer.belongs_to(subject.area_id)


@rule("Who looks after the talk can say so, by name. Never at a place that pays them.")
def may_say_as_moderator(viewer: Viewer, subject: Subject) -> bool:
    places = subject.places or (subject.place_id,)
    return all(viewer.looks_after_talk(subject.area_id, place) for place in places)


@rule("You can answer messages that everybody here can read.")
def may_answer(viewer: Viewer, post: Post) -> bool:
    shown = post.state is PostState.SHOWN and post.taken_back_on is None
    return viewer.belongs_to(post.area_id) and shown


@rule("You cannot answer this message. You can still say something of your own.")
def is_not_blocked(blocked: bool) -> bool:
    """Nobody blocks with an unnamed message: it would tell whose it is."""
    return not blocked


@rule("Only the person who said it can take it back.")
def may_take_back(_viewer: Viewer, _post: Post, is_mine: bool) -> bool:
    return is_mine


@rule("You can put back what you took back for 14 days.")
def may_put_back(viewer: Viewer, post: Post, is_mine: bool, on: date) -> bool:
    back = post.taken_back_on
    return may_take_back(viewer, post, is_mine) and (back is None or on <= back + UNDO_WITHIN)


@rule("Only the person who said it can change it.")
def may_change(_viewer: Viewer, _post: Post, is_mine: bool) -> bool:
    return is_mine


@rule("You can change a message for 30 minutes. Without your name, until the day ends.")
def is_in_time(post: Post, at: datetime, on: date) -> bool:
    """What came back to its author can be changed at any time. Of unnamed ones no time is kept."""
    if post.state is PostState.SENT_BACK:
        return True
    if post.posted_at is None:
        return post.posted_on == on
    return at <= post.posted_at + CHANGE_WITHIN


@rule("You can mute people who said something here by name. You cannot mute yourself.")
def may_mute(viewer: Viewer, post: Post) -> bool:
    named = post.author_id is not None and post.author_id != viewer.id
    return viewer.belongs_to(post.area_id) and named


@rule("You can say that a sentence is hard in messages of other people here.")
def may_find_hard(viewer: Viewer, post: Post, is_mine: bool) -> bool:
    return may_answer(viewer, post) and not is_mine


@rule("People who can say something here can write down what a recording says.")
def may_write_down(viewer: Viewer, post: Post) -> bool:
    return viewer.belongs_to(post.area_id)
