"""Pieces of other pages: ways to say that something is wrong, what waits, what was done."""

from typing import Any

from sqlalchemy.orm import Session

from coprod import written
from coprod.feature import Panel
from coprod.first_page import Asks, FirstPage
from coprod.issues import held
from coprod.issues.models import Issue
from coprod.issues.said import Say
from coprod.people.viewer import Viewer
from coprod.subjects import Subject
from forums import unnamed
from forums.files import heard_of
from forums.models import Post, Thread
from forums.moderation import gate, newcomers, peers, policy, threads, told, turns
from forums.moderation.labels import MINE, ROLE, RULE, THING, WAITS, by_when
from forums.words import PostState

SHOWN = 3
_LABELS = {
    "mine": MINE,
    "waits_says": WAITS,
    "role": ROLE,
    "rule": RULE,
    "things": THING,
    "by_when": by_when,
}


def _on_issue(_session: Session, viewer: Viewer, page: Any) -> dict[str, Any] | None:
    """Ways to say that something is wrong with an issue or its photo; to look after it."""
    if not viewer.belongs_to(page.area_id):
        return None
    return {
        "kind": "issue",
        "key": page.id,
        "photos": [one[0] for one in page.photos],
        "is_mine": page.is_mine,
        "looks_after": viewer.looks_after_talk(page.area_id) and not page.is_mine,
    }


def _on_statement(_session: Session, viewer: Viewer, head: Any) -> dict[str, Any] | None:
    if not viewer.belongs_to(head.area_id):
        return None
    looks_after = viewer.looks_after_talk(head.area_id, head.place_id)
    here = {"kind": "statement", "key": head.id, "photos": [], "is_mine": False}
    return here | {"looks_after": looks_after}


def _on_post(session: Session, viewer: Viewer, post: Post) -> dict[str, Any] | None:
    """Among what can be done with one message."""
    mine = unnamed.is_mine(session, viewer, post)
    shown = post.state is PostState.SHOWN and post.taken_back_on is None
    may_flag = viewer.belongs_to(post.area_id) and shown and not mine
    looks_after = viewer.looks_after_talk(post.area_id, post.place_id) and not mine
    heard_id = _heard_id(session, viewer, post, mine) if shown and post.sound_id else None
    here = {"may_flag": may_flag, "looks_after": looks_after, "heard_id": heard_id}
    return {"key": post.id, **here} if any(here.values()) else None


def _heard_id(session: Session, viewer: Viewer, post: Post, mine: bool) -> int | None:
    """What others wrote down of its recording, and people read."""
    row = heard_of(session, post) if viewer.belongs_to(post.area_id) else None
    if row is None or row.state is not PostState.SHOWN:
        return None
    own = row.by_id == viewer.id if row.by_id else mine
    return None if own else row.id


def _sent_back(session: Session, _viewer: Viewer, post: Post) -> dict[str, Any] | None:
    """Where its author says it in other words: what the person who read it asks for."""
    one = told.of(session, "post", post.id) if post.state is PostState.SENT_BACK else None
    return {"one": one} if one and one.may_say_again else None


def _on_closed(session: Session, _viewer: Viewer, thread: Thread) -> dict[str, Any] | None:
    """Why a talk is closed: it was written for everybody who reads the talk."""
    act = threads.closed_by(session, thread.id)
    return {"note": act.note, "who": ROLE[act.by_hat]} if act and act.note else None


def _before_talk(session: Session, viewer: Viewer, subject: Subject) -> dict[str, Any] | None:
    """Before somebody new says something: who reads it, and by when."""
    if not viewer.belongs_to(subject.area_id):
        return None
    return {} if newcomers.is_new(session, viewer, subject.area_id) else None


def _before_saying(session: Session, viewer: Viewer, said: Say) -> dict[str, Any] | None:
    """Before something to talk about is sent: what a computer rule noticed in it."""
    about = Subject("issue", 0, "", said.area_id, places=said.place_ids)
    texts = (said.words, said.means, said.agrees, said.shows)
    found = gate.warns(session, viewer, about, "\n".join(filter(None, texts)))
    return {"noticed": found} if found else None


def _on_my_things(session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    newest = told.newest(session, viewer, SHOWN + 1)
    asked = peers.may_be_asked(viewer)
    if not (newest.acts or newest.waits or newest.flags or asked):
        return None
    return {
        "lines": told.by_ids(session, newest.acts[:SHOWN]),
        "waits": told.waits_by_ids(session, newest.waits),
        "more": len(newest.acts) > SHOWN,
        "flags": newest.flags,
        "asked": asked,
        **_LABELS,
    }


def _links(_session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    return {} if policy.looks_after_any(viewer) else None


def _on_said(session: Session, _viewer: Viewer, issue: Issue) -> dict[str, Any] | None:
    """On the author's own page of something they said: what was done with it."""
    one = told.of(session, "issue", issue.id)
    about = written.look(session, "issue", issue.id)
    return {"one": one, **_LABELS} if one and about else None


def _asked(session: Session, viewer: Viewer, area_id: int) -> dict[str, Any] | None:
    if not viewer.looks_after_talk(area_id):
        return None
    pays = [hat.place_id for hat in viewer.hats if viewer.employed_at(hat.place_id)]
    return {
        "area_id": area_id,
        "viewer": viewer.id,
        "pays": pays or [0],
        "marks": held.first_marks(session, viewer.id),
        "my_names": unnamed.first_marks(session, viewer),
    }


def _your_turn(_session: Session, viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """For whoever looks after the talk: that something waits. Not how much."""
    waits = first.rows["talk_waits"]
    if not waits or not viewer.hats or not first.take(waits):
        return None
    return {}


PANELS = (
    Panel("issue.yours", "forums/moderation/_flag.html", _on_issue),
    Panel("statement.wrong", "forums/moderation/_flag.html", _on_statement),
    Panel("post.more", "forums/moderation/_more.html", _on_post),
    Panel("post.change", "forums/moderation/_sent_back.html", _sent_back),
    Panel("thread.closed", "forums/moderation/_closed.html", _on_closed),
    Panel("talk.ask", "forums/moderation/_before.html", _before_talk),
    Panel("say.check", "forums/moderation/_noticed.html", _before_saying),
    Panel("my_things.asked", "forums/moderation/_mine.html", _on_my_things),
    Panel("my_things.more", "forums/moderation/_links.html", _links),
    Panel("said.told", "forums/moderation/_said.html", _on_said),
    Panel(
        "front.turn", "forums/moderation/_turn.html", _your_turn, Asks((turns.FIRST_ONE,), _asked)
    ),
)
