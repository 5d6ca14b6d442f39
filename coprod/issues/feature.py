"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.issues.routes import bp

issues = Feature(name="issues", blueprint=bp)
