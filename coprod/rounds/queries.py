"""Finding rounds. Every statement starts from what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from coprod.errors import NotFound
from coprod.issues.counts import HIDDEN_BELOW
from coprod.issues.labels import KIND_SYMBOL
from coprod.issues.models import Issue, IssuePlace
from coprod.issues.words import IssueKind, Lane, Status
from coprod.people.hats import EMPLOYED, GROUPS, Group, HatKind
from coprod.people.models import Hat, Person, Place
from coprod.people.queries import may_be_asked
from coprod.people.viewer import Viewer
from coprod.rounds import sealed
from coprod.rounds.models import Ballot, Round, RoundOption, RoundStep
from coprod.rounds.policy import Scope, group_in, voice_among
from coprod.rounds.turns import quorum
from coprod.rounds.words import RoundState

PER_PAGE = 25
_CAN_BE_OFFERED = (Status.TRIAGE, Status.DISCUSSION, Status.ACCEPTED, Status.DEFERRED)
_OVER = (Status.MERGED, Status.RESOLVED, Status.THANKED)
IS_THERE = and_(Issue.taken_back_on.is_(None), Issue.lane == Lane.TALK, Issue.status.not_in(_OVER))
"""Whether an issue can still be picked. A "no" of those who pay does not take it away."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a round is to be: a scope without a round."""

    area_id: int
    place_id: int | None


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `is_there` is false once it was taken back, joined, moved or settled."""

    id: int
    issue_id: int
    title: str
    words: str
    picture: str
    raised_on: date
    is_there: bool


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
            Issue.id,
            Issue.title,
            Issue.words,
            func.coalesce(func.nullif(RoundOption.symbol, ""), Issue.symbol),
            Issue.kind,
            Issue.raised_on,
            IS_THERE,
        )
        .join(Issue, Issue.id == RoundOption.issue_id)
        .where(RoundOption.round_id == round_id)
        .order_by(Issue.raised_on, Issue.id)
    )
    return [
        Option(id_, issue_id, title, words, symbol or KIND_SYMBOL[kind], raised_on, bool(there))
        for id_, issue_id, title, words, symbol, kind, raised_on, there in session.execute(found)
    ]


def for_viewer(session: Session, viewer: Viewer, round_: Round) -> list[Option]:
    """What can be chosen, in an order of this viewer's own."""
    return shuffled(session, viewer.id, round_)


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


def needed(session: Session, round_: Round) -> int:
    """How many people who use services have to choose: of all who can now, if they grew more."""
    return quorum(max(round_.could_people, accounts(session, round_)[Group.PEOPLE]))


def is_ready(session: Session, round_: Round) -> bool:
    """Whether enough people who use services have chosen by now.

    Everybody but the advocate is shown what it was when the day began: `Round.ready`.
    """
    ballots = that_count(session, round_)
    return sum(one.group is Group.PEOPLE for one in ballots) >= needed(session, round_)


def that_count(session: Session, round_: Round) -> list[Ballot]:
    """The ballots of papers, and of everybody who can still choose here: not of who has left."""
    here = {
        sealed.ballot_key(session, round_, person_id) for person_id in can_choose(session, round_)
    }
    every = session.scalars(select(Ballot).where(Ballot.round_id == round_.id))
    return [one for one in every if one.key in here or not _of_account(session, round_, one)]


def _of_account(session: Session, round_: Round, ballot: Ballot) -> bool:
    """Whether a ballot is of somebody with an account: other papers are sealed by their code."""
    if ballot.own or ballot.code is None:
        return ballot.own
    return ballot.key != sealed.paper_key(session, round_, ballot.code)


def accounts(session: Session, scope: Scope) -> dict[Group, int]:
    """How many people of each group have an account here, each with one voice."""
    known = dict.fromkeys(Group, 0)
    for group in can_choose(session, scope).values():
        known[group] += 1
    return known


def is_small(session: Session, viewer: Viewer, round_: Round) -> bool:
    """Whether so few are of the viewer's group here that others can guess. It reads no ballot."""
    group = group_in(viewer, round_)
    if group is None or round_.could(group) >= HIDDEN_BELOW:
        return False
    return accounts(session, round_)[group] < HIDDEN_BELOW


