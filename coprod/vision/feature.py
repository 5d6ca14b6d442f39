"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.vision.routes import bp

vision = Feature(name="vision", blueprint=bp)
