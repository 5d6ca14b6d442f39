"""A photo of a paper tally, beside the dots that came from it. Only the group sees it."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key


class TallyPhoto(Base):
    """One sheet. It may be taken away: what was on it may have been somebody's name."""

    __tablename__ = "tally_photo"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), unique=True)
    shows: Mapped[str] = mapped_column(String(300))  # for those who cannot see it
    since: Mapped[date]  # the first day on the sheet
    until: Mapped[date]  # and the last
    added_on: Mapped[date]
