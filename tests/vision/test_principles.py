"""The principles of an area: chosen, added, reworded and ordered by its advocates."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.symbols import MEANINGS
from coprod.vision import policy, principles
from coprod.vision.cli import principles as command
from coprod.vision.models import Principle
from coprod.vision.starting import STARTING
from coprod.vision.writing import Stale
from tests.look.words import count, grade, sentences

WORDS = {"name": "Music", "core": "Singing with other people.", "symbol": "star"}
WHY = {"why": "We sing a lot."}
SENT = WORDS | WHY


@pytest.fixture
def area(session, place):
    return session.get(Area, place.area_id)


@pytest.fixture
def hannah(make, area):
    return make.person(area, HatKind.ADVOCATE, name="Hannah Lowe")


@pytest.fixture(autouse=True)
def elsewhere(make):
    """Another area with a principle that is never shown, moved or changed here."""
    return make.statement(make.area())


@pytest.fixture
def client(hannah, sign_in):
    return sign_in(hannah)


@pytest.fixture
def names(session, area):
    def names():
        session.expire_all()
        return [one.name for one in principles.listed(session, area.id)]

    return names


@pytest.fixture
def three(session, area):
    for name in ("One", "Two", "Three"):
        principles.new(session, area.id, name=name, core=f"{name}.", symbol="home")
    return principles.listed(session, area.id)


@pytest.mark.parametrize("hat", list(HatKind))
def test_only_advocates_keep_principles(make, area, place, as_viewer, hat):
    at = place if hat in {*policy.WRITE, HatKind.MANAGER} else area
    who = as_viewer(make.person(at, hat))
    assert policy.may_keep_principles(who, area.id) is (hat is HatKind.ADVOCATE)


def test_an_advocate_who_is_a_manager_here_does_not(make, area, place, hannah, as_viewer, session):
    make.hat(hannah, place, HatKind.MANAGER)
    with pytest.raises(NotAllowed, match="Managers do not"):
        principles.add(session, as_viewer(hannah), area.id, **SENT)


@pytest.mark.parametrize(
    "path",
    ["", "/starting", "/new", "/{own}", "/{other}"],
    ids=["list", "starting", "new", "own", "other"],
)
def test_others_cannot_open_the_pages(make, place, area, three, session, sign_in, path):
    other = session.scalars(select(Principle.id).where(Principle.area_id != area.id)).one()
    url = "/good-life/principles" + path.format(own=three[0].id, other=other)
    for hat in (HatKind.USES_SERVICES, HatKind.MANAGER):
        assert sign_in(make.person(place, hat)).get(url).status_code in {403, 404}
    stranger = make.person(make.area(), HatKind.ADVOCATE)
    if path == "/{own}":
        assert sign_in(stranger).get(url).status_code == 404


def test_the_offered_ones_are_plain_and_have_a_picture():
    assert len({one.slug for one in STARTING}) == len(STARTING) <= principles.MOST
    assert all(one.slug in MEANINGS for one in STARTING)


def test_the_offer_is_in_plain_words(client):
    told = sentences(client.get("/good-life/principles/starting").text)
    assert str(STARTING[1].core) in told
    assert max(map(count, told)) <= 15 and grade(told) <= 4


def test_nothing_is_ticked_and_only_what_is_ticked_is_taken(client, names):
    page = client.get("/good-life/principles/starting").text
    assert page.count('type="checkbox"') == len(STARTING) and "checked" not in page
    sent = {"take": ["respect", "home", "no-such"]}
    for _ in range(2):
        client.post("/good-life/principles/starting", data=sent)
    assert names() == ["My home", "Respect"]
    assert 'value="home"' not in client.get("/good-life/principles/starting").text


def test_taking_none_is_said(client, names):
    answer = client.post("/good-life/principles/starting", data={})
    assert answer.status_code == 422 and "Choose one or more." in answer.text
    assert names() == []


def test_one_in_our_own_words_is_added_once_at_the_end(client, three, names, session):
    for _ in range(3):
        sent = SENT | {"once": "x" * 20}
        assert client.post("/good-life/principles/new", data=sent).status_code == 303
    assert names() == ["One", "Two", "Three", "Music"]
    assert "Singing with other people." in client.get("/good-life").text


def test_two_of_one_name_both_fit(session, area, names):
    for _ in range(2):
        principles.new(session, area.id, **WORDS)
        principles.new(session, area.id, **WORDS | {"name": "😀"})
    assert sorted(names()) == ["Music", "Music", "😀", "😀"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Write a few words."),
        ({"name": "n" * 201}, "200 letters or fewer"),
        ({"core": "c" * 501}, "500 letters or fewer"),
        ({"symbol": "dragon"}, ""),
        ({"symbol": ""}, "Choose a picture."),
        ({"why": ""}, "Say why. A few words are enough."),
        ({"why": "w" * 1001}, "1,000 letters or fewer"),
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(client, three, names, wrong, sentence):
    for path in ("new", three[0].id):
        answer = client.post(f"/good-life/principles/{path}", data=SENT | wrong)
        assert answer.status_code == 422 and sentence in answer.text
    assert names() == ["One", "Two", "Three"]


def test_a_service_refuses_what_a_form_would(session, area):
    for wrong in ({"name": ""}, {"core": "c" * 501}, {"symbol": "dragon"}, {"why": ""}):
        with pytest.raises(Invalid):
            principles.new(session, area.id, **WORDS | wrong)


def test_there_are_few(session, area, client, names):
    for number in range(principles.MOST):
        principles.new(session, area.id, **WORDS | {"name": f"N{number}"})
    with pytest.raises(Conflict, match="that is enough"):
        principles.new(session, area.id, **WORDS)
    assert client.post("/good-life/principles/new", data=SENT).status_code == 409
    answer = client.post("/good-life/principles/starting", data={"take": ["home"]})
    assert answer.status_code == 422 and "that is enough" in answer.text
    assert len(names()) == principles.MOST


def was(principle):
    return {f"was_{name}": getattr(principle, name) for name in ("name", "core", "symbol")}


def test_a_principle_is_said_in_other_words_with_another_picture(client, three, session, names):
    url = f"/good-life/principles/{three[1].id}"
    assert 'value="Two"' in client.get(url).text
    assert client.post(url, data=SENT | was(three[1])).status_code == 303
    assert names() == ["One", "Music", "Three"]
    assert session.get(Principle, three[1].id).symbol == "star"


def test_a_second_writer_sees_both_and_overwrites_nothing(client, three, session, names):
    seen = was(three[1])
    url = f"/good-life/principles/{three[1].id}"
    client.post(url, data=SENT | seen)
    late = client.post(url, data=SENT | seen | {"name": "Dancing"})
    assert late.status_code == 409
    assert "Somebody else changed this" in late.text
    assert "Music" in late.text and 'value="Dancing"' in late.text
    assert names() == ["One", "Music", "Three"]
    now = was(session.get(Principle, three[1].id))
    assert client.post(url, data=SENT | now | {"name": "Dancing"}).status_code == 303
    assert names() == ["One", "Dancing", "Three"]


def test_stale_words_are_refused_by_the_service(session, hannah, three, as_viewer):
    with pytest.raises(Stale):
        principles.reword(session, as_viewer(hannah), three[0], dict.fromkeys(WORDS, "x"), **SENT)


@pytest.mark.parametrize(
    ("at", "way", "order"),
    [
        (0, "down", ["Two", "One", "Three"]),
        (2, "up", ["One", "Three", "Two"]),
        (0, "up", ["One", "Two", "Three"]),
        (2, "down", ["One", "Two", "Three"]),
        (1, "sideways", ["One", "Two", "Three"]),
    ],
)
def test_the_order_is_theirs_to_choose(client, three, names, at, way, order):
    answer = client.post(f"/good-life/principles/{three[at].id}/move", data={"way": way})
    assert answer.status_code == 303
    assert names() == order


def test_no_address_deletes_a_principle(app):
    rules = [rule.rule for rule in app.url_map.iter_rules() if "principles" in rule.rule]
    assert len(rules) == 6
    assert not [rule for rule in rules if "delete" in rule or "remove" in rule]


def test_only_an_advocate_is_offered_to_choose_them(client, make, place, area, sign_in, session):
    for path in ("/good-life", "/group/welcome"):
        assert "Choose the parts of a good life" in client.get(path).text
        assert "Choose the parts" not in sign_in(make.person(place)).get(path).text
    principles.new(session, area.id, **WORDS)
    assert "Change the parts of a good life" in client.get("/good-life").text


def test_the_command_adds_one(app, session, area, names):
    def run(*arguments):
        session.commit()
        return CliRunner().invoke(command, ["add", *arguments], obj=lambda: app)

    told = run("Music", "--area", area.slug, "--core", "Singing.", "--picture", "star")
    assert told.exit_code == 0 and names() == ["Music"]
    for wrong in (
        ("Music", "--area", "nowhere", "--core", "Singing."),
        ("Music", "--area", area.slug, "--core", ""),
        ("Music", "--area", area.slug, "--core", "Singing.", "--picture", "dragon"),
    ):
        assert run(*wrong).exit_code == 2
    assert names() == ["Music"]
