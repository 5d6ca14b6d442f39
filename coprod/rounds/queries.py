"""Finding rounds. Every statement starts from what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from coprod.errors import NotFound
from coprod.issues.labels import KIND_SYMBOL
from coprod.issues.models import Issue, IssuePlace, Photo
from coprod.issues.words import IssueKind, Lane, Status
from coprod.people.hats import Group
from coprod.people.models import Person, Place
from coprod.people.muting import FOLDED
from coprod.people.viewer import Viewer
from coprod.rounds import sealed, voices
from coprod.rounds.models import Ballot, Round, RoundOption, RoundStep
from coprod.rounds.policy import Scope
from coprod.rounds.turns import quorum
from coprod.rounds.words import RoundState

PER_PAGE = 25
_CAN_BE_OFFERED = (Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED, Status.DEFERRED)
_OVER = (Status.MERGED, Status.RESOLVED, Status.THANKED)
IS_THERE = and_(Issue.taken_back_on.is_(None), Issue.lane == Lane.TALK, Issue.status.not_in(_OVER))
"""Whether an issue can still be picked. A "no" of those who pay does not take it away."""
_of_it = aliased(Photo)
_FIRST = (
    select(func.min(_of_it.id))
    .where(_of_it.issue_id == Issue.id, _of_it.hidden_on.is_(None))
    .scalar_subquery()
)
ITS_PHOTO = and_(Photo.id == _FIRST, func.coalesce(RoundOption.symbol, "") == "")
"""The photo that an issue is shown with: its first, if no picture was chosen for it."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a round is to be: a scope without a round."""

    area_id: int
    place_id: int | None


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `is_there` is false once it was taken back, joined, moved or settled.

    It is shown with the picture that the advocate chose for this round, else with the photo of its
    issue, else with the picture of its issue.
    """

    id: int
    issue_id: int
    title: str
    words: str
    picture: str
    chosen: bool  # by the advocate
    photo: Photo | None
    raised_on: date
    is_there: bool
    author_id: int | None = None  # None when the name is held back


def picture(chosen: str, its_own: str, kind: IssueKind) -> str:
    """What it is shown with where there is no photo: what the advocate chose for it, or its own."""
    return chosen or its_own or KIND_SYMBOL[kind]


def visible_to(viewer: Viewer) -> Select[Round]:
    """Rounds of the viewer's areas: `policy.may_see`, said to the database."""
    return select(Round).where(Round.area_id.in_(sorted(viewer.areas)))


def one(session: Session, viewer: Viewer, round_id: int) -> Round:
    """One round. Raises NotFound, never NotAllowed: a refusal would say that it exists."""
    found = session.scalar(visible_to(viewer).where(Round.id == round_id))
    if found is None:
        raise NotFound("There is no such page in your area.")
    return found


def page(session: Session, viewer: Viewer, after: int | None = None) -> Sequence[Round]:
    """Rounds, the newest first: a page and one more."""
    found = visible_to(viewer).order_by(Round.id.desc()).limit(PER_PAGE + 1)
    if after is not None:
        found = found.where(Round.id < after)
    return session.scalars(found).all()


def options(session: Session, round_id: int) -> list[Option]:
    """What can be chosen in a round, the longest waiting first: that is what settles ties."""
    found = (
        select(
            RoundOption.id,
            RoundOption.symbol,
            Issue.id.label("issue_id"),
            Issue.title,
            Issue.words,
            Issue.symbol.label("its_own"),
            Issue.kind,
            Issue.raised_on,
            IS_THERE.label("is_there"),
            Issue.author_id,
            Photo,
        )
        .join(Issue, Issue.id == RoundOption.issue_id)
        .outerjoin(Photo, ITS_PHOTO)
        .where(RoundOption.round_id == round_id)
        .order_by(Issue.raised_on, Issue.id)
    )
    return [
        Option(
            id=row.id,
            issue_id=row.issue_id,
            title=row.title,
            words=row.words,
            picture=picture(row.symbol, row.its_own, row.kind),
            chosen=bool(row.symbol),
            photo=row.Photo,
            raised_on=row.raised_on,
            is_there=bool(row.is_there),
            author_id=row.author_id,
        )
        for row in session.execute(found)
    ]


def for_viewer(session: Session, viewer: Viewer, round_: Round) -> list[Option]:
    """What can be chosen, in an order of this viewer's own.

    Words of somebody whom they muted fold, and can be chosen all the same.
    """
    found = shuffled(session, viewer.id, round_)
    return [
        replace(one, title=str(FOLDED), words="", photo=None)
        if one.author_id in viewer.muted
        else one
        for one in found
    ]


