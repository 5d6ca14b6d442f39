"""Coming in with a name and a passphrase."""

import pytest
from sqlalchemy import func, select

from coprod.sign_in import services
from coprod.sign_in.models import Attempt, SignIn

WRONG = "That name and passphrase do not go together."


def signed_in(client) -> bool:
    return client.get("/my-settings/passphrase").status_code == 200


@pytest.mark.parametrize(
    "name", ["danny-okafor", "Danny Okafor", " DANNY  OKAFOR ", "Dánny Okafor"]
)
def test_a_name_may_be_written_in_any_way(danny, come_in, visitor, name):
    response = come_in(name=name)
    assert (response.status_code, response.location) == (303, "/")
    assert signed_in(visitor)


def test_spaces_around_a_passphrase_do_not_matter(danny, come_in):
    assert come_in(passphrase="  yellow bus to the sea ").status_code == 303


@pytest.mark.parametrize("name", ["danny-okafor", "nobody-at-all", "😀", "x" * 200])
def test_a_known_and_an_unknown_name_get_the_same_words_and_the_same_work(
    danny, come_in, visitor, hashes, name
):
    response = come_in(name=name, passphrase="not the right words")
    assert response.status_code == 422
    assert response.text.count(WRONG) == 2  # in the summary and at the field
    assert len(hashes) == 1
    assert not signed_in(visitor)


def test_a_person_without_a_passphrase_cannot_come_in_with_any(make, place, come_in, hashes):
    make.person(place, slug="tommy")
    assert come_in(name="tommy", passphrase="nobody has this passphrase").status_code == 422
    assert len(hashes) == 1


@pytest.mark.parametrize(
    "words", ["y" * 5_001, "\x00\ud800", "\u202esea", "😀" * 300, "YELLOW BUS TO THE SEA"]
)
def test_odd_passphrases_are_only_wrong(danny, come_in, words):
    sent = words.encode("utf-8", "surrogatepass")
    assert come_in(passphrase=sent).status_code == 422


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "Write your name."),
        ({"passphrase": "   "}, "Write your passphrase."),
        ({"name": "x" * 5_001}, "Use 200 letters or fewer."),
    ],
)
def test_what_is_missing_is_said(danny, come_in, sent, sentence):
    response = come_in(**sent)
    assert response.status_code == 422
    assert sentence in response.text


def test_the_name_is_kept_and_the_passphrase_is_not(danny, come_in):
    page = come_in(name="Danny O", passphrase="a passphrase of mine").text
    assert 'value="Danny O"' in page
    assert "a passphrase of mine" not in page


@pytest.mark.parametrize(
    ("next_page", "leads_to"),
    [
        ("/my-settings/passphrase", "/my-settings/passphrase"),
        ("/issues?page=2", "/issues?page=2"),
        ("https://bad.example/", "/"),
        ("//bad.example/", "/"),
        ("/\\bad.example/", "/"),
        ("/\t/bad.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_next_page_is_one_of_ours(danny, come_in, next_page, leads_to):
    assert come_in(next=next_page).location == leads_to


def test_a_locked_page_comes_back_after_the_door(danny, visitor, come_in):
    door = visitor.get("/my-settings/passphrase").location
    assert door == "/sign-in?next=/my-settings/passphrase"
    assert 'name="next" value="/my-settings/passphrase"' in visitor.get(door).text


def test_somebody_already_in_is_sent_on(danny, sign_in):
    assert (
        sign_in(danny).get("/sign-in?next=/my-settings/passphrase").location
        == "/my-settings/passphrase"
    )


def test_each_sign_in_has_a_new_id_and_ends_the_one_before(danny, come_in, session):
    tokens = set()
    for _ in range(2):
        come_in()
        session.rollback()
        tokens.add(session.scalars(select(SignIn.token_hash)).one())
    assert len(tokens) == 2


def test_a_sign_in_knows_only_the_kind_of_device(danny, visitor, session):
    phone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit Mobile Safari"
    sent = {"name": "danny-okafor", "passphrase": "yellow bus to the sea"}
    visitor.post("/sign-in", data=sent, headers={"User-Agent": phone})
    assert session.scalars(select(SignIn.device)).all() == ["Phone"]


def test_after_ten_tries_a_name_waits_wherever_they_come_from(danny, one_more, come_in):
    for number in range(10):
        elsewhere = one_more(f"192.0.2.{number}")
        assert come_in(elsewhere, passphrase="wrong words again").status_code == 422
    assert come_in(one_more("192.0.2.200")).status_code == 429


def test_after_ten_tries_an_address_waits_whatever_the_name(danny, one_more, come_in):
    for number in range(10):
        assert come_in(one_more(), name=f"name-{number}").status_code == 422
    response = come_in(one_more())
    assert response.status_code == 429
    assert "Please wait 5 minutes" in response.text


def test_nobody_is_locked_out_for_ever(danny, one_more, come_in, session):
    for number in range(10):
        come_in(one_more(), name=f"name-{number}")
    for attempt in session.scalars(select(Attempt)):
        attempt.at = attempt.at.replace(year=attempt.at.year - 1)
    assert come_in().status_code == 303


def test_a_whole_group_can_come_in_one_after_the_other(danny, one_more, come_in):
    assert [come_in(one_more()).status_code for _ in range(12)] == [303] * 12


def test_the_limit_keeps_no_name_and_no_address(danny, come_in, session):
    come_in(name="secret-name", passphrase="wrong words again")
    marks = session.scalars(select(Attempt.mark)).all()
    assert len(marks) == 3
    assert not [mark for mark in marks if "secret-name" in mark or "127.0.0.1" in mark]


def test_a_refused_try_is_not_counted(session):
    from datetime import timedelta

    from coprod.errors import TooMany

    for _ in range(3):
        services.limit(session, "door", "me", most=3, within=timedelta(minutes=5))
    with pytest.raises(TooMany):
        services.limit(session, "door", "me", most=3, within=timedelta(minutes=5))
    assert session.scalar(select(func.count()).select_from(Attempt)) == 3


def test_twenty_at_the_same_moment_are_counted_one_by_one(app):
    from concurrent.futures import ThreadPoolExecutor
    from datetime import timedelta

    from coprod.errors import TooMany
    from coprod.web import open_session

    def attempt(_number) -> bool:
        with app.app_context(), open_session() as own:
            try:
                services.limit(own, "door", "me", most=10, within=timedelta(minutes=5))
            except TooMany:
                return False
            own.commit()
            return True

    with ThreadPoolExecutor(8) as workers:
        assert sum(workers.map(attempt, range(20))) == 10
