"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.drafts.routes import bp

drafts = Feature(name="drafts", blueprint=bp)
