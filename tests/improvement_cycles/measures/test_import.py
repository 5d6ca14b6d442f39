"""Dots from a file, by command or in both ways: every refused row is named, nothing by half."""

import csv
import io
from datetime import date, timedelta

import pytest
from chart_cases import REAL, SHARED, needs_real_cases, read
from sqlalchemy import select

from coprod.db import today
from improvement_cycles import import_services
from improvement_cycles.import_forms import guess
from improvement_cycles.import_rows import Chosen
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_queries import one
from improvement_cycles.measure_words import HowOften, Kind
from improvement_cycles.stats.reading import read_measure
from tests.improvement_cycles.counting import fill, new_measure
from tests.improvement_cycles.files import BAD, GOOD, WHOLE, mark_on, values

TRUSTS = SHARED / "data/real/ogl_ae_attendances_six_trusts_type1.csv"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace(b"\n", b"\r"),
        b"\n  \n" + GOOD,
        b"\xef\xbb\xbf\n" + GOOD,
        GOOD.replace(b"nights", b'"nights\nout"'),
    ],
    ids=["old line ends", "blank lines first", "a mark and a blank line", "a heading of two lines"],
)
def test_odd_files_go_in_both_ways(command, chooser, session, trying, measure, content):
    copy = new_measure(session, trying.project, name="Copy", main=False)
    result = command(content, "--measure", str(copy.id))
    assert result.exit_code == 0, result.output
    assert "The file has 3 new dots." in chooser(measure, content).text
    assert chooser.client.post(f"/measures/{measure.id}/import/put-in").status_code == 303
    assert values(session, measure) == values(session, copy) == [1, 0, 2]


def test_a_file_goes_in_by_command(command, session, measure):
    result = command(GOOD, "--measure", str(measure.id))
    assert result.exit_code == 0, result.output
    assert result.output == "3 dots put in for Nights out each week.\n"
    assert values(session, measure) == [1, 0, 2]


@pytest.mark.parametrize("name", BAD | WHOLE)
def test_bad_files_by_command(command, session, measure, name):
    content, says = (BAD | WHOLE)[name]
    result = command(content, "--measure", str(measure.id))
    assert result.exit_code == 2 and says in result.output
    assert "Traceback" not in result.output and "Usage" not in result.output
    assert not values(session, measure)


def test_days_that_have_their_dot_are_refused_unless_they_are_put_right(
    command, chooser, session, measure
):
    fill(session, measure, [5], last=(today() - date(2020, 1, 13)).days)
    refused = command(GOOD, "--measure", str(measure.id))
    assert refused.exit_code == 2
    assert "row 3: 2020-01-13: there is a dot for this day already" in refused.output
    assert values(session, measure) == [5]
    page = chooser(measure, GOOD, put_right="yes")
    assert "<del>5</del>" in page.text
    sent = {"put_right": "yes", "seen": mark_on(page)}
    url = f"/measures/{measure.id}/import/put-in"
    assert chooser.client.post(url, data=sent).status_code == 422  # say why
    assert chooser.client.post(url, data=sent | {"reason": "recount"}).status_code == 303
    assert values(session, measure) == [1, 5, 0, 2]
    same = command(GOOD, "--measure", str(measure.id), "--correct", "again")
    assert "0 dots put in" in same.output and "3 were there already." in same.output


def test_a_file_that_has_grown_adds_what_is_new(command, session, measure):
    command(GOOD, "--measure", str(measure.id))
    result = command(GOOD + b"2020-01-27,7\n", "--measure", str(measure.id))
    assert result.output == "1 dots put in for Nights out each week. 3 were there already.\n"
    assert values(session, measure) == [1, 0, 2, 7]


def test_a_day_may_have_several_dots_where_they_are_counted_each_time(command, session, trying):
    falls = new_measure(session, trying.project, how_often=HowOften.EACH_TIME)
    content = b"day,n\n2020-01-06,1\n2020-01-06,3\n2020-01-07,2\n"
    assert command(content, "--measure", str(falls.id)).exit_code == 0
    assert values(session, falls) == [1, 3, 2]
    again = command(content + b"2020-01-06,4\n", "--measure", str(falls.id))
    assert "1 dots put in" in again.output and "3 were there already." in again.output
    assert values(session, falls) == [1, 3, 4, 2]


