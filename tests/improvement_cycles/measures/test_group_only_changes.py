"""Keeping what is about 1 or 2 people in its group, from the beginning or later; and opening it."""

import pytest
from sqlalchemy import select

from coprod.errors import Invalid, NotAllowed
from improvement_cycles import measure_group, measure_policy, measure_services
from improvement_cycles.found import a_try
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_models import Measure
from improvement_cycles.measure_services import NewMeasure
from improvement_cycles.measure_words import Kind
from tests.improvement_cycles.counting import fill, new_measure

NAME = "Days Grace ate her dinner"


def test_what_begins_about_one_person_is_never_seen_and_not_the_main_picture(
    trying, session, sign_in, visitor
):
    danny, url = sign_in(trying.danny), f"/tries/{trying.project.id}/measures/new"
    asked = danny.get(url).text
    assert "Is it about 1 or 2 people?" in asked
    sent = {"name": NAME, "group_only": "y"}
    refused = danny.post(url, data=sent)
    assert refused.status_code == 422 and 'value="y" checked' in refused.text
    assert danny.post(url, data=sent | {"kind": "count"}).status_code == 303
    measure = session.scalars(select(Measure)).one()
    assert (measure.group_only, measure.main) == (True, False)
    assert visitor.get(f"/measures/{measure.id}").status_code == 404
    said = {"role": "outcome", "asked_by": "us", "edits": "0"}
    danny.post(f"/measures/{measure.id}/about/about", data=said)
    session.refresh(measure)
    assert not measure.main and measure.group_only
    danny.post(url, data={"name": "Nights out", "kind": "count"})
    nights = session.scalars(select(Measure).where(Measure.name == "Nights out")).one()
    assert (nights.group_only, nights.main) == (False, True)


def test_its_parts_keep_it_in_the_group(trying, grace, session, sign_in):
    """The page with its name does not ask again, so nothing opens it by the way."""
    danny, url = sign_in(trying.danny), f"/measures/{grace.measure.id}/about/what"
    assert "Is it about 1 or 2 people?" not in danny.get(url).text
    assert danny.post(url, data={"name": NAME, "kind": "count"}).status_code == 303
    session.refresh(grace.measure)
    assert grace.measure.group_only


def test_what_is_kept_in_the_group_later_is_gone_from_every_page_at_once(
    trying, grace, sign_in, visitor, session
):
    url = f"/measures/{grace.everybody.id}"
    assert visitor.get(url).status_code == 200
    danny = sign_in(trying.danny)
    page = danny.get(f"{url}/who-sees").text
    assert "Everybody who sees the try sees it." in page
    for _press in range(2):
        assert danny.post(f"{url}/who-sees/group").status_code == 303
    assert visitor.get(url).status_code == 404
    page = visitor.get(f"/tries/{trying.project.id}").text
    assert "Nights out" not in page and "What we count" not in page
    session.refresh(grace.everybody)
    assert (grace.everybody.group_only, grace.everybody.edits) == (True, 1)


def test_it_is_opened_by_the_team_once_the_person_said_yes(trying, grace, sign_in, visitor):
    url = f"/measures/{grace.measure.id}"
    danny = sign_in(trying.danny)
    asked = danny.get(f"{url}/who-sees").text
    assert "Did you ask the people it is about?" in asked and "all its dots" in asked
    refused = danny.post(f"{url}/who-sees/all")
    assert refused.status_code == 422 and measure_group.ASK_THEM in refused.text
    assert visitor.get(url).status_code == 404
    assert danny.post(f"{url}/who-sees/all", data={"said_yes": "y"}).status_code == 303
    assert visitor.get(url).status_code == 200
    assert danny.post(f"{url}/who-sees/all").status_code == 303  # it is open already


def test_the_advocate_can_close_it_and_never_open_it(trying, grace, sign_in, session):
    hannah, url = sign_in(trying.hannah), f"/measures/{grace.measure.id}/who-sees"
    page = hannah.get(url).text
    assert measure_policy.may_open.says in page and "Show it to everybody" not in page
    assert hannah.post(f"{url}/all", data={"said_yes": "y"}).status_code == 403
    other = f"/measures/{grace.everybody.id}/who-sees"
    assert hannah.post(f"{other}/group").status_code == 303
    for name in ("kath", "colette"):  # they see it, and write nothing here
        client = sign_in(getattr(trying, name))
        assert client.get(url).status_code == 403
        assert client.post(f"{url}/all", data={"said_yes": "y"}).status_code == 403
        assert client.post(f"{other}/group").status_code == 403


def test_the_services_ask_their_rules(trying, grace, session, as_viewer):
    hannah, kath = as_viewer(trying.hannah), as_viewer(trying.kath)
    with pytest.raises(NotAllowed):
        measure_group.open_to_all(hannah, a_measure(session, hannah, grace.measure.id), said_yes=1)
    with pytest.raises(NotAllowed):
        measure_group.keep_in_group(kath, a_measure(session, kath, grace.everybody.id))
    danny = as_viewer(trying.danny)
    with pytest.raises(Invalid):
        measure_group.open_to_all(danny, a_measure(session, danny, grace.measure.id), said_yes=0)


def test_its_marks_are_its_own_and_a_mark_for_all_pictures_says_that_all_read_it(
    trying, grace, sign_in, visitor
):
    danny, url = sign_in(trying.danny), f"/measures/{grace.measure.id}/mark"
    assert "Everybody sees the others." in danny.get(url).text
    assert "Everybody sees the others." not in danny.get(url.replace(*_ids(grace))).text
    sent = {"on": "2026-01-05", "words": "Grace had a cold", "kind": "outside"}
    assert danny.post(url, data=sent).status_code == 303
    assert "Grace had a cold" not in visitor.get(f"/tries/{trying.project.id}").text
    assert "Grace had a cold" in danny.get(f"/tries/{trying.project.id}").text


def _ids(grace):
    return f"/{grace.measure.id}/", f"/{grace.everybody.id}/"


def test_whoever_counts_it_is_asked_for_its_dot(trying, session, sign_in):
    measure = new_measure(
        session, trying.project, name=NAME, group_only=True, who_counts_id=trying.maureen.id
    )
    fill(session, measure, [1], last=30)
    maureen = sign_in(trying.maureen)
    assert NAME in maureen.get("/measures/week").text
    assert NAME in maureen.get("/").text


def test_a_borrowed_try_takes_no_measure_over(trying, grace, sign_in, session, make):
    place = make.place(trying.area)
    iris, url = sign_in(make.person(place)), f"/tries/{trying.project.id}/borrow"
    answer = iris.post(url, data={"place": str(place.id)})
    assert answer.status_code == 303
    assert NAME not in iris.get(answer.location).text
    there = session.scalars(select(Measure.project_id)).all()
    assert set(there) == {trying.project.id}


def test_one_may_still_be_chosen_as_the_main_picture(trying, session, as_viewer):
    viewer = as_viewer(trying.danny)
    whole = a_try(session, viewer, trying.project.id)
    new = NewMeasure(NAME, Kind.COUNT, group_only=True)
    measure = measure_services.begin(session, viewer, whole, new)
    assert not measure.main
    measure_services.make_main(session, viewer, a_measure(session, viewer, measure.id))
    assert measure.main
