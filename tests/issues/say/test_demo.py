"""The demo area's issues, as alderbrook.json tells them, and more.json the few beside them."""

from itertools import pairwise

from sqlalchemy import func, select

from coprod.issues import counts, held
from coprod.issues.models import (
    Doer,
    Issue,
    IssueStatement,
    StatusChange,
    Support,
    Synonym,
)
from coprod.issues.words import IssueKind, Lane, SaidAs, Status


def test_all_are_there_with_their_words(session, demo):
    assert session.scalar(select(func.count(Issue.id))) == 30 + 9
    for told in demo.data["issues"]:
        issue = demo.found["issues"][told["id"]]
        assert (issue.title, issue.words) == (told["title"], told["body"])
        assert issue.raised_on == demo.day(told["days_ago"])
        about = select(func.count()).where(IssueStatement.issue_id == issue.id)
        assert session.scalar(about) == len(told["vision"])


def test_kinds_lanes_and_ways_of_saying(demo):
    found = demo.found["issues"]
    assert found["i07"].kind is IssueKind.PROBLEM and found["i07"].lane is Lane.RIGHTS
    assert found["i24"].kind is IssueKind.IDEA
    assert found["i15"].kind is IssueKind.THANKS and found["i15"].status is Status.THANKED
    assert found["i29"].lane is Lane.FIX and found["i10"].lane is Lane.FEW
    assert found["i01"].said_as is SaidAs.HELP_TO_TYPE
    assert found["i01"].helper_id == demo.people["jo"].id
    assert found["i23"].joined_to_id == found["i22"].id


def test_what_is_open_to_all_is_neither_a_right_nor_about_somebody(demo):
    published = {name for name, issue in demo.found["issues"].items() if issue.published}
    assert {"i01", "i18", "i15"} <= published
    assert not published & {"i07", "i08", "i09", "i10", "i17", "i20", "i25", "i26", "i29"}


def test_each_history_leads_to_where_the_issue_is(session, demo):
    for issue in demo.found["issues"].values():
        steps = session.scalars(
            select(StatusChange)
            .where(StatusChange.issue_id == issue.id)
            .order_by(StatusChange.on, StatusChange.id)
        ).all()
        assert (steps[0].was, steps[0].became) == (None, Status.TRIAGE)
        assert steps[0].on == issue.raised_on and steps[-1].became is issue.status
        for one, other in pairwise(steps):
            assert other.was is one.became and other.on >= one.on


def test_the_name_held_back_is_truly_held(session, demo):
    issue, shelley = demo.found["issues"]["i18"], demo.people["shelley"]
    assert (issue.author_id, issue.author_hat, issue.place_id) == (None, None, None)
    assert issue.name_held and held.issues_of(session, shelley.id) == [issue.id]


def test_counters_are_what_a_recount_finds(session, demo):
    assert counts.recount(session) == []
    assert session.scalar(select(func.count(Support.id))) > 50
    assert session.scalar(select(func.count(Doer.id))) > 30
    assert session.scalar(select(func.count(Synonym.id))) > 20
