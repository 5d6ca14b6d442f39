"""Whose dot is due, and when: asked once, quietly."""

import pytest

from coprod.db import today
from improvement_cycles.measure_words import HowOften
from improvement_cycles.words import TryStatus
from tests.improvement_cycles.counting import due, fill


@pytest.mark.parametrize(
    ("how_often", "last", "is_due"),
    [
        (HowOften.DAILY, 0, False),
        (HowOften.DAILY, 1, True),
        (HowOften.WEEKLY, 6, False),
        (HowOften.WEEKLY, 7, True),
        (HowOften.MONTHLY, 27, False),
        (HowOften.MONTHLY, 28, True),
        (HowOften.EACH_TIME, 90, False),
    ],
)
def test_whose_dot_is_due(session, trying, measure, as_viewer, how_often, last, is_due):
    measure.how_often = how_often
    fill(session, measure, [1], last=last)
    assert [one.part_id for one in due(session, as_viewer(trying.maureen))] == (
        [measure.id] if is_due else []
    )
    assert not due(session, as_viewer(trying.danny))


def test_what_is_stopped_or_over_is_not_due(session, trying, measure, as_viewer):
    maureen = as_viewer(trying.maureen)
    assert due(session, maureen)  # no dot at all
    trying.project.status = TryStatus.KEPT
    session.flush()
    assert not due(session, maureen)
    trying.project.status, measure.stopped_on = TryStatus.HAPPENING, today()
    session.flush()
    assert not due(session, maureen)