def names_of_places(session: Session, rounds: Sequence[Round]) -> dict[int | None, str]:
    """What the places of these rounds are called."""
    ids = {one.place_id for one in rounds if one.place_id}
    found = session.execute(select(Place.id, Place.name).where(Place.id.in_(ids)))
    return {row.id: row.name for row in found}


def can_choose(session: Session, scope: Scope) -> dict[int, Group]:
    """Everybody with an account who can choose here now, and for which group."""
    worn = select(Hat.person_id, Hat.kind).where(
        Hat.area_id == scope.area_id, Hat.confirmed_at.is_not(None), Hat.kind.in_(GROUPS)
    )
    if scope.place_id:
        worn = worn.where(Hat.place_id == scope.place_id)
    kinds: dict[int, list[HatKind]] = {}
    for person_id, kind in session.execute(worn):
        kinds.setdefault(person_id, []).append(kind)
    voices = {person_id: voice_among(worn) for person_id, worn in kinds.items()}
    return {person_id: GROUPS[kind] for person_id, kind in voices.items() if kind}


def open_to(session: Session, viewer: Viewer) -> list[Round]:
    """The rounds that are open now where the viewer has a place, the first to close first."""
    places = sorted(viewer.places)
    here = or_(Round.place_id.is_(None), Round.place_id.in_(places))
    found = visible_to(viewer).where(Round.state == RoundState.OPEN, here)
    return list(session.scalars(found.order_by(Round.closes_at, Round.id)))


def of_state(
    session: Session, viewer: Viewer, state: RoundState, *where: ColumnElement[bool]
) -> Sequence[Round]:
    """The latest rounds of the viewer's areas that have got so far, at most a page of them."""
    found = visible_to(viewer).where(Round.state == state, *where)
    return session.scalars(found.order_by(Round.id.desc()).limit(PER_PAGE)).all()


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


def people(session: Session, viewer: Viewer, round_: Round) -> list[Any]:
    """Who chooses here and has an account, as far as this viewer may know: id, name, hat, place.

    One row for each person, by name, with the hat that they choose with.
    """
    places = [round_.place_id] if round_.place_id else []
    found = (
        select(Person.id, Person.name, Hat.kind, Place.name.label("place"))
        .join(Hat, Hat.person_id == Person.id)
        .outerjoin(Place, Place.id == Hat.place_id)
        .where(may_be_asked(viewer, round_.area_id, places), Hat.kind.in_(GROUPS))
        .order_by(Person.name, Person.id)
    )
    if round_.place_id:
        found = found.where(Hat.place_id == round_.place_id)
    by_person: dict[int, list[Any]] = {}
    for row in session.execute(found):
        by_person.setdefault(row.id, []).append(row)
    return [
        next(row for row in rows if row.kind is voice_among(one.kind for one in rows))
        for rows in by_person.values()
    ]


def group_of(session: Session, viewer: Viewer, round_: Round, person_id: int) -> Group | None:
    """Whose stars somebody's are. None for whoever cannot choose here, or may not be known."""
    kinds = (row.kind for row in people(session, viewer, round_) if row.id == person_id)
    return next((GROUPS[kind] for kind in kinds), None)


def knows(session: Session, viewer: Viewer, round_: Round, person_id: int) -> bool:
    """Whether this is somebody of the round that the viewer may choose, to have helped."""
    return any(row.id == person_id for row in people(session, viewer, round_))


def is_its_advocate(session: Session, round_: Round, person_id: int) -> bool:
    """`policy.may_run`, of somebody who is not the viewer."""
    worn = select(Hat.kind, Hat.place_id).where(
        Hat.person_id == person_id,
        Hat.area_id == round_.area_id,
        Hat.confirmed_at.is_not(None),
    )
    hats = session.execute(worn).all()
    works_here = any(
        kind in EMPLOYED and round_.place_id in {None, place_id} for kind, place_id in hats
    )
    return any(kind is HatKind.ADVOCATE for kind, _place in hats) and not works_here


def not_yet(session: Session, viewer: Viewer, round_: Round) -> list[Any]:
    """Whom to go and ask: people who use services with an account who have not chosen yet."""
    chose = set(session.scalars(select(Ballot.key).where(Ballot.round_id == round_.id)))
    return [
        row
        for row in people(session, viewer, round_)
        if GROUPS[row.kind] is Group.PEOPLE
        and sealed.ballot_key(session, round_, row.id) not in chose
    ]
