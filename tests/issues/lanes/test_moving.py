"""The advocate moves an issue between lanes: what it does, who else must know, two at once."""

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.issues import counts, held, lanes, queries, services
from coprod.issues.models import Issue, LaneChange, Support
from coprod.issues.words import AnswerSays, IssueKind, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.people.working_days import Nation, working_days_after
from coprod.promises import answering
from coprod.promises.answering import Given
from coprod.web import open_session
from tests.journeys.pages import press, words


def only_step(session, issue):
    return session.scalars(select(LaneChange).where(LaneChange.issue_id == issue.id)).one()


def test_a_move_is_written_down_with_its_reason(session, everyone, issue, move):
    move(Lane.RIGHTS, "A door is a right.")
    step = only_step(session, issue)
    assert (step.was, step.became, step.why) == (Lane.TALK, Lane.RIGHTS, "A door is a right.")
    assert (step.by_id, step.by_hat) == (everyone.advocate.id, HatKind.ADVOCATE)
    assert (issue.lane, issue.lane_steps, step.on) == (Lane.RIGHTS, 1, today())


@pytest.mark.parametrize("nation", Nation)
def test_the_day_of_the_answer_is_by_the_working_days_of_the_nation(nation, session, issue, move):
    area = session.get(Area, issue.area_id)
    area.nation = nation
    session.flush()
    for lane, days in ((Lane.RIGHTS, 3), (Lane.FIX, 5), (Lane.FEW, 10)):
        move(lane)
        assert issue.answer_by == working_days_after(today(), days, nation)
    move(Lane.TALK)
    assert issue.answer_by is None


@pytest.mark.parametrize("who", ["uses_services", "family", "staff", "manager", "commissioner"])
def test_nobody_else_moves_it(who, session, everyone, issue, move):
    with pytest.raises(NotAllowed, match="Who looks after the talk"):
        move(who=getattr(everyone, who))
    assert issue.lane is Lane.TALK


def test_not_one_whose_author_she_is(session, everyone, issue, move, as_viewer):
    issue.author_id = None
    issue.name_held = True
    session.flush()
    held.hold(session, everyone.advocate.id, issue.id)
    with pytest.raises(NotAllowed):
        move()
    move(who=another_advocate(session, everyone, issue))
    assert issue.lane is Lane.RIGHTS


def another_advocate(session, everyone, issue):
    from tests.make import Make

    return Make(session).person(session.get(Area, issue.area_id), HatKind.ADVOCATE)


@pytest.mark.parametrize(
    ("lane", "why", "wrong"),
    [
        (Lane.RIGHTS, "", {"why": lanes.WHY}),
        (Lane.TALK, "So.", {"lane": "It is there already. Choose another."}),
        (Lane.TALK, "", {"why": lanes.WHY, "lane": "It is there already. Choose another."}),
    ],
)
def test_it_needs_a_reason_and_another_lane(lane, why, wrong, session, issue, move):
    with pytest.raises(Invalid) as refused:
        move(lane, why)
    assert refused.value.errors == wrong
    assert issue.lane_steps == 0


def test_what_sounds_like_a_right_may_stay_with_a_reason(session, issue, move):
    issue.may_be_a_right = True
    session.flush()
    move(Lane.TALK, "It is the name of a pub.")
    assert (issue.lane, issue.may_be_a_right, issue.lane_steps) == (Lane.TALK, False, 1)
    assert only_step(session, issue).why == "It is the name of a pub."


@pytest.mark.parametrize(
    "so", [{"status": Status.RESOLVED}, {"status": Status.MERGED}, {"kind": IssueKind.THANKS}]
)
def test_what_is_over_stays(so, session, issue, move):
    for name, value in so.items():
        setattr(issue, name, value)
    session.flush()
    with pytest.raises(Conflict):
        move()


def test_of_two_at_once_one_is_told_to_look_again(session, issue, move):
    move(Lane.RIGHTS)
    with pytest.raises(Conflict, match="Somebody changed this a moment ago"):
        move(Lane.FIX, seen=0)
    assert issue.lane is Lane.RIGHTS


