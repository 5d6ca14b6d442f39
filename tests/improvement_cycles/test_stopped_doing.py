"""What people have stopped doing: kept tries to stop something, of an area or of one place."""

import pytest

from coprod.people.models import Area
from improvement_cycles import queries
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind, TryStatus

PAGE = "/tries/stopped-doing"


@pytest.fixture
def stopped(session, tries):
    """Makes a try to stop doing something, that was kept unless told otherwise."""

    def make(title="Checks at night", **fields):
        fields = {"kind": TryKind.STOP_DOING, "status": TryStatus.KEPT} | fields
        about = {"area_id": tries.place.area_id, "place_id": tries.place.id}
        whole = about | {"made_on": tries.make.days_ago(90), "title": title} | fields
        project = ImprovementProject(**whole)
        session.add(project)
        session.flush()
        return project

    return make


def ids(session, viewer, tries, place=None):
    area = tries.place.area_id
    return {one.id for one in queries.stopped_doing(session, viewer, area, place)[0]}


def test_kept_tries_to_stop_something_are_there_and_nothing_else(session, tries, stopped):
    there = stopped()
    for status in TryStatus:
        if status is not TryStatus.KEPT:
            stopped(status=status)
    stopped(kind=TryKind.START_DOING)
    stopped(kind=TryKind.ONE_PERSONS, owner_id=tries.danny.id)
    far = tries.elsewhere.place
    stopped(area_id=far.area_id, place_id=far.id)
    for who in (tries.danny, tries.imran, tries.hannah):
        assert ids(session, tries.as_(who), tries) == {there.id}


def test_one_place_has_its_own(session, tries, stopped, visitor, sign_in):
    other = tries.make.place(session.get(Area, tries.place.area_id), name="Rose House")
    here, there = stopped(), stopped("Locked kitchen", place_id=other.id)
    session.commit()
    viewer = tries.as_(tries.danny)
    assert ids(session, viewer, tries) == {here.id, there.id}
    assert ids(session, viewer, tries, other.id) == {there.id}
    for browser in (visitor, sign_in(tries.danny)):
        every = browser.get(PAGE).text
        assert "Checks at night" in every and "Locked kitchen" in every
        one = browser.get(f"{PAGE}?place={other.id}").text
        assert "Locked kitchen" in one and "Checks at night" not in one
        for odd in ("?place=x", "?place=999999", f"?place={10**20}", "?before=x"):
            assert browser.get(f"{PAGE}{odd}").status_code == 200


def test_the_list_of_tries_leads_there_and_it_may_be_empty(visitor, tries):
    assert f'href="{PAGE}"' in visitor.get("/tries").text
    assert "There is nothing here yet." in visitor.get(PAGE).text


def test_pages_lead_on_and_cost_the_same(session, visitor, tries, stopped):
    made = [stopped(f"Number {n}") for n in range(3)]
    session.commit()
    visitor.get(PAGE)
    visitor.get(PAGE)
    few = visitor.statements
    made += [stopped(f"Number {n}") for n in range(27)]
    session.commit()
    first = visitor.get(f"{PAGE}?place={tries.place.id}")
    assert visitor.statements == few <= 4
    assert first.text.count("card__title") == 25
    assert f"place={tries.place.id}&amp;before={made[5].id}" in first.text
    second = visitor.get(f"{PAGE}?place={tries.place.id}&before={made[5].id}")
    assert second.text.count("card__title") == 5 and 'rel="next"' not in second.text