def shuffled(session: Session, whose: int, round_: Round) -> list[Option]:
    """What can be chosen, in an order that is always the same for the same number."""
    found = {one.id: one for one in options(session, round_.id) if one.is_there}
    return [found[id_] for id_ in sealed.shuffled(session, round_.id, whose, list(found))]


def choices(session: Session, viewer: Viewer, scope: Scope) -> list[Any]:
    """Issues that a round of this scope can offer, the longest waiting first."""
    found = select(Issue.id, Issue.title, Issue.symbol, Issue.kind, Issue.raised_on).where(
        Issue.area_id == scope.area_id,
        Issue.area_id.in_(sorted(viewer.areas)),
        IS_THERE,
        Issue.status.in_(_CAN_BE_OFFERED),
        Issue.kind != IssueKind.THANKS,
        ~Issue.may_be_a_right,  # the advocate looks at it first: a right is not put to a vote
    )
    if scope.place_id:
        here = exists().where(
            IssuePlace.issue_id == Issue.id, IssuePlace.place_id == scope.place_id
        )
        found = found.where(here)
    return list(session.execute(found.order_by(Issue.raised_on, Issue.id)))


def ballot(session: Session, viewer: Viewer, round_: Round) -> Ballot | None:
    """The viewer's own ballot, while the round is open."""
    if round_.secret is None:
        return None
    key = sealed.ballot_key(session, round_, viewer.id)
    return session.scalar(select(Ballot).where(Ballot.round_id == round_.id, Ballot.key == key))


def could_now(session: Session, round_: Round) -> int:
    """How many people who use services could choose: all who can now, if they grew more."""
    return max(round_.could_people, voices.accounts(session, round_)[Group.PEOPLE])


def needed(session: Session, round_: Round) -> int:
    """How many people who use services have to choose."""
    return quorum(could_now(session, round_))


def is_ready(session: Session, round_: Round) -> bool:
    """Whether enough people who use services have chosen by now.

    Pages show what it was when the day began, `Round.ready`, and where few could choose only to
    the advocate: of 1 to 3 people it would say that each of them has.
    """
    ballots = that_count(session, round_)
    return sum(one.group is Group.PEOPLE for one in ballots) >= needed(session, round_)


def that_count(session: Session, round_: Round) -> list[Ballot]:
    """The ballots of papers, and of everybody who can still choose here: not of who has left."""
    can = voices.can_choose(session, round_)
    here = {sealed.ballot_key(session, round_, person_id) for person_id in can}
    every = session.scalars(select(Ballot).where(Ballot.round_id == round_.id))
    return [one for one in every if one.key in here or not _of_account(session, round_, one)]


def _of_account(session: Session, round_: Round, ballot: Ballot) -> bool:
    """Whether a ballot is of somebody with an account: other papers are sealed by their code."""
    if ballot.own or ballot.code is None:
        return ballot.own
    return ballot.key != sealed.paper_key(session, round_, ballot.code)


def names_of_places(session: Session, rounds: Sequence[Round]) -> dict[int | None, str]:
    """What the places of these rounds are called."""
    ids = {one.place_id for one in rounds if one.place_id}
    found = session.execute(select(Place.id, Place.name).where(Place.id.in_(ids)))
    return {row.id: row.name for row in found}


def open_to(session: Session, viewer: Viewer) -> list[Round]:
    """The rounds that are open now where the viewer has a place, the first to close first."""
    places = sorted(viewer.places)
    here = or_(Round.place_id.is_(None), Round.place_id.in_(places))
    found = visible_to(viewer).where(Round.state == RoundState.OPEN, here)
    return list(session.scalars(found.order_by(Round.closes_at, Round.id)))


def is_being_chosen(session: Session, issue_id: int) -> bool:
    """Whether an issue can be chosen in a round that is open."""
    found = (
        select(RoundOption.id)
        .join(Round, Round.id == RoundOption.round_id)
        .where(RoundOption.issue_id == issue_id, Round.state == RoundState.OPEN)
    )
    return session.scalar(found.limit(1)) is not None


def history(session: Session, round_id: int) -> list[tuple[RoundStep, str | None]]:
    """What happened to a round and who did it, the first step first. No name: the site did it."""
    found = (
        select(RoundStep, Person.name)
        .outerjoin(Person, Person.id == RoundStep.by_id)
        .where(RoundStep.round_id == round_id)
        .order_by(RoundStep.id)
    )
    return [(step, name) for step, name in session.execute(found)]
