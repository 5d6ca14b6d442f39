"""What this noun offers the site."""

from coprod.drafts.routes import bp
from coprod.feature import Feature

drafts = Feature(name="drafts", blueprint=bp)
