"""Rounds in every state, for their pages to be looked at."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.people.hats import Group
from coprod.people.models import Area
from coprod.rounds import closing, sealed
from coprod.rounds.history import note
from coprod.rounds.models import Ballot, PaperEntry, Round, RoundOption, RoundSign
from coprod.rounds.words import How, RoundState, Step

ISSUES = ("i02", "i16", "i12", "i13")


def stage_rounds(session: Session, stage: Any) -> dict[str, Any]:
    """One planned, one to choose in, one over and odd, one called off. Returns what they are."""
    names = stage.names | {"people": stage.people}
    planned, choosing, over, called_off = (_round(session, names, n) for n in range(4))
    for one in (choosing, over):
        closing.open_(session, one, now())
    session.flush()
    called_off.state, called_off.closed_on = RoundState.CALLED_OFF, now().date()
    note(session, called_off, Step.CALLED_OFF, why="It snowed.")
    options = session.scalars(
        select(RoundOption.id)
        .where(RoundOption.round_id.in_((choosing.id, over.id)))
        .order_by(RoundOption.id)
    ).all()
    choosing.papers = 3
    for code, many in (("48291736", 1), ("20451188", 2)):
        for by in ("maureen", "hannah")[:many]:
            session.add(_entry(session, choosing, code, names["people"][by], options[0]))
    for n in range(4):
        session.add(
            Ballot(
                round_id=over.id,
                key=sealed.paper_key(session, over, str(n)),
                group=Group.PEOPLE,
                stars=tuple(options[4:6]),
                how=How.WITH_HELP,
                helper=sealed.helper_mark(session, over, names["people"]["jo"]),
                at=now(),
            )
        )
    session.flush()
    assert closing.close(session, over, over.closes_at)
    session.flush()
    sign = session.scalar(
        select(RoundSign.id).where(RoundSign.round_id == over.id).order_by(RoundSign.id)
    )
    rounds = {"planned": planned, "choosing": choosing, "over": over, "called_off": called_off}
    return {name: one.id for name, one in rounds.items()} | {"sign": sign, "choice": options[0]}


def _round(session: Session, names: dict[str, Any], n: int) -> Round:
    round_ = Round(
        area_id=session.scalars(select(Area.id)).one(),
        title=f"What shall we work on? Part {n + 1}",
        opens_at=now() - timedelta(days=3 - 5 * (n == 0)),
        closes_at=now() + timedelta(days=14),
        could_people=4,
        could_families=3,
        could_staff=9,
    )
    session.add(round_)
    session.flush()
    for issue in ISSUES:
        session.add(RoundOption(round_id=round_.id, issue_id=names[issue]))
    session.flush()
    return round_


def _entry(session: Session, round_: Round, code: str, by_id: int, option: int) -> PaperEntry:
    return PaperEntry(
        round_id=round_.id,
        code=code,
        by_id=by_id,
        key=sealed.paper_key(session, round_, code),
        group=Group.PEOPLE,
        stars=(option,),
        how=How.BY_POINTING,
    )
