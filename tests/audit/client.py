"""What every press that a test makes leaves in the chain of changes, whatever the test is about."""

import re
import threading

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from coprod.audit.chain import APART
from coprod.audit.models import told
from tests.audit.changed import Changed
from tests.audit.pressed import note
from tests.browser import SITE, name_of_site

END = text("SELECT max(seq) FROM audit_event")
SINCE = text("SELECT what FROM audit_event WHERE seq > :seq")
# Python's own, which waits for a browser's end; sites, and what a window of one has left open
IDLE = re.compile(rf"asyncio-waitpid|{SITE} |.*\(process_request_thread\)$")
OWN_SESSIONS = [{"attempt"}, {"sign_in"}]  # a guess is counted, and a visit, whatever becomes of it


class Chain:
    """The chain before a press. Where others press at the same time, nothing can be told."""

    def __init__(self, app) -> None:
        self.app, self.end = app, None
        self.changed = Changed(app.extensions["engine"])
        if _alone(app):
            self.end = self._ask(lambda asked: asked.scalar(END) or 0)

    def check(self, response) -> None:
        """One row, and of this page, if anything was changed, and else none: refused or not.

        What is refused can still keep something: a recording beside a wrong photo, so that nobody
        records it again.
        """
        if self.end is None or response.history:
            return
        new = self._ask(lambda asked: asked.scalars(SINCE, {"seq": self.end}).all())
        if new is None:
            return
        request = response.request
        where = f"{request.method} {request.path}: {new}, and {self.changed.tables}"
        changed = [tables for one in self.changed.tables if (tables := told(one))]
        sure = [tables for tables in changed if tables not in OWN_SESSIONS]
        assert len(new) <= 1, where
        assert len(new) == 1 if sure else not new or changed, where
        if response.status_code < 400:
            matched, _ = self.app.url_map.bind("").match(request.path, method=request.method)
            assert set(new) <= {matched, APART}, where
            note(matched, changed=bool(new))

    def _ask(self, question):
        """An answer of the database, if a test has not seen to it that there is none."""
        try:
            with self.app.extensions["reader"].connect() as asked:
                return question(asked)
        except SQLAlchemyError:
            return None


def _alone(app) -> bool:
    """Whether nobody else presses: a browser that waits does not, nor a site on other rows."""
    others = {one.name for one in threading.enumerate() if one is not threading.main_thread()}
    strange = [one for one in others if not IDLE.match(one)]
    return not strange and name_of_site(app) not in others
