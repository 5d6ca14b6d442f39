"""Areas, the places in them, the people who take part, and the hats they wear."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key, Stamp
from coprod.people.hats import HatKind
from coprod.people.working_days import Nation


class Area(Base):
    """A town or a district whose people share a vision. Its advocacy organisation runs it."""

    __tablename__ = "area"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(2000), default="")
    run_by: Mapped[str] = mapped_column(String(200), default="")
    paid_for_by: Mapped[str] = mapped_column(String(500), default="")
    help_name: Mapped[str] = mapped_column(String(200), default="")  # a person to ring
    help_phone: Mapped[str] = mapped_column(String(40), default="")
    help_when: Mapped[str] = mapped_column(String(200), default="")
    worried_phone: Mapped[str] = mapped_column(String(40), default="")  # the local number
    worried_when: Mapped[str] = mapped_column(String(200), default="")
    nation: Mapped[Nation] = mapped_column(default=Nation.ENGLAND)  # for its bank holidays
    is_demo: Mapped[bool] = mapped_column(default=False)  # everybody in it is made up


class Organisation(Base):
    """Who runs a place, or speaks up for people in the area."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("area_id", "slug"),)

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(2000), default="")


class Place(Base):
    """Somewhere a group meets: a house, a day service, a team, a street."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("area_id", "slug"),)

    id: Mapped[Key]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60), default="")
    about: Mapped[str] = mapped_column(String(2000), default="")
    picture: Mapped[str] = mapped_column(String(40), default="house")  # a meaning in symbols.py
    uses_services: Mapped[int] = mapped_column(default=0)  # how many people use services here
    # Whether people can join. It opens once somebody reads what people are worried about there.
    is_open: Mapped[bool] = mapped_column(default=True, server_default=true())


class Person(Base):
    """Someone with an account, and how they like the site to look."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("theme IN ('auto', 'light', 'dark', 'cream')", name="theme"),
        CheckConstraint("text_size IN ('s', 'm', 'l', 'xl')", name="text_size"),
    )

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # what they type to sign in
    name: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(2000), default="")
    picture: Mapped[str] = mapped_column(String(40), default="people")
    joined_at: Mapped[Stamp]
    is_demo: Mapped[bool] = mapped_column(default=False)
    theme: Mapped[str] = mapped_column(String(5), default="auto")
    text_size: Mapped[str] = mapped_column(String(2), default="s")
    pictures: Mapped[bool] = mapped_column(default=True)
    read_speed: Mapped[str] = mapped_column(String(4), default="0.9")


class Hat(Base):
    """One person's part in one place, or in the whole area. It counts once it is confirmed."""

    __tablename__ = "hat"
    __table_args__ = (
        UniqueConstraint("person_id", "place_id"),
        # NULLs are all different to a unique constraint; this keeps area hats to one of a kind.
        Index(
            "uq_hat_person_id_area_id_kind",
            "person_id",
            "area_id",
            "kind",
            unique=True,
            sqlite_where=text("place_id IS NULL"),
            postgresql_where=text("place_id IS NULL"),
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    kind: Mapped[HatKind]
    asked_at: Mapped[Stamp]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Mute(Base):
    """Whose words somebody does not want to see; with `blocks`, nor be answered by."""

    __tablename__ = "mute"
    __table_args__ = (UniqueConstraint("person_id", "muted_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    muted_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    blocks: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Stamp]
