"""Posts: what somebody says about a subject."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.text import HTML


class Post(Base):
    """What one person said about one subject. `html` is rendered once, when it is written."""

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("length(words) BETWEEN 1 AND 5000", name="words"),
        Index("ix_post_subject_kind_subject_key_id", "subject_kind", "subject_key", "id"),
    )

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_key: Mapped[int]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    author_hat: Mapped[HatKind]
    words: Mapped[str] = mapped_column(String(5000))
    html: Mapped[str] = mapped_column(String(HTML))
    said_as: Mapped[SaidAs] = mapped_column(default=SaidAs.OWN_WORDS)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    posted_on: Mapped[date]
    taken_back_on: Mapped[date | None]
