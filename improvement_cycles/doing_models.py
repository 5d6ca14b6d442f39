"""What a team does in a go: things to do, by whom, and whether they went as planned."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.db import Base, Key


class Task(Base):
    """One thing to do in a go, by somebody. What the plan says of them is locked; this is not."""

    __tablename__ = "cycle_task"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # nobody yet
    what: Mapped[str] = mapped_column(String(400))
    by_when: Mapped[date | None]
    of_plan: Mapped[bool] = mapped_column(default=False)  # made from the plan when the go started
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the start
    added_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who ticked it
    as_planned: Mapped[bool | None]
    why: Mapped[str] = mapped_column(String(1000), default="")  # why it was not as planned
