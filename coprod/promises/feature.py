"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.promises.routes import bp

promises = Feature(name="promises", blueprint=bp)
