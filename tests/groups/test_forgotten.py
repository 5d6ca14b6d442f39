"""A forgotten passphrase: a link that works once, or words read by the command."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.groups import resetting
from coprod.groups.cli import people
from coprod.sign_in import passphrases, services
from coprod.sign_in.models import Passphrase, SignIn

OLD, NEW = "yellow bus to the sea", "a green kite over the hill"
SENT = {"passphrase": NEW, "passphrase_again": NEW}


@pytest.fixture
def leon(make, session):
    leon = make.person(make.place(), name="Leon Marsh", slug="leon-marsh")
    other = make.person(make.place(), name="Somebody else", slug="other")
    for person in (leon, other):
        services.set_passphrase(session, person.id, passphrases.hashed(OLD))
    return leon


@pytest.fixture
def link(run, leon):
    def link():
        status, said = run(people, "passphrase", "Leon Marsh", "--site", "https://our.example/")
        assert status == 0 and "Give Leon Marsh this link." in said
        url = said.splitlines()[-1]
        assert url.startswith("https://our.example/new-passphrase/")
        return url.removeprefix("https://our.example")

    return link


def comes_in(client, words, name="leon-marsh"):
    return client.post("/sign-in", data={"name": name, "passphrase": words}).status_code == 303


def test_a_link_sets_a_new_passphrase_once(link, visitor, one_more):
    path = link()
    page = visitor.get(path).text
    assert "This is for Leon Marsh." in page and "leon marsh" in page and "checked" not in page
    assert visitor.post(path, data=SENT).location == "/"
    assert visitor.get("/my-things").status_code == 200
    assert comes_in(one_more(), NEW) and not comes_in(one_more(), OLD)
    assert comes_in(one_more(), OLD, "other")
    again = one_more()
    assert again.get(path).status_code == 404
    assert again.post(path, data=SENT).status_code == 404


def test_making_a_link_signs_them_out_everywhere_and_nobody_else(link, leon, sign_in, make):
    theirs, others = sign_in(leon), sign_in(make.person(make.place()))
    path = link()
    assert theirs.get("/my-settings/passphrase").status_code == 302
    assert others.get("/my-settings/passphrase").status_code == 200
    late = sign_in(leon)
    late.post(path, data=SENT)
    assert sign_in(leon).get("/my-settings/passphrase").status_code == 200


def test_using_a_link_signs_out_whoever_came_in_since(link, leon, sign_in, visitor):
    path = link()
    theirs = sign_in(leon)
    visitor.post(path, data=SENT)
    assert theirs.get("/my-settings/passphrase").status_code == 302


def test_looking_at_a_link_does_not_use_it(link, visitor):
    path = link()
    assert [visitor.get(path).status_code for _ in range(3)] == [200] * 3
    assert visitor.post(path, data=SENT).status_code == 303


def test_the_old_passphrase_works_until_the_link_is_used(link, visitor):
    link()
    assert comes_in(visitor, OLD)


def test_a_second_press_of_the_same_button_gets_the_same_answer(link, one_more, session):
    path = link()
    answers = [one_more().post(path, data=SENT | {"once": "o" * 20}) for _ in range(4)]
    assert {(one.status_code, one.location) for one in answers} == {(303, "/")}


def test_any_new_passphrase_makes_older_links_worthless(link, run, visitor):
    first, second = link(), link()
    assert visitor.post(second, data=SENT).status_code == 303
    assert visitor.get(first).status_code == 404


def test_wrong_and_old_links_look_the_same(link, visitor, monkeypatch):
    path = link()
    person, until, mark = path.rsplit("/", 1)[1].split("-")
    later = resetting.now() + resetting.HOLDS_FOR + timedelta(seconds=2)
    wrong = [
        f"{person}-{until}-{'0' * 64}",
        f"{int(person) + 1}-{until}-{mark}",
        f"{person}-{int(until) + 60}-{mark}",
        f"{10**14}-{until}-{mark}",
        f"{person}-{until}-{mark.upper()}",
        "never-was",
        "x" * 300,
        "😀",
    ]
    seen = {_main(visitor.get(f"/new-passphrase/{token}")) for token in wrong}
    monkeypatch.setattr(resetting, "now", lambda: later)
    assert visitor.post(path, data=SENT).status_code == 404
    seen.add(_main(visitor.get(path)))
    assert len(seen) == 1 and "Please ask for a new one." in seen.pop()


def _main(response):
    assert response.status_code == 404
    return response.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Write a passphrase."),
        ({"passphrase": "short", "passphrase_again": "short"}, "12 letters or more"),
        ({"passphrase": "Leon Marsh 12", "passphrase_again": "Leon Marsh 12"}, "easy to guess"),
        (SENT | {"passphrase_again": OLD}, "not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_uses_nothing_up(link, visitor, sent, sentence):
    path = link()
    answer = visitor.post(path, data=sent)
    assert answer.status_code == 422 and sentence in answer.text
    assert visitor.post(path, data=SENT).status_code == 303


def test_nothing_of_the_link_is_kept(link, session):
    token = link().rsplit("/", 1)[1]
    from coprod.db import Base

    mark = token.rsplit("-", 1)[1]
    for table in Base.metadata.sorted_tables:
        assert mark not in str(session.execute(select(table)).all()), table.name


def test_somebody_without_a_passphrase_can_be_given_one(run, make, visitor):
    make.person(slug="bev", name="Bev")
    _status, said = run(people, "passphrase", "bev")
    path = said.splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    assert visitor.post(path, data=SENT).status_code == 303
    assert comes_in(visitor, NEW, "bev")


def test_the_command_reads_one_and_signs_them_out(run, leon, sign_in, visitor, session):
    client = sign_in(leon)
    told = run(people, "passphrase", "leon marsh", "--passphrase-stdin", stdin=f"{NEW}\n")
    assert told == (0, "Leon Marsh has the new passphrase, and is signed out everywhere.\n")
    assert client.get("/my-settings/passphrase").status_code == 302
    assert comes_in(visitor, NEW) and not comes_in(visitor, OLD)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "Nobody signs in as nobody."),
        (["leon-marsh", "--passphrase-stdin"], "12 letters or more"),
    ],
)
def test_what_is_wrong_is_one_line_and_changes_nothing(
    run, leon, sign_in, session, arguments, said
):
    sign_in(leon)
    kept = session.scalars(select(Passphrase.hash)).all()
    status, output = run(people, "passphrase", *arguments, stdin="short\n")
    assert status == 2 and said in output
    assert session.scalars(select(Passphrase.hash)).all() == kept
    assert session.scalars(select(SignIn.ended_at)).all() == [None]
