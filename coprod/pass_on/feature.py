"""What this noun offers the site."""

from coprod.feature import Feature, Panel
from coprod.pass_on import demo, link_routes, outside_routes, panels, queries
from coprod.pass_on.routes import bp

PAGES = (link_routes, outside_routes)  # importing them adds them to the blueprint

pass_on = Feature(
    name="pass_on",
    blueprint=bp,
    demo=demo.load,
    panels=(
        Panel("issue.answers", "pass_on/_passed_on.html", panels.passed_on),
        Panel("issues.more", "pass_on/_see_all.html", panels.see_all),
        Panel("front.turn", "pass_on/_turns.html", panels.your_turn, queries.ASKS),
    ),
)
