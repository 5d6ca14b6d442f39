"""The demo area: every number of each measure's reading comes out of the database again."""

import pytest
from chart_cases import demo_measures
from sqlalchemy import func, select

from coprod.people.viewer import NOBODY
from improvement_cycles.annotations import Annotation
from improvement_cycles.charts.sentence import sentence
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_pictures import sentence_of
from improvement_cycles.measure_queries import one
from improvement_cycles.measure_words import Role
from improvement_cycles.points import baseline_of, read_dots
from improvement_cycles.stats.reading import read_measure
from improvement_cycles.words import NoteKind

GRACES = "c4m2"  # days Grace ate her dinner
MEASURES = [case.values[0] for case in demo_measures()]


def seen_by(session, demo, told, viewer=NOBODY):
    return one(session, viewer, demo.found["measures"][told["id"]].id)


@pytest.fixture
def read(session, demo, as_viewer):
    """A measure as the whole town sees it; what is about one person, as its group does."""

    def read(told):
        of_group = as_viewer(demo.people["tash"]) if told["id"] == GRACES else NOBODY
        return seen_by(session, demo, told, of_group)

    return read


def test_what_one_person_eats_is_for_the_people_around_her(session, demo, as_viewer):
    told = {"id": GRACES}
    team, at_the_yard = {"ruth", "priya", "tash", "dev", "graham"}, {"grace", "yusuf"}
    group = team | at_the_yard | {"sunil", "nasreen", "hannah"}
    for slug, person in demo.people.items():
        assert bool(seen_by(session, demo, told, as_viewer(person))) is (slug in group), slug
    assert seen_by(session, demo, told) is None


def test_every_number_of_each_reading_is_reproduced(read):
    for told in MEASURES:
        seen = read(told)
        measured = read_dots(seen.head, seen.counted, seen.notes)
        before = baseline_of(seen.counted, seen.head.baseline_until)
        assert before == told["baseline_points"]
        reading = read_measure(measured.values, before)
        for name, expected in told.get("chart_reading", {}).items():
            got = getattr(reading if hasattr(reading, name) else reading.before, name)
            places = 3 if name.startswith("middle") else 4
            assert (round(got, places) if isinstance(got, float) else got) == expected, name


def test_the_sentence_under_each_chart_says_what_its_numbers_say(app, demo, sign_in, read):
    client = sign_in(demo.people["hannah"])
    for told in MEASURES:
        seen = read(told)
        measured = read_dots(seen.head, seen.counted)
        said = sentence(measured.findings, measured.better)
        page = client.get(f"/measures/{seen.head.measure_id}").text
        shown = page.split('class="chart__sentence govuk-body-l">')[1].split("<")[0]
        assert shown == said
        with app.test_request_context():
            outside = sentence_of(seen)
        assert outside in {said, outside} and (
            outside == said or outside.startswith("Too early to say.")
        )
    assert client.statements <= 6


def test_all_the_dots_are_there_with_their_roles_and_the_note(session, demo):
    made = demo.found["measures"]
    given = select(func.count(Point.id)).where(
        Point.measure_id.in_([one.id for one in made.values()])
    )
    assert session.scalar(given) == 216
    assert len(made) == len(MEASURES)
    assert [name for name, measure in made.items() if measure.main] == [
        f"c{n}m1" for n in range(1, 9)
    ]
    assert made["c7m2"].role is Role.BALANCING and made["c4m2"].role is Role.WHAT_WE_SEE
    by_hand = select(Annotation).where(
        Annotation.kind != NoteKind.AUTOMATIC,
        Annotation.project_id.in_([one.id for one in demo.found["projects"].values()]),
    )
    note = session.scalars(by_hand).one()
    assert (note.measure_id, note.words) == (made["c8m1"].id, "Bus strike. Nobody could get out.")
    strike = seen_by(session, demo, {"id": "c8m1"}).counted[12]
    assert (strike.on, strike.value) == (note.on, 0)
