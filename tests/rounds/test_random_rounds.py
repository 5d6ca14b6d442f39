"""Random rounds through the database: whatever is pressed, on the site and on paper, how often.

What must hold of the picks is proved on thousands of rounds in test_turns.py. Here the whole way
is gone, from the press to the pick, and compared with a count that is made by hand.
"""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import delete, select

from coprod.db import today
from coprod.errors import Conflict
from coprod.issues.models import Issue
from coprod.people.hats import Group, HatKind
from coprod.rounds import choosing, closing, papers
from coprod.rounds.models import Ballot, PaperEntry, RoundOption, RoundPick
from coprod.rounds.papers import Outcome, Paper
from coprod.rounds.turns import quorum
from coprod.rounds.words import How, RoundState
from tests.rounds.conftest import HATS, open_round
from tests.rounds.test_turns import in_words

ROUNDS = 36


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_pressed_each_counts_once_and_people_get_their_turns(
    session, make, place, advocate, as_viewer, seed
):
    random = Random(seed)
    voters = {
        group: [as_viewer(make.person(place, HATS[group])) for _ in range(n)]
        for group, n in zip(Group, (10, 4, 12), strict=True)
    }
    two = as_viewer(advocate), as_viewer(make.person(place, HatKind.FAMILY))
    voters[Group.FAMILIES].append(two[1])
    came = Counter()
    for _ in range(ROUNDS // 3):
        running = open_round(
            session, make, place, could=random.choice((6, 15, 30)), picks=random.randint(1, 8)
        )
        truth = press(session, running, voters, two, random)
        gone = something_is_gone(session, running, random)
        closed = closing.close(session, running.round, running.round.closes_at)
        session.flush()
        could = max(running.round.could_people, len(voters[Group.PEOPLE]))  # those with an account
        enough = len(truth[Group.PEOPLE]) >= quorum(could)
        assert closed is enough
        assert (running.round.state is RoundState.CLOSED) is enough
        if enough:
            check(session, running, truth, gone)
        else:
            assert picks(session, running) == []
            for kind in (Ballot, PaperEntry):
                session.execute(delete(kind).where(kind.round_id == running.round.id))
        came[enough] += 1
    assert min(came[True], came[False]) > 1  # both were tried


def press(session, running, voters, two, random) -> dict[Group, dict[object, set[int]]]:
    """Everybody presses at random, and some papers come in. Returns what each has in the end."""
    truth: dict[Group, dict[object, set[int]]] = {group: {} for group in Group}
    codes = iter(
        papers.codes(session, running.round, papers.print_more(session, two[0], running.round, 30))
    )
    for group, people in voters.items():
        for viewer in random.sample(people, random.randint(0, len(people))):
            mine = None
            for _ in range(random.randint(1, 9)):
                if random.random() < 0.1:
                    stars = put_in(session, running, next(codes), two, group, viewer.id, random)
                    mine = stars if mine is None else mine  # their own counts, if there is one
                else:
                    mine = one_press(session, running, viewer, mine, random)
            if mine is not None:
                truth[group][viewer.id] = mine
        for code in [next(codes) for _ in range(random.choice((0, 0, 1, 3)))]:
            truth[group][code] = put_in(session, running, code, two, group, None, random)
    return truth


def one_press(session, running, viewer, mine, random) -> set[int] | None:
    """One press, by whoever has these stars (None: no ballot). Returns what they have then."""
    option, dice = random.choice(running.options), random.random()
    if dice < 0.1:
        choosing.want_none(session, viewer, running.round)
        return set()
    if dice < 0.15:
        choosing.take_back(session, viewer, running.round)
        return None
    if dice < 0.35:
        choosing.take(session, viewer, running.round, option)
        return ((mine or set()) - {option}) or None
    mine = set(mine or ())
    for _ in range(random.choice((1, 1, 3))):  # pressed again: a retry
        try:
            choosing.give(session, viewer, running.round, option)
        except Conflict:
            assert len(mine | {option}) > 3
        else:
            mine.add(option)
    return mine


def put_in(session, running, code, two, group, person_id, random) -> set[int]:
    """A paper, put in by two people; a third press is refused. Returns its stars."""
    stars = tuple(random.sample(running.options, random.randint(0, 3)))
    what = {"code": code, "group": group, "stars": stars, "how": How.ON_PAPER}
    advocate, other = two
    assert papers.put_in(session, other, running.round, Paper(**what)) is Outcome.WAITS
    papers.put_in(session, advocate, running.round, Paper(**what, person_id=person_id))
    with pytest.raises(Conflict, match="in already"):
        papers.put_in(session, other, running.round, Paper(**what))
    return set(stars)


def something_is_gone(session, running, random) -> set[int]:
    """Now and then the author of something takes it back before the round closes."""
    gone = set(random.sample(running.options, random.choice((0, 0, 1))))
    for option in gone:
        session.get_one(Issue, running.issues[option]).taken_back_on = today()
    session.flush()
    return gone


def picks(session, running):
    found = select(RoundPick).where(RoundPick.round_id == running.round.id)
    return session.scalars(found.order_by(RoundPick.turn)).all()


def check(session, running, truth, gone) -> None:
    stars = {
        group: Counter(option for mine in ballots.values() for option in mine)
        for group, ballots in truth.items()
    }
    rows = session.scalars(
        select(RoundOption).where(RoundOption.round_id == running.round.id)
    ).all()
    for group in Group:  # of a group of fewer than 8 no number is kept
        many = len(truth[group]) >= 8
        assert running.round.did(group) == (len(truth[group]) if many else 0)
        assert {row.id: row.stars(group) for row in rows} == {
            row.id: stars[group][row.id] if many else 0 for row in rows
        }
    there = [one for one in running.options if one not in gone]
    expected = in_words(stars, there, running.round.picks)
    assert [(one.turn, one.turn_of, one.by, one.issue_id) for one in picks(session, running)] == [
        (one.turn, one.turn_of, one.by, running.issues[one.option]) for one in expected
    ]
    assert session.scalars(select(Ballot).where(Ballot.round_id == running.round.id)).all() == []
