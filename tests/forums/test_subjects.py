"""What people can talk about: each kind under the rule of its owner."""

import pytest

from coprod.people.models import Area
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind, TryStatus


@pytest.fixture
def place(make):
    return make.place()


def _try(session, place, make, **fields):
    project = ImprovementProject(
        area_id=place.area_id,
        place_id=place.id,
        title="A bell at night",
        status=TryStatus.HAPPENING,
        made_on=make.days_ago(9),
        started_on=make.days_ago(9),
        **fields,
    )
    session.add(project)
    session.flush()
    cycle = Cycle(project_id=project.id, number=1, title="One flat")
    session.add(cycle)
    session.flush()
    return cycle


def test_a_statement_and_a_go_lead_to_their_talk(make, place, session, sign_in):
    statement = make.statement(session.get(Area, place.area_id))
    cycle = _try(session, place, make)
    client = sign_in(make.person(place))
    for page, talk in (
        (f"/good-life/{statement.id}", f"/talk/statement/{statement.id}"),
        (f"/tries/goes/{cycle.id}", f"/talk/go/{cycle.id}"),
    ):
        found = client.get(page)
        assert f'href="{talk}"' in found.text
        assert client.post(talk, data={"words": "I like it."}).status_code == 303
        assert "I like it." in client.get(talk).text


def test_a_private_try_s_goes_are_talked_about_by_nobody_else(make, place, session, sign_in):
    owner = make.person(place)
    cycle = _try(session, place, make, owner_id=owner.id, kind=TryKind.ONE_PERSONS)
    talk = f"/talk/go/{cycle.id}"
    assert sign_in(make.person(place)).get(talk).status_code == 404
    assert sign_in(owner).get(talk).status_code == 200


@pytest.mark.parametrize("kind", ["go", "try", "issue", "statement", "thread", "nothing"])
@pytest.mark.parametrize("key", ["0", "999999999999999", "1" * 21, "x"])
def test_what_is_not_there_is_nowhere(make, place, sign_in, kind, key):
    assert sign_in(make.person(place)).get(f"/talk/{kind}/{key}").status_code == 404
