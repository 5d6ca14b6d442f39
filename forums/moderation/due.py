"""What the clock does: nothing stays hidden for longer than 72 hours because nobody looked."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod import written
from coprod.schedule import Job
from coprod.written import Stands
from forums.moderation.doing import Did, hold_unasked, put, write_down
from forums.moderation.models import Waiting
from forums.words import ActKind, Why

AT_MOST = timedelta(hours=72)
_STAY = (Why.UNSAFE, Why.WORRY, Why.FIRST_POSTS)  # until a person looked
_AT_ONCE = 200


def bring_back(session: Session, moment: datetime) -> str:
    """Show again what flags hid 72 hours ago and nobody looked at. Again changes nothing.

    What may be about somebody's safety stays hidden, and first messages stay unread.
    """
    late = select(Waiting).where(
        Waiting.settled_at.is_(None),
        Waiting.hides,
        Waiting.since <= moment - AT_MOST,
        Waiting.why.not_in(_STAY),
    )
    came = 0
    for waits in session.scalars(late.order_by(Waiting.id).limit(_AT_ONCE)).all():
        about = written.look(session, waits.kind, waits.key)
        if about is None:
            waits.settled_at = moment
            continue
        held = hold_unasked(session, about)
        put(session, held.about, Stands.SHOWN)
        was = held.about.stands.value
        write_down(session, None, held, Did(what=ActKind.CAME_BACK, was=was, at=moment))
        came += 1
    return f"Messages that show again because nobody looked: {came}."


BRING_BACK = Job(
    name="hidden-messages",
    says="Shows hidden messages again when nobody looked for 72 hours.",
    due=timedelta(hours=1),
    run=bring_back,
)
