"""What is about 1 or 2 people: the group knows of it, and for everybody else it never was."""

import pytest
from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.people.viewer import NOBODY
from improvement_cycles import measure_policy, measure_queries
from improvement_cycles.found import a_try
from improvement_cycles.measure_models import Point
from improvement_cycles.words import TryKind
from tests.improvement_cycles.counting import new_measure, new_try
from tests.journeys.pages import words

NAME = "Days Grace ate her dinner"
WHO = ["danny", "maureen", "marek", "colette", "kath", "hannah"]
GROUP = set(WHO)
OTHERS = ["carol", "stranger", "graham", "left", "iris"]


@pytest.mark.parametrize(
    ("rule", "may"),
    [
        (
            lambda viewer, whole, measure: measure_policy.may_see(
                viewer, whole.project, whole.team, measure
            ),
            GROUP,
        ),
        (
            lambda viewer, whole, _measure: measure_policy.may_open(
                viewer, whole.project, whole.team
            ),
            {"danny", "maureen", "marek"},
        ),
    ],
    ids=["see", "open"],
)
@pytest.mark.parametrize("name", [*WHO, *OTHERS])
def test_who_may(rule, may, name, trying, grace, session, as_viewer):
    viewer = as_viewer(getattr(trying, name))
    whole = a_try(session, viewer, trying.project.id)
    assert rule(viewer, whole, grace.measure) is (name in may)


@pytest.mark.parametrize("name", [*WHO, *OTHERS, "nobody"])
def test_the_database_says_the_same_as_the_rule(name, trying, grace, session, as_viewer):
    viewer = NOBODY if name == "nobody" else as_viewer(getattr(trying, name))
    seen = {one.head.name for one in measure_queries.of_try(session, viewer, trying.project.id)}
    assert seen == {"Nights out"} | ({NAME} if name in GROUP else set())
    assert bool(measure_queries.one(session, viewer, grace.measure.id)) is (name in GROUP)
    front = measure_queries.on_front(session, viewer, trying.area.id)
    main = [one.head.name for one in front if one.head.project_id == trying.project.id]
    assert main == [NAME if name in GROUP else None]
    for found in (
        measure_queries.of_statement(session, viewer, grace.statement.id),
        measure_queries.at_place(session, viewer, trying.place.id),
    ):
        assert [one.head.name for one in found] == ([NAME] if name in GROUP else [])


def test_an_advocate_who_works_at_the_place_or_elsewhere_is_not_its_advocate(
    trying, grace, session, make, as_viewer
):
    ours, theirs = (make.person(area, HatKind.ADVOCATE) for area in (trying.area, make.area()))
    works_far, works_here = (make.person(trying.area, HatKind.ADVOCATE) for _ in range(2))
    make.hat(works_far, make.place(trying.area), HatKind.STAFF)
    make.hat(works_here, trying.place, HatKind.STAFF)
    for person, sees in ((ours, True), (theirs, False), (works_far, True), (works_here, True)):
        viewer = as_viewer(person)
        assert bool(measure_queries.one(session, viewer, grace.measure.id)) is sees


def addresses(app, measure):
    """Every address of a measure, for each way to ask for it."""
    other = {"int": 1, "str": "what"}
    for rule in app.url_map.iter_rules():
        if "measure_id" not in rule.arguments:
            continue
        values = {
            name: measure if name == "measure_id" else other["int" if "_id" in name else "str"]
            for name in rule.arguments
        }
        with app.test_request_context():
            url = app.url_for(rule.endpoint, **values)
        yield from ((method, url) for method in rule.methods & {"GET", "POST"})


def test_no_address_of_it_answers_others(app, trying, grace, sign_in, visitor, session):
    """Signed in it is as if there were none; signed out every number answers alike."""
    dot = session.scalars(select(Point.id)).first()
    sent = {"on": "2026-01-05", "value": "3", "name": "x", "kind": "count", "said_yes": "y"}
    there = sorted(addresses(app, grace.measure.id))
    assert len(there) > 25
    clients = {name: sign_in(getattr(trying, name)) for name in OTHERS}
    for method, url in [(method, url.replace("/dots/1", f"/dots/{dot}")) for method, url in there]:
        for name, client in clients.items():
            answer = client.open(url, method=method, data=sent if method == "POST" else None)
            assert answer.status_code == 404, (name, method, url)
            assert NAME not in answer.text
        nowhere = url.replace(f"/measures/{grace.measure.id}", "/measures/999999")
        answers = [visitor.open(one, method=method) for one in (url, nowhere)]
        assert answers[0].status_code == answers[1].status_code, url
        assert NAME not in answers[0].text
    session.refresh(grace.measure)
    assert (grace.measure.name, grace.measure.group_only) == (NAME, True)


