"""A dot on an old phone with little data: two small pages, and one dot for two presses."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from coprod.db import today
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_words import HowOften, Kind
from tests.improvement_cycles.counting import fill, new_measure

MOST = 10_000  # bytes over the wire, headers included
TENS = [(5 + i % 4, 10 + i % 3) for i in range(120)]


def wire(answer):
    """What travels: the headers, and the page as it is packed."""
    return len(str(answer.headers)) + len(answer.data)


@pytest.mark.parametrize("kind", list(Kind))
def test_both_pages_of_a_dot_are_small_whatever_was_counted(sign_in, trying, session, kind):
    often = HowOften.EACH_TIME if kind is Kind.EVENTS else HowOften.WEEKLY
    words = "What counts, in as many words as a team may write. " * 9
    measure = new_measure(
        session, trying.project, kind=kind, how_often=often, what_counts=words, how=words
    )
    if kind is Kind.FACES:
        fill(session, measure, [None] * 120, last=7, happy=5, ok=2, sad=1)
    else:
        fill(session, measure, TENS, last=7)
    maureen = sign_in(trying.maureen)
    packed = {"Accept-Encoding": "gzip"}
    asked = maureen.get(f"/measures/{measure.id}/dot", headers=packed)
    numbers = dict.fromkeys(("value", "out_of", "happy", "ok", "sad"), "4")
    sent = numbers | {"on": today().isoformat()}
    answer = maureen.post(f"/measures/{measure.id}/dot", data=sent, headers=packed)
    thanks = maureen.get(answer.location, headers=packed)
    assert asked.status_code == thanks.status_code == 200 and answer.status_code == 303
    assert wire(asked) < MOST
    assert wire(answer) + wire(thanks) < MOST
    week = maureen.get("/measures/week", headers=packed)
    assert wire(week) < MOST


@pytest.mark.parametrize("often", [HowOften.WEEKLY, HowOften.EACH_TIME])
@pytest.mark.parametrize("secrets", [("one", "one"), ("one", "another")])
def test_two_presses_at_once_are_one_dot(app, sign_in, trying, measure, session, often, secrets):
    """The same form twice is one dot; two forms are one a day, unless a day may have several."""
    measure.how_often = often
    session.commit()
    clients = [sign_in(trying.maureen) for _ in secrets]
    both = Barrier(2)

    def press(at):
        both.wait()
        sent = {"on": today().isoformat(), "value": "4", "once": secrets[at]}
        return clients[at].post(f"/measures/{measure.id}/dot", data=sent)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(press, range(2)))
    session.expire_all()
    of_it = select(func.count()).where(Point.measure_id == measure.id)
    same = secrets[0] == secrets[1]
    several = often is HowOften.EACH_TIME and not same
    assert session.scalar(of_it) == (2 if several else 1)
    if same:
        assert [one.status_code for one in answers] == [303, 303]
        assert answers[0].location == answers[1].location
