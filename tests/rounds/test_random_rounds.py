"""Random rounds through the database: whoever presses what, and however often.

What must hold of the picks is proved on thousands of rounds in test_turns.py. Here the whole way
is gone, from the press to the pick, and compared with a count that is made by hand.
"""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import delete, select

from coprod.errors import Conflict
from coprod.people.hats import Group
from coprod.rounds import choosing, closing
from coprod.rounds.models import Ballot, RoundOption, RoundPick
from coprod.rounds.turns import quorum, take_turns
from coprod.rounds.words import RoundState
from tests.rounds.conftest import HATS, open_round

ROUNDS = 40


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_pressed_each_counts_once_and_people_get_their_turns(
    session, make, place, as_viewer, seed
):
    random = Random(seed)
    voters = {
        group: [as_viewer(make.person(place, HATS[group])) for _ in range(n)]
        for group, n in zip(Group, (10, 4, 12), strict=True)
    }
    for _ in range(ROUNDS // 3):
        running = open_round(session, make, place, could=random.choice((6, 9, 30)))
        truth = press(session, running, voters, random)
        closed = closing.close(session, running.round, running.round.closes_at)
        session.flush()
        could = max(running.round.could_people, len(voters[Group.PEOPLE]))  # those with an account
        enough = len(truth[Group.PEOPLE]) >= quorum(could)
        assert closed is enough
        assert (running.round.state is RoundState.CLOSED) is enough
        if enough:
            check(session, running, truth)
        else:
            assert picks(session, running) == []
            session.execute(delete(Ballot).where(Ballot.round_id == running.round.id))


def press(session, running, voters, random) -> dict[Group, dict[int, set[int]]]:
    """Everybody presses at random. Returns what each should have in the end."""
    truth: dict[Group, dict[int, set[int]]] = {group: {} for group in Group}
    for group, people in voters.items():
        for viewer in random.sample(people, random.randint(0, len(people))):
            mine: set[int] = set()
            for _ in range(random.randint(1, 9)):
                one_press(session, running, viewer, mine, random)
            if mine:
                truth[group][viewer.id] = mine
    return truth


def one_press(session, running, viewer, mine, random) -> None:
    option = random.choice(running.options)
    if random.random() < 0.25:
        choosing.take(session, viewer, running.round, option)
        mine.discard(option)
        return
    for _ in range(random.choice((1, 1, 3))):  # pressed again: a retry
        try:
            choosing.give(session, viewer, running.round, option)
        except Conflict:
            assert len(mine | {option}) > 3
        else:
            mine.add(option)


def picks(session, running):
    found = select(RoundPick).where(RoundPick.round_id == running.round.id)
    return session.scalars(found.order_by(RoundPick.turn)).all()


def check(session, running, truth) -> None:
    stars = {
        group: Counter(option for mine in ballots.values() for option in mine)
        for group, ballots in truth.items()
    }
    rows = session.scalars(
        select(RoundOption).where(RoundOption.round_id == running.round.id)
    ).all()
    for row in rows:
        for group in Group:  # of a group of fewer than 8 no number is kept
            kept = stars[group][row.id] if len(truth[group]) >= 8 else 0
            assert row.stars(group) == kept
    expected = take_turns(stars, running.options, running.round.picks)
    assert [(one.turn, one.issue_id) for one in picks(session, running)] == [
        (one.turn, running.issues[one.option]) for one in expected
    ]
    assert session.scalars(select(Ballot).where(Ballot.round_id == running.round.id)).all() == []