@pytest.mark.parametrize(
    ("kind", "row", "says"),
    [
        (Kind.FACES, "3,,", "row 2: it is half empty"),
        (Kind.SHARE, "3,", "row 2: it is half empty"),
        (Kind.SHARE, "3,0", "row 2: write 1 or more"),
        (Kind.FACES, "1,0,1.5", "row 2: faces are whole numbers"),
    ],
)
def test_nothing_is_guessed_of_a_row(command, session, trying, kind, row, says):
    measure = new_measure(session, trying.project, kind=kind)
    headings = "day,happy,ok,sad" if kind is Kind.FACES else "day,happy,all"
    more = ["--ok", "ok", "--sad", "sad"] if kind is Kind.FACES else ["--n", "all"]
    content = f"{headings}\n2020-01-06,{row}\n".encode()
    result = command(content, "--measure", str(measure.id), *more)
    assert result.exit_code == 2 and says in result.output
    assert not values(session, measure)


def test_a_day_when_nobody_was_asked_is_a_gap_that_says_so(command, session, trying):
    measure = new_measure(session, trying.project, kind=Kind.SHARE)
    content = b"day,yes,all\n2020-01-06,0,0\n"
    assert command(content, "--measure", str(measure.id), "--n", "all").exit_code == 0
    [point] = session.scalars(select(Point).where(Point.measure_id == measure.id))
    assert (point.value, point.out_of, point.note) == (None, None, "nobody was asked")


def test_an_odd_day_stays_odd(command, chooser, session, trying, measure):
    day = (today() - date(2020, 1, 13)).days
    fill(session, measure, [5], last=day, left_out=True, note="The bus broke down")
    text = chooser.client.get(f"/measures/{measure.id}/dots.csv").text
    copy = new_measure(session, trying.project, name="Copy", main=False)
    assert command(text.encode(), "--measure", str(copy.id)).exit_code == 0
    why = ["--correct", "recount"]
    assert command(GOOD, "--measure", str(measure.id), *why).exit_code == 0
    for held, value in ((copy, 5), (measure, 0)):
        last = select(Point).where(Point.measure_id == held.id, Point.on == date(2020, 1, 13))
        point = session.scalars(last.order_by(Point.id.desc())).first()
        assert (point.value, point.left_out, point.note) == (value, True, "The bus broke down")


def test_100_000_rows_get_one_kind_sentence(command, chooser, session, measure):
    first = date(1750, 1, 1)
    days = [(first + timedelta(days=i)).isoformat() for i in range(100_000)]
    content = ("day,n\n" + "".join(f"{day},1\n" for day in days)).encode()
    result = command(content, "--measure", str(measure.id))
    assert result.exit_code == 2 and "Traceback" not in result.output
    page = chooser(measure, content)
    assert page.status_code in {200, 422} and not values(session, measure)
    assert len(page.data) < 100_000


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--measure", "999999"], "there is no such measure"),
        (["--measure", str(10**20)], "there is no such measure"),
        (["--measure", "{}", "--only", "org"], "write it as COLUMN=VALUE"),
        (["--measure", "{}", "--y", "moon"], "There is no column moon."),
    ],
)
def test_wrong_options(command, measure, options, says):
    result = command(GOOD, *(one.format(measure.id) for one in options))
    assert result.exit_code == 2 and says in result.output
    assert result.output.count("\n") == 1


def test_shares_and_faces_come_from_files_too(command, chooser, session, trying):
    share = new_measure(session, trying.project, kind=Kind.SHARE)
    faces = new_measure(session, trying.project, kind=Kind.FACES, main=False)
    assert "out of how many" in command(GOOD, "--measure", str(share.id)).output
    content = b"day,yes,all\n2020-01-06,3,8\n2020-01-13,9,8\n"
    wrong = command(content, "--measure", str(share.id), "--n", "all")
    assert "row 3: it cannot be more than the number of all" in wrong.output
    content = b"day,yes,all\n2020-01-06,3,8\n2020-01-13,,\n"
    assert command(content, "--measure", str(share.id), "--n", "all").exit_code == 0
    content = b"day,happy,ok,sad\n2020-01-06,3,1,0\n2020-01-13,1,0,2\n"
    chooser(faces, content)
    sent = {"when": "day", "value": "happy", "ok": "ok", "sad": "sad"}
    assert chooser.client.post(f"/measures/{faces.id}/import/put-in", data=sent).status_code == 303
    rows = select(Point.happy, Point.ok, Point.sad).where(Point.measure_id == faces.id)
    assert [tuple(row) for row in session.execute(rows.order_by(Point.on))] == [
        (3, 1, 0),
        (1, 0, 2),
    ]


