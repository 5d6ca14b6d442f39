"""Writing a promise down, with the first line of its history: of somebody here, or from outside."""

from sqlalchemy.orm import Session

from coprod.promises.models import Happened, Promise, PromiseStep


def make(session: Session, made: Promise, by_id: int | None) -> Promise:
    """Keep a new promise. `by_id` is who said so here, if anybody did."""
    session.add(made)
    session.flush()
    step = PromiseStep(
        promise_id=made.id,
        happened=Happened.MADE,
        by_id=by_id,
        what=made.what,
        by_when=made.by_when,
        on=made.made_on,
    )
    session.add(step)
    return made
