"""Counting on paper: a sheet to print, and photos of sheets beside their dots."""

from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from sqlalchemy import func, select

from coprod.db import today
from coprod.issues.models import Photo
from improvement_cycles import measure_tally
from improvement_cycles.measure_days import sheet_days
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_tally_models import TallyPhoto
from improvement_cycles.measure_words import HowOften, Kind
from tests.improvement_cycles.counting import new_measure

CAMERA = 0x010F  # where a photo says who made the camera


def photographed():
    exif = Image.Exif()
    exif[CAMERA] = "Secret Camera"
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "JPEG", exif=exif)
    return made.getvalue()


def sent(content=None, name="sheet.jpg", **words):
    photo = (BytesIO(photographed() if content is None else content), name)
    days = {"since": today().isoformat(), "until": today().isoformat()}
    return {"photo": photo, "shows": "Two rows of ticks"} | days | words


@pytest.fixture
def kept(sign_in, trying, measure, session):
    """A photo of a sheet, put in by Maureen."""
    answer = sign_in(trying.maureen).post(f"/measures/{measure.id}/sheets", data=sent())
    assert answer.status_code == 303
    return session.scalars(select(TallyPhoto)).one()


def folder(app):
    return Path(app.config["UPLOADS"])


@pytest.mark.parametrize("kind", list(Kind))
def test_the_sheet_says_what_counts_and_where_the_numbers_go(sign_in, trying, session, kind):
    often = HowOften.EACH_TIME if kind is Kind.EVENTS else HowOften.WEEKLY
    words = {"what_counts": "Home after 9", "numerator": "Missed", "denominator": "Planned"}
    measure = new_measure(session, trying.project, kind=kind, how_often=often, **words)
    page = sign_in(trying.danny).get(f"/measures/{measure.id}/sheet").text
    assert "Home after 9" in page and f"/measures/{measure.id}/dot" in page
    assert "<svg" in page and page.count("<tr>") == 11
    assert ("Planned" in page) == (kind in {Kind.SHARE, Kind.RATE})


@pytest.mark.parametrize(
    ("often", "weekdays", "month", "first", "last"),
    [
        (HowOften.DAILY, 0, None, date(2026, 11, 3), date(2026, 11, 12)),
        (HowOften.DAILY, 31, None, date(2026, 11, 3), date(2026, 11, 16)),
        (HowOften.WEEKLY, 0, None, date(2026, 11, 3), date(2027, 1, 5)),
        (HowOften.WEEKLY, 1, None, date(2026, 11, 9), date(2027, 1, 11)),
        (HowOften.MONTHLY, 0, None, date(2026, 11, 3), date(2027, 8, 1)),
        (HowOften.MONTHLY, 0, 31, date(2026, 11, 30), date(2027, 8, 31)),
    ],
)
def test_the_days_of_a_sheet(often, weekdays, month, first, last):
    asked = SimpleNamespace(how_often=often, weekdays=weekdays, day_of_month=month)
    days = sheet_days(asked, date(2026, 11, 3))
    assert (days[0], days[-1], len(days)) == (first, last, 10)


def test_a_photo_of_a_sheet_is_the_groups_alone(
    app, sign_in, visitor, trying, measure, session, kept
):
    url = f"/measures/{measure.id}/sheets"
    for name in ("danny", "kath", "colette", "hannah"):
        client = sign_in(getattr(trying, name))
        assert "Two rows of ticks" in client.get(url).text
        photo = client.get(f"{url}/{kept.id}/photo")
        assert photo.mimetype == "image/jpeg" and b"Secret" not in photo.data
        assert "no-store" in photo.headers["Cache-Control"]
    for other in (trying.carol, trying.stranger):
        client = sign_in(other)
        assert client.get(url).status_code == 403
        assert client.get(f"{url}/{kept.id}/photo").status_code == 404
        assert client.get(f"/photos/{kept.photo_id}").status_code == 404
    assert visitor.get(f"{url}/{kept.id}/photo").status_code == 302
    assert "Photos of paper" not in visitor.get(f"/measures/{measure.id}").text
    other = session.scalars(select(Measure.id).where(Measure.id != measure.id)).first()
    elsewhere = f"/measures/{other}/sheets/{kept.id}/photo"
    assert sign_in(trying.danny).get(elsewhere).status_code == 404


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"shows": ""}, "Say what it shows."),
        ({"content": b"no photo"}, "We cannot open that as a photo."),
        ({"content": b"", "name": ""}, "Choose a photo first."),
        ({"since": "2999-01-01", "until": "2999-01-02"}, "Choose today"),
        ({"since": "0001-01-01"}, "Choose a day from 1900 on."),
        ({"until": "2020-01-01"}, "The last day is before the first."),
        ({"since": ""}, "Choose the first day."),
    ],
)
def test_a_wrong_photo_is_refused_and_nothing_is_kept(
    sign_in, trying, measure, session, words, says
):
    answer = sign_in(trying.maureen).post(f"/measures/{measure.id}/sheets", data=sent(**words))
    assert answer.status_code == 422 and says in answer.text
    if words.get("shows") is None:
        assert "Two rows of ticks" in answer.text  # nothing typed is lost
    assert not session.scalar(select(func.count()).select_from(TallyPhoto))
    assert not session.scalar(select(func.count()).select_from(Photo))


def test_two_presses_keep_one_photo(sign_in, trying, measure, session):
    maureen = sign_in(trying.maureen)
    for _press in range(2):
        maureen.post(f"/measures/{measure.id}/sheets", data=sent(once="this-form"))
    assert session.scalar(select(func.count()).select_from(TallyPhoto)) == 1


def test_a_photo_is_taken_away_for_good_by_whoever_counts(
    app, sign_in, trying, measure, session, kept
):
    url = f"/measures/{measure.id}/sheets/{kept.id}/take-away"
    assert len(list(folder(app).iterdir())) == 1
    for other in (trying.kath, trying.colette, trying.stranger):
        assert sign_in(other).post(url).status_code == 403
    assert sign_in(trying.danny).post(url).status_code == 303  # it need not be one's own
    session.expire_all()
    assert not session.scalar(select(func.count()).select_from(TallyPhoto))
    assert not session.scalar(select(func.count()).select_from(Photo))
    assert not list(folder(app).iterdir())
    assert sign_in(trying.danny).post(url).status_code == 404


def test_who_does_not_count_keeps_no_photo(sign_in, trying, measure, session):
    for other in (trying.kath, trying.colette):
        answer = sign_in(other).post(f"/measures/{measure.id}/sheets", data=sent())
        assert answer.status_code == 403
        assert sign_in(other).get(f"/measures/{measure.id}/sheet").status_code == 403


def test_a_measure_with_a_photo_is_stopped_and_not_taken_away(
    sign_in, trying, measure, session, kept
):
    sign_in(trying.danny).post(f"/measures/{measure.id}/stop")
    session.expire_all()
    assert session.get(Measure, measure.id).stopped_on == today()


def test_a_change_that_is_undone_loses_no_sheet(app, trying, measure, session, kept, as_viewer):
    danny, there = as_viewer(trying.danny), list(folder(app).iterdir())
    this = a_measure(session, danny, measure.id)
    measure_tally.take_away(session, danny, this, folder(app), kept.id)
    session.rollback()
    assert list(folder(app).iterdir()) == there and len(there) == 1
    measure_tally.take_away(session, danny, this, folder(app), kept.id)
    session.commit()
    assert list(folder(app).iterdir()) == []
