"""Today's dot in two steps, one press or two; and putting a dot right."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import today
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_words import HowOften, Kind
from tests.improvement_cycles.counting import fill, new_measure

HUGE = 10**20


def dots_of(session, measure):
    session.expire_all()
    return session.scalars(
        select(Point).where(Point.measure_id == measure.id).order_by(Point.id)
    ).all()


def dot(measure, **form):
    return {"on": today().isoformat(), "value": "4"} | form


def test_two_steps_from_the_try_to_the_dot(sign_in, trying, measure, session):
    maureen = sign_in(trying.maureen)
    page = maureen.get(f"/tries/{trying.project.id}").text
    assert f'href="/measures/{measure.id}/dot"' in page  # step 1
    asked = maureen.get(f"/measures/{measure.id}/dot").text
    assert f'value="{today().isoformat()}"' in asked and "autofocus" in asked
    response = maureen.post(f"/measures/{measure.id}/dot", data=dot(measure))  # step 2
    assert response.status_code == 303
    thanks = maureen.get(response.location)
    assert "Thank you. The dot is in." in thanks.text
    [point] = dots_of(session, measure)
    assert (point.value, point.on, point.entered_by_id) == (4, today(), trying.maureen.id)


def test_the_page_of_a_dot_is_small(sign_in, trying, measure):
    asked = sign_in(trying.maureen).get(f"/measures/{measure.id}/dot")
    assert len(asked.data) < 10_000


def test_two_presses_make_one_dot(sign_in, trying, measure, session):
    maureen = sign_in(trying.maureen)
    sent = dot(measure, once="the-secret-of-this-form")
    first = maureen.post(f"/measures/{measure.id}/dot", data=sent)
    second = maureen.post(f"/measures/{measure.id}/dot", data=sent)
    assert first.location == second.location
    assert len(dots_of(session, measure)) == 1


def test_two_people_on_one_day_make_one_dot_and_the_second_may_put_it_right(
    sign_in, trying, measure, session
):
    sign_in(trying.maureen).post(f"/measures/{measure.id}/dot", data=dot(measure, value="3"))
    danny = sign_in(trying.danny)
    response = danny.post(f"/measures/{measure.id}/dot", data=dot(measure, value="5"))
    assert response.status_code == 409
    assert "There is a dot for" in response.text and 'value="5"' in response.text
    [first] = dots_of(session, measure)
    right = {"value": "5", "reason": "typo"}
    response = danny.post(f"/measures/{measure.id}/dots/{first.id}", data=right)
    assert response.status_code == 303
    old, new = dots_of(session, measure)
    assert (old.value, new.value, new.supersedes_id, new.reason) == (3, 5, old.id, "typo")
    page = danny.get(f"/measures/{measure.id}").text
    assert "<del>3</del>" in page and "<strong>5</strong>" in page and "typo" in page


def test_a_dot_is_put_right_once(sign_in, trying, measure, session):
    [point] = fill(session, measure, [3])
    maureen, danny = sign_in(trying.maureen), sign_in(trying.danny)
    url = f"/measures/{measure.id}/dots/{point.id}"
    assert maureen.post(url, data={"value": "4", "reason": "typo"}).status_code == 303
    late = danny.post(url, data={"value": "5", "reason": "recount"})
    assert late.status_code == 409
    assert [one.value for one in dots_of(session, measure)] == [3, 4]


def test_putting_right_needs_a_reason_and_keeps_what_was_typed(sign_in, trying, measure, session):
    [point] = fill(session, measure, [3])
    url = f"/measures/{measure.id}/dots/{point.id}"
    response = sign_in(trying.maureen).post(url, data={"value": "4"})
    assert response.status_code == 422 and 'value="4"' in response.text
    assert len(dots_of(session, measure)) == 1


def test_nobody_types_a_dot_of_what_is_not_counted_any_more(sign_in, trying, measure, session):
    fill(session, measure, [3])
    maureen, url = sign_in(trying.maureen), f"/measures/{measure.id}"
    maureen.post(f"{url}/stop")
    page = maureen.get(f"{url}/dot")
    assert page.status_code == 409 and "We do not count this any more." in page.text


def test_a_day_is_typed_where_a_phone_has_no_calendar(sign_in, trying, measure, session):
    typed = f"{today().day}/{today().month}/{today().year}"
    sent = dot(measure, on=typed)
    answer = sign_in(trying.maureen).post(f"/measures/{measure.id}/dot", data=sent)
    assert answer.status_code == 303
    assert [one.on for one in dots_of(session, measure)] == [today()]


@pytest.mark.parametrize("number", ["1234567890123", "123456.7890123", "0.00001", "0.1"])
def test_a_number_is_put_right_from_all_its_digits(sign_in, trying, session, number):
    measure = new_measure(session, trying.project, kind=Kind.VALUE)
    [point] = fill(session, measure, [float(number)])
    url, maureen = f"/measures/{measure.id}/dots/{point.id}", sign_in(trying.maureen)
    assert f'value="{number}"' in maureen.get(url).text
    sent = {"value": number, "odd": "left_out", "note": "A bank holiday.", "reason": "odd"}
    assert maureen.post(url, data=sent).status_code == 303
    assert [one.value for one in dots_of(session, measure)] == [float(number)] * 2


def test_a_dot_can_be_taken_away_and_put_in_again(sign_in, trying, measure, session):
    [point] = fill(session, measure, [3])
    maureen = sign_in(trying.maureen)
    url = f"/measures/{measure.id}/dots/{point.id}"
    away = {"take_away": "yes", "reason": "the wrong week", "value": "x"}
    assert maureen.post(url, data=away).status_code == 303
    assert "There are no dots yet." in maureen.get(f"/measures/{measure.id}").text
    assert "Taken away." in maureen.get(f"/measures/{measure.id}/dots").text
    assert maureen.post(f"/measures/{measure.id}/dot", data=dot(measure)).status_code == 303
    assert [one.value for one in dots_of(session, measure)] == [3, 3, 4]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"value": ""}, "Write how many."),
        ({"value": "3,5"}, "Write it with a point, like 3.5."),
        ({"value": "three"}, "Write a number, like 4."),
        ({"value": "٣"}, "Write a number, like 4."),
        ({"value": "\u202e4"}, None),
        ({"value": "4\x00"}, None),
        ({"value": "\ud800"}, "Write a number, like 4."),
        ({"value": "🙂"}, "Write a number, like 4."),
        ({"value": "NAN"}, "Write a number, like 4."),
        ({"value": "1e400"}, "Write a number, like 4."),
        ({"value": str(HUGE)}, "That number is too big."),
        ({"value": "9" * 5001}, "Write a number, like 4."),
        ({"value": "-1"}, "Use 0 or more."),
        ({"on": ""}, "Choose a day."),
        ({"on": "31/12/2020x"}, "Write the day like this"),
        ({"on": "2026-02-30"}, "Write the day like this"),
        ({"on": "1066-10-14"}, "Choose a day from 1900 on."),
        ({"on": "tomorrow"}, "Choose today, or a day before today."),
        ({"odd": "no_count", "value": ""}, "Say why in a few words."),
        ({"odd": "left_out"}, "Say why in a few words."),
        ({"odd": "left_out", "note": "w" * 401}, "Use 400 letters or fewer."),
    ],
)
def test_bad_input(sign_in, trying, measure, session, sent, says):
    if sent.get("on") == "tomorrow":
        sent = {"on": (today() + timedelta(days=1)).isoformat()}
    form = dot(measure, **sent)
    data = {key: value.encode("utf-8", "surrogatepass") for key, value in form.items()}
    response = sign_in(trying.maureen).post(f"/measures/{measure.id}/dot", data=data)
    if says is None:  # it is a 4 once what hides is gone
        assert response.status_code == 303
        assert [one.value for one in dots_of(session, measure)] == [4]
        return
    assert response.status_code == 422 and says in response.text
    assert not dots_of(session, measure)


def test_a_day_nobody_counted_and_an_odd_day_are_kept_with_their_reasons(
    sign_in, trying, measure, session
):
    maureen = sign_in(trying.maureen)
    yesterday = (today() - timedelta(days=1)).isoformat()
    sick = dot(measure, value="", odd="no_count", note="Maureen was ill", on=yesterday)
    odd = dot(measure, value="0", odd="left_out", note="BUS STRIKE")
    assert maureen.post(f"/measures/{measure.id}/dot", data=sick).status_code == 303
    assert maureen.post(f"/measures/{measure.id}/dot", data=odd).status_code == 303
    missing, left_out = dots_of(session, measure)
    assert (missing.value, missing.left_out) == (None, False)
    assert (left_out.value, left_out.left_out) == (0, True)
    page = maureen.get(f"/measures/{measure.id}").text
    assert "Maureen was ill" in page and "BUS STRIKE" in page and "left out" in page


def test_a_share_and_faces(sign_in, trying, session):
    share = new_measure(session, trying.project, name="Asked", kind=Kind.SHARE)
    faces = new_measure(session, trying.project, name="Felt", kind=Kind.FACES, main=False)
    maureen = sign_in(trying.maureen)

    def put(measure, **numbers):
        form = {"on": today().isoformat()} | numbers
        return maureen.post(f"/measures/{measure.id}/dot", data=form)

    assert "It cannot be more" in put(share, value="9", out_of="8").text
    assert "If you asked nobody" in put(share, value="0", out_of="0").text
    assert put(share, value="7", out_of="8").status_code == 303
    assert "whole number" in put(faces, happy="1.5", ok="0", sad="0").text
    assert "If you asked nobody" in put(faces, happy="0", ok="0", sad="0").text
    assert put(faces, happy="3", ok="1", sad="0").status_code == 303
    assert "7 of 8" in maureen.get(f"/measures/{share.id}").text
    assert "3 happy, 1 ok, 0 sad" in maureen.get(f"/measures/{faces.id}").text


def test_each_time_it_happens_a_day_may_have_several(sign_in, trying, session):
    repairs = new_measure(session, trying.project, kind=Kind.DAYS, how_often=HowOften.EACH_TIME)
    maureen = sign_in(trying.maureen)
    for value in ("3", "4"):
        form = {"on": today().isoformat(), "value": value}
        assert maureen.post(f"/measures/{repairs.id}/dot", data=form).status_code == 303
    assert [(one.nth, one.value) for one in dots_of(session, repairs)] == [(1, 3), (2, 4)]


@pytest.mark.parametrize("name", ["colette", "kath", "carol"])
def test_others_cannot_put_in_a_dot(sign_in, trying, measure, session, name):
    other = sign_in(getattr(trying, name))
    assert other.get(f"/measures/{measure.id}/dot").status_code == 403
    assert other.post(f"/measures/{measure.id}/dot", data=dot(measure)).status_code == 403
    assert not dots_of(session, measure)


def test_a_dot_of_nothing_is_nowhere(sign_in, trying, measure, session):
    maureen = sign_in(trying.maureen)
    other = session.scalar(select(func.min(Point.id)))
    for url in (
        f"/measures/{HUGE}/dot",
        "/measures/999999/dot",
        f"/measures/{measure.id}/dots/{HUGE}",
        f"/measures/{measure.id}/dots/{other}",  # of another measure
    ):
        assert maureen.get(url).status_code == 404
        assert maureen.post(url, data={"value": "1", "reason": "x"}).status_code == 404


def test_the_list_of_dots_pages_and_costs_the_same(sign_in, trying, measure, session):
    fill(session, measure, list(range(60)), every=1)
    maureen = sign_in(trying.maureen)
    maureen.get(f"/measures/{measure.id}/dots")
    page = maureen.get(f"/measures/{measure.id}/dots")
    cost = maureen.statements
    seen = page.text.count('scope="row"')
    assert seen == 25
    older = maureen.get(page.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert older.text.count('scope="row"') == 25 and maureen.statements == cost
