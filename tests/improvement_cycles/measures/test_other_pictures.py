"""A picture with other lines, in the words of analysts, as a file, and all of a try together."""

import re
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from improvement_cycles import import_services, xlsx_rows
from improvement_cycles.charts.measured import Dot
from improvement_cycles.import_rows import Chosen
from improvement_cycles.measure_charts import kinds_for
from improvement_cycles.measure_words import HowOften, Kind
from tests.improvement_cycles.counting import fill, new_measure, new_try

SHARES = [(3 + i % 4, 12 + i % 3) for i in range(19)] + [(12, 12)]


@pytest.fixture
def share(session, trying):
    measure = new_measure(session, trying.project, kind=Kind.SHARE, unit="who felt listened to")
    fill(session, measure, SHARES)
    return measure


def test_the_usual_range_is_drawn_on_request(visitor, share):
    page = visitor.get(f"/measures/{share.id}")
    assert f"/measures/{share.id}/picture" in page.text and "Usual range" not in page.text
    shown = visitor.get(f"/measures/{share.id}/picture?kind=p")
    assert shown.status_code == 200 and visitor.statements <= 4
    assert "1 dot is outside the usual range." in shown.text
    assert "Usual range" in shown.text and "12 of 12" in shown.text


def test_analysts_have_words_of_their_own(visitor, share):
    plain = visitor.get(f"/measures/{share.id}/picture").text
    assert "Longest run" not in plain and "words=analyst" in plain
    analyst = visitor.get(f"/measures/{share.id}/picture?kind=p&words=analyst").text
    assert "Dots 1 to 20: mean 37.2093." in analyst and "Outside them: 20." in analyst


def test_those_who_report_to_the_nhs_see_its_flags(visitor, session, trying):
    measure = new_measure(session, trying.project, kind=Kind.VALUE)
    fill(session, measure, [5, 6, 7, 5, 6] * 4 + [40])
    shown = visitor.get(f"/measures/{measure.id}/picture?kind=i&words=analyst").text
    assert "Making Data Count" in shown and "above the upper limit." in shown
    assert "Making Data Count" not in visitor.get(f"/measures/{measure.id}/picture?kind=i").text


@pytest.mark.parametrize(
    ("kind", "value", "out_of", "offered"),
    [
        (Kind.COUNT, 3, None, "run c"),
        (Kind.SHARE, 30, 9, "run p"),
        (Kind.SHARE, 30, 1001, "run p pp"),
        (Kind.RATE, 30, 900, "run u"),
        (Kind.RATE, 30, 1001, "run u up"),
        (Kind.FACES, 70, 4, "run p"),
        (Kind.DAYS, 3, None, "run t"),
        (Kind.DAYS, 0, None, "run"),
        (Kind.EVENTS, 3, None, "run t"),
        (Kind.VALUE, -3, None, "run i mr"),
    ],
)
def test_each_kind_of_number_has_the_charts_that_suit_it(kind, value, out_of, offered):
    assert " ".join(kinds_for(kind, [Dot("", value, "", out_of)])) == offered


def test_every_kind_that_is_offered_can_be_drawn(visitor, session, trying):
    made = {
        Kind.COUNT: [1, 2, 3] * 5,
        Kind.SHARE: [(3, 12), (5, 14)] * 8,
        Kind.RATE: [(3, 120), (500, 1400)] * 8,
        Kind.DAYS: [3, 4, 9] * 5,
        Kind.VALUE: [3.5, -4, 9] * 5,
        Kind.EVENTS: [1] * 16,
    }
    for kind, values in made.items():
        measure = new_measure(session, trying.project, kind=kind, main=False, name=kind.value)
        fill(session, measure, values)
        page = visitor.get(f"/measures/{measure.id}/picture").text
        asked = set(re.findall(rf"/measures/{measure.id}/picture\?kind=([a-z]+)", page))
        assert asked and measure.name in page
        for one in asked:
            url = f"/measures/{measure.id}/picture?kind={one}&words=analyst"
            shown = visitor.get(url)
            assert (shown.status_code, 'class="chart__svg"' in shown.text) == (200, True), url


def test_a_count_of_visits_is_no_count_of_days(visitor, session, trying):
    measure = new_measure(session, trying.project, how_often=HowOften.EACH_TIME)
    for nth in (1, 2):
        fill(session, measure, [1, 2, 3] * 5, nth=nth)
    assert "kind=c" not in visitor.get(f"/measures/{measure.id}/picture").text


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_drawing_can_be_taken_away(visitor, share, form):
    got = visitor.get(f"/measures/{share.id}/picture.{form}?kind=p")
    assert got.status_code == 200 and got.headers["Content-Disposition"].startswith("attachment")
    if form == "svg":
        assert ElementTree.fromstring(got.data).get("role") == "img"
    else:
        assert got.data.startswith(b"\x89PNG") and len(got.data) > 10_000


