"""What this noun offers the site."""

from coprod.feature import Feature, Panel
from coprod.joining import demo, panels, queries
from coprod.joining.routes import bp

joining = Feature(
    name="joining",
    blueprint=bp,
    demo=demo.load,
    panels=(
        Panel("issue.joined", "joining/_joined.html", panels.joined),
        Panel("issue.answers", "joining/_say_so.html", panels.say_so),
        Panel("front.turn", "joining/_turns.html", panels.your_turn, queries.ASKS),
    ),
)
