"""The demo area's rounds: one that is over, and one that is open with too few ballots yet."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Any

from sqlalchemy.orm import Session

from coprod.db import HERE, now
from coprod.people.hats import GROUPS, Group, HatKind
from coprod.rounds import queries, sealed
from coprod.rounds.history import note
from coprod.rounds.models import Ballot, Round, RoundOption, RoundPick
from coprod.rounds.planning import CLOSES, OPENS
from coprod.rounds.small_voice import TURN
from coprod.rounds.turns import take_turns
from coprod.rounds.words import How, RoundState, Step

_PICTURES = {  # so that everything to choose from looks different
    "i02": "staff",
    "i06": "phone",
    "i11": "late",
    "i12": "out-and-about",
    "i13": "talk",
    "i14": "page",
    "i16": "money",
    "i18": "phone",
    "i19": "family",
    "i21": "friends",
    "i25": "medicine",
    "i27": "door",
}


def load(session: Session, demo: Any) -> None:
    """Load the rounds, the oldest first."""
    demo.found["rounds"] = {}
    for told in demo.data["rounds"]:
        round_, options = _round(session, demo, told)
        demo.found["rounds"][told["id"]] = round_
        if told["status"] == "finished":
            _finished(session, demo, told, round_, options)
        else:
            _open(session, told, round_, options)
        session.flush()


def spread(dots: Mapping[str, int], voters: int) -> list[tuple[str, ...]]:
    """Ballots that give these dots: each voter's stars on different things, as even as can be."""
    stars = chain.from_iterable([name] * n for name, n in sorted(dots.items(), key=_most_first))
    ballots: list[list[str]] = [[] for _ in range(voters)]
    for n, name in enumerate(stars):
        ballots[n % voters].append(name)
    return [tuple(one) for one in ballots]


def _most_first(one: tuple[str, int]) -> int:
    return -one[1]


def _round(session: Session, demo: Any, told: Mapping[str, Any]) -> tuple[Round, dict[str, int]]:
    """The row of a round, and its options by the names of their issues."""
    closes = told["closed_days_ago"] or told["closes_days_ago"]
    groups = {GROUPS[HatKind(hat)]: n for hat, n in told["who_could"].items()}
    round_ = Round(
        area_id=demo.area.id,
        title=told["title"],
        opens_at=datetime.combine(demo.day(told["opened_days_ago"]), OPENS, HERE),
        closes_at=datetime.combine(demo.day(closes), CLOSES, HERE),
        picks=told["picks"],
        **{f"could_{group.value}": n for group, n in groups.items()},
    )
    session.add(round_)
    session.flush()
    issues = demo.found["issues"]
    rows = {}
    for one in told["options"]:
        rows[one] = RoundOption(round_id=round_.id, issue_id=issues[one].id, symbol=_PICTURES[one])
    session.add_all(rows.values())
    session.flush()
    opened = demo.day(told["opened_days_ago"])
    for step in (Step.PLANNED, Step.OPENED):
        note(session, round_, step, on=opened)
    return round_, {name: row.id for name, row in rows.items()}


def _finished(
    session: Session, demo: Any, told: Mapping[str, Any], round_: Round, options: dict[str, int]
) -> None:
    """What a round left behind: its issues have moved on since, so it is not closed again here."""
    closed_on = demo.day(told["closed_days_ago"])
    round_.state, round_.closed_on = RoundState.CLOSED, closed_on
    stars: dict[Group, dict[int, int]] = {}
    for hat, voters in told["who_did"].items():
        group = GROUPS[HatKind(hat)]
        dots = {name: given[hat] for name, given in told["dots"].items()}
        setattr(round_, f"did_{group.value}", voters)
        stars[group] = {options[name]: n for name, n in dots.items()}
    for id_ in options.values():
        row = session.get_one(RoundOption, id_)
        for group, given in stars.items():
            setattr(row, f"stars_{group.value}", given[id_])
    there = {one.id: one.issue_id for one in queries.options(session, round_.id)}
    for pick in take_turns(stars, list(there), round_.picks):
        picked = {"turn": pick.turn, "turn_of": pick.turn_of, "by": pick.by, "tied": pick.tied}
        issue_id = there[pick.option]
        session.add(RoundPick(round_id=round_.id, issue_id=issue_id, on=closed_on, **picked))
    note(session, round_, Step.CLOSED, on=closed_on)
    small = told["small_voice_pick"]
    by_id, issue_id = demo.people["hannah"].id, demo.found["issues"][small["issue"]].id
    voice = RoundPick(round_id=round_.id, issue_id=issue_id, turn=TURN, by_id=by_id, on=closed_on)
    voice.why = small["why"]
    session.add(voice)
    note(session, round_, Step.SMALL_VOICE, why=small["why"], on=closed_on)


def _open(
    session: Session, told: Mapping[str, Any], round_: Round, options: dict[str, int]
) -> None:
    """An open round in which as many have chosen as the data says, and nobody can say what."""
    round_.state, round_.secret = RoundState.OPEN, sealed.new_secret()
    for hat, voters in told["who_did"].items():
        test = told["test_ballots"][hat]
        for n, chosen in enumerate(islice(spread(test["dots"], test["voters"]), voters)):
            session.add(
                Ballot(
                    round_id=round_.id,
                    key=sealed.paper_key(session, round_, f"{hat}-{n}"),  # nobody's account
                    group=GROUPS[HatKind(hat)],
                    stars=tuple(sorted(options[name] for name in chosen)),
                    how=How.BY_HAND,
                    at=now(),
                )
            )
