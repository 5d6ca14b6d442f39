"""What the driver diagram offers the site: its pages, pieces of others, and its demo."""

from coprod.feature import Feature
from improvement_cycles.drivers import (  # noqa: F401  pages
    demo,
    idea_routes,
    panels,
    routes,
    write_routes,
)

drivers = Feature(
    name="drivers",
    blueprint=routes.bp,
    panels=panels.PANELS,
    demo=demo.load,
)
