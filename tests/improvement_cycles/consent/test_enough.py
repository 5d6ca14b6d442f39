"""How many answers are enough."""

import pytest

from improvement_cycles.consent.enough import needed


@pytest.mark.parametrize(
    ("asked", "enough"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (9, 3), (10, 4), (12, 4), (90, 30)],
)
def test_a_third_but_three_at_least_and_all_of_up_to_three(asked, enough):
    assert needed(asked) == enough
