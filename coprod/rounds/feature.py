"""What this noun offers the site."""

from datetime import timedelta

from coprod.feature import Feature
from coprod.rounds import closing, demo
from coprod.rounds.routes import bp
from coprod.schedule import Job

rounds = Feature(
    name="rounds",
    blueprint=bp,
    demo=demo.load,
    jobs=(
        Job(
            name="rounds",
            says="Opens and closes rounds on their days.",
            due=timedelta(minutes=5),
            run=closing.run_due,
        ),
    ),
)
