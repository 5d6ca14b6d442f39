"""One deployment, several areas: choosing one, keeping it, and whom to ring until then."""

import pytest

from coprod.people.hats import HatKind
from coprod.sign_in import services
from tests.look.words import count, grade, sentences
from tests.sign_in.conftest import WORDS

PAGES = ["/good-life", "/issues", "/promises", "/tries", "/group", "/issues/choose"]


@pytest.fixture
def towns(make):
    """Two areas that say whom to ring, each with a statement, and one that says nothing yet."""
    alder = make.area(
        slug="alder", name="Aldertown", help_name="Ann Field", help_phone="0111 1", help_when="Days"
    )
    brook = make.area(slug="brook", name="Brooktown", help_name="Bo Lane", help_phone="0222 2")
    alder.worried_phone, brook.worried_phone = "0333 3", "0444 4"
    for town in (alder, brook):
        principle = make.statement(town).principle_id
        make.session.get_one(_principle(), principle).name = f"Life in {town.name}"
    make.area(slug="cliff", name="Cliffton")
    return alder, brook


def _principle():
    from coprod.vision.models import Principle

    return Principle


@pytest.fixture
def two_hats(make, towns, sign_in):
    """Somebody who takes part in both towns, the first of them the oldest."""
    person = make.person(make.place(towns[1]), HatKind.STAFF)
    make.hat(person, make.place(towns[0]), HatKind.FAMILY)
    return sign_in(person)


def test_the_first_page_lists_the_areas(towns, visitor):
    page = visitor.get("/").text
    assert [page.count(f">{name}</a>") for name in ("Aldertown", "Brooktown", "Cliffton")] == [
        1
    ] * 3
    assert 'href="/?area=brook"' in page
    assert visitor.statements <= 2


@pytest.mark.parametrize("path", PAGES)
def test_a_page_about_one_area_asks_which_and_leads_back(towns, visitor, path):
    asked = visitor.get(path)
    assert asked.status_code == 303
    listed = visitor.get(asked.location).text
    assert f'href="{path}?area=brook"' in listed
    assert visitor.get(f"{path}?area=brook").status_code == 200
    assert visitor.get(path).status_code == 200
    assert "Bo Lane" in visitor.get(path).text


def test_what_was_asked_for_is_asked_for_again(towns, visitor):
    asked = visitor.get("/tries?show=ended&area=nowhere")
    assert 'href="/tries?show=ended&amp;area=alder"' in visitor.get(asked.location).text


def test_a_piece_of_a_page_never_holds_the_question(towns, visitor):
    answer = visitor.get("/issues", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.text) == (204, "")
    assert answer.headers["HX-Redirect"].startswith("/areas")


def test_the_choice_is_kept_shown_and_changed(towns, visitor):
    visitor.get("/?area=brook")
    page = visitor.get("/good-life").text
    assert "Life in Brooktown" in page and "Life in Aldertown" not in page
    assert "Brooktown: change" in page and 'href="/areas"' in page
    visitor.get("/good-life?area=alder")
    page = visitor.get("/good-life").text
    assert "Life in Aldertown" in page and "Life in Brooktown" not in page
    assert visitor.statements == 2


@pytest.mark.parametrize("slug", ["nowhere", "", "😀", "alder'--"])
def test_a_choice_that_is_none_changes_nothing(towns, visitor, slug):
    visitor.get("/?area=brook")
    visitor.get("/", query_string={"area": slug})
    assert "Brooktown: change" in visitor.get("/good-life").text


def test_choosing_writes_nothing_to_the_database(towns, visitor):
    visitor.get("/?area=brook")
    assert not [one for one in visitor.asked if not one.startswith("SELECT")]


def test_i_am_worried_shows_every_number_until_the_area_is_known(towns, visitor):
    page = visitor.get("/worried").text
    for words in ("Aldertown", "0333 3", "Ann Field", "Brooktown", "0444 4", "Bo Lane"):
        assert words in page
    assert "Cliffton" not in page.partition("<main")[2].partition("</main>")[0]
    page = visitor.get("/worried?area=brook").text
    assert "0444 4" in page and "0333 3" not in page


def test_a_page_of_no_area_says_where_to_find_somebody_to_ring(towns, visitor):
    page = visitor.get("/my-settings").text
    assert "See who you can ring" in page and "You can ring" not in page
    page = visitor.get("/sign-in").text
    assert "Ring Ann Field on 0111 1." in page and "Ring Bo Lane on 0222 2." in page
    visitor.get("/?area=brook")
    page = visitor.get("/my-settings").text
    assert "You can ring Bo Lane." in page and "See who you can ring" not in page


