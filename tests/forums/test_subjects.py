"""What people can talk about: each kind under the rule of its owner."""

import pytest
from sqlalchemy import select

from coprod.people.models import Area
from forums.models import TalkFollow, Thread
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind, TryStatus
from tests.journeys.pages import words


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


def test_what_is_said_about_a_try_a_go_or_a_statement_is_news_where_one_follows(
    make, place, session, sign_in
):
    statement = make.statement(session.get(Area, place.area_id))
    cycle = _try(session, place, make)
    kath_herself, leon_himself = make.person(place), make.person(place)
    kath, leon = sign_in(kath_herself), sign_in(leon_himself)
    talks = [
        f"/talk/try/{cycle.project_id}",
        f"/talk/go/{cycle.id}",
        f"/talk/statement/{statement.id}",
    ]
    for talk in talks:
        assert "Follow this talk" in kath.get(talk).text  # of what nobody said yet
        kath.post(f"{talk}/follow")
        assert 'aria-pressed="true"' in kath.get(talk).text
        leon.post(talk, data={"words": "I like it."})
    news = words(kath.get("/news").text)
    assert news.count("A bell at night") == 2
    assert news.count("Somebody said something new.") == len(talks)
    assert "Go 1. Somebody said something new." in news
    own = _try(session, place, make, owner_id=leon_himself.id, kind=TryKind.ONE_PERSONS)
    follows = {"person_id": kath_herself.id, "subject_kind": "go", "subject_key": own.id}
    session.add(TalkFollow(**follows))
    leon.post(f"/talk/go/{own.id}", data={"words": "Mine alone."})
    assert words(kath.get("/news").text) == news


def test_who_reads_it_is_said_before_the_button(make, place, session, sign_in):
    owner = make.person(place)
    own = _try(session, place, make, owner_id=owner.id, kind=TryKind.ONE_PERSONS)
    client = sign_in(owner)
    for talk in (f"/talk/try/{own.project_id}", f"/talk/go/{own.id}"):
        for page in (client.get(talk).text, client.get(f"{talk}/say").text):
            assert "Only the people of this try can read this." in words(page)
            assert "People in your area" not in page and "look after the talk" not in page
    client.post("/boards/people/new/talk", data={"title": "Ours", "words": "Hello."})
    there = session.scalar(select(Thread.id))
    for path in (f"/talks/{there}", f"/talk/thread/{there}/say", "/boards/people/new/talk"):
        page = words(client.get(path).text)
        assert "Only people who use services can read this." in page
        assert "People who look after the talk can read it too." in page
        assert "People in your area" not in page
    everybodys = _try(session, place, make)
    page = words(client.get(f"/talk/try/{everybodys.project_id}/say").text)
    assert "You can take it back. Others read it too, without your name." in page
