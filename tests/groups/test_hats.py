"""Which hat is whose: asking, and the advocate's yes or no."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import now
from coprod.errors import NotAllowed
from coprod.groups import hats, policy, queries
from coprod.groups.models import HatChange
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.sign_in.models import SignIn


@pytest.fixture
def bev(make, place):
    """A newcomer whose hat waits."""
    bev = make.person(name="Bev Ashworth")
    make.hat(bev, place, HatKind.FAMILY, confirmed=False)
    make.hat(make.person(name="Far Away"), make.place(), HatKind.FAMILY, confirmed=False)
    return bev


def hat_of(session, person):
    session.expire_all()
    return session.scalars(select(Hat).where(Hat.person_id == person.id)).one()


def answer(client, asked, say="yes", **more):
    sent = {"what": asked.what, "row": asked.id, "kind": asked.kind, "answer": say}
    sent = {name: value for name, value in (sent | more).items() if value is not None}
    return client.post("/group/waiting", data=sent)


@pytest.mark.parametrize(
    ("hat", "employed", "may"),
    [
        (HatKind.ADVOCATE, False, True),
        (HatKind.ADVOCATE, True, False),
        (HatKind.MANAGER, False, False),
        (HatKind.COMMISSIONER, False, False),
        (HatKind.SITE_ADMIN, False, False),
        (HatKind.SAFEGUARDING, False, False),
    ],
)
def test_who_may_confirm(make, area, place, bev, as_viewer, hat, employed, may):
    who = make.person(place if hat is HatKind.MANAGER else area, hat)
    if employed:
        make.hat(who, place, HatKind.STAFF)
    assert policy.may_confirm(as_viewer(who), area.id, place.id, bev.id) is may


def test_nobody_confirms_their_own_hat(hannah, make, area, place, session, as_viewer):
    make.hat(hannah, place, HatKind.USES_SERVICES, confirmed=False)
    who = as_viewer(hannah)
    assert not policy.may_confirm(who, area.id, place.id, hannah.id)
    assert queries.waiting(session, who) == []


def test_an_unconfirmed_hat_opens_nothing(bev, place, sign_in, as_viewer):
    who = as_viewer(bev)
    assert not who.hats and not who.belongs_to(place.area_id) and not who.group_in(place.area_id)
    client = sign_in(bev)
    assert client.get("/group/invite").status_code == 404
    assert client.get("/group/waiting").status_code == 404
    assert "Waiting for a yes" in client.get("/group").text


def test_the_advocate_says_yes(hannah, bev, place, sign_in, as_viewer, session):
    client = sign_in(hannah)
    page = client.get("/group/waiting").text
    assert "Bev Ashworth" in page and "Far Away" not in page
    [asked] = queries.waiting(session, as_viewer(hannah))
    assert answer(client, asked).status_code == 303
    hat = hat_of(session, bev)
    assert hat.confirmed_at is not None and hat.confirmed_by_id == hannah.id
    assert as_viewer(bev).places == {place.id}
    assert "Nobody is waiting." in client.get("/group/waiting").text


def test_the_advocate_says_no(hannah, bev, sign_in, as_viewer, session):
    [asked] = queries.waiting(session, as_viewer(hannah))
    answer(sign_in(hannah), asked, "no")
    assert session.scalars(select(Hat).where(Hat.person_id == bev.id)).all() == []


@pytest.mark.parametrize("say", ["yes", "no"])
def test_the_advocate_may_press_twice(hannah, bev, place, make, sign_in, say):
    make.hat(make.person(name="Al Two"), place, HatKind.FAMILY, confirmed=False)
    client = sign_in(hannah)
    page = client.get("/group/waiting").text
    secrets = re.findall(r'name="once" value="([^"]+)"', page.partition("<main")[2])
    assert len(set(secrets)) == 2, "one for each card"
    sent = re.findall(r'name="(what|row|kind|once)" value="([^"]+)"', page.partition("<main")[2])
    sent = dict(sent[:4]) | {"answer": say}
    for _press in range(2):
        answered = client.post("/group/waiting", data=sent)
        assert (answered.status_code, answered.location) == (303, "/group/waiting?done=yes")
    assert client.get("/group/waiting").text.count("Asks to be") == 1


@pytest.mark.parametrize("say", ["", "maybe", None])
def test_what_is_neither_yes_nor_no_changes_nothing(hannah, bev, sign_in, as_viewer, session, say):
    [asked] = queries.waiting(session, as_viewer(hannah))
    refused = answer(sign_in(hannah), asked, say)
    assert refused.status_code == 400 and "Please say yes or no." in refused.text
    assert hat_of(session, bev).confirmed_at is None


@pytest.mark.parametrize(
    "hat", [HatKind.MANAGER, HatKind.STAFF, HatKind.COMMISSIONER, HatKind.FAMILY]
)
def test_nobody_else_can_tell_who_waits(
    make, place, area, hannah, bev, sign_in, as_viewer, session, hat
):
    [asked] = queries.waiting(session, as_viewer(hannah))
    who = make.person(area if hat is HatKind.COMMISSIONER else place, hat)
    client = sign_in(who)
    assert client.get("/group/waiting").status_code == 404
    assert answer(client, asked).status_code == 404
    with pytest.raises(NotAllowed):
        hats.confirm(session, as_viewer(who), asked)
    assert hat_of(session, bev).confirmed_at is None


def test_the_advocate_of_another_area_finds_nobody(make, bev, hannah, sign_in, as_viewer, session):
    [asked] = queries.waiting(session, as_viewer(hannah))
    other = make.person(make.area(), HatKind.ADVOCATE)
    assert queries.waiting(session, as_viewer(other)) == []
    assert answer(sign_in(other), asked).status_code == 404


def test_an_advocate_of_two_areas_hears_of_both_whichever_they_look_at(
    hannah, area, bev, make, sign_in
):
    there = make.area(slug="brook", name="Brooktown")
    make.hat(hannah, make.place(there), HatKind.FAMILY)
    other = make.area(name="Cliffton")
    make.hat(hannah, other, HatKind.ADVOCATE)
    make.hat(make.person(name="Colin Mint"), other, HatKind.COMMISSIONER, confirmed=False)
    client = sign_in(hannah)
    page = client.get("/group/waiting?area=brook").text
    assert "Bev Ashworth" in page
    assert "Asks to be a commissioner at Cliffton." in page


def test_asking_for_another_hat_keeps_the_old_one_until_the_yes(
    make, place, hannah, sign_in, as_viewer, session
):
    jo = make.person(place, HatKind.STAFF, name="Jo Pickering")
    client = sign_in(jo)
    assert (
        client.post(f"/group/hat/{place.id}", data={"kind": "uses_services"}).location == "/group"
    )
    assert as_viewer(jo).hat_in(place.area_id, place.id) is HatKind.STAFF
    assert "I asked to be a person who uses services." in client.get("/group").text
    [asked] = queries.waiting(session, as_viewer(hannah))
    assert (asked.hat_now, asked.kind) == (HatKind.STAFF, HatKind.USES_SERVICES)
    answer(sign_in(hannah), asked)
    assert as_viewer(jo).hat_in(place.area_id, place.id) is HatKind.USES_SERVICES
    assert client.get("/my-settings/passphrase").status_code == 302  # a new hat, a new sign-in
    assert session.scalars(select(HatChange)).all() == []


def test_asking_makes_no_sign_in_longer(make, place, sign_in, session):
    client = sign_in(make.person(place))
    session.execute(update(SignIn).values(ends_at=now() + timedelta(minutes=5)))
    ends = session.scalars(select(SignIn.ends_at)).all()
    for kind in ("uses_services", "family"):
        client.post(f"/group/hat/{place.id}", data={"kind": kind})
    assert session.scalars(select(SignIn.ends_at)).all() == ends
    assert client.get("/my-settings/passphrase").status_code == 200


def test_asking_twice_by_one_press_asks_once(make, place, sign_in, session):
    client = sign_in(make.person(place))
    ask = {"kind": "family", "once": "s"}
    first = client.post(f"/group/hat/{place.id}", data=ask)
    client.post(f"/group/hat/{place.id}", data={"kind": "uses_services"})  # and takes it back
    again = client.post(f"/group/hat/{place.id}", data=ask)
    assert (first.status_code, first.location) == (again.status_code, again.location)
    assert session.scalars(select(HatChange)).all() == []


def test_choosing_the_old_hat_takes_it_back(make, place, sign_in, session):
    client = sign_in(make.person(place, HatKind.FAMILY))
    for kind in ("uses_services", "staff", "family"):
        client.post(f"/group/hat/{place.id}", data={"kind": kind})
    assert session.scalars(select(HatChange)).all() == []


def test_no_to_a_change_leaves_the_old_hat(make, place, hannah, sign_in, as_viewer, session):
    jo = make.person(place, HatKind.STAFF)
    sign_in(jo).post(f"/group/hat/{place.id}", data={"kind": "family"})
    [asked] = queries.waiting(session, as_viewer(hannah))
    answer(sign_in(hannah), asked, "no")
    assert hat_of(session, jo).kind is HatKind.STAFF
    assert session.scalars(select(HatChange)).all() == []


def test_an_employed_advocate_cannot_shed_the_job_to_rule_the_place(
    make, hannah, place, sign_in, as_viewer, session
):
    make.hat(hannah, place, HatKind.STAFF)
    sign_in(hannah).post(f"/group/hat/{place.id}", data={"kind": "family"})
    who = as_viewer(hannah)
    assert not who.moderates(place.area_id, place.id)
    assert queries.waiting(session, who) == []


def test_a_newcomer_may_correct_what_they_asked_for(bev, place, sign_in, session):
    sign_in(bev).post(f"/group/hat/{place.id}", data={"kind": "staff"})
    hat = hat_of(session, bev)
    assert hat.kind is HatKind.STAFF and hat.confirmed_at is None


def test_the_advocate_confirms_what_they_saw(bev, hannah, place, sign_in, as_viewer, session):
    [seen] = queries.waiting(session, as_viewer(hannah))
    sign_in(bev).post(f"/group/hat/{place.id}", data={"kind": "manager"})
    assert answer(sign_in(hannah), seen).status_code == 409
    assert hat_of(session, bev).confirmed_at is None


@pytest.mark.parametrize(
    "kind", ["advocate", "site_admin", "safeguarding", "commissioner", "", "😀"]
)
def test_other_hats_cannot_be_asked_for(make, place, sign_in, session, kind):
    response = sign_in(make.person(place)).post(f"/group/hat/{place.id}", data={"kind": kind})
    assert response.status_code == 422
    assert session.scalars(select(HatChange)).all() == []


@pytest.mark.parametrize("row", ["", "x", "-1", "9" * 25, "1.5"])
def test_a_row_that_is_not_there_is_not_found(bev, hannah, sign_in, row):
    sent = {"what": "new", "row": row, "kind": "family", "answer": "yes"}
    assert sign_in(hannah).post("/group/waiting", data=sent).status_code == 404


def test_a_place_of_somebody_else_is_not_found(make, place, sign_in):
    client = sign_in(make.person(make.place()))
    assert client.get(f"/group/hat/{place.id}").status_code == 404
    assert client.post(f"/group/hat/{place.id}", data={"kind": "staff"}).status_code == 404


def test_the_group_page_names_who_looks_after_it_and_no_people(make, area, place, bev, visitor):
    area.run_by, area.help_name, area.help_phone = "Speak Together", "Hannah Lowe", "01632 960 101"
    page = visitor.get(f"/group?area={area.slug}").text
    assert "Speak Together" in page and "Hannah Lowe" in page and "Mill Lane" in page
    assert "Bev" not in page
    visitor.get("/group")
    assert visitor.statements <= 2


def test_a_long_waiting_list_costs_no_more(make, hannah, place, bev, sign_in):
    client = sign_in(hannah)
    client.get("/group/waiting")
    few = client.statements
    for _ in range(20):
        make.hat(make.person(), place, HatKind.FAMILY, confirmed=False)
    client.get("/group/waiting")
    assert client.statements == few <= 5


def test_hats_that_are_not_theirs_to_say_hide_no_others(
    make, hannah, area, place, bev, sign_in, as_viewer, session, monkeypatch
):
    monkeypatch.setattr(queries, "_WAITING", queries._WAITING.limit(2))
    work, earlier = make.place(area), now() - timedelta(days=1)
    make.hat(hannah, work, HatKind.STAFF)
    own = make.hat(hannah, place, HatKind.USES_SERVICES, confirmed=False)
    others = [make.hat(make.person(), work, HatKind.FAMILY, confirmed=False) for _ in range(2)]
    for hat in (own, *others):
        hat.asked_at = earlier
    [asked] = queries.waiting(session, as_viewer(hannah))
    assert asked.person_id == bev.id
    assert answer(sign_in(hannah), asked).status_code == 303
    assert hat_of(session, bev).confirmed_at is not None


def test_the_first_page_says_whose_turn_it_is(hannah, bev, make, place, sign_in):
    client = sign_in(hannah)
    assert "1 person is waiting for your yes" in client.get("/").text
    assert client.statements <= 8
    assert "waiting for your yes" in client.get("/my-things").text
    assert "waiting for your yes" not in sign_in(make.person(place)).get("/").text
