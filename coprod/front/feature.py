"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.front.routes import bp

front = Feature(name="front", blueprint=bp)
