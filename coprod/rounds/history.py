"""The history of a round: what happened, who did it, and why. Anybody of the area reads it."""

from datetime import date

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.rounds.models import Round, RoundStep
from coprod.rounds.words import Step


def note(  # noqa: PLR0913  what happened, to what, by whom, why, until when, on which day
    session: Session,
    round_: Round,
    step: Step,
    *,
    viewer: Viewer | None = None,
    why: str = "",
    until: date | None = None,
    on: date | None = None,
) -> None:
    """Write one step down. Without a viewer the site did it."""
    session.add(
        RoundStep(
            round_id=round_.id,
            step=step,
            by_id=viewer.id if viewer else None,
            by_hat=HatKind.ADVOCATE if viewer else None,  # nobody else changes a round
            why=why[:1000],
            until=until,
            on=on or today(),
        )
    )
