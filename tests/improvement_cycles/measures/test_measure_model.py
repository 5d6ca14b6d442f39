"""What a measure is, whole: rates, events, how few are too few, which days."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from coprod.db import today
from improvement_cycles import measure_queries
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_words import HowOften, Kind
from improvement_cycles.points import Counted, read_dots
from tests.improvement_cycles.counting import fill, new_measure


@pytest.fixture
def a_measure(session, trying):
    def make(kind, **fields):
        return new_measure(session, trying.project, kind=kind, main=False, **fields)

    return make


@pytest.fixture
def drawn(session, trying, as_viewer):
    def draw(measure):
        session.expire_all()
        seen = measure_queries.one(session, as_viewer(trying.danny), measure.id)
        return read_dots(seen.head, seen.counted)

    return draw


def test_a_rate_is_for_each_so_many_and_may_be_more_than_all(sign_in, trying, a_measure, drawn):
    rate = a_measure(Kind.RATE, multiply=1000)
    url = f"/measures/{rate.id}/dot"
    sent = {"on": today().isoformat(), "value": "5", "out_of": "4"}
    assert sign_in(trying.danny).post(url, data=sent).status_code == 303
    refused = sign_in(trying.danny).post(url, data=sent | {"out_of": "0"})
    assert refused.status_code == 422 and "Write more than 0" in refused.text
    measured = drawn(rate)
    assert measured.values == [1250] and not measured.percent
    assert measured.dots[0].words == "5 of 4"


def test_an_event_is_a_day_alone_and_draws_the_days_between(
    sign_in, trying, a_measure, drawn, session
):
    events = a_measure(Kind.EVENTS, how_often=HowOften.EACH_TIME)
    fill(session, a_measure(Kind.VALUE, name="Other"), [4, 5, 6])
    danny = sign_in(trying.danny)
    for ago in (9, 30, 2, 2):
        sent = {"on": (today() - timedelta(days=ago)).isoformat()}
        assert danny.post(f"/measures/{events.id}/dot", data=sent).status_code == 303
    assert drawn(events).values == [None, 21, 7, 0]
    page = danny.get(f"/measures/{events.id}").text
    assert "days between" in page and "21" in page


def test_what_is_counted_and_out_of_what_stands_where_people_count(sign_in, trying, a_measure):
    rate = a_measure(Kind.RATE)
    danny = sign_in(trying.danny)
    sent = {"numerator": "Visits missed", "denominator": "Visits planned", "multiply": "1000"}
    assert danny.post(f"/measures/{rate.id}/about/out-of", data=sent).status_code == 303
    page = danny.get(f"/measures/{rate.id}").text
    assert "Visits missed" in page and "For each 1,000" in page
    assert "Visits planned" in danny.get(f"/measures/{rate.id}/dot").text
    refused = danny.post(f"/measures/{rate.id}/about/out-of", data=sent | {"multiply": "7"})
    assert refused.status_code == 422 and "Visits missed" in refused.text


def test_a_group_may_show_fewer_dots_and_never_more(sign_in, visitor, trying, a_measure, session):
    share = a_measure(Kind.SHARE)
    fill(session, share, [(5, 9)] * 20)
    url = f"/measures/{share.id}"
    assert "<svg" in visitor.get(url).text
    danny = sign_in(trying.danny)
    for wrong in ("7", "0", "-9", "many", "9" * 40):
        refused = danny.post(f"{url}/about/few", data={"fewest": wrong})
        assert refused.status_code == 422, wrong
    assert danny.post(f"{url}/about/few", data={"fewest": "10"}).status_code == 303
    page = visitor.get(url).text
    assert 'class="chart__svg' not in page and "10 or more" in page
    assert visitor.get(f"{url}/dots.csv").status_code == 403
    assert "5 of 9" in sign_in(trying.kath).get(url).text
    assert danny.post(f"{url}/about/few", data={"fewest": "", "edits": "1"}).status_code == 303
    assert "<svg" in visitor.get(url).text


def test_the_table_itself_keeps_the_floor(session, trying):
    row = {"project_id": trying.project.id, "name": "Few", "made_on": today(), "fewest": 7}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Measure).values(**row))


@pytest.mark.parametrize(
    ("kind", "often", "asked"),
    [
        (Kind.COUNT, HowOften.WEEKLY, {"days": 200, "out-of": 404, "few": 404, "whom": 200}),
        (Kind.SHARE, HowOften.MONTHLY, {"days": 200, "out-of": 200, "few": 200}),
        (Kind.EVENTS, HowOften.EACH_TIME, {"days": 404, "out-of": 404, "who": 200}),
    ],
)
def test_a_measure_is_asked_only_what_its_kind_needs(
    sign_in, trying, a_measure, kind, often, asked
):
    measure = a_measure(kind, how_often=often)
    danny = sign_in(trying.danny)
    for name, status in asked.items():
        assert danny.get(f"/measures/{measure.id}/about/{name}").status_code == status, name


def test_days_are_forgotten_when_how_often_changes(sign_in, trying, a_measure, session):
    measure = a_measure(Kind.COUNT, how_often=HowOften.WEEKLY)
    danny = sign_in(trying.danny)
    url = f"/measures/{measure.id}/about"
    assert danny.post(f"{url}/days", data={"weekday": "3"}).status_code == 422
    assert danny.post(f"{url}/days", data={"weekday": "4"}).status_code == 303
    assert "Wednesday" in danny.get(f"/measures/{measure.id}").text
    danny.post(f"{url}/who", data={"how_often": "monthly", "edits": "1"})
    session.refresh(measure)
    assert (measure.how_often, measure.weekdays) == (HowOften.MONTHLY, 0)
    danny.post(f"{url}/days", data={"day_of_month": "31", "edits": "2"})
    assert "The last day" in danny.get(f"/measures/{measure.id}").text


@pytest.mark.parametrize(
    ("kind", "dot"),
    [(Kind.RATE, {"value": 5, "out_of": 40}), (Kind.EVENTS, {"value": 1})],
)
def test_dots_taken_away_as_a_file_come_back_the_same(
    chooser, sign_in, trying, a_measure, session, kind, dot
):
    often = HowOften.EACH_TIME if kind is Kind.EVENTS else HowOften.WEEKLY
    old, new = (a_measure(kind, name=name, how_often=often) for name in ("Old", "New"))
    for day in (date(2026, 1, 5), date(2026, 1, 12)):
        session.add(Point(measure_id=old.id, on=day, entered_on=day, **dot))
    session.flush()
    content = sign_in(trying.danny).get(f"/measures/{old.id}/dots.csv").data
    columns = {"when": "day"} | ({"value": "value", "n": "out_of"} if kind is Kind.RATE else {})
    assert "2 new dots" in chooser(new, content, **columns).text
    chooser.client.post(f"/measures/{new.id}/import/put-in", data=columns)
    session.expire_all()
    seen = [
        measure_queries.as_counted(row, "")
        for row in session.query(Point).where(Point.measure_id == new.id).order_by(Point.on)
    ]
    assert seen == [Counted(day, **dot) for day in (date(2026, 1, 5), date(2026, 1, 12))]
