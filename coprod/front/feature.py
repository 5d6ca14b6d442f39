"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.front import leave_routes, mine_routes
from coprod.front.routes import bp

PAGES = (leave_routes, mine_routes)  # importing them adds them to the blueprint

front = Feature(name="front", blueprint=bp)
