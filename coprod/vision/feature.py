"""What this noun offers the site."""

from coprod.feature import Feature, Panel, on_page
from coprod.vision import due, look_routes, panels, principle_routes, routes, write_routes, written
from coprod.vision.demo import load
from coprod.vision.statement import subject

PAGES = (
    routes,
    write_routes,
    look_routes,
    principle_routes,
)  # each adds its pages to the one blueprint

vision = Feature(
    name="vision",
    blueprint=routes.bp,
    subjects=(("statement", on_page(subject, "vision.statement", "statement_id")),),
    writings=written.WRITINGS,
    panels=(Panel("my_things.more", "vision/_mine.html", panels.mine),),
    demo=load,
    jobs=due.JOBS,
)