def pages(trying, grace):
    a_try = f"/tries/{trying.project.id}"
    return [
        "/",
        "/tries",
        "/tries/find?words=dinner",
        "/tries/find?words=Grace",
        f"/good-life/{grace.statement.id}",
        a_try,
        *(f"{a_try}/{one}" for one in ("pictures", "story", "report", "report.txt", "family")),
        *(f"{a_try}/slides?at={at}" for at in range(1, 6)),
        f"/places/{trying.place.slug}",
    ]


def test_no_page_of_others_names_it(trying, grace, sign_in, visitor, session):
    visitor.choose_area(session.get(Area, trying.area.id).slug)
    for client in (visitor, *(sign_in(getattr(trying, name)) for name in OTHERS)):
        for url in pages(trying, grace):
            page = client.get(url).text
            assert NAME not in page and f"/measures/{grace.measure.id}" not in page, url
        assert "Nights out" in client.get(f"/tries/{trying.project.id}").text


def test_the_group_sees_it_and_can_take_it_away(trying, grace, sign_in):
    url = f"/measures/{grace.measure.id}"
    for name in WHO:
        client = sign_in(getattr(trying, name))
        for page in (f"/tries/{trying.project.id}", f"/tries/{trying.project.id}/pictures", url):
            text = client.get(page).text
            assert NAME in text and "Only our group sees this." in text, (name, page)
        assert client.statements <= 8
        for file in ("picture.svg", "picture.png", "dots.csv", "dots.xlsx"):
            assert client.get(f"{url}/{file}").status_code == 200, file


def test_what_is_made_to_be_shown_never_has_it(trying, grace, sign_in, visitor):
    """A story for a wall, slides for a room, a report: also when one of the group makes them."""
    danny, url = sign_in(trying.danny), f"/tries/{trying.project.id}"
    for page in ("story", "report", "report.txt", *(f"slides?at={at}" for at in range(1, 6))):
        text = danny.get(f"{url}/{page}").text
        assert NAME not in text, page
    assert "Nights out" in danny.get(f"{url}/story").text
    assert danny.get(f"{url}/good-practice").status_code == 200
    for page in ("story", "report"):
        said = "1 picture is only for our group."
        assert said in danny.get(f"{url}/{page}").text
        assert said not in visitor.get(f"{url}/{page}").text


def test_each_list_that_has_it_says_that_only_the_group_sees_it(trying, grace, sign_in):
    kath = sign_in(trying.kath)
    for page in ("/", f"/good-life/{grace.statement.id}"):
        text = kath.get(page).text
        assert NAME in text and "Only our group sees this." in text, page


@pytest.mark.parametrize("hidden", [False, True])
def test_one_persons_own_try_shows_it_to_those_who_see_the_try(session, trying, as_viewer, hidden):
    own = {"owner_id": trying.danny.id, "kind": TryKind.ONE_PERSONS, "hidden": hidden}
    project = new_try(session, trying.place, [trying.danny, trying.maureen], **own)
    measure = new_measure(session, project, name=NAME, group_only=True)
    for name in (*WHO, "stranger"):
        sees = bool(measure_queries.one(session, as_viewer(getattr(trying, name)), measure.id))
        assert sees is (name == "danny" or (name == "maureen" and not hidden)), name


def test_it_costs_no_more_statements_than_any_other(trying, grace, sign_in, session, visitor):
    for client in (sign_in(trying.danny), visitor):
        url = f"/tries/{trying.project.id}"
        client.get(url)
        client.get(url)
        assert client.statements <= 8
        for sql in client.asked:
            assert sql.count("group_only") == 0 or "FROM point" in sql


def test_it_is_refused_in_the_words_of_what_never_was(session, trying, grace, sign_in):
    """Those of an open try, and those of one person's own try, which is nowhere either."""
    own = {"owner_id": trying.danny.id, "kind": TryKind.ONE_PERSONS}
    theirs = new_measure(session, new_try(session, trying.place, [trying.danny], **own))
    stranger = sign_in(trying.stranger)
    for page in ("", "/dots", "/dot", "/who-sees", "/sheets"):
        said = {
            words(stranger.get(f"/measures/{one}{page}").text)
            for one in (grace.measure.id, theirs.id, 999_999)
        }
        assert len(said) == 1, page
