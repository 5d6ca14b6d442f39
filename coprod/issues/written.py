"""Issues and their photos as things that are looked after: found, hidden, shown again.

A hidden issue counts as taken back, so that no list, feed or search needs to know of hiding. Its
author's own taking back is kept beside it (`own_back_on`), and neither undoes the other.
"""

from collections.abc import Collection

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict
from coprod.issues import held, photos, queries
from coprod.issues.lanes import listen
from coprod.issues.models import HeldBack, Issue, IssuePlace, Photo, Sound
from coprod.people.viewer import Viewer
from coprod.text import shorten
from coprod.written import Attached, Kind, Stands, Written


def _find(session: Session, viewer: Viewer, key: int) -> Written:
    return _of(session, queries.one(session, viewer, key))


def _look(session: Session, key: int) -> Written | None:
    issue = session.get(Issue, key)
    return _of(session, issue) if issue else None


def _of(session: Session, issue: Issue) -> Written:
    return Written(
        *("issue", issue.id, issue.area_id, issue.title, issue.words),
        places=tuple(queries.standing(session, issue.id).places),
        author_id=issue.author_id,
        unnamed=issue.name_held,
        stands=Stands.HIDDEN if issue.hidden_on else Stands.SHOWN,
        taken_back=bool(issue.own_back_on if issue.hidden_on else issue.taken_back_on),
        url=f"/issues/{issue.id}",
    )


def _mine(session: Session, viewer: Viewer) -> Select[int]:
    marks = HeldBack.mark.in_(held.many_marks(session, viewer.id))
    unnamed = Issue.id.in_(select(HeldBack.issue_id).where(marks))
    return select(Issue.id).where(or_(Issue.author_id == viewer.id, unnamed))


def _about(places: Collection[int]) -> Select[int]:
    return select(IssuePlace.issue_id).where(IssuePlace.place_id.in_(places))


def _put(session: Session, key: int, stands: Stands) -> None:
    issue = session.get_one(Issue, key, with_for_update=True)
    if stands is Stands.SHOWN and issue.hidden_on:
        issue.taken_back_on, issue.own_back_on, issue.hidden_on = issue.own_back_on, None, None
    elif stands is not Stands.SHOWN and issue.hidden_on is None:
        issue.own_back_on, issue.hidden_on = issue.taken_back_on, today()
        issue.taken_back_on = issue.taken_back_on or today()
    session.flush()


def _edit(session: Session, _viewer: Viewer, key: int, words: str) -> str:
    issue = session.get_one(Issue, key, with_for_update=True)
    was, issue.words = issue.words, words
    issue.title = shorten(words) or words[:80]
    issue.edits += 1
    listen(issue)
    session.flush()
    return was


def _attached(session: Session, key: int) -> Attached:
    sound = select(Sound.id).where(Sound.issue_id == key).order_by(Sound.id).limit(1)
    return Attached(photos.pictures(session, Photo.issue_id == key), session.scalar(sound))


def _attached_photo(session: Session, key: int) -> Attached:
    return Attached(photos.pictures(session, Photo.id == key))


def _find_photo(session: Session, viewer: Viewer, key: int) -> Written:
    photo = photos.one(session, viewer, key)
    found = _look_photo(session, photo.id) if photo.hidden_on is None else None
    if found is None:  # on nothing yet, or hidden
        raise Conflict("Nobody else can see this photo.")
    return found


def _look_photo(session: Session, key: int) -> Written | None:
    photo = session.get(Photo, key)
    issue = session.get(Issue, photo.issue_id) if photo and photo.issue_id else None
    if photo is None or issue is None:
        return None
    its = _of(session, issue)
    return Written(
        *("photo", photo.id, its.area_id, its.title, photo.shows),
        places=its.places,
        author_id=its.author_id,
        unnamed=its.unnamed,
        stands=Stands.HIDDEN if photo.hidden_on else Stands.SHOWN,
        taken_back=its.taken_back,
        url=its.url,
        beside=("issue", issue.id),
    )


def _photos_of(issues: Select[int]) -> Select[int]:
    return select(Photo.id).where(Photo.issue_id.in_(issues))


def _put_photo(session: Session, key: int, stands: Stands) -> None:
    photo = session.get_one(Photo, key, with_for_update=True)
    photo.hidden_on = None if stands is Stands.SHOWN else photo.hidden_on or today()
    session.flush()


WRITINGS = (
    (
        "issue",
        Kind(
            find=_find,
            look=_look,
            mine=_mine,
            about=_about,
            attached=_attached,
            put=_put,
            edit=_edit,
        ),
    ),
    (
        "photo",
        Kind(
            find=_find_photo,
            look=_look_photo,
            mine=lambda session, viewer: _photos_of(_mine(session, viewer)),
            about=lambda places: _photos_of(_about(places)),
            attached=_attached_photo,
            put=_put_photo,
        ),
    ),
)
