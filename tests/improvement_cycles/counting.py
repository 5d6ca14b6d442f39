"""Makes tries that count something, and dots, without being told much."""

from datetime import timedelta

from coprod.db import today
from coprod.first_page import ask
from coprod.people.hats import HatKind
from improvement_cycles import measure_due
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_words import Better, HowOften, Kind
from improvement_cycles.models import ImprovementProject, TeamMember
from improvement_cycles.words import TeamJob, TryStatus


def new_try(session, place, team, **fields):
    project = ImprovementProject(
        **{
            "area_id": place.area_id,
            "place_id": place.id,
            "title": "Home when I like",
            "status": TryStatus.HAPPENING,
            "made_on": today() - timedelta(days=200),
            "started_on": today() - timedelta(days=100),
        }
        | fields
    )
    session.add(project)
    session.flush()
    hats = [HatKind.USES_SERVICES, HatKind.FAMILY, HatKind.STAFF]
    for person, hat in zip(team, hats, strict=False):
        member = TeamMember(project_id=project.id, person_id=person.id, hat=hat, job=TeamJob.COUNTS)
        session.add(member)
    session.flush()
    return project


def new_measure(session, project, **fields):
    measure = Measure(
        **{
            "project_id": project.id,
            "name": "Nights out each week",
            "kind": Kind.COUNT,
            "unit": "nights a week",
            "better": Better.MORE,
            "how_often": HowOften.WEEKLY,
            "main": True,
            "made_on": today(),
        }
        | fields
    )
    session.add(measure)
    session.flush()
    return measure


def due(session, viewer):
    """What the first page asks somebody to count."""
    return ask(session, viewer, 0, [measure_due.ASKS])["dot"]


def fill(session, measure, values, last=0, every=7, **fields):
    """Dots every so many days, the last so many days ago. A value may be (value, out_of)."""
    dots = []
    for i, value in enumerate(reversed(values)):
        number, out_of = value if isinstance(value, tuple) else (value, None)
        day = today() - timedelta(days=last + every * i)
        dots.append(
            Point(
                measure_id=measure.id,
                on=day,
                value=number,
                out_of=out_of,
                entered_on=day,
                **fields,
            )
        )
    session.add_all(dots)
    session.flush()
    return dots[::-1]
