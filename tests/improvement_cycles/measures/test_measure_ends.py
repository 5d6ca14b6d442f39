"""What is stopped and found again, whom a dot is asked of, and what stays in the group."""

from datetime import timedelta

from sqlalchemy import delete, select

from coprod.db import today
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from improvement_cycles import policy
from improvement_cycles.found import a_try
from improvement_cycles.measure_models import Point
from improvement_cycles.measure_queries import one
from improvement_cycles.measure_words import HowOften, Kind
from improvement_cycles.points import read_dots
from improvement_cycles.team import take_out
from improvement_cycles.words import TryKind
from tests.improvement_cycles.counting import due, fill, new_measure, new_try

STAFF = HatKind.STAFF
MANY = [1, 0, 2, 1, 1, 0, 1, 2, 1, 1, 3, 2, 4, 3, 5, 4, 6, 5, 4, 6]


def test_a_number_of_few_people_that_was_put_right_stays_in_the_group(
    visitor, sign_in, trying, session
):
    wide = new_measure(session, trying.project, kind=Kind.SHARE)
    dots = fill(session, wide, [(2, 5), (12, 31), *[(5, 9)] * 19])
    danny, url = sign_in(trying.danny), f"/measures/{wide.id}"
    for dot, value, out_of, reason in [
        (dots[0], "3", "6", "We asked 6"),
        (dots[1], "14", "31", "A slip"),
    ]:
        sent = {"value": value, "out_of": out_of, "reason": reason}
        assert danny.post(f"{url}/dots/{dot.id}", data=sent).status_code == 303
    last = session.scalars(select(Point).where(Point.supersedes_id == dots[0].id)).one()
    sent = {"value": "8", "out_of": "16", "reason": "Two houses"}
    assert danny.post(f"{url}/dots/{last.id}", data=sent).status_code == 303
    few = ("2 of 5", "3 of 6", "We asked 6", "Two houses")
    for other in (visitor, sign_in(trying.carol)):
        page = other.get(url).text
        assert "<svg" in page and "12 of 31" in page and "A slip" in page
        assert page.count("It was about a few people.") == 2
        assert not [words for words in few if words in page]
    inside = sign_in(trying.kath).get(url).text
    assert all(words in inside for words in few) and "about a few people" not in inside


def test_no_dot_is_asked_of_somebody_who_left(session, trying, measure, as_viewer, make):
    other = new_measure(session, trying.project, main=False, who_counts_id=trying.danny.id)
    whole = a_try(session, as_viewer(trying.danny), trying.project.id)
    take_out(session, as_viewer(trying.maureen), whole, trying.maureen.id)
    session.flush()
    assert (measure.who_counts_id, other.who_counts_id) == (None, trying.danny.id)
    for nobody in (trying.colette, make.person(trying.place), trying.maureen):
        measure.who_counts_id = nobody.id  # as it was written before
        session.flush()
        assert not due(session, as_viewer(nobody))
    session.execute(delete(Hat).where(Hat.person_id == trying.danny.id))
    assert not due(session, as_viewer(trying.danny))


def test_who_left_the_area_reads_as_an_outsider(session, trying, measure, sign_in, as_viewer):
    fill(session, measure, [1, 2], entered_by_id=trying.maureen.id)
    own = {"owner_id": trying.danny.id, "kind": TryKind.ONE_PERSONS}
    private = new_try(
        session, trying.place, [trying.danny, trying.marek], title="My evenings", **own
    )
    assert "Maureen Doe" in sign_in(trying.marek).get(f"/measures/{measure.id}/dots").text
    assert sign_in(trying.marek).get(f"/tries/{private.id}").status_code == 200
    session.execute(delete(Hat).where(Hat.person_id == trying.marek.id))
    session.flush()
    gone = sign_in(trying.marek)
    assert gone.get(f"/measures/{measure.id}/dots").status_code == 403
    assert gone.get(f"/tries/{private.id}").status_code == 404
    assert private.title not in gone.get("/my-things").text
    assert not policy.may_say(as_viewer(trying.marek), trying.project, {trying.marek.id: STAFF})


def test_stopping_twice_is_stopping_once(session, trying, sign_in):
    empty = new_measure(session, trying.project)
    danny, url = sign_in(trying.danny), f"/measures/{empty.id}/stop"
    stops = [danny.post(url, data={"once": "one-press"}) for _ in "12"]
    assert {(stop.status_code, stop.location) for stop in stops} == {
        (303, f"/tries/{trying.project.id}")
    }


def test_a_measure_whose_dots_were_all_taken_away_says_that_they_stay(session, trying, sign_in):
    emptied = new_measure(session, trying.project)
    (dot,) = fill(session, emptied, [3])
    danny, url = sign_in(trying.danny), f"/measures/{emptied.id}"
    danny.post(f"{url}/dots/{dot.id}", data={"take_away": "yes", "reason": "A slip"})
    page = danny.get(url).text
    assert "The dots stay if you stop." in page and "So the page goes away." not in page


def test_why_a_dot_is_odd_stands_at_that_dot(session, trying, as_viewer):
    falls = new_measure(session, trying.project, how_often=HowOften.EACH_TIME)
    day = today() - timedelta(days=9)
    usual = {"measure_id": falls.id, "on": day, "entered_on": day}
    session.add(Point(**usual, value=5))
    session.flush()
    session.add(Point(**usual, value=50, nth=2, left_out=True, note="A slip of the pen"))
    session.flush()
    seen = one(session, as_viewer(trying.danny), falls.id)
    (note,) = read_dots(seen.head, seen.counted).notes
    assert note.point == 2


def test_a_stopped_measure_is_found_again_on_the_page_of_its_try(
    session, trying, measure, sign_in, visitor
):
    fill(session, measure, MANY)
    kept = new_measure(session, trying.project, name="Still counted", main=False)
    fill(session, kept, MANY)
    danny, url = sign_in(trying.danny), f"/tries/{trying.project.id}"
    assert "Not counted any more" not in danny.get(url).text
    cost = danny.statements
    danny.post(f"/measures/{measure.id}/stop")
    for browser in (danny, visitor):
        page = browser.get(url).text
        counted, stopped = page.split("Not counted any more")
        assert f"/measures/{kept.id}" in counted and f"/measures/{measure.id}" not in counted
        assert f"/measures/{measure.id}" in stopped and measure.name in stopped
        assert page.count("chart__svg") == 1
    assert danny.get(url) and danny.statements == cost
    danny.post(f"/measures/{measure.id}/count-again")
    assert "Not counted any more" not in danny.get(url).text
    danny.post(f"/measures/{measure.id}/stop")
    danny.post(f"/measures/{kept.id}/stop")
    page = danny.get(url).text
    assert "Nothing is counted now." in page and f"/measures/{kept.id}" in page
