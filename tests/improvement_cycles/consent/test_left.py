"""A STOP by somebody who has left the area since stays a STOP, and its name stays hidden."""

import pytest
from sqlalchemy import delete

from coprod.errors import Conflict, NotFound
from coprod.people.models import Hat
from improvement_cycles import goes
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import everyone_says_yes, meet, reply
from tests.improvement_cycles.consent.test_pages import page_of


def leave(session, person):
    session.execute(delete(Hat).where(Hat.person_id == person.id))
    session.expire_all()


@pytest.fixture
def left(session, tries, people, asked):
    """Everybody else said yes; Kath said STOP and left."""
    everyone_says_yes(tries, people, asked)
    tries.says(asked, tries.marek, "yes")
    tries.says(asked, people["Kath"], "stop", "He shouts at me.")
    leave(session, people["Kath"])
    return asked


def test_it_stays_a_stop_until_an_advocate_writes_that_it_is_met(tries, people, left, start):
    with pytest.raises(goes.NotReady, match="STOP"):
        start(left)
    for person in (tries.danny, tries.hannah):
        with pytest.raises(NotFound):
            reply(tries, left, people["Kath"], person)
    meet(tries, left, people["Kath"])
    tries.says(left, people["Leon"], "ok")
    start(left)
    assert left.state is GoState.DOING


def test_its_name_stays_hidden_from_the_team(sign_in, session, tries, people, left):
    for met in (False, True):
        for person in (tries.danny, tries.colette, tries.marek, people["Leon"]):
            page = sign_in(person).get(page_of(left)).text.split("<main")[1]
            assert "Somebody whom it touches" in page and "Kath" not in page
        assert "Kath" in sign_in(tries.hannah).get(page_of(left)).text
        if not met:
            meet(tries, left, people["Kath"])


def test_a_go_that_it_gave_a_pause_does_not_go_on(session, tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    start(asked)
    tries.says(asked, people["Kath"], "stop")
    session.flush()
    leave(session, people["Kath"])
    with pytest.raises(Conflict, match="STOP"):
        goes.go_on(session, tries.as_(tries.danny), tries.go(asked))


def test_the_team_can_still_change_whom_it_touches(tries, people, left):
    tries.touches(left, tries.danny, people["Leon"], tries.marek, people["Tommy"])
    assert tries.asked(left).standing.stop


def test_nothing_starts_with_no_answer_where_everybody_chosen_has_left(
    session, tries, people, start
):
    cycle = tries.draft()
    tries.touches(cycle, people["Kath"])
    tries.ready(cycle)
    leave(session, people["Kath"])
    with pytest.raises(goes.NotReady, match="Say who this touches"):
        start(cycle)
    tries.touches(cycle, people["Leon"])
    tries.ready(cycle)
    with pytest.raises(goes.NotReady, match="not ready yet"):
        start(cycle)
    tries.says(cycle, people["Leon"], "yes")
    start(cycle)
    assert cycle.state is GoState.DOING
