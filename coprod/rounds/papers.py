"""Ballots on paper: printed with codes of their own, and put in by two people, one an advocate.

A paper counts when both put in the same. Where they differ the advocate sees how, and both look
again. Only the advocate says that it is of somebody with an account, and learns if they chose
on the site too: nobody else can find out by a paper who has chosen.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import insert_new, insert_or_change, now
from coprod.errors import Conflict, Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.rounds import choosing, closing, policy, queries, sealed, voices
from coprod.rounds.models import Ballot, PaperEntry, Round
from coprod.rounds.paper_checks import Paper, checked, code_trouble
from coprod.rounds.words import RoundState

MOST_PAPERS, AT_ONCE = 1000, 50
IS_IN = "This paper is in already. Nothing more is needed."
IS_THEIRS = "They chose anew on the site since. That is theirs, and it counts."


class Outcome(StrEnum):
    """What became of a paper that was put in."""

    WAITS = "waits"  # for a second person
    COUNTS = "counts"
    DIFFERS = "differs"
    OWN_COUNTS = "own"  # its writer chose on the site too: said to the advocate alone


def print_more(session: Session, viewer: Viewer, round_: Round, many: int) -> range:
    """Make room for more paper ballots. Returns their numbers; `codes` says what is on them."""
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    choosing.require_state(round_, RoundState.OPEN)
    if not 1 <= many <= AT_ONCE:
        raise Invalid({"many": f"Write a number from 1 to {AT_ONCE}."})
    if round_.papers + many > MOST_PAPERS:
        raise Invalid({"many": f"A round has {MOST_PAPERS:,} paper ballots at most."})
    first = round_.papers + 1
    round_.papers += many
    return range(first, first + many)


def codes(session: Session, round_: Round, numbers: range) -> list[str]:
    """What is printed on these papers."""
    choosing.require_state(round_, RoundState.OPEN)
    return sealed.paper_codes(session, round_)[numbers.start - 1 : numbers.stop - 1]


def in_its_order(
    session: Session, round_: Round, code: str, options: list[queries.Option]
) -> list[queries.Option]:
    """What can be chosen as it is printed on this paper: in no other's order."""
    found = {one.id: one for one in options}
    return [found[id_] for id_ in sealed.shuffled(session, round_.id, int(code), [*found])]


def look_up(session: Session, viewer: Viewer, round_: Round, code: str) -> PaperEntry | None:
    """What the viewer read off a paper before, if they did. Changes nothing.

    Raises Invalid for a code that is on no paper, and Conflict if it counts already.
    """
    policy.may_enter_papers.require(viewer, round_)
    choosing.require_state(round_, RoundState.OPEN)
    if trouble := code_trouble(session, round_, code):
        raise Invalid(trouble)
    _require_not_in(session, round_, code)
    return next((one for one in of_code(session, round_, code) if one.by_id == viewer.id), None)


def put_in(session: Session, viewer: Viewer, round_: Round, paper: Paper) -> Outcome:
    """Put in what is on a paper. The same person putting it in again corrects it.

    Raises Invalid with what is wrong, and Conflict if it counts already.
    """
    policy.may_enter_papers.require(viewer, round_)
    closing.lock(session, round_)
    choosing.require_state(round_, RoundState.OPEN)
    mine = _entry(session, viewer, round_, paper)
    theirs = [one for one in of_code(session, round_, paper.code) if one.by_id != viewer.id]
    same = [one for one in theirs if alike(one, mine)]
    if theirs and not same:
        return Outcome.DIFFERS
    advocates = [one for one in (mine, *same) if voices.is_its_advocate(session, round_, one.by_id)]
    if not same or not advocates:
        return Outcome.WAITS
    accounts = {one.key: one for one in advocates}
    accounts.pop(sealed.paper_key(session, round_, paper.code), None)
    if len(accounts) > 1:
        return Outcome.DIFFERS
    # One who knows whose account it is settles it: else its writer could choose on the site too.
    entry = next(iter(accounts.values()), advocates[0])
    return _count(session, viewer, round_, entry, [one.by_id for one in (mine, *same)])


