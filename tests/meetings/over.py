"""A meeting that is over."""

from coprod.db import today


def end(session, meeting):
    meeting.ended_on = today()
    session.flush()
