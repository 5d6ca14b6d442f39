"""Who is asked whether it is really better, and what they say."""

from sqlalchemy import select

from coprod.issues.words import BetterSays
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.models import Ask


def asks(session, issue, raised_it=False, time=1):
    found = select(Ask).where(Ask.issue_id == issue.id, Ask.raised_it == raised_it)
    return session.scalars(found.where(Ask.time == time).order_by(Ask.id)).all()


def say(session, ask, says, viewer=NOBODY, **more):
    asking.answer(session, viewer, ask, BetterSays(says), more.pop("words", ""), **more)
