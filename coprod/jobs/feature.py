"""What doing things when they are due offers the site: a page, and tidying up of its own."""

from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from coprod import once
from coprod.audit import checking
from coprod.feature import Feature, Panel
from coprod.jobs import policy
from coprod.jobs.routes import bp
from coprod.people.viewer import Viewer
from coprod.schedule import Job


def _link(_session: Session, viewer: Viewer, _about: Any) -> dict[str, Any] | None:
    return {} if policy.may_see(viewer) else None


jobs = Feature(
    name="jobs",
    blueprint=bp,
    panels=(
        Panel("group.more", "jobs/_link.html", _link),
        Panel("my_things.more", "jobs/_link.html", _link),
    ),
    jobs=(
        Job(
            name="old-presses",
            says="Forgets which forms were sent, after 2 days.",
            due=time(3, 40),
            run=once.forget_old,
        ),
        Job(
            name="audit-head",
            says="Says where the record of changes ends, for the log.",
            due=time(3, 50),
            run=checking.say_head,
        ),
    ),
)
