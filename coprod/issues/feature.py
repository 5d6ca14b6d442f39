"""What this noun offers the site."""

from coprod.feature import Feature, Panel, on_page
from coprod.issues import (
    counts,
    demo,
    due,
    lane_panels,
    lane_routes,
    news,
    panels,
    photo_routes,
    queries,
    said_routes,
    say_panels,
    say_routes,
    search_index,
    sound_routes,
    spoken_panels,
    synonyms,
    synonyms_routes,
    written,
)
from coprod.issues.routes import bp

# Pages that add themselves to the blueprint, and an index that adds itself to its table.
PAGES = (lane_routes, photo_routes, said_routes, say_routes, sound_routes, synonyms_routes)
INDEX = search_index.NAME

issues = Feature(
    name="issues",
    blueprint=bp,
    subjects=(("issue", on_page(queries.subject, "issues.issue", "issue_id")),),
    writings=written.WRITINGS,
    panels=(
        Panel("statement.quotes", "issues/_quotes.html", panels.quotes),
        Panel("statement.not_right", "issues/_not_right.html", panels.not_right),
        Panel("issue.voice", "issues/_spoken.html", spoken_panels.voice),
        Panel("front.turn", "issues/_lanes_card.html", lane_panels.your_turn, lane_panels.ASKS),
        Panel("group.more", "issues/_lanes_link.html", lane_panels.way_in),
        Panel("issue.yours", "issues/say/_yours.html", say_panels.yours),
    ),
    news=(news.moved,),
    demo=demo.load,
    jobs=due.JOBS,
    new_area=synonyms.start_list,
    recount=counts.recount,
)
