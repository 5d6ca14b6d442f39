"""*Did it make anything worse?* What a try counts to find out, as the decide page asks for it."""

from sqlalchemy.orm import Session


def names(session: Session, project_id: int) -> list[str]:  # noqa: ARG001  measures fill it
    """The balancing measures of a try by name. If it has none, the question is asked in words."""
    return []
