"""Names held back in talks: one name of two words for each person and talk, and marks.

Neither the posts nor any other row says whose they are. A mark of (person, talk) finds the name
that somebody has in a talk; marks of (person, n) find all their names again, for them alone.
Whoever has the tables and not the key can join no two talks, and no name with a person.
"""

import secrets

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, select
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.issues import held
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.seal import mark, same
from coprod.subjects import Subject
from forums.alias_words import FIRST, SECOND
from forums.models import Post
from forums.unnamed_models import Alias, HeldTalk

BLOCK = 50  # marks asked for at once; a block with none of ours is the last
MOST_TALKS = 100 * BLOCK
TRIES = 40  # to find two words that nobody has in the talk; after that a number is added

ME = bindparam("me", type_=Post.id.type)
_MY_ALIAS = select(Alias.alias).where(Alias.mark == bindparam("my_mark")).scalar_subquery()
IS_MINE: ColumnElement[bool] = case(
    (Post.author_id == ME, True),
    (and_(Post.author_id.is_(None), Post.alias == _MY_ALIAS), True),
    else_=False,
)
"""`is_mine`, said to the database of one talk; wants what `asks_for` gives."""

_UNDER_IT: ColumnElement[bool] = and_(
    Post.author_id.is_(None),
    Post.alias == Alias.alias,
    Post.subject_kind == Alias.subject_kind,
    Post.subject_key == Alias.subject_key,
)
HAS_ALIAS: ColumnElement[bool] = and_(
    Alias.id.in_(bindparam("aliases", expanding=True, type_=Alias.id.type)), _UNDER_IT
)
"""Whether a post was said under one of these names: to join the two."""
IS_OWN_UNNAMED: ColumnElement[bool] = exists().where(HAS_ALIAS).correlate(Post)
"""The same, where posts of many talks are asked for: an unnamed one has no author to go by."""
_MARKS = bindparam("my_names", expanding=True, type_=HeldTalk.mark.type)
IS_FIRST_UNNAMED: ColumnElement[bool] = (
    exists()
    .where(HeldTalk.mark.in_(_MARKS), Alias.id == HeldTalk.alias_id, _UNDER_IT)
    .correlate(Post)
)
"""The same for the first names alone, with `first_marks`: where no statement may be spent."""


def asks_for(session: Session, viewer: Viewer, kind: str, key: int) -> dict[str, int | str]:
    """What `IS_MINE` wants to know of the viewer in this talk."""
    return {"me": viewer.id, "my_mark": _mark(session, viewer.id, kind, key) if viewer else ""}


def alias_in(session: Session, viewer: Viewer, subject: Subject) -> str:
    """What the viewer is called in this talk from now on, the same each time."""
    sealed = _mark(session, viewer.id, subject.kind, subject.key)
    mine = select(Alias).where(Alias.mark == sealed)
    talk = {"subject_kind": subject.kind, "subject_key": subject.key}
    tries = 0
    while (found := session.scalar(mine)) is None:
        words = f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
        words += f" {secrets.randbelow(10_000)}" if tries >= TRIES else ""
        insert_new(session, Alias, mark=sealed, alias=words, **talk)
        tries += 1
    _hold(session, viewer.id, found.id)
    return found.alias


def aliases_of(session: Session, viewer: Viewer) -> set[int]:
    """The names that the viewer has in talks: ids of `Alias`."""
    return set(_found(session, viewer.id).values()) if viewer else set()


def first_marks(session: Session, viewer: Viewer) -> list[str]:
    """The marks of the viewer's first names, for a statement that looks for more besides."""
    return [mark(session, "talk held", viewer.id, n) for n in range(2 * BLOCK)]


def is_mine(session: Session, viewer: Viewer, post: Post) -> bool:
    """Whether the viewer said this, by name or without."""
    if not viewer or post.author_id is not None:
        return bool(viewer) and post.author_id == viewer.id
    alias = _alias_of(session, post) if post.alias else None
    sealed = _mark(session, viewer.id, post.subject_kind, post.subject_key)
    return alias is not None and same(alias.mark, sealed)


def alias_id_of(session: Session, post: Post) -> int | None:
    """The id of the name over an unnamed post. None if it has an author."""
    alias = _alias_of(session, post) if post.alias else None
    return alias.id if alias else None


def author_of(session: Session, post: Post) -> int | None:
    """Who said it: only for two people together, with a reason that is kept.

    Nothing is looked up but marks: each person in turn is tried with the site's key.
    """
    if post.author_id is not None or not post.alias:
        return post.author_id
    alias = _alias_of(session, post)
    sealed = alias.mark if alias else ""
    talk = post.subject_kind, post.subject_key
    everybody = session.scalars(select(Person.id).order_by(Person.id))
    return next((one for one in everybody if same(_mark(session, one, *talk), sealed)), None)


def hat_to_show(session: Session, viewer: Viewer, subject: Subject) -> HatKind | None:
    """The hat, if enough people wear it at a place that has enough people."""
    places = subject.places or ((subject.place_id,) if subject.place_id else ())
    return held.hat_to_show(session, viewer, held.places_to_show(session, places))


def _alias_of(session: Session, post: Post) -> Alias | None:
    talk = Alias.subject_kind == post.subject_kind, Alias.subject_key == post.subject_key
    return session.scalar(select(Alias).where(*talk, Alias.alias == post.alias))


def _mark(session: Session, person_id: int, kind: str, key: int) -> str:
    return mark(session, "alias", person_id, kind, key)


def _hold(session: Session, person_id: int, alias_id: int) -> None:
    """Keep for this person alone that the name is theirs. Again changes nothing."""
    taken = _found(session, person_id)
    n = 0
    while alias_id not in taken.values():  # a second window may have taken the number
        while n in taken:
            n += 1
        sealed = mark(session, "talk held", person_id, n)
        insert_new(session, HeldTalk, mark=sealed, alias_id=alias_id)
        taken = _found(session, person_id)
        n += 1


def _found(session: Session, person_id: int) -> dict[int, int]:
    """Ids of the person's names by number."""
    found: dict[int, int] = {}
    for start in range(0, MOST_TALKS, BLOCK):
        marks = {mark(session, "talk held", person_id, n): n for n in range(start, start + BLOCK)}
        rows = select(HeldTalk.mark, HeldTalk.alias_id).where(HeldTalk.mark.in_(marks))
        block = {marks[sealed]: alias_id for sealed, alias_id in session.execute(rows)}
        found |= block
        if not block:
            break
    return found
