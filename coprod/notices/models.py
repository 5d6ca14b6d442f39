"""How much news somebody wants, and how far they have read it."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key


class NewsChoice(Base):
    """What somebody chose. Nobody has to: without a row there is all of it."""

    __tablename__ = "news_choice"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    only_mine: Mapped[bool] = mapped_column(default=False)
    quieter: Mapped[bool] = mapped_column(default=False)  # also of what is followed already
    read: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the newest key of each part
