"""What may be shown of a count, and counting again."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import today
from coprod.issues import counts, services
from coprod.issues.models import Issue
from coprod.people.few import stepped
from coprod.people.hats import HatKind


@pytest.mark.parametrize(
    ("n", "shown"), [(0, 0), (1, 0), (7, 0), (8, 5), (9, 5), (10, 10), (14, 10), (15, 15), (99, 95)]
)
def test_steps(n, shown):
    assert stepped(n) == shown


def shown(session, issue):
    """What a page shows of one issue: people, families, staff."""
    return tuple(session.execute(select(*counts.STEPS).where(Issue.id == issue.id)).one())


def test_the_database_steps_the_same_way(session, make, place):
    issues = [make.issue(place, me_too_people=n, me_too_staff=40 - n) for n in range(41)]
    for n, issue in enumerate(issues):
        assert shown(session, issue) == (stepped(n), 0, stepped(40 - n))


def test_no_press_can_be_read_off_the_page(session, make, place, issue, as_viewer):
    """The tenth press of a day changes nothing that is shown; the next day does, by itself."""
    issue.me_too_people, issue.shown_people, issue.shown_on = 9, 5, today()
    one, two = (as_viewer(make.person(place)) for _ in range(2))
    services.me_too(session, one, issue)
    session.refresh(issue)
    assert (issue.me_too_people, shown(session, issue)[0]) == (10, 5)
    issue.shown_on = today() - timedelta(days=1)
    session.flush()
    assert shown(session, issue)[0] == 10
    services.me_too(session, two, issue)
    session.refresh(issue)
    assert (issue.me_too_people, shown(session, issue)[0]) == (11, 10)


def test_fewer_than_8_are_hidden_again_the_day_after(session, make, place, issue, as_viewer):
    issue.me_too_people, issue.shown_on = 8, today() - timedelta(days=1)
    eighth = as_viewer(make.person(place))
    services.me_too(session, eighth, issue)
    services.withdraw_me_too(session, eighth, issue)
    session.execute(update(Issue).values(me_too_people=7))
    assert shown(session, issue)[0] == 5  # as this day began
    session.execute(update(Issue).values(shown_on=today() - timedelta(days=1)))
    assert shown(session, issue)[0] == 0


def test_counting_again_mends_and_says_what_drifted(session, everyone, issue, make, as_viewer):
    services.me_too(session, as_viewer(everyone.family), issue)
    services.me_too(session, as_viewer(everyone.manager), issue)
    session.flush()
    assert counts.recount(session) == []
    session.refresh(issue)
    issue.me_too_staff, issue.me_too_people = 7, 3
    session.flush()
    assert counts.recount(session) == [
        f"issue {issue.id}: me_too_people was 3, is 0",
        f"issue {issue.id}: me_too_staff was 7, is 1",
    ]
    session.refresh(issue)
    assert (issue.me_too_people, issue.me_too_families, issue.me_too_staff) == (0, 1, 1)
    assert counts.recount(session) == []


def test_groups_are_never_added_up(sign_in, everyone, issue):
    issue.shown_people, issue.shown_families, issue.shown_staff = 10, 15, 20
    issue.shown_on = today()
    for page in (f"/issues/{issue.id}", "/issues"):
        text = sign_in(everyone.family).get(page).text
        assert "10 or more people who use services" in text
        assert "15 or more families" in text
        assert "20 or more staff" in text
        assert ">45" not in text and " 45 " not in text


def test_every_hat_with_a_voice_has_a_counter():
    assert {counts.counter_of(hat).key for hat in HatKind if hat in counts.GROUPS} == {
        "me_too_people",
        "me_too_families",
        "me_too_staff",
    }
