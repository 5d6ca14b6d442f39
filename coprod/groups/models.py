"""How somebody is let into a group, and how they ask for another hat there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key, Stamp
from coprod.people.hats import HatKind


class Invitation(Base):
    """A link that lets one person in, with one hat. Used once, within 48 hours."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    kind: Mapped[HatKind]
    for_whom: Mapped[str] = mapped_column(String(200), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Stamp]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class HatChange(Base):
    """Somebody asks for another hat at a place. The one they have stays until the advocate says."""

    __tablename__ = "hat_change"
    __table_args__ = (UniqueConstraint("person_id", "place_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    kind: Mapped[HatKind]
    asked_at: Mapped[Stamp]
