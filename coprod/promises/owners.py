"""Whose an ask is, and what they are by now.

Who is paid by a place does not set "Better" about it (refusal R9), and it is no matter what they
were when they raised something or said me too: people come to work where they used services.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.issues.better import COUNTS
from coprod.issues.models import Issue
from coprod.issues.policy import voice_of
from coprod.issues.words import BetterSays
from coprod.people import queries as people
from coprod.people.hats import EMPLOYED
from coprod.people.models import Hat
from coprod.people.viewer import NOBODY, Viewer
from coprod.promises import policy, unnamed
from coprod.promises.models import Ask
from coprod.promises.one_persons import of_same_person


def of(session: Session, ask: Ask) -> Viewer:
    """Whose the ask is, also while nobody is signed in.

    Of a name that is held back only this is found out, and kept nowhere: whether they are one of
    those who work in the area. NOBODY for all others.
    """
    person_id = ask.person_id
    if person_id is None:
        said = session.get_one(Issue, ask.joined_id or ask.issue_id)
        employed = select(Hat.person_id).where(
            Hat.area_id == said.area_id, Hat.kind.in_(EMPLOYED), Hat.confirmed_at.is_not(None)
        )
        work_here = session.scalars(employed.distinct()).all()
        person_id = unnamed.who_raised(session, [said.id], work_here).get(said.id)
    return people.wearing(session, person_id) if person_id else NOBODY


def may_say(session: Session, ask: Ask, issue: Issue) -> list[BetterSays]:
    """What they can answer. Without a name they can say all: what does not count tells nobody."""
    if not ask.raised_it or ask.person_id is None:
        return list(BetterSays)
    owner = people.wearing(session, ask.person_id)
    return [says for says in BetterSays if policy.may_say_better(owner, issue, True, says)]


def speak(session: Session, owner: Viewer, ask: Ask, issue: Issue) -> None:
    """Count them as what they are by now, with all that they answered: one voice in one group."""
    voice = voice_of(owner, issue)
    if voice in EMPLOYED and ask.hat in COUNTS:
        for one in of_same_person(session, ask):
            one.hat = voice
