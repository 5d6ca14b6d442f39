"""What this noun offers the site."""

from coprod.feature import Feature
from coprod.groups import join_routes  # noqa: F401  its pages join the same blueprint
from coprod.groups.routes import bp

groups = Feature(name="groups", blueprint=bp)
