"""Who may do what about consent: every hat, whether the try touches them, whether in its team."""

from itertools import product

import pytest

from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.people.viewer import NOBODY
from improvement_cycles.consent import policy
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryStatus

PAID = {HatKind.STAFF, HatKind.MANAGER}
VOICES = {HatKind.USES_SERVICES, HatKind.FAMILY, *PAID}
AT_PLACE = sorted(VOICES)
IN_AREA = [HatKind.COMMISSIONER, HatKind.ADVOCATE, HatKind.SAFEGUARDING, HatKind.SITE_ADMIN]
EVERY = [*AT_PLACE, *IN_AREA]


@pytest.fixture
def about(make):
    """A try at a place, and one that is a person's own."""
    place = make.place()
    owner = make.person(place)
    project = {"area_id": place.area_id, "place_id": place.id, "status": TryStatus.DRAFT}
    return place, ImprovementProject(**project, hidden=False), owner


@pytest.fixture
def somebody(make, as_viewer, about):
    place, _project, _owner = about

    def of(hat):
        where = place if hat in VOICES else make.session.get(Area, place.area_id)
        return as_viewer(make.person(where, hat))

    return of


@pytest.mark.parametrize(("touched", "of_team"), list(product((True, False), repeat=2)))
@pytest.mark.parametrize("hat", EVERY)
def test_every_hat_at_a_try_of_a_place(about, somebody, hat, touched, of_team):
    _place, project, _owner = about
    viewer = somebody(hat)
    team = {viewer.id: hat} if of_team else {}
    touches = {viewer.id} if touched else set()
    advocate = hat is HatKind.ADVOCATE
    assert policy.may_answer(viewer, project, team, touches) is (
        touched or of_team or hat in VOICES
    )
    assert policy.may_see(viewer, project, team, touches) is (touched or of_team or advocate)
    assert policy.stands_with_people(viewer, project) is advocate
    assert policy.may_reply(viewer, project, team, 0, False) is (of_team or advocate)
    assert policy.may_reply(viewer, project, team, 0, True) is advocate
    assert policy.may_reply(viewer, project, team, viewer.id, False) is False
    assert policy.may_say_touched(viewer, project, touches) is (
        hat is HatKind.USES_SERVICES and not touched
    )
    assert policy.may_open_again(viewer, viewer.id)
    assert not policy.may_open_again(viewer, 0)


@pytest.mark.parametrize(("touched", "of_team"), list(product((True, False), repeat=2)))
@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("hat", EVERY)
def test_every_hat_at_one_persons_try(about, somebody, hat, hidden, touched, of_team):
    _place, project, owner = about
    project.owner_id, project.hidden = owner.id, hidden
    viewer = somebody(hat)
    team = {viewer.id: hat} if of_team else {}
    touches = {viewer.id} if touched else set()
    named = (touched or of_team) and not hidden
    assert policy.may_answer(viewer, project, team, touches) is named
    assert policy.may_see(viewer, project, team, touches) is named
    assert policy.stands_with_people(viewer, project) is False
    assert policy.may_reply(viewer, project, team, 0, False) is (of_team and not hidden)
    assert policy.may_reply(viewer, project, team, 0, True) is False
    assert policy.may_say_touched(viewer, project, touches) is False


def test_an_advocate_who_works_there_stands_with_nobody_there(make, as_viewer, about, somebody):
    place, project, _owner = about
    nora = make.person(make.session.get(Area, place.area_id), HatKind.ADVOCATE)
    for hat in PAID:
        both = make.person(make.session.get(Area, place.area_id), HatKind.ADVOCATE)
        make.hat(both, place, hat)
        assert not policy.stands_with_people(as_viewer(both), project)
    assert policy.stands_with_people(as_viewer(nora), project)


def test_nobody_and_a_stranger_do_nothing(make, as_viewer, about):
    _place, project, _owner = about
    stranger = as_viewer(make.person(make.place()))
    left = as_viewer(make.person())
    for viewer in (NOBODY, stranger, left):
        touches, team = {viewer.id}, {viewer.id: HatKind.USES_SERVICES}
        assert not policy.may_answer(viewer, project, team, touches)
        assert not policy.may_see(viewer, project, team, touches)
        assert not policy.may_reply(viewer, project, team, 0, False)
        assert not policy.may_say_touched(viewer, project, set())
    assert not policy.may_open_again(NOBODY, None)
