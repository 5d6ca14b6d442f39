"""The made-up area's diagrams: sound, kept in versions, and joined to goes and to what was said."""

import pytest
from sqlalchemy import func, select

from coprod.people.viewer import NOBODY
from improvement_cycles.drivers import history, queries, rules
from improvement_cycles.drivers.models import DriverDiagram, DriverVersion
from improvement_cycles.drivers.words import Level
from improvement_cycles.models import ImprovementProject


@pytest.fixture
def diagrams(demo, session):
    with_one = select(DriverDiagram.project_id).order_by(DriverDiagram.project_id)
    found = [queries.a_diagram(session, NOBODY, id_) for id_ in session.scalars(with_one)]
    return {one.project.title: one for one in found}


def test_three_tries_have_one(diagrams, session):
    assert set(diagrams) == {"My tea, my choice", "Friday friends", "My ride home comes"}
    assert session.scalar(select(func.count(ImprovementProject.id))) > len(diagrams)


def test_they_are_sound_and_their_last_version_is_how_they_are(diagrams, session):
    for this in diagrams.values():
        assert rules.troubles(this.diagram) == []
        assert this.diagram.loose() == []
        last = history.version(session, this.project.id, this.edits)
        assert last.diagram == this.diagram
        number = select(func.count(DriverVersion.id)).where(
            DriverVersion.project_id == this.project.id
        )
        assert session.scalar(number) == this.edits >= len(this.diagram.parts)


def test_ideas_come_from_issues_and_picks_and_some_are_tried(diagrams, session):
    for title in ("My tea, my choice", "Friday friends"):
        this = diagrams[title]
        ideas = this.diagram.on(Level.IDEA)
        assert [one for one in ideas if one.issue_id and one.pick_id and not one.words]
        tested = queries.goes_of(session, this.project.id)
        assert sorted(go.number for goes in tested.values() for go in goes) == [1, 2]
        assert [one for one in ideas if one.id not in tested]
        assert [one for one in ideas if len(this.diagram.above(one.key)) > 1]


def test_one_says_what_it_wants_in_words_of_its_own(diagrams):
    assert diagrams["Friday friends"].own_aim
    tea = diagrams["My tea, my choice"]
    assert (tea.own_aim, tea.diagram.aim) == ("", tea.project.what_will_be_different)
