"""What every press that a test makes leaves in the chain of changes, whatever the test is about."""

import re
import threading

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from coprod.audit.chain import APART
from coprod.audit.models import told

END = text("SELECT max(seq) FROM audit_event")
SINCE = text("SELECT what FROM audit_event WHERE seq > :seq")
ADDED = re.compile(r"INSERT INTO \"?(\w+)\"? \([^)]*\) VALUES (?!.*ON CONFLICT)", re.DOTALL)
CHANGED = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")
OWN_SESSIONS = {"attempt"}  # guesses are counted whatever becomes of them


class Chain:
    """The chain before a press. Where others press at the same time, nothing can be told."""

    def __init__(self, app) -> None:
        self.app, self.end = app, None
        if threading.active_count() == 1:
            self.end = self._ask(lambda asked: asked.scalar(END) or 0)

    def check(self, response, asked: list[str]) -> None:
        """One row if something was changed, and of this page; none if it was refused.

        What is refused can still keep something: a recording beside a wrong photo, so that nobody
        records it again.
        """
        if self.end is None or response.history:
            return
        new = self._ask(lambda asked: asked.scalars(SINCE, {"seq": self.end}).all())
        if new is None:
            return
        where = f"{response.request.method} {response.request.path}: {new}"
        changed = told({table for one in asked for table in CHANGED.findall(one)} - OWN_SESSIONS)
        added = told({table for one in asked for table in ADDED.findall(one)} - OWN_SESSIONS)
        assert len(new) <= 1, where
        if response.status_code >= 400:
            assert not new or changed, where
            return
        assert new or not added, f"{where}, and rows of {added} are new"
        matched, _ = self.app.url_map.bind("").match(
            response.request.path, method=response.request.method
        )
        assert set(new) <= {matched, APART}, where

    def _ask(self, question):
        """An answer of the database, if a test has not seen to it that there is none."""
        try:
            with self.app.extensions["reader"].connect() as asked:
                return question(asked)
        except SQLAlchemyError:
            return None
