"""A draft: what somebody has typed into one form, or could not send."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.audit.models import beside
from coprod.db import Base, Key, Stamp


@beside
class Draft(Base):
    """The words in one form. `form` is the form's address; `words` maps fields to lists of text."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "form"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    form: Mapped[str] = mapped_column(String(400))
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    unsent: Mapped[bool] = mapped_column(default=False)  # a sign-in ran out under it
    saved_at: Mapped[Stamp]
