"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.sign_in import settings_routes  # noqa: F401  its pages join the same blueprint
from coprod.sign_in.routes import bp

sign_in = Feature(name="sign_in", blueprint=bp)
