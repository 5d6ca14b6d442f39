"""My settings, signed out and signed in."""

import pytest
from sqlalchemy import select

from coprod.people.models import Person
from coprod.sign_in.models import SignIn

BIG = {"theme": "dark", "size": "xl", "pictures": "no", "speed": "0.7"}
NEW = "a green kite over the hill"
CHANGE = {"passphrase_now": "yellow bus to the sea", "passphrase": NEW, "passphrase_again": NEW}


def test_a_visitors_look_is_kept_on_the_device(visitor, session, danny):
    assert visitor.post("/my-settings", data=BIG).location == "/my-settings?kept=yes"
    page = visitor.get("/my-settings?kept=yes").text
    assert '<html lang="en" class="theme-dark size-xl no-pictures">' in page
    assert "Saved." in page
    assert session.scalars(select(Person.theme).where(Person.id == danny.id)).one() == "auto"


def test_a_persons_look_goes_with_them(danny, sign_in, session):
    sign_in(danny).post("/my-settings", data=BIG)
    assert 'class="theme-dark size-xl no-pictures"' in sign_in(danny).get("/my-settings").text
    others = session.scalars(select(Person.theme).where(Person.id != danny.id)).all()
    assert set(others) == {"auto"}


def test_signing_out_keeps_the_look_of_the_device(danny, visitor, come_in):
    visitor.post("/my-settings", data=BIG)
    come_in()
    assert "theme-auto" in visitor.get("/my-settings").text
    visitor.post("/sign-out")
    assert "theme-dark" in visitor.get("/my-settings").text


@pytest.mark.parametrize(
    "sent", [{"theme": "neon"}, {"size": ""}, {"speed": "9" * 30}, {"pictures": "\x00"}]
)
def test_a_look_that_is_not_there_is_refused(visitor, sent):
    assert visitor.post("/my-settings", data=BIG | sent).status_code == 422


def test_i_see_where_i_am_signed_in(danny, make, place, sign_in):
    sign_in(danny, device="Phone")
    sign_in(make.person(place), device="Tablet")
    client = sign_in(danny, device="Computer", shared=True)
    page = client.get("/my-settings").text
    assert "Phone" in page and "here, now." in page and "Other people use it too." in page
    assert "Tablet" not in page


def test_i_can_sign_out_everywhere(danny, make, place, sign_in, session):
    phone, tablet, other = sign_in(danny), sign_in(danny), sign_in(make.person(place))
    assert tablet.post("/my-settings/sign-out-everywhere").location == "/sign-in"
    assert phone.get("/my-settings/passphrase").status_code == 302
    assert tablet.get("/my-settings/passphrase").status_code == 302
    assert other.get("/my-settings/passphrase").status_code == 200


def test_a_new_passphrase_signs_out_every_other_device(danny, sign_in, come_in, one_more, session):
    phone, client = sign_in(danny), sign_in(danny, shared=True)
    assert client.post("/my-settings/passphrase", data=CHANGE).status_code == 303
    assert client.get("/my-settings/passphrase").status_code == 200
    assert phone.get("/my-settings/passphrase").status_code == 302
    assert come_in(one_more()).status_code == 422
    assert come_in(one_more(), passphrase=NEW).status_code == 303
    shared = session.scalars(select(SignIn.shared_device).order_by(SignIn.id)).all()
    assert shared[:2] == [False, True]


def test_pressing_twice_changes_the_passphrase_once(danny, sign_in, come_in, one_more):
    client = sign_in(danny)
    first = client.post("/my-settings/passphrase", data=CHANGE | {"once": "s"})
    later = {"passphrase_now": NEW, "passphrase": NEW + "!", "passphrase_again": NEW + "!"}
    again = client.post("/my-settings/passphrase", data=later | {"once": "s"})
    assert (again.status_code, again.location) == (303, first.location)
    assert come_in(one_more(), passphrase=NEW).status_code == 303


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"passphrase_now": "not the right words"}, "not your passphrase now"),
        ({"passphrase_now": ""}, "use now"),
        ({"passphrase": "short", "passphrase_again": "short"}, "12 letters or more"),
        ({"passphrase_again": "a green kite over the hull"}, "are not the same"),
    ],
)
def test_a_change_that_will_not_do_changes_nothing(
    danny, sign_in, come_in, one_more, sent, sentence
):
    response = sign_in(danny).post("/my-settings/passphrase", data=CHANGE | sent)
    assert response.status_code == 422
    assert sentence in response.text and NEW not in response.text
    assert come_in(one_more()).status_code == 303


def test_guessing_the_passphrase_now_is_limited_too(danny, sign_in):
    client = sign_in(danny)
    wrong = CHANGE | {"passphrase_now": "not the right words"}
    answers = [client.post("/my-settings/passphrase", data=wrong).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
