"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.sign_in import area_routes, settings_routes
from coprod.sign_in.routes import bp

PAGES = (area_routes, settings_routes)  # each adds its pages to the one blueprint

sign_in = Feature(name="sign_in", blueprint=bp)
