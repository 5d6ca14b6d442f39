"""What is kept of every time the site did something by itself."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.audit.models import beside
from coprod.db import Base, Key


@beside
class Run(Base):
    """One slot of one job, and who does it or did it. The table itself keeps it to one.

    Until it is done it is somebody's up to `held_until`: the owner's, while it runs; nobody's,
    after it failed. From then on whoever comes first takes it.
    """

    __tablename__ = "job_run"
    __table_args__ = (
        UniqueConstraint("job", "slot"),
        Index("ix_job_run_job_done_at", "job", "done_at"),
    )

    id: Mapped[Key]
    job: Mapped[str] = mapped_column(String(60))
    slot: Mapped[datetime]  # the moment it was due at
    by_hand: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str] = mapped_column(String(80))
    held_until: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime]  # the latest try
    done_at: Mapped[datetime | None]
    said: Mapped[str] = mapped_column(String(400), default="")
    failed: Mapped[str] = mapped_column(String(100), default="")  # what kind of error, no words
