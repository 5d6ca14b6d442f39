"""Signs of capture: what a moderator is told of, and that nothing is thrown away."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.people.hats import Group, HatKind
from coprod.rounds import choosing, closing, daily, papers, signs
from coprod.rounds.models import RoundSign
from coprod.rounds.papers import Paper
from coprod.rounds.words import How, Sign
from tests.journeys.pages import words
from tests.rounds.found import at

START = datetime(2026, 1, 2, 9, tzinfo=UTC)


@dataclass
class Cast:
    stars: tuple[int, ...] = (1, 2)
    helper: str | None = None
    put_in: tuple[str, ...] = ()
    own: bool = False
    place: str | None = None
    device: str | None = None
    minutes: int = 0

    @property
    def at(self):
        return START + timedelta(minutes=self.minutes)


def alike(n, **fields):
    return [Cast(**fields) for _ in range(n)]


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        (alike(2, helper="jo"), []),
        (alike(3, helper="jo"), [(Sign.ONE_HELPER, "jo", None)]),
        (alike(3, helper="jo", stars=()), [(Sign.ONE_HELPER, "jo", None)]),  # none of these
        (alike(3, place="mill", stars=()), [(Sign.ONE_PLACE, None, "mill")]),
        (alike(3, device="d", stars=()), [(Sign.ONE_DEVICE, None, None)]),
        (
            alike(3, put_in=("jo", "liz")),
            [(Sign.ONE_HELPER, "jo", None), (Sign.ONE_HELPER, "liz", None)],
        ),
        (alike(2, put_in=("jo",), helper="jo"), []),  # a paper is one, whatever they did for it
        (alike(2, put_in=("jo",)) + alike(1, helper="jo"), [(Sign.ONE_HELPER, "jo", None)]),
        (alike(3, put_in=("jo",), own=True), []),  # made anew by whose it is
        ([*alike(2, helper="jo"), Cast(stars=(3,), helper="jo")], []),
        (alike(2, helper="jo") + alike(2, helper="bev"), []),
        (alike(2, place="mill"), []),
        (alike(3, place="mill"), [(Sign.ONE_PLACE, None, "mill")]),
        (alike(6, place="mill") + [Cast((n,), place="mill") for n in range(4)], []),
        (
            alike(7, place="mill") + [Cast((n,), place="mill") for n in range(4)],
            [(Sign.ONE_PLACE, None, "mill")],
        ),
        (
            [Cast((n,), device="d", minutes=5 * n, place="mill") for n in range(3)],
            [(Sign.ONE_DEVICE, None, "mill")],
        ),
        ([Cast((n,), device="d", minutes=6 * n, place="mill") for n in range(3)], []),
        ([Cast((n,), device=str(n), place="mill") for n in range(3)], []),
    ],
)
def test_what_looks_odd(ballots, expected):
    found = [(one.sign, one.helper, one.place) for one in signs.found(ballots)]
    assert found == expected


def test_a_helper_of_three_alike_is_noted_and_all_three_count(
    session, make, as_viewer, running, choose, close
):
    helper = make.person(running.place)
    for _ in range(3):
        viewer = as_viewer(choose(running, Group.PEOPLE, 0, 1))
        choosing.say_how(session, viewer, running.round, How.WITH_HELP, helper.id)
    assert close(running)
    session.flush()
    found = session.scalars(select(RoundSign).where(RoundSign.sign == Sign.ONE_HELPER)).one()
    assert found.person_id == helper.id


def test_each_of_two_who_put_in_three_alike_is_noted(
    session, make, as_viewer, running, area, hannah
):
    """Though their papers name nobody who helped. Angela put in 1 of them: that is not odd."""
    put_in = {
        name: as_viewer(make.person(where, hat, name=name))
        for name, where, hat in (
            ("Jo Pickering", running.place, HatKind.STAFF),
            ("Angela Okafor", running.place, HatKind.FAMILY),
            ("Hannah Lowe", area, HatKind.ADVOCATE),
        )
    }
    jo, angela, advocate = put_in.values()
    numbers = papers.print_more(session, advocate, running.round, 4)
    for n, code in enumerate(papers.codes(session, running.round, numbers)):
        for viewer in (jo, *([angela] if n == 0 else []), advocate):
            paper = Paper(
                code=code, group=Group.PEOPLE, stars=(running.options[0],), how=How.ON_PAPER
            )
            papers.put_in(session, viewer, running.round, paper)
    daily.look(session, running.round, now())
    session.commit()
    shown = words(hannah.get(at(running, "odd")).text)
    odd = [name for name in put_in if f"{name} helped with, or put in, 3 or more" in shown]
    assert odd == ["Jo Pickering", "Hannah Lowe"]


def test_what_looks_odd_moves_once_a_day_so_it_tells_nobody_when_somebody_chose(
    session, make, as_viewer, running, hannah, choose
):
    helper = make.person(running.place, name="Jo Pickering")
    running.round.closes_at += timedelta(days=9)
    opened = now()

    def chosen(*which):
        viewer = as_viewer(choose(running, Group.PEOPLE, *which))
        choosing.say_how(session, viewer, running.round, How.WITH_HELP, helper.id)
        return viewer

    def shown(after):
        closing.run_due(session, opened + after)
        return words(hannah.get(at(running, "odd")).text)

    shown(timedelta())
    viewers = [chosen(0, 1) for _ in range(3)]
    assert "Nothing looks odd." in shown(timedelta(minutes=5))
    there = shown(timedelta(days=1))
    assert "Jo Pickering helped" in there
    choosing.take_back(session, viewers[0], running.round)
    assert shown(timedelta(days=1, minutes=5)) == there
    ((sign, *_),) = session.execute(select(RoundSign.id).where(RoundSign.person_id == helper.id))
    hannah.post(at(running, "odd", sign), data={"heard": "All three want the bus."})
    later = shown(timedelta(days=2))
    assert "All three want the bus." in later  # what somebody was asked is not let go
    hannah.post(at(running, "call-off"), data={"why": "It snowed."})
    assert session.scalars(select(RoundSign)).all() == []
