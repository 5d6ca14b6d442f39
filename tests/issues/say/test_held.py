"""A name held back is nowhere: not on a page, not in a row, not in an address, not in a time."""

from datetime import UTC, time, timedelta

import pytest
from sqlalchemy import select, text

from coprod.audit.chain import APART
from coprod.db import HERE, Base, midnight
from coprod.drafts.models import Draft
from coprod.issues import held, services
from coprod.issues.models import HeldBack, Issue, IssuePlace, IssueStatement, Photo, StatusChange
from coprod.issues.words import SaidAs, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area
from tests.issues.say.test_journey import once


@pytest.fixture
def small(make, place):
    return make.place(make.session.get(Area, place.area_id), name="Mill Lane", uses_services=8)


def say_unnamed(client, words="Staff on phones", **answers):
    client.post("/say", data={"words": words})
    client.post("/say/ask/name", data={"name": "held"})
    for name, data in answers.items():
        assert client.post(f"/say/ask/{name}", data=data).status_code == 303
    return client.post("/say/check", data={"once": once(client.get("/say/check"))})


def only(session) -> Issue:
    session.expire_all()
    return session.scalars(select(Issue)).one()


def test_the_form_says_that_people_may_guess(sign_in, danny):
    client = sign_in(danny)
    client.post("/say", data={"words": "Staff on phones"})
    client.post("/say/ask/name", data={"name": "held"})
    page = client.get("/say/check").text
    assert "Nobody sees your name. People may still guess who it was." in page


def test_no_row_about_the_issue_names_its_author(sign_in, session, make, place, danny, photo, app):
    """Search the whole database, as text, for rows that mention the person or could lead there."""
    for _ in range(3):  # so that ids of people and issues are not alike by chance
        make.issue(place, make.person(place))
    session.execute(text(f"UPDATE person SET name = 'CANARY' WHERE id = {danny.id}"))
    before = dump(session)
    client = sign_in(danny)
    client.post("/say", data={"words": "Staff on phones", "photo": (photo(), "a.jpg")})
    client.post("/say/ask/name", data={"name": "held"})
    client.post("/say/check", data={"once": once(client.get("/say/check"))})
    session.expire_all()
    issue = session.scalars(select(Issue).where(Issue.name_held)).one()
    new = {table: rows - before.get(table, set()) for table, rows in dump(session).items()}
    assert {table for table, rows in new.items() if rows} == {
        "audit_event",
        "issue",
        "issue_place",
        "held_back",
        "photo",
        "pressed",
        "sign_in",
        "status_change",
    }
    for table, kind in Base.metadata.tables.items():
        people = [column.name for column in kind.columns if refers_to_person(column)]
        for row in new.get(table, set()) if table != "sign_in" else ():
            assert not [name for name in people if dict(row)[name]], (table, row)
            assert "CANARY" not in str(row)
    assert {(row["what"], row["about"]) for row in map(dict, new["audit_event"])} == {(APART, "")}
    assert str(issue.id) not in str([dict(row)["went_to"] for row in new["pressed"]])
    assert session.scalars(select(Draft)).all() == []


def test_the_day_is_all_that_is_known_of_when(sign_in, session, danny, photo):
    client = sign_in(danny)
    client.post("/say", data={"words": "Staff on phones", "photo": (photo(), "a.jpg")})
    client.post("/say/ask/name", data={"name": "held"})
    client.post("/say/check", data={"once": once(client.get("/say/check"))})
    issue, taken = only(session), session.scalars(select(Photo)).one()
    assert issue.moved_at.astimezone(HERE).time() == time(0)
    assert taken.at.astimezone(HERE).time() == time(0)
    assert taken.owner_id is None and taken.issue_id == issue.id
    assert issue.moved_at.tzinfo is UTC


def test_holding_back_later_leaves_no_time_of_an_earlier_day(sign_in, session, danny, make, place):
    issue = make.issue(place, danny, moved_at=midnight() - timedelta(hours=9, minutes=57))
    sign_in(danny).post(f"/say/{issue.id}/ask/name", data={"name": "held"})
    assert only(session).moved_at == midnight(midnight() - timedelta(hours=1))


def test_what_happens_to_it_later_has_no_time_either(session, make, place):
    """It may be its author who moved it."""
    unnamed = make.issue(place, author_id=None, name_held=True)
    named = make.issue(place)
    for issue in (unnamed, named):
        services.move(session, None, issue, Status.DISCUSSION, "Somebody answered.")
        assert (issue.moved_at == midnight()) is issue.name_held
        services.touch(issue)
        assert (issue.moved_at == midnight()) is issue.name_held


def test_a_big_place_and_its_common_hat_are_shown(sign_in, session, place, danny):
    say_unnamed(sign_in(danny))
    issue = only(session)
    assert (issue.place_id, issue.author_hat) == (place.id, HatKind.USES_SERVICES)