def test_of_two_in_the_same_moment_one_writes(app, session, everyone, issue, as_viewer):
    """Both have read it before either wrote."""
    viewer = as_viewer(everyone.advocate)
    issue_id, standing = issue.id, queries.standing(session, issue.id)
    session.commit()
    with open_session(app=app) as one:
        mine = one.get(Issue, issue_id)
        if session.get_bind().dialect.name == "sqlite":
            lanes.move(one, viewer, mine, standing, Lane.FIX, "First.", seen=0)
            one.commit()
        else:
            with open_session(app=app) as other:
                theirs = other.get(Issue, issue_id)
                lanes.move(one, viewer, mine, standing, Lane.FIX, "First.", seen=0)
                one.commit()
                with pytest.raises(Conflict):
                    lanes.move(other, viewer, theirs, standing, Lane.RIGHTS, "Late.", seen=0)
    session.refresh(issue)
    assert (issue.lane, issue.lane_steps) == (Lane.FIX, 1)


@pytest.mark.parametrize("change", [update(LaneChange).values(why="No."), delete(LaneChange)])
def test_history_cannot_be_changed(change, session, issue, move):
    move()
    session.commit()
    with pytest.raises(DatabaseError):
        session.execute(change)
    session.rollback()
    assert only_step(session, issue).why == "It is a right."


def test_who_said_me_too_stays_and_late_presses_are_refused(
    session, everyone, issue, move, as_viewer
):
    person, late = as_viewer(everyone.uses_services), as_viewer(everyone.family)
    services.me_too(session, person, issue)
    move(Lane.RIGHTS)
    with pytest.raises(Conflict, match="This is a right"):
        services.me_too(session, late, issue)
    assert session.scalars(select(Support.person_id)).all() == [person.id]
    move(Lane.TALK, "It is not.")
    assert services.me_too(session, late, issue)
    assert session.scalar(select(func.count(Support.id))) == 2


def test_a_press_in_the_moment_of_the_move_is_refused(app, session, everyone, issue, as_viewer):
    """It was still open when the press began."""
    viewer, issue_id = as_viewer(everyone.uses_services), issue.id
    session.commit()
    with open_session(app=app) as pressing:
        stale = pressing.get(Issue, issue_id)
        moved = update(Issue).where(Issue.id == issue_id).values(lane=Lane.RIGHTS)
        pressing.execute(moved, execution_options={"synchronize_session": False})
        assert stale.lane is Lane.TALK
        with pytest.raises(Conflict, match="This is a right"):
            services.me_too(pressing, viewer, stale)
        pressing.rollback()
    assert session.scalar(select(func.count(Support.id))) == 0


def test_whoever_has_to_know_of_a_move_is_told_before_the_commit(session, issue, move, monkeypatch):
    told = []

    def hear(_session, moved, was, became):
        told.append((moved.id, was, became))

    monkeypatch.setattr(lanes, "ON_MOVE", [hear])
    move(Lane.FEW)
    assert told == [(issue.id, Lane.TALK, Lane.FEW)]


def test_and_may_say_that_it_has_to_stay(session, issue, move, monkeypatch):
    def stays(*_told):
        raise Conflict("People are choosing now. Please wait until they have.")

    monkeypatch.setattr(lanes, "ON_MOVE", [stays])
    with pytest.raises(Conflict, match="People are choosing now"):
        move(Lane.RIGHTS)


def test_the_count_of_steps_is_checked(session, issue, move):
    move()
    assert counts.recount(session) == []
    session.execute(text("UPDATE issue SET lane_steps = 7 WHERE id = :id"), {"id": issue.id})
    assert counts.recount(session) == [f"issue {issue.id}: lane_steps was 7, is 1"]
    assert counts.recount(session) == []


# On its page


def test_the_page_moves_it_and_shows_why_to_everyone(sign_in, visitor, everyone, issue, session):
    client = sign_in(everyone.advocate)
    here = f"/issues/{issue.id}"
    assert f'href="{here}/lane"' in client.get(here).text
    page = client.get(f"{here}/lane").text
    assert "checked" not in page
    assert press(client, f"{here}/lane", lane="rights", why="It is a door.").location == here
    for seer in (client, sign_in(everyone.uses_services), sign_in(everyone.manager)):
        seen = words(seer.get(here).text)
        assert "This is a right. It does not need votes." in seen
        assert "Our advocate, for the advocacy organisation. Why It is a door." in seen
        assert "Your rights" in seen and "Our advocate, advocate" in seen
        assert "Me too:" not in seen
    outside = words(visitor.get(here).text)
    assert "An advocate, for the advocacy organisation. Why It is a door." in outside
    assert "Our advocate" not in outside and "Sign in to say me too" not in outside