def test_one_area_asks_nothing_and_shows_no_choice(make, visitor):
    make.area(slug="only", name="Onlytown", help_name="Ann Field", worried_phone="0333 3")
    for path in ["/", "/worried", "/my-settings", *PAGES]:
        page = visitor.get(path).text
        assert ": change" not in page and "Which area?" not in page and "Ann Field" in page
    assert "<h3" not in visitor.get("/worried").text
    assert "?area=" not in visitor.get("/").text


def test_no_area_at_all_is_said(visitor):
    assert "There is no area here yet." in visitor.get("/").text
    assert visitor.get("/good-life").status_code == 200
    assert visitor.get("/worried").status_code == 200


def test_somebody_of_two_areas_chooses_among_theirs(towns, two_hats):
    page = two_hats.get("/good-life").text
    assert "Life in Aldertown" in page and "Aldertown: change" in page
    listed = two_hats.get("/areas").text
    assert "Brooktown" in listed and "Cliffton" not in listed
    two_hats.get("/?area=cliff")
    assert "Life in Aldertown" in two_hats.get("/good-life").text
    two_hats.get("/?area=brook")
    page = two_hats.get("/good-life").text
    assert "Life in Brooktown" in page and "You can ring Bo Lane." in page
    assert two_hats.statements <= 3


def test_their_lists_are_of_the_area_they_chose(towns, two_hats, make):
    for town in towns:
        make.issue(make.place(town), title=f"A bus in {town.name}")
    assert "A bus in Aldertown" in two_hats.get("/issues").text
    page = two_hats.get("/issues?area=brook").text
    assert "A bus in Brooktown" in page and "A bus in Aldertown" not in page
    assert two_hats.statements <= 5
    page = two_hats.get("/").text
    assert "A bus in Brooktown" in page and "A bus in Aldertown" in page


def test_worried_shows_both_numbers_to_somebody_of_two_who_chose_none(towns, two_hats):
    page = two_hats.get("/worried").text
    assert "0333 3" in page and "0444 4" in page
    page = two_hats.get("/worried?area=brook").text
    assert "0444 4" in page and "0333 3" not in page


def test_a_newcomer_gets_the_numbers_of_the_area_they_wait_in(towns, make, sign_in):
    person = make.person()
    make.hat(person, make.place(towns[1]), HatKind.FAMILY, confirmed=False)
    client = sign_in(person)
    page = client.get("/").text
    assert "You can ring Bo Lane." in page and ": change" not in page
    page = client.get("/worried").text
    assert "0444 4" in page and "0333 3" not in page
    assert "Life in Brooktown" in client.get("/good-life").text


def test_a_hat_that_counts_comes_before_an_older_area_that_waits(towns, make, sign_in):
    person = make.person(make.place(towns[1]), HatKind.FAMILY)
    make.hat(person, make.place(towns[0]), HatKind.STAFF, confirmed=False)
    assert "Life in Brooktown" in sign_in(person).get("/good-life").text


def test_somebody_with_no_hat_chooses_like_a_visitor(towns, make, sign_in):
    client = sign_in(make.person())
    assert client.get("/good-life").status_code == 303
    assert client.get("/").status_code == 200
    assert "Life in Brooktown" in client.get("/good-life?area=brook").text


def test_the_choice_outlasts_coming_in_and_going_out(towns, make, visitor, session):
    from coprod.sign_in import passphrases

    person = make.person(make.place(towns[0]), slug="danny")
    make.hat(person, make.place(towns[1]), HatKind.FAMILY)
    services.set_passphrase(session, person.id, passphrases.hashed(WORDS))
    visitor.get("/?area=brook")
    visitor.post("/sign-in", data={"name": "danny", "passphrase": WORDS})
    assert "Life in Brooktown" in visitor.get("/good-life").text
    visitor.post("/sign-out")
    assert "Life in Brooktown" in visitor.get("/good-life").text


def test_the_choosing_page_is_in_plain_words_and_leads_nowhere_else(towns, visitor):
    page = visitor.get("/areas?next=//evil.example/").text
    assert 'href="/?area=alder"' in page and "evil" not in page
    told = sentences(page)
    assert max(map(count, told)) <= 15 and grade(told) <= 4