def _entry(session: Session, viewer: Viewer, round_: Round, paper: Paper) -> PaperEntry:
    """Keep what this person read off the paper, in place of what they read before."""
    key, group = checked(session, viewer, round_, paper)
    _require_not_in(session, round_, paper.code)
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
        done=False,
    )
    found = of_code(session, round_, paper.code)
    return next(one for one in found if one.by_id == viewer.id)


def _count(
    session: Session, viewer: Viewer, round_: Round, entry: PaperEntry, by: Iterable[int]
) -> Outcome:
    """Make a ballot of a paper, unless whoever wrote it has chosen on the site: that counts."""
    new = insert_new(
        session,
        Ballot,
        round_id=round_.id,
        key=entry.key,
        code=entry.code,
        group=entry.group,
        stars=entry.stars,
        how=entry.how,
        helper=entry.helper_id and sealed.helper_mark(session, round_, entry.helper_id),
        put_in=tuple(sealed.helper_mark(session, round_, one) for one in by),
        place=entry.place_id and sealed.place_mark(session, round_, entry.place_id),
        at=now().replace(second=0, microsecond=0),
    )
    of_it = (PaperEntry.round_id == round_.id, PaperEntry.code == entry.code)
    session.execute(delete(PaperEntry).where(*of_it, PaperEntry.id != entry.id))
    entry.done, entry.stars, entry.helper_id, entry.place_id = True, (), None, None
    # Who has chosen is the advocate's to know alone.
    told = new or not policy.may_run(viewer, round_)
    return Outcome.COUNTS if told else Outcome.OWN_COUNTS


def take_out(session: Session, viewer: Viewer, round_: Round, code: str) -> None:
    """Take a paper out again, whether it counts already or not: then it can be put in afresh.

    Raises NotFound for a code that is not in, and Conflict if its writer chose anew on the site.
    """
    policy.may_run.require(viewer, round_)
    closing.lock(session, round_)
    choosing.require_state(round_, RoundState.OPEN)
    if not of_code(session, round_, code):
        raise NotFound("No paper with this code is in.")
    made = select(Ballot).where(Ballot.round_id == round_.id, Ballot.code == code)
    ballot = session.scalar(made.with_for_update())
    if ballot is not None and ballot.own:
        raise Conflict(IS_THEIRS)
    if ballot is not None:
        session.delete(ballot)
    session.execute(
        delete(PaperEntry).where(PaperEntry.round_id == round_.id, PaperEntry.code == code)
    )


def of_code(session: Session, round_: Round, code: str) -> list[PaperEntry]:
    """What was put in of one paper, the first first."""
    found = select(PaperEntry).where(PaperEntry.round_id == round_.id, PaperEntry.code == code)
    fresh = {"populate_existing": True}
    return list(session.scalars(found.order_by(PaperEntry.id), execution_options=fresh))


def others(session: Session, round_: Round, mine: PaperEntry) -> list[PaperEntry]:
    """What others read off the same paper, where it is not what I read."""
    found = of_code(session, round_, mine.code)
    return [one for one in found if one.by_id != mine.by_id and not alike(one, mine)]


def waiting(session: Session, round_: Round) -> list[PaperEntry]:
    """What does not count yet: papers that wait for a second person, or where two differ."""
    found = select(PaperEntry).where(PaperEntry.round_id == round_.id, ~PaperEntry.done)
    return list(session.scalars(found.order_by(PaperEntry.code, PaperEntry.id)))


def alike(one: PaperEntry, other: PaperEntry) -> bool:
    """Whether two people read the same off a paper. Whose it is only the advocate says."""
    return _read(one) == _read(other)


def _read(entry: PaperEntry) -> tuple[object, ...]:
    return entry.group, entry.stars, entry.how, entry.helper_id, entry.place_id


def _require_not_in(session: Session, round_: Round, code: str) -> None:
    if any(one.done for one in of_code(session, round_, code)):
        raise Conflict(IS_IN)