@pytest.mark.parametrize("who", ["uses_services", "family", "staff", "manager", "commissioner"])
def test_nobody_else_has_the_page(who, sign_in, everyone, issue):
    client = sign_in(getattr(everyone, who))
    assert f"/issues/{issue.id}/lane" not in client.get(f"/issues/{issue.id}").text
    sent = {"lane": "rights", "why": "So."}
    assert client.get(f"/issues/{issue.id}/lane").status_code == 403
    assert client.post(f"/issues/{issue.id}/lane", data=sent).status_code == 403


def test_a_stranger_cannot_tell_that_it_is_there(sign_in, everyone, make, place):
    hidden = make.issue(place)
    assert sign_in(everyone.stranger).get(f"/issues/{hidden.id}/lane").status_code == 404


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"lane": "rights"}, "Write why. Everyone can read it."),
        ({"lane": "rights", "why": "  "}, "Write why. Everyone can read it."),
        ({"why": "So."}, "Choose where it goes."),
        ({"lane": "nowhere", "why": "So."}, "Choose where it goes."),
        ({"lane": "talk", "why": "So."}, "It is there already. Choose another."),
        ({"lane": "rights", "why": "x" * 1001}, "Use 1,000 letters or fewer."),
    ],
)
def test_what_is_missing_is_said_and_words_are_kept(sent, says, sign_in, everyone, issue, session):
    client = sign_in(everyone.advocate)
    refused = press(client, f"/issues/{issue.id}/lane", **sent)
    assert refused.status_code == 422
    assert says in refused.text
    assert sent.get("why", "").strip() in refused.text
    session.refresh(issue)
    assert issue.lane_steps == 0


def test_five_presses_move_it_once(sign_in, everyone, issue, session):
    client = sign_in(everyone.advocate)
    sent = {"lane": "rights", "why": "So.", "edits": "0", "once": "same"}
    for _ in range(5):
        answer = client.post(f"/issues/{issue.id}/lane", data=sent)
        assert (answer.status_code, answer.location) == (303, f"/issues/{issue.id}")
    assert only_step(session, issue)


def test_whoever_was_second_sees_what_the_first_did(sign_in, everyone, issue, session):
    client = sign_in(everyone.advocate)
    first = {"lane": "rights", "why": "First.", "edits": "0", "once": "a"}
    client.post(f"/issues/{issue.id}/lane", data=first)
    second = {"lane": "fix", "why": "My words.", "edits": "0", "once": "b"}
    refused = client.post(f"/issues/{issue.id}/lane", data=second)
    assert refused.status_code == 409
    assert "It is in “Your rights” now." in words(refused.text)
    assert "My words." in refused.text
    assert 'name="edits" value="1"' in refused.text
    session.refresh(issue)
    assert issue.lane is Lane.RIGHTS


def test_what_is_answered_in_the_moment_of_a_move_waits_for_nothing(
    app, session, everyone, issue, as_viewer
):
    """Whoever answers has read it in *talk and choose*, where it has no day."""
    manager, advocate = as_viewer(everyone.manager), as_viewer(everyone.advocate)
    issue_id, standing = issue.id, queries.standing(session, issue.id)
    session.commit()
    given = Given(says=AnswerSays.YES, why="We will.")
    with open_session(app=app) as answering_:
        read = answering_.get(Issue, issue_id)
        if session.get_bind().dialect.name == "postgresql":
            lanes.move(session, advocate, issue, standing, Lane.RIGHTS, "A right.", seen=0)
            session.commit()
        answering.answer(answering_, manager, read, standing, given)
        answering_.commit()
    if session.get_bind().dialect.name == "sqlite":  # where one writes after the other
        lanes.move(session, advocate, issue, standing, Lane.RIGHTS, "A right.", seen=0)
        session.commit()
    session.expire_all()
    assert (issue.lane, issue.answer_by) == (Lane.RIGHTS, None)
