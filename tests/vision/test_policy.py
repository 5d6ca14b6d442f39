"""Who may do what with our good life, as a table."""

import pytest

from coprod.errors import NotAllowed
from coprod.people.hats import Group, HatKind
from coprod.people.viewer import NOBODY
from coprod.vision import policy, services, writing
from coprod.vision.models import SignUpSays

HATS = (
    *("uses_services", "family", "staff", "manager"),
    *("commissioner", "advocate", "stranger", "nobody"),
)
#                       uses  fam  staff man  comm  adv  stranger nobody
MAY = {
    "write":             [1,   1,   1,    0,   0,    1,   0,       0],
    "write at the place": [1,  1,   1,    0,   0,    1,   0,       0],
    "edit a draft":      [1,   0,   0,    0,   0,    1,   0,       0],
    "sign up":           [1,   1,   1,    1,   1,    1,   0,       0],
    "answer for people": [1,   0,   0,    0,   0,    1,   0,       0],
    "answer for families": [0, 1,   0,    0,   0,    1,   0,       0],
    "answer for staff":  [0,   0,   1,    0,   0,    1,   0,       0],
    "put away":          [0,   0,   0,    0,   0,    1,   0,       0],
}  # fmt: skip


def asked(what, viewer, found, place):
    area_id = place.area_id
    return {
        "write": lambda: policy.may_write(viewer, area_id),
        "write at the place": lambda: policy.may_write(viewer, area_id, place.id),
        "edit a draft": lambda: policy.may_edit(
            viewer, found.statement, found.version, found.writers
        ),
        "sign up": lambda: policy.may_sign_up(viewer, area_id),
        "answer for people": lambda: policy.may_look_again(viewer, area_id, Group.PEOPLE),
        "answer for families": lambda: policy.may_look_again(viewer, area_id, Group.FAMILIES),
        "answer for staff": lambda: policy.may_look_again(viewer, area_id, Group.STAFF),
        "put away": lambda: policy.may_retire(viewer, found.statement),
    }[what]()


@pytest.mark.parametrize("what", MAY)
def test_who_may(what, draft, everyone, place, as_viewer):
    found = draft.found()
    said = [asked(what, as_viewer(getattr(everyone, hat)), found, place) for hat in HATS]
    assert said == [bool(may) for may in MAY[what]]
    assert not asked(what, NOBODY, found, place)


def test_a_manager_never_edits_whatever_other_hat_they_wear(
    make, everyone, place, as_viewer, draft
):
    make.hat(
        everyone.manager,
        make.place(make.session.get(type(make.area()), place.area_id)),
        HatKind.FAMILY,
    )
    with pytest.raises(NotAllowed, match="Managers do not"):
        writing.start(make.session, as_viewer(everyone.manager), _principle(make, draft), "Mine.")


def test_words_of_one_place_are_written_there(make, place, as_viewer):
    elsewhere = make.person(make.place(make.session.get(type(make.area()), place.area_id)))
    assert policy.may_write(as_viewer(elsewhere), place.area_id)
    assert not policy.may_write(as_viewer(elsewhere), place.area_id, place.id)


def test_words_of_one_place_are_its_peoples_to_sign_and_to_look_at(
    make, place, everyone, as_viewer
):
    area_id = place.area_id
    far = make.place(make.session.get(type(make.area()), area_id))
    neighbour = as_viewer(make.person(far))
    assert policy.may_sign_up(neighbour, area_id)
    assert not policy.may_sign_up(neighbour, area_id, place.id)
    assert policy.may_look_again(neighbour, area_id, Group.PEOPLE)
    assert not policy.may_look_again(neighbour, area_id, Group.PEOPLE, place.id)
    local, advocate = as_viewer(everyone.uses_services), as_viewer(everyone.advocate)
    for viewer in (local, advocate):
        assert policy.may_sign_up(viewer, area_id, place.id)
        assert policy.may_look_again(viewer, area_id, Group.PEOPLE, place.id)


def test_a_hat_that_is_not_confirmed_opens_nothing(make, place, as_viewer):
    person = make.person()
    make.hat(person, place, HatKind.USES_SERVICES, confirmed=False)
    assert not policy.may_write(as_viewer(person), place.area_id)
    assert not policy.may_sign_up(as_viewer(person), place.area_id)


def test_agreed_words_are_edited_by_nobody(session, agree, draft, everyone, as_viewer):
    found = agree()
    for person in (everyone.uses_services, everyone.advocate):
        with pytest.raises(NotAllowed, match="Agreed words stay"):
            writing.set_words(
                session, as_viewer(person), found, found.version.edits, wording="New."
            )


def test_using_services_is_the_first_hat_and_being_paid_comes_before_family(make, place, as_viewer):
    area = make.session.get(type(make.area()), place.area_id)
    both = make.person(make.place(area), HatKind.FAMILY)
    make.hat(both, place, HatKind.STAFF)
    assert policy.hat_for(as_viewer(both), area.id, None) is HatKind.STAFF
    make.hat(both, make.place(area), HatKind.USES_SERVICES)
    assert policy.hat_for(as_viewer(both), area.id, None) is HatKind.USES_SERVICES
    assert policy.hat_for(as_viewer(both), area.id, place.id) is HatKind.STAFF


def test_a_stranger_is_refused_by_the_service_too(session, agree, everyone, as_viewer):
    found = agree()
    with pytest.raises(NotAllowed, match="take part"):
        services.sign_up(session, as_viewer(everyone.stranger), found, SignUpSays.YES, "")


def _principle(make, draft):
    from coprod.vision.models import Principle

    return make.session.get(Principle, draft.statement.principle_id)
