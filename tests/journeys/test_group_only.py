"""What Alderbrook counts about Grace, looked for on every page that somebody can go to."""

import pytest
from sqlalchemy import select

from improvement_cycles.measure_models import Measure
from improvement_cycles.models import ImprovementProject
from tests.journeys.crawl import crawl
from tests.journeys.pages import words

NAME = "Days Grace ate her dinner, each week"
A_FEW = 6  # pages that are alike but for a number


@pytest.fixture
def doors(session):
    """Where to begin to look, and the address that must be nowhere."""
    measure = session.scalars(select(Measure).where(Measure.name == NAME)).one()
    others = session.scalars(select(Measure.id).where(Measure.id != measure.id)).all()
    tries = session.scalars(select(ImprovementProject.id)).all()
    of_it = f"/tries/{measure.project_id}"
    parts = ("", "/pictures", "/story", "/slides", "/report", "/report.txt", "/family", "/drivers")
    start = (
        "/",
        *(f"{of_it}{part}" for part in parts),
        "/tries/find?words=Grace",
        *(f"/tries/{one}" for one in tries),
        *(f"/measures/{one}" for one in others),
        f"/measures/{measure.id}",
    )
    session.rollback()
    return start, f"/measures/{measure.id}"


@pytest.mark.parametrize("who", ["", "colette", "danny", "imran", "fiona"])
def test_nobody_outside_the_group_finds_it(who, doors, enter, visitor):
    start, address = doors
    read = crawl(enter(who) if who else visitor, start, A_FEW)
    assert read.pop(address).status_code == 404
    for path, answer in read.items():
        assert not path.startswith(f"{address}/"), path
        assert NAME not in words(answer.text), path
    assert len(read) > 60


@pytest.mark.parametrize("who", ["tash", "ruth", "yusuf", "graham", "hannah"])
def test_the_group_reads_it(who, doors, enter):
    start, address = doors
    page = words(enter(who).get(address).text)
    assert NAME in page and "It is what we see. It is not what the person told us." in page
    assert NAME in words(enter(who).get(start[1]).text)
