"""What came of a round, in words: who picked what, on which turn, and why.

Groups stand side by side and are never added up. Few people are never shown as a number.
"""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.decided import HowDecided, Say
from coprod.issues.labels import HAT
from coprod.issues.models import Issue, Photo
from coprod.issues.queries import seen_by
from coprod.people.few import HIDDEN_BELOW
from coprod.people.hats import Group, HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.rounds import cards, queries
from coprod.rounds.labels import GROUP_SYMBOL
from coprod.rounds.models import Round, RoundOption, RoundPick
from coprod.rounds.small_voice import TURN
from coprod.rounds.turns import added_up


@dataclass(frozen=True, slots=True)
class Picked:
    """One thing that was picked, as people read it."""

    issue_id: int
    title: str
    picture: str
    photo: Photo | None
    turn: int  # 0 where it is not told
    who: str
    symbol: str
    notes: tuple[str, ...]
    card: HowDecided
    small_voice: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """All that was picked in one round."""

    picks: list[Picked] = field(default_factory=list)
    small_voice: Picked | None = None
    plain: list[str] = field(default_factory=list)  # titles, if all stars were just added up


def of_round(session: Session, viewer: Viewer, round_: Round) -> Result:
    """What was picked in a round that is over. What the viewer may not read is left out."""
    rows = _rows(session, viewer, RoundPick.round_id == round_.id)
    if round_.hides_whose:  # the turns would
        rows.sort(key=lambda row: (row[2].raised_on, row[2].id))
    turns = [_by_turn(*row[:5]) for row in rows if row[1].turn != TURN]
    voices = [_small_voice(*row) for row in rows if row[1].turn == TURN]
    plain = _plain(session, viewer, round_)
    return Result(turns, voices[0] if voices else None, plain)


def of_issue(session: Session, viewer: Viewer, issue_id: int) -> list[tuple[Round, Picked]]:
    """The rounds in which an issue was picked, the latest first."""
    rows = _rows(session, viewer, RoundPick.issue_id == issue_id)
    found = [
        (row[0], _small_voice(*row) if row[1].turn == TURN else _by_turn(*row[:5])) for row in rows
    ]
    return found[::-1]


def _rows(session: Session, viewer: Viewer, where: Any) -> list[Any]:
    """Each pick with its round, issue, stars, photo and advocate, in the order of the turns."""
    found = (
        select(Round, RoundPick, Issue, RoundOption, Photo, Person.name)
        .join(RoundPick, RoundPick.round_id == Round.id)
        .join(Issue, Issue.id == RoundPick.issue_id)
        .outerjoin(
            RoundOption,
            (RoundOption.round_id == Round.id) & (RoundOption.issue_id == Issue.id),
        )
        .outerjoin(Photo, queries.ITS_PHOTO)
        .outerjoin(Person, Person.id == RoundPick.by_id)
        .where(where, seen_by(viewer))
        .order_by(Round.id, RoundPick.turn)
    )
    return [tuple(row) for row in session.execute(found)]


def _by_turn(
    round_: Round, pick: RoundPick, issue: Issue, option: RoundOption | None, photo: Photo | None
) -> Picked:
    assert pick.by is not None  # noqa: S101  only the small voice has none
    return Picked(
        issue.id,
        issue.title,
        _picture(issue, option),
        photo,
        0 if round_.hides_whose else pick.turn,
        cards.who(round_, pick),
        "people" if round_.hides_whose else GROUP_SYMBOL[pick.by],
        cards.notes(round_, pick),
        cards.card(round_, pick, option),
    )


def _small_voice(
    _round: Round,
    pick: RoundPick,
    issue: Issue,
    option: RoundOption | None,
    photo: Photo | None,
    name: str,
) -> Picked:
    who = f"{name}, {HAT[HatKind.ADVOCATE]}"
    card = HowDecided(
        asked=_("Nobody votes on this. It is about few people."),
        said=[],
        decided=who,
        why=pick.why,
        on=pick.on,
        say=Say.INFORMATION,
        had=_("The advocate chose this and said why. Nobody votes on it."),
    )
    shown = _picture(issue, option), photo
    return Picked(issue.id, issue.title, *shown, 0, who, "advocate", (), card, small_voice=True)


def _picture(issue: Issue, option: RoundOption | None) -> str:
    """As on the ballot."""
    return queries.picture(option.symbol if option else "", issue.symbol, issue.kind)


def _plain(session: Session, viewer: Viewer, round_: Round) -> list[str]:
    """What a plain count would have given, in order. Nothing if a group is too small to say so."""
    if any(round_.did(group) < HIDDEN_BELOW for group in Group):
        return []
    found = (
        select(RoundOption, Issue.title)
        .join(Issue, Issue.id == RoundOption.issue_id)
        .where(RoundOption.round_id == round_.id, seen_by(viewer))
        .order_by(Issue.raised_on, Issue.id)
    )
    rows = {row.id: (row, title) for row, title in session.execute(found)}
    stars = {
        group: {id_: row.stars(group) for id_, (row, _title) in rows.items()} for group in Group
    }
    return [rows[one][1] for one in added_up(stars, list(rows), round_.picks)]
