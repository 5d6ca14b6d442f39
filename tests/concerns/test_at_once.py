"""What is sent at the same moment is kept once, and no two contacts undo each other."""

from sqlalchemy import func, select

from coprod.concerns.models import Concern, ConcernAlert, ConcernStep, ConcernWords
from tests.concerns.conftest import WORDS
from tests.concerns.test_steps import begun
from tests.concerns.test_telling import tell


def many(session, kind):
    session.rollback()
    found = session.scalar(select(func.count(kind.id)))
    session.commit()
    return found


def test_five_presses_of_one_form_are_one_row(at_once, app, people, session):
    sent = {"words": WORDS, "once": "one-secret-of-one-form-and-no-other"}
    clients = [app.test_client() for _ in range(5)]
    statuses = at_once(*((one, "/worried?area=only", sent) for one in clients))
    assert statuses == [303] * 5
    kinds = (Concern, ConcernWords, ConcernAlert)
    assert [many(session, kind) for kind in kinds] == [1, 1, 1]


def test_two_tabs_of_one_person_are_two_rows(at_once, people, sign_in, session):
    tabs = [sign_in(people.resident) for _ in range(3)]
    statuses = at_once(*((tab, "/worried?area=only", {"words": WORDS}) for tab in tabs))
    assert statuses == [303] * 3
    assert many(session, Concern) == 3


def test_two_contacts_close_it_once(at_once, visitor, people, sign_in, session):
    tell(visitor)
    here = begun(session)
    words = session.scalars(select(ConcernWords.id)).one()
    session.commit()
    pair = [sign_in(people.first), sign_in(people.second)]
    assert at_once(*((one, here, {"up_to": str(words)}) for one in pair)) == [303, 409]
    told = {"to": "The team", "wants": "Help", "agreed": "yes"}
    assert pair[0].post(f"{here}/passed", data=told).status_code == 303
    assert pair[1].post(f"{here}/back", data={"words": "Back."}).status_code == 303
    closing = [(one, f"{here}/close", {"words": "Over."}) for one in pair]
    assert at_once(*closing) == [303, 409]
    assert many(session, ConcernStep) == 4
