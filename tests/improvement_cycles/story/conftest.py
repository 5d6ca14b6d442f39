"""Fixtures of tries, for those who tell them."""

from tests.improvement_cycles.conftest import tries, visitor

__all__ = ["tries", "visitor"]
