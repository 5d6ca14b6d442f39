"""The steps of a joining, in the order they happened."""

from sqlalchemy import select

from coprod.joining.models import JoinStep


def log(session, joining):
    steps = select(JoinStep.happened).where(JoinStep.joining_id == joining.id)
    return [str(one) for one in session.scalars(steps.order_by(JoinStep.id))]
