"""The team of a try: who joins with which hat, who leaves, who agrees."""

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import HatKind
from improvement_cycles import found, goes, policy, team
from improvement_cycles.models import TeamMember
from improvement_cycles.team import NewMember
from improvement_cycles.words import TeamJob


def member(session, cycle, person):
    return session.scalar(
        select(TeamMember).where(
            TeamMember.project_id == cycle.project_id, TeamMember.person_id == person.id
        )
    )


def test_whoever_begins_leads_if_they_use_services(session, tries):
    cycle = tries.begun()
    assert member(session, cycle, tries.danny).job is TeamJob.LEADS


def test_somebody_joins_with_the_hat_they_wear_at_the_place(session, make, tries):
    both = make.person(tries.place, HatKind.FAMILY)
    make.hat(both, make.place(session.get(type(make.area()), tries.place.area_id)), HatKind.STAFF)
    cycle = tries.begun()
    viewer = tries.as_(tries.danny)
    team.put(session, viewer, tries.go(cycle), NewMember(both.id, TeamJob.HELPS))
    assert member(session, cycle, both).hat is HatKind.FAMILY


def test_nobody_from_another_area_joins(session, tries):
    cycle = tries.begun()
    new = NewMember(tries.elsewhere.danny.id, TeamJob.HELPS)
    with pytest.raises(Invalid):
        team.put(session, tries.as_(tries.danny), tries.go(cycle), new)


def test_a_draft_lists_nobody_of_other_places(session, make, tries):
    area = session.get(type(make.area()), tries.place.area_id)
    far = make.person(make.place(area), name="The Far One")
    cycle = tries.begun()
    viewer, whole = tries.as_(tries.danny), tries.go(cycle)
    there = team.who_may_join(session, viewer, whole)
    assert {tries.marek.id, tries.angela.id, tries.hannah.id, tries.imran.id} <= there.keys()
    assert far.id not in there
    with pytest.raises(Invalid, match="problem"):
        team.put(session, viewer, whole, NewMember(far.id, TeamJob.HELPS))
    hannah = tries.as_(tries.hannah)
    assert far.id not in team.who_may_join(session, hannah, whole)
    session.add(
        TeamMember(
            project_id=cycle.project_id, person_id=far.id, hat="uses_services", job=TeamJob.HELPS
        )
    )
    session.flush()
    assert far.id in team.who_may_join(session, viewer, tries.go(cycle)), "they are in it already"


@pytest.mark.parametrize(
    ("job", "words", "more"),
    [
        (TeamJob.LEADS, "", True),
        (TeamJob.COUNTS, "", True),
        (TeamJob.TELLS, "", True),
        (TeamJob.HELPS, "", False),
        (TeamJob.HELPS, "chooses the photos", True),
        (TeamJob.HAS_TO_AGREE, "", False),
    ],
)
def test_a_real_job_is_more_than_to_attend(job, words, more):
    one = TeamMember(job=job, job_words=words)
    assert one.does_more_than_attend == more


def test_a_started_try_keeps_somebody_who_uses_services(session, make, tries):
    cycle = tries.doing()
    viewer = tries.as_(tries.danny)
    with pytest.raises(Conflict, match="needs a person who uses services"):
        team.take_out(session, viewer, tries.go(cycle), tries.danny.id)
    leon = make.person(tries.place)
    team.put(session, viewer, tries.go(cycle), NewMember(leon.id, TeamJob.COUNTS))
    team.take_out(session, viewer, tries.go(cycle), tries.danny.id)
    assert member(session, cycle, tries.danny) is None


def test_a_started_try_keeps_them_in_a_real_job(session, make, tries, sign_in):
    cycle = tries.doing()
    viewer = tries.as_(tries.danny)
    only_attends = NewMember(tries.danny.id, TeamJob.HAS_TO_AGREE)
    with pytest.raises(Conflict, match="Their job must be more than to attend"):
        team.put(session, viewer, tries.go(cycle), only_attends)
    session.commit()
    sent = {"person": str(tries.danny.id), "job": "helps", "job_words": ""}
    page = sign_in(tries.danny).post(f"/tries/{cycle.project_id}/team", data=sent)
    assert page.status_code == 409 and "Their job must be more than to attend" in page.text
    assert member(session, cycle, tries.danny).job is TeamJob.LEADS
    leon = make.person(tries.place)
    team.put(session, viewer, tries.go(cycle), NewMember(leon.id, TeamJob.COUNTS))
    team.put(session, viewer, tries.go(cycle), only_attends)
    assert member(session, cycle, tries.danny).job is TeamJob.HAS_TO_AGREE


def test_anybody_can_leave_and_only_the_team_takes_others_out(session, tries):
    cycle = tries.doing()
    colette = tries.as_(tries.colette)
    with pytest.raises(NotAllowed):
        team.take_out(session, colette, tries.go(cycle, tries.colette), tries.marek.id)
    team.take_out(session, colette, tries.go(cycle, tries.colette), tries.colette.id)
    assert member(session, cycle, tries.colette) is None


def test_a_manager_agrees_and_never_edits(session, tries):
    cycle = tries.planned()
    colette = tries.as_(tries.colette)
    team.agree(session, colette, tries.go(cycle, tries.colette))
    assert member(session, cycle, tries.colette).agreed_on == today()
    with pytest.raises(NotAllowed):
        tries.answer(cycle, "plan", "small", {"how_small": "All of it"}, tries.colette)


def test_only_somebody_who_has_to_agree_agrees(session, tries):
    cycle = tries.planned()
    with pytest.raises(NotAllowed, match="has to agree"):
        team.agree(session, tries.as_(tries.marek), tries.go(cycle, tries.marek))


def test_a_new_job_has_not_been_agreed_to(session, tries):
    cycle = tries.planned()
    team.agree(session, tries.as_(tries.colette), tries.go(cycle, tries.colette))
    new = NewMember(tries.colette.id, TeamJob.HELPS)
    team.put(session, tries.as_(tries.danny), tries.go(cycle), new)
    assert member(session, cycle, tries.colette).agreed_on is None


@pytest.mark.parametrize(
    ("who", "begins", "writes", "says"),
    [
        ("danny", True, True, True),
        ("angela", True, True, True),
        ("marek", True, True, True),
        ("colette", False, False, True),  # a manager in the team speaks in the staff's box
        ("hannah", False, True, True),
        ("imran", False, False, False),
    ],
)
def test_who_may(session, tries, who, begins, writes, says):
    cycle = tries.doing()
    person = getattr(tries, who)
    viewer, whole = tries.as_(person), tries.go(cycle, person)
    assert policy.may_begin(viewer, tries.place.id) == begins
    assert policy.may_write(viewer, whole.project, whole.team) == writes
    assert policy.may_say(viewer, whole.project, whole.team) == says


def test_a_hat_that_was_taken_away_writes_no_more(session, tries, as_viewer):
    from sqlalchemy import delete

    from coprod.people.models import Hat

    cycle = tries.doing()
    session.execute(delete(Hat).where(Hat.person_id == tries.marek.id))
    viewer = as_viewer(tries.marek)
    whole = found.a_try(session, viewer, cycle.project_id)
    assert not policy.may_write(viewer, whole.project, whole.team)
    with pytest.raises(NotAllowed):
        goes.look(viewer, found.a_go(session, viewer, cycle.id))
