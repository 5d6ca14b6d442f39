"""The pages on which people choose, by plain forms and by htmx, through a real sign-in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.people.hats import Group, HatKind
from coprod.people.models import Area
from coprod.rounds import closing, daily, sealed
from coprod.rounds.models import Ballot, Round
from coprod.rounds.words import How
from tests.journeys.pages import words
from tests.rounds.conftest import open_round
from tests.rounds.found import at, stars

HTMX = {"HX-Request": "true"}


def test_a_plain_form_gives_a_star_and_comes_back(session, running, danny):
    option = running.options[2]
    answer = danny.post(at(running, "stars"), data={"option": option})
    assert (answer.status_code, answer.location) == (303, at(running))
    assert stars(session, running) == [(option,)]
    shown = danny.get(at(running)).text
    assert "You have 2 stars left." in shown
    assert 'aria-label="Your star: Thing 2"' in shown
    assert (
        danny.post(at(running, "stars"), data={"option": option, "give": "no"}).status_code == 303
    )
    assert stars(session, running) == []


def test_htmx_redraws_only_the_ballot_and_says_so(session, running, danny):
    answer = danny.post(at(running, "stars"), data={"option": running.options[0]}, headers=HTMX)
    assert "<html" not in answer.text
    assert answer.text.lstrip().startswith('<section id="ballot"')
    assert "You gave a star." in answer.headers["HX-Trigger"]


def test_a_fourth_star_is_a_kind_409_and_changes_nothing(session, running, danny):
    for option in running.options[:3]:
        danny.post(at(running, "stars"), data={"option": option})
    assert "Give a star" not in danny.get(at(running)).text
    answer = danny.post(at(running, "stars"), data={"option": running.options[3]})
    assert answer.status_code == 409
    assert "Take one back first." in answer.text
    assert stars(session, running) == [tuple(running.options[:3])]


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 20, "0"])
def test_a_star_for_nothing_is_a_404(session, running, danny, sent):
    assert danny.post(at(running, "stars"), data={"option": sent}).status_code == 404
    assert stars(session, running) == []


def test_none_of_it_and_taking_it_back(session, running, danny):
    danny.post(at(running, "none"))
    assert "You said: none of these." in danny.get(at(running)).text
    danny.post(at(running, "take-back"))
    assert stars(session, running) == []


def test_a_press_that_comes_too_late_is_let_go(app, session, running, make):
    """It is in no row and in no page: the next person on a tablet could send it as theirs."""
    from coprod.drafts.models import Draft

    out = app.test_client()
    out.session_to_commit = session
    answer = out.post(at(running, "stars"), data={"option": running.options[0]})
    assert answer.status_code == 302
    assert answer.location == f"/sign-in?next={at(running)}&late=y"
    assert session.scalars(select(Draft)).all() == []


def test_how_somebody_chose(session, running, danny, make):
    assert danny.get(at(running, "how")).status_code == 409
    danny.post(at(running, "stars"), data={"option": running.options[0]})
    jo = make.person(running.place, HatKind.STAFF, name="Jo")
    assert "Jo" in danny.get(at(running, "how")).text
    assert danny.post(at(running, "how"), data={"how": "on_paper"}).status_code == 422
    sent = {"how": "by_pointing", "helper": str(jo.id)}
    assert danny.post(at(running, "how"), data=sent).status_code == 303
    session.expire_all()
    found = session.scalars(select(Ballot).where(Ballot.round_id == running.round.id)).one()
    assert found.how is How.BY_POINTING
    assert found.helper == sealed.helper_mark(session, running.round, jo.id)


def test_people_of_another_area_cannot_tell_that_it_exists(sign_in, make, running):
    stranger = sign_in(make.person(make.place()))
    assert stranger.get(at(running)).status_code == 404
    for part in ("stars", "none", "take-back"):
        assert stranger.post(at(running, part), data={"option": "1"}).status_code == 404


def test_somebody_signed_out_is_asked_to_come_in(visitor, running):
    assert visitor.get(at(running)).status_code == 302


def test_the_first_page_says_that_there_is_something_to_choose_until_one_has(running, danny):
    assert "You have 3 stars" in danny.get("/").text
    for round_id in (running.round.id, running.round.id - 1):
        danny.post(f"/rounds/{round_id}/none")
    assert "You have 3 stars" not in danny.get("/").text


def test_the_advocates_first_page_says_whom_the_rounds_wait_for(
    session, make, running, hannah, danny, choose, close
):
    assert "Go and ask: Winter" in hannah.get("/").text
    assert "Go and ask" not in danny.get("/").text
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    close(running)
    session.commit()
    shown = hannah.get("/").text
    assert f'/rounds/{running.round.id}/small-voice"' in shown
    assert f'/rounds/{running.round.id}/go-and-ask"' not in shown
    assert "Add the small voice" not in danny.get("/").text


def test_where_few_could_choose_only_the_advocate_is_told_whether_it_is_ready(
    session, make, sign_in, place
):
    """Where 1 person could, that enough have chosen says that she has."""
    iris = sign_in(make.person(place, name="Iris"))
    running = open_round(session, make, place, could=dict.fromkeys(Group, 1))
    fiona = sign_in(make.person(place, HatKind.STAFF))
    area = session.get_one(Area, place.area_id)
    imran, hannah = (
        sign_in(make.person(area, hat)) for hat in (HatKind.COMMISSIONER, HatKind.ADVOCATE)
    )

    def told():
        return [words(one.get(at(running)).text) for one in (fiona, imran)]

    not_ready = "Not ready. It needs 1 person who uses services. When today began, fewer had"
    before = told()
    for page in before:
        assert "Not ready" not in page
        assert "It needs enough people who use services." in page
    assert not_ready in words(hannah.get(at(running)).text)
    iris.post(at(running, "stars"), data={"option": running.options[0]})
    assert "Not ready" not in iris.get(at(running)).text
    assert not_ready in words(hannah.get(at(running)).text)  # of how the day began
    daily.look(session, running.round, now() + timedelta(days=1))
    session.commit()
    assert told() == before
    assert "Not ready" not in hannah.get(at(running)).text


def test_where_many_could_choose_everybody_is_told_how_it_was_when_the_day_began(running, danny):
    shown = words(danny.get(at(running)).text)
    assert "It needs 3 people who use services. When today began, fewer had chosen." in shown


def test_the_list_costs_the_same_however_many_rounds_there_are(session, running, danny, area):
    danny.get("/rounds")
    few = danny.statements
    for n in range(30):
        session.add(
            Round(
                area_id=area.id,
                title=f"Round {n}",
                opens_at=now() + timedelta(days=1),
                closes_at=now() + timedelta(days=2),
                could_people=1,
                could_families=0,
                could_staff=0,
            )
        )
    session.commit()
    first = danny.get("/rounds")
    assert danny.statements == few
    older = re.search(r'href="(/rounds\?after=\d+)"', first.text).group(1)
    assert "Winter" in danny.get(older).text


def test_closing_in_the_middle_of_choosing_is_said_kindly(session, running, danny, choose):
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    session.commit()
    danny.get(at(running))
    closing.close(session, running.round, running.round.closes_at)
    session.commit()
    late = {
        "data": {"option": running.options[0]},
        "headers": {"Referer": f"http://localhost{at(running)}"},
    }
    answer = danny.post(at(running, "stars"), **late)
    assert answer.status_code == 409
    assert "This has closed. You can see what was picked." in answer.text
    assert f'href="{at(running)}">Go back to where you were' in answer.text
    piece = danny.post(at(running, "stars"), data=late["data"], headers=HTMX)
    assert piece.status_code == 409
    assert piece.text.lstrip().startswith('<section id="ballot"')
    assert "This has closed. You can see what was picked." in piece.text
    assert f'href="{at(running)}">See the page as it is now' in piece.text
