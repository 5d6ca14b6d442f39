"""What this noun offers the site."""

from coprod.feature import Feature, Panel
from coprod.promises import (
    answer_routes,
    better_routes,
    demo,
    due,
    late_comers,
    news,
    panels,
    sheet_routes,
    waiting,
)
from coprod.promises.routes import bp

PAGES = (answer_routes, better_routes, sheet_routes)  # importing them adds them to the blueprint
FOLLOWS = (late_comers,)  # and this one to what a me-too does

promises = Feature(
    name="promises",
    blueprint=bp,
    news=(news.answered, news.promised),
    demo=demo.load,
    jobs=due.JOBS,
    panels=(
        Panel("issue.answers", "promises/_answers.html", panels.answers),
        Panel("statement.better", "promises/_got_better.html", panels.got_better),
        Panel("front.turn", "promises/_turns.html", waiting.your_turn, waiting.ASKS),
        Panel("my_things.asked", "promises/_asked.html", panels.asked),
    ),
)
