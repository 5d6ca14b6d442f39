"""What this noun offers the site.

Its pages have the spots "meeting.choices" and "meeting.pictures". A panel there is about a
`pack.Spot`: on paper it has one page, and one thing at a time on the big screen.
"""

from coprod.feature import Feature, Panel
from coprod.meetings import demo, jobs, next_ones, pack_routes, panels, room_routes, screen_routes
from coprod.meetings.routes import bp

PAGES = (pack_routes, room_routes, screen_routes)  # importing them adds them to the blueprint

meetings = Feature(
    name="meetings",
    blueprint=bp,
    panels=(
        Panel("front.now", "meetings/_next.html", panels.now_on),
        Panel("front.meeting", "meetings/_next.html", panels.on_front, next_ones.ASKS),
        Panel("group.meetings", "meetings/_groups.html", panels.of_groups),
        Panel("issue.meetings", "meetings/_on_issue.html", panels.on_issue),
        Panel("my_things.more", "meetings/_my_things.html", panels.on_my_things),
    ),
    jobs=(jobs.END_FORGOTTEN,),
    demo=demo.load,
)
