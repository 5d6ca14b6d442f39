"""Taking back what was said, putting it back, and saying it from a line in one tap."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import NotAllowed
from coprod.issues import say_services, search
from coprod.issues.models import Issue, IssueStatement, Support
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.vision.models import LineKind, StatementLine
from tests.journeys.pages import words

WHO_MAY = (
    "People who use services, families, staff and advocates of this area can say something here."
)


@pytest.fixture
def issue(make, place, danny):
    return make.issue(place, danny, title="Purple bus", words="The purple bus is late.")


def test_it_leaves_every_list_and_nothing_else_is_lost(
    sign_in, session, make, place, danny, issue, as_viewer
):
    other = make.person(place)
    session.add(Support(issue_id=issue.id, person_id=other.id, hat=HatKind.STAFF))
    client, nosy = sign_in(danny), sign_in(other)
    taken = client.post(f"/say/{issue.id}/take-back")
    assert (taken.status_code, taken.location) == (303, f"/say/{issue.id}")
    for url in ("/issues", "/issues?words=purple", "/"):
        assert "urple bus" not in nosy.get(url).text
    assert nosy.get(f"/issues/{issue.id}").status_code == 404
    assert search.similar(session, as_viewer(other), "purple bus") == []
    assert search.ids(session, [place.area_id], "purple") == []
    page = client.get(f"/say/{issue.id}").text
    assert "You took this back" in page and "You can put it back until" in page
    client.post(f"/say/{issue.id}/put-back")
    assert nosy.get(f"/issues/{issue.id}").status_code == 200
    assert search.ids(session, [place.area_id], "purple") == [issue.id]
    assert len(session.scalars(select(Support)).all()) == 1


def test_after_14_days_it_stays_away(sign_in, session, danny, issue, as_viewer):
    viewer = as_viewer(danny)
    issue.taken_back_on = today() - timedelta(days=14)
    say_services.put_back(session, viewer, issue)
    assert issue.taken_back_on is None
    issue.taken_back_on = today() - timedelta(days=15)
    with pytest.raises(NotAllowed, match="14 days"):
        say_services.put_back(session, viewer, issue)
    page = sign_in(danny).get(f"/say/{issue.id}")
    assert "It stays away now." in page.text and "put-back" not in page.text
    assert sign_in(danny).post(f"/say/{issue.id}/put-back").status_code == 403


def test_taking_back_twice_keeps_the_first_day(session, danny, issue, as_viewer):
    viewer = as_viewer(danny)
    issue.taken_back_on = before = today() - timedelta(days=3)
    say_services.take_back(session, viewer, issue)
    assert issue.taken_back_on == before


@pytest.mark.parametrize("hat", list(HatKind))
def test_nobody_else_changes_or_takes_it_back(session, make, place, issue, as_viewer, hat):
    other = as_viewer(make.person(place, hat))
    with pytest.raises(NotAllowed):
        say_services.take_back(session, other, issue)
    with pytest.raises(NotAllowed):
        say_services.change(session, other, issue, say_services.start(other, place.area_id))


@pytest.mark.parametrize(
    ("hat", "may"),
    [
        (HatKind.USES_SERVICES, True),
        (HatKind.FAMILY, True),
        (HatKind.STAFF, True),
        (HatKind.MANAGER, True),
        (HatKind.ADVOCATE, True),
        (HatKind.COMMISSIONER, False),
        (HatKind.SAFEGUARDING, False),
        (HatKind.SITE_ADMIN, False),
    ],
)
def test_who_may_say_something(sign_in, make, place, issue, hat, may):
    """Whoever may not is not offered it, and is told what they can do: that is so."""
    client = sign_in(make.person(place, hat))
    assert client.post("/say", data={"words": "x"}).status_code == (303 if may else 403)
    refused = client.get("/say")
    assert refused.status_code == (200 if may else 403)
    for url in ("/", f"/issues/{issue.id}", "/issues", "/nowhere"):
        assert ('href="/say"' in client.get(url).text) is may
    if not may:
        assert f"{WHO_MAY} You can still say something beside each thing" in words(refused.text)
        beside = client.post(f"/talk/issue/{issue.id}", data={"words": "I can help."})
        assert beside.status_code == 303


def test_nobody_says_anything_without_a_confirmed_hat(sign_in, make, place):
    person = make.person()
    make.hat(person, place, HatKind.STAFF, confirmed=False)
    client = sign_in(person)
    answer = client.get("/say")
    assert answer.status_code == 403 and 'href="/say"' not in answer.text
    assert f"{WHO_MAY} You can too, once the advocate has confirmed your hat." in words(answer.text)
    assert "beside each thing" not in answer.text


def test_who_may_say_something_in_one_area_is_offered_it_there_alone(sign_in, make, place):
    elsewhere = make.area()
    client = sign_in(person := make.person(place))
    make.hat(person, elsewhere, HatKind.COMMISSIONER)
    for area, may in ((elsewhere, False), (make.session.get(Area, place.area_id), True)):
        assert ('href="/say"' in client.get(f"/issues?area={area.slug}").text) is may
        assert client.get("/say").status_code == (200 if may else 403)
    nobody_yet = sign_in(make.person())  # somebody with no hat at all
    refused = nobody_yet.get(f"/say?area={elsewhere.slug}")
    assert refused.status_code == 403 and 'href="/say"' not in refused.text
    assert WHO_MAY in words(refused.text) and "You can" not in words(refused.text)


def test_a_visitor_is_shown_the_door(visitor):
    assert 'href="/say"' in visitor.get("/").text
    for url in ("/say", "/say/check", "/say/sent", "/say/1", "/say/synonyms"):
        assert visitor.get(url).status_code == 302


@pytest.fixture
def line(make, place):
    statement = make.statement(make.session.get(Area, place.area_id))
    lines = select(StatementLine).where(StatementLine.kind == LineKind.TAKES_US)
    return statement, make.session.scalars(lines).one()


def test_a_line_becomes_an_issue_in_one_tap(sign_in, session, place, danny, line):
    statement, line = line
    sent = sign_in(danny).post(f"/say/from-line/{line.id}", data={"once": "a"})
    issue = session.scalars(select(Issue)).one()
    assert (sent.status_code, sent.location) == (303, f"/say/{issue.id}")
    assert issue.words == f"We do not have this yet: {line.words}"
    assert (issue.author_id, issue.place_id) == (danny.id, place.id)
    assert session.scalars(select(IssueStatement.statement_id)).all() == [statement.id]


@pytest.mark.parametrize("hat", list(HatKind))
def test_the_tap_is_offered_to_those_who_may_say_something(sign_in, make, place, line, hat):
    statement, line = line
    client = sign_in(make.person(place, hat))
    offered = "Say this is missing" in client.get(f"/good-life/{statement.id}").text
    sent = client.post(f"/say/from-line/{line.id}", data={"once": "a"})
    assert sent.status_code == (303 if offered else 403)


@pytest.mark.parametrize("over", [Status.RESOLVED, Status.MERGED])
def test_what_is_over_is_said_again_anew(sign_in, session, danny, line, over):
    _, line = line
    client = sign_in(danny)
    client.post(f"/say/from-line/{line.id}", data={"once": "a"})
    old = session.scalars(select(Issue)).one()
    old.status = over
    client.post(f"/say/from-line/{line.id}", data={"once": "b"})
    session.expire_all()
    assert session.scalars(select(Issue.status).order_by(Issue.id)).all() == [over, Status.TRIAGE]


def test_the_second_tap_comes_to_the_same_issue(sign_in, session, make, place, danny, line):
    _, line = line
    url = f"/say/from-line/{line.id}"
    client = sign_in(danny)
    first = client.post(url, data={"once": "a"})
    assert client.post(url, data={"once": "a"}).location == first.location
    other = sign_in(make.person(place)).post(url, data={"once": "b"})
    issue = session.scalars(select(Issue)).one()
    assert other.location == f"/issues/{issue.id}"


def test_only_lines_of_what_it_takes_in_ones_own_area(sign_in, session, make, place, danny, line):
    _, line = line
    looks_like = session.scalars(
        select(StatementLine).where(StatementLine.kind == LineKind.LOOKS_LIKE)
    ).first()
    assert sign_in(danny).post(f"/say/from-line/{looks_like.id}").status_code == 404
    stranger = make.person(make.place())
    assert sign_in(stranger).post(f"/say/from-line/{line.id}").status_code == 404
