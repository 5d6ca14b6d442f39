"""Whose name somebody from outside the area reads: a crawl of all that is open to them."""

import re

import pytest
from sqlalchemy import select, update

from coprod.db import insert_new
from coprod.issues.models import Doer, Issue
from coprod.issues.words import Job, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person
from coprod.vision.models import Statement
from forums.models import Post
from improvement_cycles.go_models import Cycle
from improvement_cycles.measure_models import Measure
from improvement_cycles.models import ImprovementProject
from tests.conftest import ENGINES
from tests.journeys.crawl import crawl
from tests.journeys.pages import words

PRIVATE = (HatKind.USES_SERVICES, HatKind.FAMILY)
DOORS = {
    "/issues/{}": Issue,
    "/talk/issue/{}": Issue,
    "/good-life/{}": Statement,
    "/talk/statement/{}": Statement,
    "/tries/{}": ImprovementProject,
    "/talk/try/{}": ImprovementProject,
    "/tries/goes/{}": Cycle,
    "/measures/{}": Measure,
}


@pytest.fixture
def names(session):
    """Everybody under a name that is a word of its own, by name: the hats they wear.

    Somebody who uses services also leads on everything that is open, and helped to say it.
    """
    session.execute(update(Area).values(is_demo=False))
    danny = session.scalars(select(Person).where(Person.slug == "danny")).one()
    for issue in session.scalars(select(Issue).where(Issue.published)):
        insert_new(session, Doer, issue_id=issue.id, job=Job.LEADS, person_id=danny.id)
        issue.helper_id = danny.id
        if issue.status is Status.TRIAGE:
            issue.status = Status.ACCEPTED
    session.execute(update(Post).values(helper_id=danny.id))
    hats = {}
    for person in session.scalars(select(Person)):
        person.name, person.is_demo = f"Zq{person.id}zq", False
        kinds = session.scalars(select(Hat.kind).where(Hat.person_id == person.id))
        hats[person.name] = set(kinds)
    session.commit()
    return hats


@pytest.fixture
def outsiders(session, visitor, sign_in, make):
    """Nobody, and somebody of another area."""
    return [visitor, sign_in(make.person(make.place(), name="The neighbour"))]


def named(client, session):
    """The made-up names on each page that is open to this browser, and all pages that were read."""
    doors = [
        door.format(one) for door, kind in DOORS.items() for one in session.scalars(select(kind.id))
    ]
    session.rollback()
    read = crawl(client, ("/", "/issues", "/good-life", "/tries", "/promises", *doors))
    pages = {path: one.text for path, one in read.items() if one.status_code == 200}
    return {path: set(re.findall(r"Zq\d+zq", text)) for path, text in pages.items()}


@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_outside_the_area_nobody_is_named_but_for_their_job_or_by_their_own_choice(
    session, names, outsiders
):
    at_work = {name for name, hats in names.items() if not hats & set(PRIVATE)}
    chose = set(
        session.scalars(
            select(Person.name)
            .join(Issue, Issue.author_id == Person.id)
            .where(Issue.published, Issue.name_held.is_(False))
        )
    )
    assert chose
    for client in outsiders:
        pages = named(client, session)
        for path, there in pages.items():
            beside_words = path.startswith(("/issues", "/good-life/"))
            assert not there - (chose if beside_words else set()) - at_work, path
            if path.startswith(("/tries", "/talk", "/measures")):
                assert not there, path
        assert len(pages) > 80
        assert chose <= set().union(*pages.values())
        assert at_work & set().union(*(pages[path] for path in pages if "/issues/" in path))


@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_a_name_that_was_never_chosen_is_nowhere_outside(session, names, outsiders):
    session.execute(update(Issue).values(name_held=True))
    session.commit()
    private = {name for name, hats in names.items() if hats & set(PRIVATE)}
    for client in outsiders:
        for path, there in named(client, session).items():
            assert not there & private, path


@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_people_of_the_area_still_know_each_other(session, names, enter):
    pages = named(enter("kath"), session)
    for door in ("/tries/", "/talk/", "/good-life/", "/measures/"):
        there = set().union(*(pages[path] for path in pages if path.startswith(door)))
        assert any(names[name] & set(PRIVATE) for name in there), door


def test_what_somebody_is_stands_where_their_name_would(session, names, visitor):
    issue = session.scalars(
        select(Issue.id).where(Issue.published, Issue.status == Status.ACCEPTED)
    ).first()
    session.rollback()
    assert "A person who uses services" in words(visitor.get(f"/issues/{issue}").text)
    assert "Somebody leads." in words(visitor.get("/issues").text)
    team = words(visitor.get("/tries/1").text)
    assert "person who uses services" in team and "staff" in team


def test_the_one_who_talks_is_told_who_reads_it_with_their_name(enter):
    page = words(enter("danny").get("/talk/issue/1").text)
    assert "People in your area see your name with it." in page