def test_a_small_place_and_the_hat_are_left_out(sign_in, session, make, small):
    shelley = make.person(small)
    client = sign_in(shelley)
    client.post("/say", data={"words": "Staff on phones"})
    client.post("/say/ask/name", data={"name": "held"})
    assert "Mill Lane is a small place. We leave its name out too." in client.get("/say/check").text
    client.post("/say/check", data={"once": once(client.get("/say/check"))})
    issue = only(session)
    assert (issue.place_id, issue.author_hat, issue.author_id) == (None, None, None)
    assert session.scalars(select(IssuePlace)).all() == []
    neighbour = sign_in(make.person(small)).get(f"/issues/{issue.id}")
    assert neighbour.status_code == 200 and shelley.name not in neighbour.text


def test_the_only_manager_of_a_big_place_has_no_hat_here(sign_in, session, make, place):
    say_unnamed(sign_in(make.person(place, HatKind.MANAGER)))
    issue = only(session)
    assert (issue.place_id, issue.author_hat) == (place.id, None)


def test_family_of_a_small_place_are_not_told_by_how_they_said_it(sign_in, session, make, small):
    say_unnamed(sign_in(make.person(small, HatKind.FAMILY)), how={"how": "family_view"})
    assert only(session).said_as is SaidAs.OWN_WORDS


def test_a_helper_is_not_named_either(sign_in, session, make, place, danny):
    jo = make.person(place, HatKind.STAFF)
    answers = {"how": {"how": "help_to_type"}, "helper": {"helper": str(jo.id)}}
    say_unnamed(sign_in(danny), **answers)
    assert only(session).helper_id is None


def test_a_statement_of_a_small_place_would_tell(sign_in, session, make, small):
    area = make.session.get(Area, small.area_id)
    theirs, everyones = make.statement(area, place_id=small.id), make.statement(area)
    ids = [str(theirs.id), str(everyones.id)]
    say_unnamed(sign_in(make.person(small)), statement={"statement": ids})
    assert session.scalars(select(IssueStatement.statement_id)).all() == [everyones.id]


def test_only_the_author_finds_it_again(sign_in, session, make, place, danny, as_viewer):
    client = sign_in(danny)
    here = say_unnamed(client).location
    other = make.person(place)
    issue = only(session)
    assert held.is_mine(session, as_viewer(danny), issue.id)
    assert not held.is_mine(session, as_viewer(other), issue.id)
    assert held.issues_of(session, danny.id) == [issue.id]
    sealed = session.scalars(select(HeldBack.mark)).one()
    assert held.wrote(session, danny.id, sealed) and not held.wrote(session, other.id, sealed)
    assert client.get(here).status_code == 200
    assert "You said this." in client.get(f"/issues/{issue.id}").text
    nosy = sign_in(other)
    assert "You said this." not in nosy.get(f"/issues/{issue.id}").text
    for url in (here, f"{here}/ask/name"):
        assert nosy.get(url).status_code == 404
    for url in (f"{here}/take-back", f"{here}/put-back"):
        assert nosy.post(url).status_code == 404


def test_more_than_a_block_of_them_are_all_found(session, make, place, danny, monkeypatch):
    monkeypatch.setattr(held, "BLOCK", 4)
    issues = [make.issue(place, author_id=None, name_held=True).id for _ in range(9)]
    for issue_id in issues:
        held.hold(session, danny.id, issue_id)
    assert held.issues_of(session, danny.id) == issues
    assert len(set(session.scalars(select(HeldBack.mark)))) == 9


def test_holding_what_is_held_already_ends(session, make, place, danny):
    issue = make.issue(place, author_id=None, name_held=True)
    for _ in range(2):
        held.hold(session, danny.id, issue.id)
    assert held.issues_of(session, danny.id) == [issue.id]


def test_holding_back_afterwards_leaves_nothing_behind(sign_in, session, make, small):
    shelley = make.person(small)
    client = sign_in(shelley)
    client.post("/say", data={"words": "Staff on phones"})
    here = client.post("/say/check", data={"once": once(client.get("/say/check"))}).location
    client.post(here.replace("/say/", "/issues/") + "/follow")
    assert client.post(f"{here}/ask/name", data={"name": "held"}).status_code == 303
    issue = only(session)
    assert (issue.author_id, issue.author_hat, issue.place_id) == (None, None, None)
    assert session.scalar(text("SELECT count(*) FROM follow")) == 0
    assert {step.by_id for step in session.scalars(select(StatusChange))} == {None}
    assert client.get(here).status_code == 200


def test_showing_the_name_afterwards_unseals_it(sign_in, session, danny, place):
    client = sign_in(danny)
    here = say_unnamed(client).location
    client.post(f"{here}/ask/name", data={"name": "shown"})
    issue = only(session)
    assert (issue.author_id, issue.name_held) == (danny.id, False)
    assert session.scalars(select(HeldBack)).all() == []
    assert issue.author_hat is HatKind.USES_SERVICES


def refers_to_person(column) -> bool:
    return any(key.column.table.name == "person" for key in column.foreign_keys)


def dump(session) -> dict[str, set]:
    session.commit()
    return {
        name: {
            tuple((key, str(value) if value is not None else None) for key, value in row.items())
            for row in session.execute(select(table)).mappings()
        }
        for name, table in Base.metadata.tables.items()
    }
