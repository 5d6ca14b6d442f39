"""Setting up, beginning, ending a meeting; and that nobody else knows of it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from coprod.db import now, today
from coprod.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from coprod.meetings import jobs, policy, queries, services
from coprod.meetings.models import Meeting, Stage
from coprod.meetings.services import Plan
from coprod.people.hats import HatKind
from coprod.promises.days import GONE_BY
from tests.journeys.pages import press, words


def count(session, kind):
    return session.scalar(select(func.count()).select_from(kind))


def test_five_presses_set_up_one_meeting(sign_in, session, group, place):
    client = sign_in(group.family)
    url = f"/meetings/at/{place.id}/new"
    day = today() + timedelta(days=2)
    sent = {"title": "Tea and talk", "on": day.isoformat(), "once": "the-same"}
    answers = {client.post(url, data=sent).location for _ in range(5)}
    meeting = session.scalars(select(Meeting)).one()
    assert answers == {f"/meetings/{meeting.id}"}
    assert (meeting.title, meeting.on, meeting.stage) == ("Tea and talk", day, Stage.PLANNED)
    assert (meeting.place_id, meeting.area_id) == (place.id, place.area_id)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"title": "", "on": "2099-01-01"}, "Give the meeting a name."),
        ({"title": "x" * 201, "on": "2099-01-01"}, "Use 200 letters or fewer."),
        ({"title": "Tea", "on": ""}, "Choose the day."),
        ({"title": "Tea", "on": "soon"}, "Write the day like this: 3/11/2026."),
        ({"title": "Tea", "on": "2001-01-01"}, GONE_BY),
    ],
)
def test_what_cannot_be_set_up_says_why_and_keeps_the_words(
    sent, says, sign_in, session, group, place
):
    answer = sign_in(group.staff).post(f"/meetings/at/{place.id}/new", data=sent)
    assert answer.status_code == 422
    assert says in words(answer.text)
    assert sent["title"] in answer.text
    assert count(session, Meeting) == 0


def test_a_meeting_is_changed_until_it_begins(sign_in, session, group, meet, place):
    meeting = meet(group.uses_services, place)
    client = sign_in(group.family)
    url = f"/meetings/{meeting.id}/change"
    on = today().isoformat()
    assert press(client, url, title="Later", on=on).location == f"/meetings/{meeting.id}"
    stale = client.post(url, data={"title": "Mine", "on": on, "edits": "0"})
    assert stale.status_code == 409
    assert services.STALE in words(stale.text)
    assert 'value="Mine"' in stale.text
    session.refresh(meeting)
    assert meeting.title == "Later"
    press(client, f"/meetings/{meeting.id}/begin")
    assert client.get(url).status_code == 409


def test_a_meeting_begins_goes_on_and_ends_with_the_next_one(sign_in, session, group, meet, place):
    meeting = meet(group.uses_services, place, on=today())
    client = sign_in(group.uses_services)
    here = f"/meetings/{meeting.id}"
    warned = words(client.get(f"{here}/begin").text)
    assert "Everybody in the room sees the big screen." in warned
    assert "So the manager can too." in warned
    assert client.get(f"{here}/screen/new").status_code == 409
    for _twice in range(2):
        assert press(client, f"{here}/begin").location == f"{here}/screen/new"
    next_on = today() + timedelta(days=28)
    refused = press(client, f"{here}/end", next_on=(today() - timedelta(days=1)).isoformat())
    assert refused.status_code == 422
    assert GONE_BY in words(refused.text)
    sent = {"next_on": next_on.isoformat(), "once": "the-same"}
    for _twice in range(2):
        assert client.post(f"{here}/end", data=sent).location == here
    session.refresh(meeting)
    assert (meeting.on, meeting.stage) == (today(), Stage.OVER)
    (coming,) = queries.coming(session, place.id)
    assert (coming.on, coming.title) == (next_on, meeting.title)
    assert client.get(f"{here}/begin").status_code == 409
    assert client.get(f"{here}/end").status_code == 409


def test_no_meeting_begins_before_its_day_and_the_manager_never_moves_it(
    sign_in, session, group, meet, place
):
    meeting, day = meet(group.staff, place), today() + timedelta(days=3)
    here = f"/meetings/{meeting.id}"
    for who in ("manager", "staff"):
        client = sign_in(getattr(group, who))
        shown = client.get(here).text
        assert "You can begin it on that day." in words(shown)
        assert f"{here}/begin" not in shown
        assert (f"{here}/change" in shown) is (who == "staff")
        for answer in (client.get(f"{here}/begin"), client.post(f"{here}/begin")):
            assert answer.status_code == 409
            assert services.NOT_YET in words(answer.text)
    manager = sign_in(group.manager)
    assert "You cannot change it later." in words(manager.get(f"/meetings/at/{place.id}/new").text)
    assert manager.get(f"{here}/change").status_code == 403
    moved = {"title": "Moved", "on": today().isoformat()}
    assert manager.post(f"{here}/change", data=moved | {"edits": "0"}).status_code == 403
    session.refresh(meeting)
    assert (meeting.on, meeting.stage, meeting.title) == (day, Stage.PLANNED, "We meet")
    assert press(sign_in(group.staff), f"{here}/change", **moved).status_code == 303
    assert f"{here}/begin" in manager.get(here).text


def test_a_meeting_that_was_begun_by_mistake_is_put_back_and_keeps_its_day(
    sign_in, session, group, meet, place
):
    meeting, day = meet(group.staff, place), today() - timedelta(days=2)
    meeting.on = day  # it is late: nobody began it on its day
    here = f"/meetings/{meeting.id}"
    for who, allowed in (("manager", False), ("family", True)):
        assert press(sign_in(group.manager), f"{here}/begin").location == f"{here}/screen/new"
        client = sign_in(getattr(group, who))
        shown = client.get(here).text
        assert "It was planned for" in words(shown)
        assert (f"{here}/put-back" in shown) is allowed
        for _twice in range(2):
            answer = client.post(f"{here}/put-back")
            assert (answer.location == here) if allowed else (answer.status_code == 403)
    session.refresh(meeting)
    assert (meeting.on, meeting.stage) == (day, Stage.PLANNED)
    press(client, f"{here}/begin")
    press(client, f"{here}/here", first_name="Sue")
    assert f"{here}/put-back" not in client.get(here).text
    refused = client.post(f"{here}/put-back")
    session.refresh(meeting)
    assert (refused.status_code, meeting.day) == (409, today())
    assert services.WRITTEN in words(refused.text)


def test_whoever_begins_it_sees_that_its_day_was_just_moved(session, as_viewer, group, meet, place):
    meeting = meet(group.staff, place, on=today())
    moved = update(Meeting).values(on=today() + timedelta(days=7))
    session.execute(moved, execution_options={"synchronize_session": False})
    with pytest.raises(Conflict):
        services.begin(session, as_viewer(group.family), meeting)


def test_the_manager_cannot_end_it_or_call_it_off(sign_in, session, group, meet, meeting, place):
    client = sign_in(group.manager)
    page = words(client.get(f"/meetings/{meeting.id}").text)
    assert "End the meeting" not in page
    assert client.get(f"/meetings/{meeting.id}/end").status_code == 403
    assert client.post(f"/meetings/{meeting.id}/end", data={"next_on": ""}).status_code == 403
    planned = meet(group.staff, place)
    assert client.post(f"/meetings/{planned.id}/call-off").status_code == 403
    session.refresh(planned)
    assert planned.stage is Stage.PLANNED
    assert sign_in(group.staff).post(f"/meetings/{planned.id}/call-off").status_code == 303
    session.refresh(planned)
    assert planned.stage is Stage.CALLED_OFF


def test_services_ask_their_rules(session, as_viewer, group, meet, place, meeting):
    neighbour, manager = as_viewer(group.neighbour), as_viewer(group.manager)
    at = queries.place(session, manager, place.id)
    soon = Plan(title="Tea", on=today())
    for refused in (
        lambda: services.set_up(session, neighbour, at, soon),
        lambda: services.begin(session, neighbour, meeting),
        lambda: services.change(session, manager, meeting, soon),
        lambda: services.end(session, manager, meeting, None),
        lambda: services.call_off(session, manager, meeting),
        lambda: services.put_back(session, manager, meeting),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(Conflict, match="goes on already"):
        services.call_off(session, as_viewer(group.staff), meeting)
    with pytest.raises(Invalid):
        services.set_up(session, manager, at, Plan(title="Tea", on=None))
    with pytest.raises(NotFound):
        queries.place(session, neighbour, place.id)


def test_nobody_else_finds_a_page_of_it(sign_in, visitor, group, meeting, place):
    here = f"/meetings/{meeting.id}"
    pages = [
        f"/meetings/at/{place.id}",
        f"/meetings/at/{place.id}/new",
        f"/meetings/pack/{place.id}",
        here,
        *(f"{here}/{page}" for page in ("begin", "change", "end", "here", "write", "add")),
        *(f"{here}/screen/{step}" for step in ("new", "choices", "pictures", "promises", "said")),
    ]
    for who in ("commissioner", "safeguarding", "site_admin", "neighbour", "stranger", "nobody"):
        client = sign_in(getattr(group, who))
        for url in pages:
            assert client.get(url).status_code == 404, (who, url)
        for url in (f"{here}/begin", f"{here}/end", f"{here}/call-off", f"{here}/put-back"):
            assert client.post(url).status_code == 404, (who, url)
    for url in [*pages, "/meetings/pack/99999"]:  # nobody learns by it which places there are
        assert visitor.get(url).location.startswith("/sign-in")


def test_an_advocate_who_works_there_is_of_the_group_by_that_hat(as_viewer, make, place, group):
    make.hat(group.advocate, place, HatKind.MANAGER)
    viewer = as_viewer(group.advocate)
    at = queries.AtPlace(place.id, place.area_id, "", "")
    assert policy.may_see(viewer, at) and not policy.may_change(viewer, at)


def test_a_hat_that_is_not_confirmed_opens_no_door(sign_in, make, place, meeting):
    newcomer = make.person()
    make.hat(newcomer, place, HatKind.FAMILY, confirmed=False)
    assert sign_in(newcomer).get(f"/meetings/{meeting.id}").status_code == 404


def test_the_list_of_meetings_comes_in_pages_that_cost_the_same(
    sign_in, session, group, meet, place
):
    client = sign_in(group.family)
    url = f"/meetings/at/{place.id}"
    meet(group.staff, place, over=True, title="Over 0")
    meet(group.neighbour, group.elsewhere, over=True, title="Not ours")
    client.get(url)
    cost = client.statements
    for n in range(1, 31):
        on = today() - timedelta(days=n)
        over = {"on": on, "began_on": on, "ended_on": on, "set_up_by_id": group.staff.id}
        where = {"area_id": place.area_id, "place_id": place.id}
        session.add(Meeting(title=f"Over {n}", **where, **over))
    first = client.get(url).text
    assert client.statements == cost
    assert "Over 24" in first and "Over 25" not in first and "Not ours" not in first
    end = session.scalars(select(Meeting).where(Meeting.title == "Over 24")).one()
    second = client.get(f"{url}?after={end.on.isoformat()}.{end.id}").text
    assert "Over 25" in second and "Over 30" in second and "Over 24" not in second


def test_the_next_meeting_is_on_the_first_page_and_that_of_the_group(
    sign_in, group, meet, place, visitor
):
    on = today() + timedelta(days=4)
    meeting = meet(group.uses_services, place, on=on)
    for url in ("/", "/group"):
        page = sign_in(group.family).get(url).text
        assert f"/meetings/pack/{place.id}" in page
        assert "The next meeting is on" in words(page)
        for who in ("neighbour", "commissioner", "stranger"):
            other = sign_in(getattr(group, who)).get(url).text
            assert f"/meetings/{meeting.id}" not in other
            assert f"/meetings/pack/{place.id}" not in other
        assert "/meetings/" not in visitor.get(url).text


def test_a_meeting_that_nobody_ended_is_over_the_next_day(session, group, meet, meeting, place):
    planned = meet(group.staff, place)
    yesterday = today() - timedelta(days=1)
    jobs.end_forgotten(session, now())
    session.refresh(meeting)
    assert meeting.stage is Stage.ON  # its day is not over
    meeting.began_on = meeting.on = yesterday
    session.flush()
    for ended in (1, 0):
        said = jobs.end_forgotten(session, now())
        assert said == f"Meetings ended that nobody had ended: {ended}."
    session.refresh(meeting)
    session.refresh(planned)
    assert (meeting.stage, meeting.ended_on) == (Stage.OVER, yesterday)
    assert planned.stage is Stage.PLANNED


def test_nobody_sets_up_meetings_without_end(session, as_viewer, group, place):
    viewer = as_viewer(group.family)
    at = queries.place(session, viewer, place.id)
    for _n in range(20):
        services.set_up(session, viewer, at, Plan(title="Tea", on=today()))
    with pytest.raises(TooMany):
        services.set_up(session, viewer, at, Plan(title="Tea", on=today()))
