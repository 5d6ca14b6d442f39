"""A try with a team, and something that it counts."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from coprod.people.hats import HatKind
from improvement_cycles.cli import measures
from improvement_cycles.models import ProjectStatement, TeamMember
from improvement_cycles.words import TeamJob
from tests.improvement_cycles.counting import fill, new_measure, new_try
from tests.improvement_cycles.files import as_browsers_send


@pytest.fixture
def trying(make, session):
    """A try that happens: Danny who uses services, Maureen of the family, Marek, a manager."""
    area = make.area()
    place = make.place(area)
    people = SimpleNamespace(
        danny=make.person(place, name="Danny Doe"),
        maureen=make.person(place, HatKind.FAMILY, name="Maureen Doe"),
        marek=make.person(place, HatKind.STAFF, name="Marek Nowak"),
        colette=make.person(place, HatKind.MANAGER, name="Colette Ward"),
        kath=make.person(place, name="Kath Brennan"),  # at the place, not in the team
        hannah=make.person(area, HatKind.ADVOCATE, name="Hannah Lowe"),
        carol=make.person(area, HatKind.COMMISSIONER, name="Carol Pym"),
        stranger=make.person(make.place(), name="Sam Far"),
    )
    project = new_try(session, place, [people.danny, people.maureen, people.marek])
    session.add(
        TeamMember(
            project_id=project.id,
            person_id=people.colette.id,
            hat=HatKind.MANAGER,
            job=TeamJob.HAS_TO_AGREE,
        )
    )
    session.flush()
    return SimpleNamespace(area=area, place=place, project=project, **vars(people))


@pytest.fixture
def measure(session, trying, make):
    """Nights out, counted each week by Maureen; and another try's measure, with a dot today."""
    other = new_try(session, make.place(trying.area), [make.person()])
    fill(session, new_measure(session, other), [99] * 20)
    return new_measure(session, trying.project, who_counts_id=trying.maureen.id)


@pytest.fixture
def grace(session, trying, make):
    """A measure about one person, which is the main picture, another about all, and outsiders.

    Those are a manager and a person of another place here, and somebody of the team who left.
    """
    other_place = make.place(trying.area)
    trying.graham = make.person(other_place, HatKind.MANAGER, name="Graham Far")
    trying.iris = make.person(other_place, name="Iris Far")
    trying.left = make.person(make.place(), name="Leo Gone")
    member = {"hat": HatKind.STAFF, "job": TeamJob.HELPS, "person_id": trying.left.id}
    session.add(TeamMember(project_id=trying.project.id, **member))
    statement = make.statement(trying.area)
    of_it = {"statement_id": statement.id, "version": 1}
    session.add(ProjectStatement(project_id=trying.project.id, **of_it))
    everybody = new_measure(session, trying.project, name="Nights out", main=False)
    fill(session, everybody, [1, 2, 1, 2, 1, 2, *[4, 5] * 4])
    measure = new_measure(
        session,
        trying.project,
        name="Days Grace ate her dinner",
        group_only=True,
        who_counts_id=trying.maureen.id,
    )
    fill(session, measure, [1, 2, 1, 2, 1, 2, *[4, 5] * 4])
    return SimpleNamespace(measure=measure, everybody=everybody, statement=statement)


sys.path.append(str(Path(__file__).parents[1] / "stats"))  # chart_cases


@pytest.fixture
def command(app, session, tmp_path):
    """`coprod measures import`, as it would be typed; gives the result of click's runner."""

    def run(content, *options):
        path = tmp_path / "dots.csv"
        path.write_bytes(content)
        session.commit()
        args = ["import", str(path), *options]
        return CliRunner().invoke(measures, args, obj=lambda: app)

    return run


@pytest.fixture
def chooser(sign_in, trying):
    """Maureen chooses a file and its columns; gives the page where she checks the dots."""
    maureen = sign_in(trying.maureen)

    def choose(measure, content, **columns):
        sent = maureen.post(f"/measures/{measure.id}/import", **as_browsers_send(content))
        if sent.status_code != 303:
            return sent
        assert maureen.get(sent.location).status_code == 200
        return maureen.get(f"/measures/{measure.id}/import/check", query_string=columns)

    choose.client = maureen
    return choose
