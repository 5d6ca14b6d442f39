"""The rounds of the demo area: one over, one not ready, and what its test ballots come to."""

from sqlalchemy import delete, select

from coprod.db import now
from coprod.issues.models import Issue
from coprod.people.hats import GROUPS, Group, HatKind
from coprod.rounds import closing, queries, sealed, small_voice
from coprod.rounds.demo import spread
from coprod.rounds.models import Ballot, Round, RoundOption, RoundPick
from coprod.rounds.turns import added_up
from coprod.rounds.words import How, RoundState

R1, R2 = "What shall we work on? Autumn", "What shall we work on? Winter"


def named(session, title):
    return session.scalars(select(Round).where(Round.title == title)).one()


def picked(session, demo, round_):
    names = {issue.id: name for name, issue in demo.found["issues"].items()}
    found = select(RoundPick).where(RoundPick.round_id == round_.id)
    rows = session.scalars(found.order_by(RoundPick.turn)).all()
    turns = [names[one.issue_id] for one in rows if one.turn]
    return turns + [names[one.issue_id] for one in rows if not one.turn]


def cast(session, demo, round_, told):
    """The test ballots, in place of those that are there."""
    session.execute(delete(Ballot).where(Ballot.round_id == round_.id))
    options = {
        name: session.scalar(
            select(RoundOption.id).where(
                RoundOption.round_id == round_.id, RoundOption.issue_id == issue.id
            )
        )
        for name, issue in demo.found["issues"].items()
    }
    for hat, given in told["test_ballots"].items():
        for n, names in enumerate(spread(given["dots"], given["voters"])):
            session.add(
                Ballot(
                    round_id=round_.id,
                    key=sealed.paper_key(session, round_, f"test-{hat}-{n}"),
                    group=GROUPS[HatKind(hat)],
                    how=How.BY_HAND,
                    at=now(),
                    stars=tuple(options[name] for name in names),
                )
            )
    session.flush()


def test_the_autumn_round_has_the_picks_of_the_data(session, demo):
    told = next(one for one in demo.data["rounds"] if one["title"] == R1)
    round_ = named(session, R1)
    expected = [*told["result"]["turn_taking"], told["small_voice_pick"]["issue"]]
    assert picked(session, demo, round_) == expected
    assert {hat: round_.did(GROUPS[HatKind(hat)]) for hat in told["who_did"]} == told["who_did"]


def test_the_winter_round_as_shipped_is_not_ready(session, demo):
    round_ = named(session, R2)
    assert not queries.is_ready(session, round_)
    assert not closing.close(session, round_, round_.closes_at)
    assert round_.state is RoundState.OPEN
    assert picked(session, demo, round_) == []


def test_the_winter_round_with_its_test_ballots_gives_exactly_the_expected_picks(
    session, demo, as_viewer
):
    told = next(one for one in demo.data["rounds"] if one["title"] == R2)
    round_ = named(session, R2)
    cast(session, demo, round_, told)
    assert closing.close(session, round_, round_.closes_at)
    hannah = as_viewer(demo.people["hannah"])
    voice = told["test_small_voice_pick"]
    issue = demo.found["issues"][voice["issue"]]
    small_voice.choose(session, hannah, round_, issue.id, voice["why"])
    assert picked(session, demo, round_) == [*told["test_result"]["turn_taking"], "i17"]
    options = {one.id: one for one in queries.options(session, round_.id)}
    rows = session.scalars(select(RoundOption).where(RoundOption.round_id == round_.id)).all()
    stars = {group: {row.id: row.stars(group) for row in rows} for group in Group}
    plain = [options[one].issue_id for one in added_up(stars, list(options), 4)]
    expected = [demo.found["issues"][name].id for name in told["test_result"]["plain_total"]]
    assert plain == expected
    assert session.get_one(Issue, issue.id).accepted_on is not None


def test_the_spread_of_ballots_keeps_every_star_and_doubles_none():
    ballots = spread({"a": 12, "b": 10, "c": 9, "d": 7, "e": 3, "f": 1}, 14)
    assert {len(one) for one in ballots} == {3}
    assert {len(set(one)) for one in ballots} == {3}
    assert sum(one.count("a") for one in ballots) == 12
