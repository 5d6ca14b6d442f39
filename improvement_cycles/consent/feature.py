"""What consent offers the site: its pages, its job, and its part of the demo."""

from datetime import time

from coprod.feature import Feature
from coprod.schedule import Job
from improvement_cycles.consent import (  # noqa: F401  pages
    aside,
    ask_routes,
    demo,
    in_person_routes,
    panels,
    routes,
)

consent = Feature(
    name="consent",
    blueprint=routes.bp,
    panels=panels.PANELS,
    jobs=(
        Job(
            name="tries-that-wait",
            says="Tells a team when people have been asked for 21 days and a try cannot start.",
            due=time(6),
            run=aside.tell,
        ),
    ),
    demo=demo.load,
)
