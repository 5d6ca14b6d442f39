"""Words that mean the same here. The advocates of an area keep the list."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new
from coprod.errors import Invalid, NotFound
from coprod.issues import say_policy
from coprod.issues.models import Synonym
from coprod.issues.search_words import tokens
from coprod.issues.synonyms_usual import USUAL
from coprod.people.viewer import Viewer

_PAIRS = select(Synonym.word, Synonym.means).where(
    Synonym.area_id.in_(bindparam("area_ids", expanding=True))
)
_LIST = (
    select(Synonym.id, Synonym.word, Synonym.means)
    .where(Synonym.area_id == bindparam("area_id"))
    .order_by(Synonym.word, Synonym.means)
)


def pairs(session: Session, area_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Every pair of words that mean the same in these areas."""
    return [(word, means) for word, means in session.execute(_PAIRS, {"area_ids": area_ids})]


def listed(session: Session, viewer: Viewer, area_id: int) -> list[tuple[int, str, str]]:
    """The list of an area, for those who keep it: id, word, what it means. Raises NotAllowed."""
    say_policy.may_keep_synonyms.require(viewer, area_id)
    return [(row.id, row.word, row.means) for row in session.execute(_LIST, {"area_id": area_id})]


def start_list(session: Session, area_id: int) -> None:
    """Give a new area the usual words."""
    session.add_all(Synonym(area_id=area_id, word=word, means=means) for word, means in USUAL)


def add(session: Session, viewer: Viewer, area_id: int, word: str, means: str) -> None:
    """Say that two words mean the same. Saying it again changes nothing. Raises Invalid."""
    say_policy.may_keep_synonyms.require(viewer, area_id)
    word, means = (" ".join(tokens(one)) for one in (word, means))
    errors = {
        field: "Write a word, with letters or numbers."
        for field, one in (("word", word), ("means", means))
        if not one
    }
    if not errors and word == means:
        errors = {"means": "Write a different word here."}
    if errors:
        raise Invalid(errors)
    insert_new(session, Synonym, area_id=area_id, word=word[:60], means=means[:60])


def remove(session: Session, viewer: Viewer, synonym_id: int) -> None:
    """Take a pair off the list. Raises NotFound, also for a pair of another area."""
    pair = session.get(Synonym, synonym_id)
    if pair is None or not viewer.belongs_to(pair.area_id):
        raise NotFound("That pair of words is not on the list.")
    say_policy.may_keep_synonyms.require(viewer, pair.area_id)
    session.execute(delete(Synonym).where(Synonym.id == synonym_id))
