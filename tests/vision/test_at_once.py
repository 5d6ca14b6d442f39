"""Words that are agreed while somebody else is about to change them stay as they were agreed."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import func, select

from coprod.errors import NotAllowed
from coprod.vision import writing
from coprod.vision.found import find
from coprod.vision.models import SignUp, StatementVersion
from coprod.web import open_session

WAITS = 0.3  # seconds: long enough for the second request to come to the lock


def edit(session, viewer, found):
    writing.set_words(session, viewer, found, found.version.edits, wording="I have no key.")


@pytest.mark.parametrize("change", [edit, writing.drop])
def test_what_was_just_agreed_is_neither_edited_nor_dropped(app, session, draft, agree, change):
    session.commit()
    agree()  # not kept yet

    def press() -> None:
        with app.app_context(), open_session() as own:
            change(own, draft.writer, find(own, draft.writer, draft.id, 1))
            own.commit()

    with ThreadPoolExecutor(1) as thread:
        pressed = thread.submit(press)
        sleep(WAITS)
        session.commit()
    with pytest.raises(NotAllowed):
        pressed.result()
    session.expire_all()
    version = session.scalars(select(StatementVersion).filter_by(statement_id=draft.id)).one()
    assert (version.wording, version.agreed_on is None) == ("I have my own key.", False)
    behind = select(func.count()).where(SignUp.version_id == version.id)
    assert session.scalar(behind) == 3
