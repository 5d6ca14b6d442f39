"""Ballots on paper: printed with codes of their own, and put in by two people, one an advocate.

A paper counts when both put in the same. Where they differ, both see how, and look again.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, insert_or_change, now
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.hats import Group, HatKind
from coprod.people.viewer import Viewer
from coprod.rounds import choosing, closing, policy, queries, sealed
from coprod.rounds.models import Ballot, PaperEntry, Round
from coprod.rounds.words import DOTS_EACH, How, RoundState

MOST_PAPERS, AT_ONCE = 1000, 50
IS_IN = "This paper is in already. Nothing more is needed."
CHOSE_THEMSELVES = "They chose on the site as well. What they chose themselves counts."


class Outcome(StrEnum):
    """What became of a paper that was put in."""

    WAITS = "waits"  # for a second person
    COUNTS = "counts"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is on a paper ballot. `person_id` is there if its writer has an account."""

    code: str
    group: Group | None
    stars: tuple[int, ...]
    how: How | None
    person_id: int | None = None
    place_id: int | None = None
    helper_id: int | None = None


def print_more(session: Session, viewer: Viewer, round_: Round, many: int) -> range:
    """Make room for more paper ballots. Returns their numbers; `codes` says what is on them."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    _require_open(round_)
    if not 1 <= many <= AT_ONCE:
        raise Invalid({"many": f"Write a number from 1 to {AT_ONCE}."})
    if round_.papers + many > MOST_PAPERS:
        raise Invalid({"many": f"A round has {MOST_PAPERS:,} paper ballots at most."})
    first = round_.papers + 1
    round_.papers += many
    return range(first, first + many)


def codes(session: Session, round_: Round, numbers: range) -> list[str]:
    """What is printed on these papers."""
    _require_open(round_)
    return [sealed.paper_code(session, round_, n) for n in numbers if n <= round_.papers]


def put_in(session: Session, viewer: Viewer, round_: Round, paper: Paper) -> Outcome:
    """Put in what is on a paper. The same person putting it in again corrects it.

    Raises Invalid with what is wrong, and Conflict if it counts already.
    """
    policy.may_enter_papers.require(viewer, round_)
    closing.lock(session, round_)
    _require_open(round_)
    key, group = _checked(session, viewer, round_, paper)
    if session.scalar(_ballots(round_, key)) is not None:
        raise Conflict(CHOSE_THEMSELVES)
    insert_or_change(
        session,
        PaperEntry,
        ("round_id", "code", "by_id"),
        round_id=round_.id,
        code=paper.code,
        by_id=viewer.id,
        key=key,
        group=group,
        stars=tuple(sorted(paper.stars)),
        how=paper.how,
        helper_id=paper.helper_id,
        place_id=round_.place_id or paper.place_id,
        at=now(),
    )
    entries = of_code(session, round_, paper.code)
    mine = next(one for one in entries if one.by_id == viewer.id)
    others = [one for one in entries if one.by_id != viewer.id]
    if not others:
        return Outcome.WAITS
    same = [one for one in others if alike(one, mine)]
    if not same:
        return Outcome.DIFFERS
    if not any(_is_advocate(session, round_, one.by_id) for one in (mine, *same)):
        return Outcome.WAITS
    insert_new(
        session,
        Ballot,
        round_id=round_.id,
        key=key,
        group=mine.group,
        stars=mine.stars,
        how=mine.how,
        helper_id=mine.helper_id or same[0].by_id,
        place_id=mine.place_id,
        at=now(),
    )
    return Outcome.COUNTS


def take_out(session: Session, viewer: Viewer, round_: Round, code: str) -> None:
    """Take a paper out again, whether it counts already or not: then it can be put in afresh."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    _require_open(round_)
    entries = of_code(session, round_, code)
    if not entries:
        raise NotFound("No paper with this code is in.")
    keys = {one.key for one in entries}
    not_own = Ballot.how.in_((How.ON_PAPER, How.BY_POINTING, How.WITH_HELP))
    for kind, which in (
        (Ballot, (Ballot.round_id == round_.id, Ballot.key.in_(keys), not_own)),
        (PaperEntry, (PaperEntry.round_id == round_.id, PaperEntry.code == code)),
    ):
        session.execute(delete(kind).where(*which))


def of_code(session: Session, round_: Round, code: str) -> list[PaperEntry]:
    """What was put in of one paper, the first first."""
    found = select(PaperEntry).where(PaperEntry.round_id == round_.id, PaperEntry.code == code)
    return list(session.scalars(found.order_by(PaperEntry.id)))


def waiting(session: Session, round_: Round) -> list[PaperEntry]:
    """What does not count yet: papers that wait for a second person, or where two differ."""
    counts = select(Ballot.key).where(Ballot.round_id == round_.id)
    found = select(PaperEntry).where(
        PaperEntry.round_id == round_.id, PaperEntry.key.not_in(counts)
    )
    return list(session.scalars(found.order_by(PaperEntry.code, PaperEntry.id)))


def alike(one: PaperEntry, other: PaperEntry) -> bool:
    """Whether two people read the same off a paper."""
    return (one.key, one.group, one.stars, one.how) == (
        other.key,
        other.group,
        other.stars,
        other.how,
    )


def _checked(session: Session, viewer: Viewer, round_: Round, paper: Paper) -> tuple[str, Group]:
    """Whose ballot it is and for which group. Raises Invalid, and Conflict if it is in already."""
    errors = {"how": "Choose how they chose."} if paper.how is None else {}
    if not _was_printed(session, round_, paper.code):
        errors["code"] = "Look at the code on the paper. This one is not in this round."
    can_be = {one.id for one in queries.options(session, round_.id) if one.is_there}
    if len(paper.stars) > DOTS_EACH:
        errors["stars"] = f"There are {DOTS_EACH} stars at most. Choose again."
    elif not set(paper.stars) <= can_be:
        errors["stars"] = choosing.GONE
    group = _group(session, viewer, round_, paper, errors)
    if errors or group is None:
        raise Invalid(errors)
    for entry in of_code(session, round_, paper.code):
        if session.scalar(_ballots(round_, entry.key)):
            raise Conflict(IS_IN)
    if paper.person_id is None:
        return sealed.paper_key(session, round_, paper.code), group
    return sealed.ballot_key(session, round_, paper.person_id), group


def _was_printed(session: Session, round_: Round, code: str) -> bool:
    numbers = range(1, round_.papers + 1)
    return any(sealed.paper_code(session, round_, n) == code for n in numbers)


def _group(
    session: Session, viewer: Viewer, round_: Round, paper: Paper, errors: dict[str, str]
) -> Group | None:
    if paper.person_id is None:
        if paper.group is None:
            errors["group"] = "Choose who they are here."
        return paper.group
    group = queries.group_of(session, viewer, round_, paper.person_id)
    if group is None:
        errors["person"] = "Choose a person of this round, or nobody."
    return group


def _ballots(round_: Round, key: str) -> Select[int]:
    return select(Ballot.id).where(Ballot.round_id == round_.id, Ballot.key == key)


def _is_advocate(session: Session, round_: Round, person_id: int) -> bool:
    return queries.wears(session, round_.area_id, person_id, HatKind.ADVOCATE)


def _require_open(round_: Round) -> None:
    if round_.state is not RoundState.OPEN:
        raise Conflict(choosing.NOT_OPEN[round_.state])
