"""A measure with more dots than a picture shows: all are kept, the newest are drawn."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from coprod.db import today
from improvement_cycles.annotations import Annotation
from improvement_cycles.import_rows import FULL_DAY
from improvement_cycles.measure_csv import TOO_LONG
from improvement_cycles.measure_dots import FULL
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_queries import one
from improvement_cycles.measure_words import HowOften, Kind
from improvement_cycles.points import MOST_DOTS, MOST_DRAWN, MOST_OF_DAY
from improvement_cycles.words import NoteKind
from tests.improvement_cycles.counting import new_measure

OLDER = f"These are the newest {MOST_DRAWN} dots. There are older ones."


@pytest.fixture
def falls(session, trying):
    """Counted each time, so that a day may have several."""
    return new_measure(session, trying.project, how_often=HowOften.EACH_TIME, baseline_until=None)


def rows(many, a_day=5):
    """A file of so many dots that ends today."""
    days = [today() - timedelta(days=(many - 1 - i) // a_day) for i in range(many)]
    return "day,n\n" + "".join(f"{day},{i % 97}\n" for i, day in enumerate(days))


def put(session, measure, many, a_day=1, **fields):
    """So many dots, the newest today."""
    told = {"measure_id": measure.id, "entered_on": today(), "value": 1} | fields
    days = [today() - timedelta(days=(many - 1 - i) // a_day) for i in range(many)]
    session.execute(
        insert(Point),
        [told | {"on": day, "nth": 1 + days[:i].count(day)} for i, day in enumerate(days)],
    )
    session.commit()


def held(session, measure):
    wanted = select(func.count()).where(Point.measure_id == measure.id)
    return session.scalar(wanted)


def test_100_000_dots_of_a_file_go_in_and_come_out(command, sign_in, session, trying, falls):
    content = rows(MOST_DOTS)
    result = command(content.encode(), "--measure", str(falls.id))
    assert result.output == "100000 dots put in for Nights out each week.\n"
    assert held(session, falls) == MOST_DOTS
    maureen = sign_in(trying.maureen)
    page = maureen.get(f"/measures/{falls.id}")
    assert page.status_code == 200 and OLDER in page.text
    assert page.text.count('<th scope="row"') == MOST_DRAWN
    told = list(csv.reader(io.StringIO(maureen.get(f"/measures/{falls.id}/dots.csv").text)))
    put_in = list(csv.reader(io.StringIO(content)))
    assert [row[:2] for row in told[1:]] == put_in[1:]
    sheet = maureen.get(f"/measures/{falls.id}/dots.xlsx")
    assert sheet.status_code == 409 and TOO_LONG in sheet.text
    sent = {"on": today().isoformat(), "value": "1"}
    full = maureen.post(f"/measures/{falls.id}/dot", data=sent)
    assert full.status_code == 409 and FULL in full.text
    more = command(b"day,n\n1950-01-04,4\n", "--measure", str(falls.id))
    assert "can hold 100,000 dots. With this file it would have 100,001." in more.output
    assert held(session, falls) == MOST_DOTS


def test_one_bad_row_of_100_000_leaves_nothing_behind(command, chooser, session, falls):
    content = (rows(MOST_DOTS - 1) + f"{today()},soon\n").encode()
    result = command(content, "--measure", str(falls.id))
    assert result.exit_code == 2
    assert result.output.startswith(f"row {MOST_DOTS + 1}, column n: soon is not a number\n")
    page = chooser(falls, content)
    assert "soon is not a number" in page.text
    assert chooser.client.post(f"/measures/{falls.id}/import/put-in").status_code == 409
    assert held(session, falls) == 0


def test_a_day_holds_so_many(command, chooser, session, falls):
    content = rows(MOST_OF_DAY + 1, a_day=MOST_OF_DAY + 1).encode()
    result = command(content, "--measure", str(falls.id))
    assert result.exit_code == 2 and f"row {MOST_OF_DAY + 2}: {FULL_DAY}" in result.output
    assert held(session, falls) == 0
    put(session, falls, MOST_OF_DAY, a_day=MOST_OF_DAY)
    sent = {"on": today().isoformat(), "value": "1"}
    chooser(falls, rows(1).encode())
    full = chooser.client.post(f"/measures/{falls.id}/dot", data=sent)
    assert full.status_code == 409 and "A day can hold 1,000 dots." in full.text
    assert held(session, falls) == MOST_OF_DAY


@pytest.mark.parametrize(
    ("many", "a_day", "drawn"),
    [
        (MOST_DRAWN, 1, MOST_DRAWN),
        (MOST_DRAWN + 1, 1, MOST_DRAWN),
        (MOST_DRAWN + 1, 3, MOST_DRAWN - 2),  # a day cut in two would be read as a whole one
        (MOST_DRAWN + 1, MOST_DRAWN + 1, MOST_DRAWN),
    ],
)
def test_the_newest_are_drawn(session, trying, falls, as_viewer, many, a_day, drawn):
    put(session, falls, many, a_day)
    seen = one(session, as_viewer(trying.danny), falls.id)
    assert len(seen.counted) == drawn
    assert seen.has_older is (many > MOST_DRAWN)
    assert seen.counted[-1].on == today()


def test_what_is_taken_away_makes_room_for_an_older_one(session, sign_in, trying, falls):
    put(session, falls, MOST_DRAWN + 1)
    newest = session.scalars(select(Point).order_by(Point.on.desc())).first()
    maureen = sign_in(trying.maureen)
    assert OLDER in maureen.get(f"/measures/{falls.id}").text
    sent = {"take_away": "yes", "reason": "It was not a fall."}
    assert maureen.post(f"/measures/{falls.id}/dots/{newest.id}", data=sent).status_code == 303
    page = maureen.get(f"/measures/{falls.id}").text
    assert OLDER not in page and page.count('<th scope="row"') == MOST_DRAWN


def test_a_mark_and_how_it_was_before_may_be_older_than_the_picture(
    session, sign_in, trying, falls
):
    put(session, falls, MOST_DRAWN + 20)
    falls.baseline_until = today() - timedelta(days=MOST_DRAWN + 2)
    told = {"project_id": falls.project_id, "kind": NoteKind.OUTSIDE}
    for ago, words in ((MOST_DRAWN + 5, "A new rota"), (9, "The bus strike")):
        session.add(Annotation(**told, on=today() - timedelta(days=ago), words=words))
    session.commit()
    page = sign_in(trying.maureen).get(f"/measures/{falls.id}").text
    assert "The picture begins after it." in page
    assert "The bus strike" in page and "A new rota" not in page


def test_a_file_tells_those_outside_nothing_of_few_people_in_older_dots(session, sign_in, trying):
    share = new_measure(session, trying.project, kind=Kind.SHARE)
    put(session, share, MOST_DRAWN, out_of=20)
    old = today() - timedelta(days=MOST_DRAWN + 3)
    few = Point(measure_id=share.id, on=old, value=1, out_of=2, entered_on=today())
    session.add(few)
    session.commit()
    carol = sign_in(trying.carol)
    assert "<svg" in carol.get(f"/measures/{share.id}").text
    for name in ("csv", "xlsx"):
        assert carol.get(f"/measures/{share.id}/dots.{name}").status_code == 403
    told = sign_in(trying.danny).get(f"/measures/{share.id}/dots.csv").text
    assert f"{old},1,2" in told
