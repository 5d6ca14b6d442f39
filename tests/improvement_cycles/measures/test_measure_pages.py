"""The page of a measure, the pieces on other pages, and who sees a picture of few."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import today
from coprod.people.viewer import NOBODY
from improvement_cycles import annotations, balancing, measure_queries
from improvement_cycles.annotations import Annotation
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_pictures import sentence_of
from improvement_cycles.measure_words import HowOften, Kind, Role
from improvement_cycles.models import ProjectStatement
from improvement_cycles.words import NoteKind, TryStatus
from tests.improvement_cycles.counting import fill, new_measure, new_try

BETTER = [1, 0, 2, 1, 1, 0, 1, 2, 1, 1, 3, 2, 4, 3, 5, 4, 6, 5, 4, 6]


def test_the_picture_is_read_without_signing_in(visitor, trying, measure, session):
    fill(session, measure, BETTER)
    page = visitor.get(f"/measures/{measure.id}")
    assert page.status_code == 200 and "<svg" in page.text and visitor.statements <= 6
    assert "Put in this week's dot" not in page.text and "/dots/" not in page.text
    csv = visitor.get(f"/measures/{measure.id}/dots.csv")
    assert csv.mimetype == "text/csv" and csv.text.count("\r\n") == len(BETTER) + 1


def test_a_wide_share_is_drawn_and_a_few_people_are_drawn_to_the_group_only(
    visitor, sign_in, trying, session
):
    few = new_measure(session, trying.project, kind=Kind.SHARE)
    fill(session, few, [(2, 7), *[(5, 8)] * 19])
    for other in (visitor, sign_in(trying.carol), sign_in(trying.stranger)):
        page = other.get(f"/measures/{few.id}").text
        assert "Too early to say." in page
        assert "<svg" not in page and "2 of 7" not in page and "2,7" not in page
        assert other.get(f"/measures/{few.id}/dots.csv").status_code == 403
        assert "2 of 7" not in other.get(f"/tries/{trying.project.id}").text
    for name in ("danny", "kath", "colette", "hannah"):
        page = sign_in(getattr(trying, name)).get(f"/measures/{few.id}").text
        assert "<svg" in page and "2 of 7" in page


def test_under_12_dots_it_is_too_early_to_say(visitor, sign_in, trying, measure, session):
    fill(session, measure, BETTER[:11])
    assert "<svg" not in visitor.get(f"/measures/{measure.id}").text
    own = sign_in(trying.danny).get(f"/measures/{measure.id}").text
    assert "Too early to say." in own and "<svg" in own


def test_what_was_put_right_is_kept_in_the_group_too(visitor, sign_in, trying, measure, session):
    [dot] = fill(session, measure, [98765])
    url = f"/measures/{measure.id}/dots/{dot.id}"
    sign_in(trying.danny).post(url, data={"value": "56789", "reason": "slip"})
    page = visitor.get(f"/measures/{measure.id}").text
    assert "98765" not in page and "56789" not in page


def test_the_page_of_a_try_costs_the_same_however_much_is_counted(
    sign_in, trying, measure, session
):
    danny = sign_in(trying.danny)
    fill(session, measure, BETTER[:2])
    danny.get(f"/tries/{trying.project.id}")
    danny.get(f"/tries/{trying.project.id}")
    cost = danny.statements
    for i in range(6):
        fill(session, new_measure(session, trying.project, name=f"M{i}", main=False), BETTER * 2)
    page = danny.get(f"/tries/{trying.project.id}")
    assert page.text.count("chart__svg") == 7 and danny.statements == cost
    pictures = [sql for sql in danny.asked if "FROM point" in sql]
    assert len(pictures) == 1


def test_a_try_that_counts_nothing_asks_its_team_to_count(visitor, sign_in, trying):
    url = f"/tries/{trying.project.id}"
    assert f"{url}/measures/new" in sign_in(trying.danny).get(url).text
    assert "measures/new" not in sign_in(trying.colette).get(url).text
    assert "measures/new" not in visitor.get(url).text


def test_starting_and_deciding_mark_every_picture_and_a_mark_may_be_for_one(
    sign_in, trying, measure, session
):
    fill(session, measure, BETTER)
    second = new_measure(session, trying.project, name="Second", main=False)
    fill(session, second, BETTER)
    annotations.note(session, trying.project.id, today() - timedelta(days=30), "Go 1 started")
    danny = sign_in(trying.danny)
    sent = {"on": today().isoformat(), "words": "A bus strike", "kind": "outside"}
    assert danny.post(f"/measures/{measure.id}/mark", data=sent).status_code == 303
    first, other = (danny.get(f"/measures/{one.id}").text for one in (measure, second))
    assert "Go 1 started" in first and "Go 1 started" in other
    assert "A bus strike" in first and "A bus strike" not in other
    everywhere = sent | {"everywhere": "y", "words": "A heat wave"}
    danny.post(f"/measures/{measure.id}/mark", data=everywhere)
    assert "A heat wave" in danny.get(f"/measures/{second.id}").text


@pytest.mark.parametrize(
    "sent",
    [
        {"words": ""},
        {"words": "w" * 401},
        {"kind": "automatic"},
        {"kind": ""},
        {"on": "yesterday"},
        {"on": "2999-01-01"},
        {"on": "0001-01-01"},
    ],
)
def test_a_wrong_mark_is_refused_and_kept(sign_in, trying, measure, session, sent):
    good = {"on": today().isoformat(), "words": "A bus strike", "kind": "outside"}
    response = sign_in(trying.danny).post(f"/measures/{measure.id}/mark", data=good | sent)
    assert response.status_code == 422
    assert not session.scalars(select(Annotation).where(Annotation.kind == NoteKind.OUTSIDE)).all()


def test_how_it_was_before_is_frozen_and_says_when_it_is_short(sign_in, trying, measure, session):
    dots = fill(session, measure, BETTER)
    danny = sign_in(trying.danny)
    url = f"/measures/{measure.id}/before"
    assert danny.post(url, data={"until": dots[4].on.isoformat()}).status_code == 422
    assert danny.post(url, data={"until": "soon"}).status_code == 422
    assert danny.post(url, data={"until": dots[7].on.isoformat()}).status_code == 303
    page = danny.get(f"/measures/{measure.id}").text
    assert "How it was before: 8 dots" in page and "too short to be sure" in page
    early = dots[0].on - timedelta(days=7)
    danny.post(f"/measures/{measure.id}/dot", data={"on": early.isoformat(), "value": "9"})
    page = danny.get(f"/measures/{measure.id}").text
    assert "How it was before: 9 dots" in page  # a late dot for an early day moves no later dot
    danny.post(f"/measures/{measure.id}/before/take-back")
    session.refresh(measure)
    assert measure.baseline_until is None


def test_the_page_and_the_picture_count_the_time_before_alike(sign_in, trying, measure, session):
    fill(session, measure, [None, None, None], last=20 * 7)
    dots = fill(session, measure, BETTER)
    danny, url = sign_in(trying.danny), f"/measures/{measure.id}"
    danny.post(f"{url}/before", data={"until": dots[7].on.isoformat()})
    page = danny.get(url).text
    assert "How it was before: 8 dots" in page and "from the first 8 dots" in page
    session.execute(update(Measure).values(baseline_until=dots[4].on))
    page = danny.get(url).text
    assert "There are too few dots to use it." in page and "How it was before:" not in page


def test_gaps_and_odd_days_do_not_show_how_it_was_before(sign_in, trying, measure, session):
    fill(session, measure, [None, None], last=35)
    dots = fill(session, measure, [1, 2, 3, 2, 1])
    url = f"/measures/{measure.id}/before"
    refused = sign_in(trying.danny).post(url, data={"until": dots[-1].on.isoformat()})
    assert refused.status_code == 422


def test_defining_a_measure_page_by_page(sign_in, trying, session):
    danny = sign_in(trying.danny)
    sent = {"name": "Good nights", "kind": "count"}
    response = danny.post(f"/tries/{trying.project.id}/measures/new", data=sent)
    answers = [
        {"role": "outcome", "asked_by": "us"},
        {"what_counts": "A whole night", "what_does_not": "A nap", "unit": "nights"},
        {"better": "more", "our_hope": "Most nights"},
        {"who_counts": str(trying.maureen.id), "how": "She ticks", "how_often": "daily"},
        {"weekdays": ["1", "16"]},
        {"sampling": "some", "chosen_how": "The first 5"},
    ]
    for edits, answer in enumerate(answers):
        danny.get(response.location)
        sent = answer | {"edits": str(edits)}
        response = danny.post(response.location, data=sent)
        assert response.status_code == 303
    made = session.scalars(select(Measure).order_by(Measure.id.desc()).limit(1)).one()
    assert response.location == f"/measures/{made.id}"
    assert (made.name, made.role, made.main, made.unit) == (
        "Good nights",
        Role.OUTCOME,
        True,
        "nights",
    )
    assert (made.who_counts_id, made.how_often) == (trying.maureen.id, HowOften.DAILY)
    assert (made.weekdays, made.chosen_how) == (1 + 16, "The first 5")
    page = danny.get(response.location).text
    assert "A whole night" in page and "Monday, Friday" in page and "Some of them" in page


def test_the_second_of_two_writers_sees_both_texts(sign_in, trying, measure, session):
    danny, marek = sign_in(trying.danny), sign_in(trying.marek)
    url = f"/measures/{measure.id}/about/counts"
    first = {"what_counts": "Past 9", "edits": "0"}
    assert danny.post(url, data=first).status_code == 303
    late = marek.post(url, data={"what_counts": "Past 10", "edits": "0"})
    assert late.status_code == 409
    assert "Past 9" in late.text and "Past 10" in late.text
    assert 'name="edits" value="1"' in late.text
    session.refresh(measure)
    assert measure.what_counts == "Past 9"


@pytest.mark.parametrize("name", ["", "x" * 201, "\x00", "   "])
def test_a_measure_needs_a_short_name(sign_in, trying, session, name):
    sent = {"name": name, "kind": "count"}
    response = sign_in(trying.danny).post(f"/tries/{trying.project.id}/measures/new", data=sent)
    assert response.status_code == 422
    assert not session.scalars(select(Measure)).all()


@pytest.mark.parametrize("path", ["about/what", "mark", "before", "import"])
def test_others_cannot_change_a_measure(sign_in, visitor, trying, measure, path):
    url = f"/measures/{measure.id}/{path}"
    assert sign_in(trying.colette).get(url).status_code == 403
    assert sign_in(trying.stranger).get(url).status_code == 403
    assert visitor.get(url).status_code == 302


def test_the_front_page_says_one_sentence_for_each_try(sign_in, make, trying, measure, session):
    fill(session, measure, BETTER)
    nothing = new_try(session, trying.place, [trying.danny], title="Counts nothing")
    new_try(session, trying.place, [], title="Kept", status=TryStatus.KEPT)
    new_try(session, make.place(), [], title="Far away")
    kath = sign_in(trying.kath)
    seen = measure_queries.on_front(session, NOBODY, trying.area.id)
    titles = {one.head.try_title: one for one in seen}
    assert set(titles) == {"Home when I like", "Counts nothing"}
    assert nothing.id in [one.head.project_id for one in seen]
    page = kath.get("/").text
    assert "Nights out each week" in page


def test_a_statement_has_one_sentence_for_each_main_measure(
    visitor, make, trying, measure, session
):
    statement, other = make.statement(trying.area), make.statement(trying.area)
    session.add(
        ProjectStatement(project_id=trying.project.id, statement_id=statement.id, version=1)
    )
    fill(session, measure, BETTER)
    fill(session, new_measure(session, trying.project, name="Small", main=False), BETTER)
    session.flush()
    [seen] = measure_queries.of_statement(session, NOBODY, statement.id)
    assert sentence_of(seen) and seen.head.name == measure.name
    assert not measure_queries.of_statement(session, NOBODY, other.id)
    page = visitor.get(f"/good-life/{statement.id}")
    assert sentence_of(seen) in page.text and "Small" not in page.text


def test_the_balancing_measures_of_a_try_and_whether_there_is_a_dot(
    session, trying, measure, as_viewer
):
    viewer = as_viewer(trying.danny)
    late = new_measure(session, trying.project, name="Late", role=Role.BALANCING, main=False)
    gone = new_measure(session, trying.project, name="Gone", role=Role.BALANCING, main=False)
    fill(session, gone, [4])
    fill(session, measure, [3])
    gone.stopped_on = today()
    session.flush()
    [seen] = balancing.of_try(session, viewer, trying.project.id)
    assert seen.head.name == "Late"
    assert not balancing.is_there(session, trying.project.id)
    fill(session, late, [None], note="Nobody could count")
    assert not balancing.is_there(session, trying.project.id)
    fill(session, late, [0], last=7)
    assert balancing.is_there(session, trying.project.id)


def test_a_manager_in_the_team_sees_but_never_counts(trying, measure, sign_in):
    page = sign_in(trying.colette).get(f"/measures/{measure.id}").text
    assert "Put in" not in page