def test_what_is_taken_away_comes_back(chooser, command, session, trying, measure, make):
    command(GOOD, "--measure", str(measure.id))
    text = chooser.client.get(f"/measures/{measure.id}/dots.csv").text
    assert next(csv.reader(io.StringIO(text))) == ["day", "value", "left_out", "why"]
    copy = new_measure(session, trying.project, name="Copy", main=False)
    assert command(text.encode(), "--measure", str(copy.id)).exit_code == 0
    assert values(session, copy) == values(session, measure)


def test_one_of_a_days_dots_taken_away_stays_away_when_the_rest_come_back(
    chooser, command, session, trying
):
    falls = new_measure(session, trying.project, how_often=HowOften.EACH_TIME)
    command(b"day,n\n2020-01-06,3\n2020-01-06,5\n", "--measure", str(falls.id))
    first = session.scalars(select(Point).where(Point.value == 3)).one()
    url = f"/measures/{falls.id}"
    sent = {"take_away": "yes", "reason": "It was not a fall."}
    assert chooser.client.post(f"{url}/dots/{first.id}", data=sent).status_code == 303
    again = command(chooser.client.get(f"{url}/dots.csv").text.encode(), "--measure", str(falls.id))
    assert "0 dots put in" in again.output and "1 were there already." in again.output


@pytest.mark.parametrize(
    ("kind", "headings", "guessed"),
    [
        (Kind.COUNT, ["nights", "Day"], {"when": "Day", "value": "nights"}),
        (Kind.COUNT, ["a", "b"], {"when": "a", "value": "b"}),
        (Kind.SHARE, ["date", "yes", "of"], {"when": "date", "value": "yes", "n": "of"}),
        (
            Kind.FACES,
            ["sad", "ok", "happy", "week"],
            {"when": "week", "value": "happy", "ok": "ok", "sad": "sad"},
        ),
    ],
)
def test_columns_are_guessed_from_their_headings(kind, headings, guessed):
    assert guess(kind, headings) == guessed


@needs_real_cases
def test_a_trusts_breaches_read_as_r_reads_them(command, session, trying, as_viewer):
    measure = new_measure(
        session, trying.project, name="Breaches", how_often=HowOften.MONTHLY, unit="people"
    )
    result = command(
        TRUSTS.read_bytes(),
        *("--measure", str(measure.id), "--x", "period", "--y", "breaches"),
        *("--only", "org_code=RJZ"),
    )
    assert result.exit_code == 0, result.output
    expected = read(REAL / "run_ae_rjz_breaches.json")
    seen = one(session, as_viewer(trying.danny), measure.id)
    assert [dot.on.isoformat() for dot in seen.counted] == expected["x"]
    reading = read_measure([dot.value for dot in seen.counted])
    [part] = expected["expected"].get("parts", [expected["expected"]])
    assert reading.middle_of_all == pytest.approx(part["cl"], rel=1e-9)
    assert reading.useful_points == part["n_useful"]
    assert reading.longest_run_all == part["longest_run"]
    assert reading.longest_run_limit == part["longest_run_max"]
    assert reading.crossings == part["n_crossings"]
    assert reading.crossings_lower_limit == part["n_crossings_min"]
    assert reading.signal_all is part["runs_signal"]


def test_checking_changes_nothing(session, measure):
    ready = import_services.ready(session, measure, GOOD, Chosen(), put_right=False)
    assert (ready.dots, ready.refused) == (3, [])
    assert not values(session, measure)


def test_the_smallest_and_the_biggest_number_can_be_drawn(command, visitor, measure):
    content = b"day,n\n2020-01-06,1e-20\n2020-01-13,1e15\n" + b"".join(
        f"2021-01-{day},0\n".encode() for day in range(10, 31)
    )
    assert command(content, "--measure", str(measure.id)).exit_code == 0
    for page in (f"/measures/{measure.id}", f"/tries/{measure.project_id}"):
        assert "<svg" in visitor.get(page).text
