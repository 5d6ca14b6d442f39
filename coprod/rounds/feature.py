"""What this noun offers the site."""

from datetime import timedelta

from coprod.feature import Feature, Panel
from coprod.rounds import (
    closing,
    demo,
    panels,
    paper_routes,
    plan_routes,
    put_in_routes,
    run_routes,
    waiting,
)
from coprod.rounds.routes import bp
from coprod.schedule import Job

PAGES = (
    plan_routes,
    run_routes,
    paper_routes,
    put_in_routes,
)  # importing them adds them to the blueprint

rounds = Feature(
    name="rounds",
    blueprint=bp,
    demo=demo.load,
    panels=(
        Panel("front.turn", "rounds/_turn.html", panels.turn, waiting.ASKS),
        Panel("issue.rounds", "rounds/_of_issue.html", panels.of_issue),
        Panel("issues.more", "rounds/_way_in.html", panels.way_in),
        Panel("meeting.choices", "rounds/_choices.html", panels.choices),
    ),
    jobs=(
        Job(
            name="rounds",
            says="Opens and closes rounds on their days.",
            due=timedelta(minutes=5),
            run=closing.run_due,
        ),
    ),
)
