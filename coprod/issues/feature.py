"""What this noun offers the site."""

from coprod.feature import Feature, Panel
from coprod.issues import counts, demo, panels, queries
from coprod.issues.routes import bp

issues = Feature(
    name="issues",
    blueprint=bp,
    subjects=(("issue", queries.subject),),
    panels=(
        Panel("statement.quotes", "issues/_quotes.html", panels.quotes),
        Panel("statement.not_right", "issues/_not_right.html", panels.not_right),
    ),
    demo=demo.load,
    recount=counts.recount,
)
