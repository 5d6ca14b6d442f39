"""A talk that was open to all and is put on a board of fewer people: strangers read it no more."""

import pytest
from sqlalchemy import select

from coprod.people.models import Area
from forums.moderation import undoing
from forums.moderation.models import Act
from tests.journeys.pages import press

AMONG_US = "Cold toast, among us only."


@pytest.fixture
def open_talk(everyone, begin):
    return begin(everyone["person"], title="Zebra", published=True)


@pytest.fixture
def feed(visitor, session, place):
    slug = session.get(Area, place.area_id).slug
    return lambda: visitor.get(f"/talks/feed?area={slug}").text


@pytest.fixture
def move(everyone, sign_in):
    def moved(talk):
        path = f"/moderation/look/thread/{talk.subject_key}/move"
        assert press(sign_in(everyone["advocate"]), path, board="people").status_code == 303

    return moved


@pytest.fixture
def undo(everyone, as_viewer, session):
    def undone():
        session.expire_all()
        act = session.scalars(select(Act).order_by(Act.id.desc())).first()
        undoing.undo(session, as_viewer(everyone["advocate"]), act)
        session.commit()

    return undone


def test_what_is_said_on_a_closed_board_is_read_by_its_people_alone(
    everyone, open_talk, thread_of, move, undo, sign_in, visitor, feed, session
):
    here = f"/talks/{open_talk.subject_key}"
    assert "Zebra" in feed() and visitor.get(here).status_code == 200
    move(open_talk)
    person, manager = sign_in(everyone["person"]), sign_in(everyone["manager"])
    press(person, here, f"/talk/thread/{open_talk.subject_key}", words=AMONG_US)
    for _left_from_before in (False, True):
        assert AMONG_US in person.get(here).text
        assert [manager.get(here).status_code, visitor.get(here).status_code] == [404, 404]
        assert "Zebra" not in feed() and AMONG_US not in feed()
        thread_of(open_talk).published = True
        session.flush()
    thread_of(open_talk).published = False
    undo()
    assert visitor.get(here).status_code == 404  # those words were for fewer people
    assert AMONG_US in manager.get(here).text and "Zebra" not in feed()


def test_moved_back_at_once_it_is_open_as_before(open_talk, move, undo, visitor, feed):
    move(open_talk)
    assert "Zebra" not in feed()
    undo()
    assert visitor.get(f"/talks/{open_talk.subject_key}").status_code == 200 and "Zebra" in feed()
