"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.groups.routes import bp

groups = Feature(name="groups", blueprint=bp)
