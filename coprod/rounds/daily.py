"""What is seen of an open round, once a day: if enough chose, who did not, and what looks odd.

Between two looks nothing of it moves. So nobody can tell by it when somebody chose, or what.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from coprod.db import day_of
from coprod.rounds import queries, sealed, signs
from coprod.rounds.models import Ballot, ChoseBefore, Round, RoundSign
from coprod.rounds.words import RoundState


def look(session: Session, round_: Round, moment: datetime) -> None:
    """See how it stands, unless this day's look is done."""
    if round_.looked_on == day_of(moment):
        return
    session.refresh(round_, with_for_update=True)  # nobody calls it off in the middle of this
    if round_.state is not RoundState.OPEN:
        return
    round_.ready, round_.looked_on = queries.is_ready(session, round_), day_of(moment)
    _note_who_chose(session, round_)
    note_signs(session, round_, queries.that_count(session, round_))


def note_signs(session: Session, round_: Round, ballots: Sequence[Ballot]) -> None:
    """Keep what looks odd now. What does not any more is let go, unless somebody was asked."""
    kept = session.scalars(select(RoundSign).where(RoundSign.round_id == round_.id))
    before = {(one.sign, one.person_id, one.place_id): one for one in kept}
    odd = [(one.sign, *sealed.whose(session, round_, one)) for one in signs.found(ballots)]
    for sign, person_id, place_id in dict.fromkeys(odd):
        if (sign, person_id, place_id) not in before:
            new = RoundSign(round_id=round_.id, sign=sign, person_id=person_id, place_id=place_id)
            session.add(new)
    for known, row in before.items():
        if known not in odd and not row.heard:
            session.delete(row)


def _note_who_chose(session: Session, round_: Round) -> None:
    """Keep whose ballots are there now, sealed as those are."""
    there = select(Ballot.round_id, Ballot.key).where(Ballot.round_id == round_.id)
    session.execute(delete(ChoseBefore).where(ChoseBefore.round_id == round_.id))
    session.execute(insert(ChoseBefore).from_select(["round_id", "key"], there))
