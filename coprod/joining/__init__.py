"""Joining two issues that say the same, if both authors agree."""