@pytest.mark.parametrize(
    "path", ["picture?kind=c", "picture?kind=pie", "picture.gif", "picture.svg"]
)
def test_what_there_is_not_is_nowhere(visitor, session, trying, share, path):
    measure = share if path != "picture.svg" else new_measure(session, trying.project, main=False)
    assert visitor.get(f"/measures/{measure.id}/{path}").status_code == 404


def test_a_few_people_are_drawn_to_the_group_only(visitor, sign_in, session, trying):
    few = new_measure(session, trying.project, kind=Kind.SHARE)
    fill(session, few, [(2, 7), *[(5, 8)] * 19])
    for path in (
        "picture?words=analyst",
        "picture?kind=p",
        "picture.svg",
        "picture.png",
        "dots.xlsx",
    ):
        outside = visitor.get(f"/measures/{few.id}/{path}")
        assert outside.status_code in {200, 403} and "<svg class" not in outside.text
        assert "2 of 7" not in outside.text and "Dots 1 to" not in outside.text
        assert 'role="img"' not in outside.text and b"PNG" not in outside.data[:8]
        assert sign_in(trying.kath).get(f"/measures/{few.id}/{path}").status_code == 200


def test_a_private_try_has_no_picture_for_others(visitor, sign_in, session, trying):
    own = new_try(
        session, trying.place, [], kind="one_persons", owner_id=trying.danny.id, hidden=True
    )
    measure = new_measure(session, own)
    fill(session, measure, [1, 2] * 8)
    paths = [f"/measures/{measure.id}/picture", f"/measures/{measure.id}/picture.png"]
    for path in [*paths, f"/tries/{own.id}/pictures"]:
        assert visitor.get(path).status_code == 404
        assert sign_in(trying.kath).get(path).status_code == 404
        assert sign_in(trying.danny).get(path).status_code == 200


def test_all_the_pictures_of_one_try_stand_side_by_side(visitor, session, trying, share):
    second = new_measure(session, trying.project, name="Late finishes", main=False)
    fill(session, second, [1, 2, 3] * 6)
    other = new_measure(session, new_try(session, trying.place, []), name="Not of this try")
    fill(session, other, [1, 2] * 8)
    whole = visitor.get(f"/tries/{trying.project.id}")
    assert f"/tries/{trying.project.id}/pictures" in whole.text
    together = visitor.get(f"/tries/{trying.project.id}/pictures").text
    assert together.count('class="chart__svg"') == 2
    assert "Late finishes" in together and "Not of this try" not in together
    assert visitor.get("/tries/999999/pictures").status_code == 404


def test_the_numbers_can_be_taken_away_as_a_spreadsheet_and_put_in_again(sign_in, session, trying):
    measure = new_measure(session, trying.project, kind=Kind.VALUE)
    fill(session, measure, [1.5, 2, None, 4], note="=1+1")
    got = sign_in(trying.danny).get(f"/measures/{measure.id}/dots.xlsx")
    assert got.status_code == 200 and "attachment" in got.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(got.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("day", "value", "left_out", "why")
    assert [row[1] for row in rows[1:]] == [1.5, 2, None, 4]
    assert isinstance(rows[1][0], datetime) and rows[1][3] == "=1+1"
    assert sheet.cell(2, 4).data_type == "s"
    assert xlsx_rows.as_csv(got.data).decode().splitlines()[2].split(",")[1] == "2"


@pytest.mark.parametrize("why", ["=1+1", "\uff1d1+1", "'tis the season", "@home"])
def test_why_a_day_was_odd_is_no_formula_in_a_file_and_comes_back_as_it_was(
    sign_in, session, trying, why
):
    measure = new_measure(session, trying.project, kind=Kind.VALUE)
    fill(session, measure, [1], note=why, left_out=True)
    content = sign_in(trying.danny).get(f"/measures/{measure.id}/dots.csv").data
    cell = content.decode().splitlines()[1].split(",")[-1]
    assert cell[0] == "'" and cell.removeprefix("'").endswith(why[1:])
    day, value = "day", "value"
    again = import_services.ready(session, measure, content, Chosen(day, value), put_right=True)
    assert (again.dots, again.same) == (0, 1)


def test_letters_that_no_file_can_hold_are_in_no_picture(sign_in, session, trying, share):
    danny, url = sign_in(trying.danny), f"/measures/{share.id}/about/counts"
    said = danny.post(url, data={"unit": "out of\uffff all", "edits": str(share.edits)})
    assert said.status_code == 303
    ElementTree.fromstring(danny.get(f"/measures/{share.id}/picture.svg").data)
    assert danny.get(f"/measures/{share.id}/picture.png").status_code == 200
