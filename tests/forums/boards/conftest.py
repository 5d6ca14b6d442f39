"""A town with one person for each hat at a place, a far one, and a way to begin a talk."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from coprod.people.hats import HatKind
from forums.boards import services
from forums.boards.board import Begun, Board
from forums.models import Post, Thread
from forums.words import BoardKind


@pytest.fixture
def place(make):
    return make.place(name="Mill Lane")


@pytest.fixture
def far(make, place):
    """Another place of the same area."""
    return make.place(make.session.get(type(make.area()), place.area_id), name="Weavers' Yard")


@pytest.fixture
def everyone(make, place, far, as_viewer):
    """People by what they are there, as the rules see them."""
    area = SimpleNamespace(id=place.area_id)
    at = {
        "person": HatKind.USES_SERVICES,
        "family": HatKind.FAMILY,
        "staff": HatKind.STAFF,
        "manager": HatKind.MANAGER,
    }
    people = {name: make.person(place, kind, name=name.title()) for name, kind in at.items()}
    wide = {
        "commissioner": HatKind.COMMISSIONER,
        "advocate": HatKind.ADVOCATE,
        "site_admin": HatKind.SITE_ADMIN,
    }
    for name, kind in wide.items():
        people[name] = make.person(name=name.title())
        _wide(make, people[name], area.id, kind)
    people["peer"] = make.person(place, name="Peer")
    _wide(make, people["peer"], area.id, HatKind.PEER_MODERATOR)
    people["far person"] = make.person(far, name="Faraway")
    people["stranger"] = make.person(make.place(), name="Stranger")
    return people


def _wide(make, person, area_id, kind):
    make.hat(person, SimpleNamespace(id=area_id), kind)


@pytest.fixture
def board(place) -> Callable[..., Board]:
    """A board of the area, or that of the place."""

    def of(kind: BoardKind) -> Board:
        return Board(place.area_id, kind, place.id if kind is BoardKind.PLACE else None)

    return of


@pytest.fixture
def begin(session, as_viewer, board) -> Callable[..., Post]:
    """Somebody begins a talk; its first message."""

    def start(person, kind=BoardKind.EVERYONE, title="A good Saturday", words="Toast.", **more):
        begun = Begun(title, words, **more)
        return services.begin(session, as_viewer(person), board(kind), begun)

    return start


@pytest.fixture
def thread_of(session) -> Callable[[Post], Thread]:
    return lambda post: session.get(Thread, post.subject_key, populate_existing=True)


@pytest.fixture
def answer(session, make):
    """Somebody says something in a talk, to the message before it or to nobody."""

    def say(person, before, *, to_it=True, **fields):
        post = Post(
            subject_kind=before.subject_kind,
            subject_key=before.subject_key,
            area_id=before.area_id,
            author_id=person.id,
            author_hat=before.author_hat,
            words="I think so too.",
            html="<p>I think so too.</p>",
            answers_id=before.id if to_it else None,
            posted_on=make.days_ago(0),
            **fields,
        )
        session.add(post)
        session.flush()
        return post

    return say
