"""Raisers whose name and hat are held back: whether their word counts, with no row that says so.

Only people who use services and families set "Better". For a raiser without a hat that is kept
under a seal: there are two values for each issue, and only the key of the site tells which is
which. A database alone says neither who they are nor what they are.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from coprod.issues import held
from coprod.issues.better import COUNTS
from coprod.issues.models import HeldBack, Issue
from coprod.issues.policy import About, voice_of
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises.models import Ask
from coprod.seal import mark, same


def seal(session: Session, issue_id: int, counts: bool) -> str:
    """What is kept of whether the raiser's word counts."""
    return mark(session, "raiser counts" if counts else "raiser does not count", issue_id)


def hat_of(session: Session, issue_id: int, sealed: str | None) -> HatKind | None:
    """A hat that stands for all that count, or none."""
    counts = same(sealed or "", seal(session, issue_id, counts=True))
    return HatKind.USES_SERVICES if counts else None


def asked(person_id: Any, issues: Any, of: Any) -> ColumnElement[bool]:
    """The condition that an ask (`of`: `Ask`, or an alias of it) is this person's.

    `issues` are those that they raised with their name held back.
    """
    without = of.person_id.is_(None)
    return or_(
        of.person_id == person_id,
        and_(without, of.raised_it, of.issue_id.in_(issues)),
        and_(without, of.joined_id.in_(issues)),
    )


def who_raised(
    session: Session, issue_ids: Collection[int], people: Collection[int]
) -> dict[int, int]:
    """Who of these people raised which of these issues with their name held back.

    It is for counting each voice once, and goes no further: never keep it, log it or show it.
    """
    marks = select(HeldBack.mark, HeldBack.issue_id).where(HeldBack.issue_id.in_(issue_ids))
    raised = dict(session.execute(marks).all()) if issue_ids else {}
    return {
        raised[sealed]: person_id
        for person_id in (people if raised else ())
        for sealed in held.first_marks(session, person_id)
        if sealed in raised
    }


def is_counted(viewer: Viewer, about: About) -> bool:
    """Whether the word of a raiser who is looking counts."""
    return voice_of(viewer, about) in COUNTS


def keep(session: Session, viewer: Viewer, issue: Issue, ask: Ask, counting: bool) -> None:
    """Seal whether this answer of the unnamed raiser of `issue` counts.

    They are known while they are signed in. A link that counts says so too (`counting`), and what
    was known of them once holds for every later answer.
    """
    if viewer and held.is_mine(session, viewer, issue.id):
        counting = is_counted(viewer, issue)
    elif not counting:
        counted = seal(session, issue.id, counts=True)
        before = exists().where(Ask.issue_id == ask.issue_id, Ask.sealed == counted)
        counting = bool(session.scalar(select(before)))
    ask.sealed = seal(session, issue.id, counting)


def name_changed(session: Session, viewer: Viewer, issue: Issue) -> None:
    """Take the raiser's name and hat out of their asks when it is held back, and put them back."""
    raised = and_(Ask.issue_id == issue.id, Ask.raised_it)
    found = select(Ask).where(or_(raised, Ask.joined_id == issue.id)).order_by(Ask.id)
    for ask in session.scalars(found).all():
        if ask.joined_id and issue.author_id and _is_asked(session, ask, issue.author_id):
            continue  # one voice each: they said me too there as well
        if not issue.name_held:
            ask.sealed = None
        elif ask.sealed is None:
            counts = ask.hat in COUNTS if ask.hat else is_counted(viewer, issue)
            ask.sealed = seal(session, issue.id, counts)
        ask.person_id, ask.hat = issue.author_id, issue.author_hat


def _is_asked(session: Session, ask: Ask, person_id: int) -> bool:
    same_claim = Ask.issue_id == ask.issue_id, Ask.claimed_at == ask.claimed_at
    found = exists().where(*same_claim, Ask.person_id == person_id, Ask.id != ask.id)
    return bool(session.scalar(select(found.where(Ask.joined_id.is_(None)))))


held.ON_NAMES.append(name_changed)
