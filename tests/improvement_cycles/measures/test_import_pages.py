"""Dots from a file in the browser: choose it, choose its columns, check every row, put them in."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import now, today
from improvement_cycles.due import forget_files
from improvement_cycles.import_models import ImportFile
from improvement_cycles.measure_models import Measure
from tests.improvement_cycles.counting import fill
from tests.improvement_cycles.files import BAD, GOOD, WHOLE, mark_on, values


@pytest.mark.parametrize("name", BAD | WHOLE)
def test_bad_files_in_the_browser(chooser, session, measure, name):
    content, _ = (BAD | WHOLE)[name]
    response = chooser(measure, content)
    assert response.status_code in {200, 422}
    assert "import/put-in" not in response.text
    assert not values(session, measure)


def test_the_browser_names_every_refused_row_and_puts_in_nothing(chooser, session, measure):
    content = b"day,n\n2020-01-06,1\nsoon,1\n2020-01-20,x\n"
    page = chooser(measure, content)
    assert "2 rows cannot be used." in page.text
    assert (
        "Row 3, day: soon is not a date" in page.text and "Row 4, n: x is not a number" in page.text
    )
    forced = chooser.client.post(f"/measures/{measure.id}/import/put-in", data={"when": "day"})
    assert forced.status_code == 409
    assert not values(session, measure)


def test_choose_check_put_in(chooser, session, measure):
    page = chooser(measure, b"\xef\xbb\xbf" + GOOD, when="day", value="nights")
    assert "The file has 3 new dots." in page.text and "Put in 3 dots" in page.text
    assert not values(session, measure)  # nothing is stored before
    sent = {"when": "day", "value": "nights", "once": "one-press"}
    first = chooser.client.post(f"/measures/{measure.id}/import/put-in", data=sent)
    again = chooser.client.post(f"/measures/{measure.id}/import/put-in", data=sent)
    assert (first.status_code, again.location) == (303, first.location)
    assert values(session, measure) == [1, 0, 2]
    assert not session.scalars(select(ImportFile)).all()


def test_a_file_is_its_choosers_alone(chooser, sign_in, session, trying, measure):
    chooser(measure, GOOD)
    danny = sign_in(trying.danny)
    assert danny.get(f"/measures/{measure.id}/import/columns").status_code == 404
    assert danny.get(f"/measures/{measure.id}/import/check").status_code == 404


def test_a_file_that_nobody_put_in_is_forgotten(chooser, session, measure):
    chooser(measure, GOOD)
    for later, left in ((timedelta(days=1), 1), (timedelta(days=2, minutes=1), 0)):
        said = forget_files(session, now() + later)
        assert said == f"Files forgotten: {1 - left}."
        assert len(session.scalars(select(ImportFile)).all()) == left


def test_a_file_is_let_go_after_two_days(chooser, session, measure):
    chooser(measure, GOOD)
    session.execute(update(ImportFile).values(at=now() - timedelta(days=2, minutes=1)))
    session.commit()
    assert chooser.client.get(f"/measures/{measure.id}/import/columns").status_code == 404


def test_why_dots_are_put_right_is_short_and_never_cut(chooser, session, measure):
    fill(session, measure, [5], last=(today() - date(2020, 1, 13)).days)
    chooser(measure, GOOD)
    url = f"/measures/{measure.id}/import/put-in"
    sent = {
        "put_right": "yes",
        "reason": "x" * 401,
        "seen": mark_on(chooser(measure, GOOD, put_right="yes")),
    }
    refused = chooser.client.post(url, data=sent)
    assert refused.status_code == 422 and "Use 400 letters or fewer." in refused.text
    assert "x" * 401 in refused.text
    assert values(session, measure) == [5]


def test_dots_that_somebody_else_put_right_meanwhile_are_looked_at_again(
    chooser, sign_in, trying, session, measure
):
    [dot] = fill(session, measure, [5], last=(today() - date(2020, 1, 13)).days)
    page = chooser(measure, GOOD, put_right="yes")
    kath = {"value": "7", "reason": "I counted again."}
    assert sign_in(trying.danny).post(f"/measures/{measure.id}/dots/{dot.id}", data=kath)
    url, sent = f"/measures/{measure.id}/import/put-in", {"put_right": "yes", "reason": "typo"}
    late = chooser.client.post(url, data=sent | {"seen": mark_on(page)})
    assert late.status_code == 409 and "Somebody else changed dots meanwhile." in late.text
    assert "<del>7</del>" in late.text and 'value="typo"' in late.text
    assert values(session, measure) == [5, 7]
    assert chooser.client.post(url, data=sent | {"seen": mark_on(late)}).status_code == 303
    assert values(session, measure) == [1, 5, 7, 0, 2]


def test_a_file_over_5_mb_is_too_large(chooser, session, measure):
    response = chooser(measure, b"day,n\n" + b"x" * (5 * 1024 * 1024))
    assert response.status_code == 413 and "5 MB" in response.text
    assert not session.scalars(select(ImportFile)).all()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a," * 100_000 + b"\n1", "more than 100 columns"),
        (b"day," + b"n" * 201 + b"\n2020-01-06,1\n", "The first row must say what each column is"),
    ],
)
def test_headings_that_no_page_could_show_are_refused(chooser, session, measure, content, says):
    response = chooser(measure, content)
    assert response.status_code == 422 and says in response.text
    assert not session.scalars(select(ImportFile)).all()


def test_while_a_file_is_read_others_can_write(app, chooser, session, measure):
    session.commit()
    with app.extensions["engine"].begin() as other:
        other.execute(update(Measure).values(name="Meanwhile"))
        assert chooser(measure, b"\x89PNG").status_code == 422  # did not wait for the other


def test_no_file_and_wrong_columns(chooser, measure):
    client = chooser.client
    assert client.post(f"/measures/{measure.id}/import").status_code == 422
    chooser(measure, GOOD)
    for page in ("check", "refused.txt"):
        wrong = client.get(f"/measures/{measure.id}/import/{page}", query_string={"when": "moon"})
        assert wrong.status_code == 422 and "There is no column moon." in wrong.text
