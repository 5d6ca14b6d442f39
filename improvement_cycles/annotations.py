"""Dated marks for the pictures of a try. Starting a go and deciding add one by themselves."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from coprod.db import Base, Key
from improvement_cycles.words import NoteKind


class Annotation(Base):
    """A mark on the pictures of a try, or on one of them."""

    __tablename__ = "annotation"
    __table_args__ = (Index("ix_annotation_project_id_on", "project_id", "on"),)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("improvement_project.id"))
    measure_id: Mapped[int | None]  # None: on every picture of the try
    on: Mapped[date]
    words: Mapped[str] = mapped_column(String(400))
    kind: Mapped[NoteKind] = mapped_column(default=NoteKind.AUTOMATIC)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


def note(session: Session, project_id: int, on: date, words: str) -> None:
    """Mark a day on every picture of the try, by itself: a go started, or was decided."""
    session.add(Annotation(project_id=project_id, on=on, words=words[:400]))
