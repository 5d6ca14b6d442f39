"""Pages of rounds: what to choose from, choosing, and what was picked."""

from flask import Blueprint

bp = Blueprint("rounds", __name__)
