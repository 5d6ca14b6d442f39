"""A file somebody chose to put dots in from, until they have checked it. Nothing is a dot yet."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key, Stamp


class ImportFile(Base):
    """One file for one measure and person: a new one takes its place. Only its chooser sees it."""

    __tablename__ = "import_file"
    __table_args__ = (UniqueConstraint("measure_id", "person_id"),)

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[Stamp] = mapped_column(index=True)
