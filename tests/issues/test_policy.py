"""Who may do what with an issue, one row a rule."""

import pytest

from coprod.issues import policy
from coprod.issues.better import Said
from coprod.issues.policy import Standing
from coprod.issues.words import BetterSays, Job
from coprod.people.hats import HatKind
from coprod.people.models import Area

PEOPLE = ["uses_services", "family", "staff", "manager", "commissioner", "advocate"]
PEOPLE += ["stranger", "nobody"]


@pytest.mark.parametrize(
    ("rule", "who_may"),
    [
        (policy.may_me_too, "uses_services family staff manager"),
        (policy.may_follow, "uses_services family staff manager commissioner advocate"),
        (policy.may_take_job, "uses_services family staff manager commissioner advocate"),
        (policy.may_move, "uses_services family staff manager commissioner advocate"),
    ],
)
def test_who_may(rule, who_may, everyone, issue, as_viewer):
    allowed = [who for who in PEOPLE if rule(as_viewer(getattr(everyone, who)), issue)]
    assert allowed == who_may.split()


@pytest.mark.parametrize(
    ("standing", "who_may"),
    [
        ("here", "uses_services family staff manager"),
        ("elsewhere", ""),
        ("nowhere", "uses_services family staff manager advocate"),
        ("addressed", "uses_services family staff manager commissioner"),
    ],
)
def test_who_may_answer(standing, who_may, everyone, issue, as_viewer, make):
    doers = [(Job.HAS_TO_AGREE, everyone.commissioner.id)]
    standings = {
        "here": Standing(places=[issue.place_id]),
        "elsewhere": Standing(places=[make.place().id]),
        "nowhere": Standing(),
        "addressed": Standing(places=[issue.place_id], doers=doers),
    }
    allowed = [
        who
        for who in PEOPLE
        if policy.may_answer(as_viewer(getattr(everyone, who)), issue, standings[standing])
    ]
    assert allowed == who_may.split()


@pytest.fixture
def neighbour(make, place):
    """Somebody who uses services at another place of the same area."""
    return make.person(make.place(make.session.get(Area, place.area_id)))


@pytest.mark.parametrize("job", [*Job])
def test_those_of_the_place_who_lead_and_those_who_must_agree_may_give_jobs(
    job, everyone, issue, neighbour, as_viewer
):
    def may(person):
        viewer = as_viewer(person)
        standing = Standing(places=[issue.place_id], doers=[(job, viewer.id)])
        return policy.may_give_jobs(viewer, issue, standing)

    assert may(everyone.family) is (job in {Job.LEADS, Job.HAS_TO_AGREE})
    for person in (neighbour, everyone.commissioner):
        assert may(person) is (job is Job.HAS_TO_AGREE)
    assert may(everyone.advocate)


@pytest.mark.parametrize("job", [*Job])
def test_a_job_that_anybody_can_take_is_no_way_to_answer(
    job, everyone, issue, neighbour, as_viewer
):
    def may(person):
        viewer = as_viewer(person)
        standing = Standing(places=[issue.place_id], doers=[(job, viewer.id)])
        return policy.may_answer(viewer, issue, standing)

    for person in (neighbour, everyone.commissioner):
        assert may(person) is (job is Job.HAS_TO_AGREE)
    assert may(everyone.advocate)
    assert not may(everyone.stranger)


@pytest.mark.parametrize("job", [*Job])
def test_nobody_gives_themselves_the_say_over_it(job, everyone, issue, as_viewer):
    for person in (everyone.family, everyone.manager, everyone.commissioner, everyone.advocate):
        assert policy.may_take(as_viewer(person), issue, job) is (job is not Job.HAS_TO_AGREE)


def test_only_the_advocate_takes_a_job_from_somebody(everyone, issue, as_viewer):
    viewers = {who: as_viewer(getattr(everyone, who)) for who in PEOPLE}
    allowed = [who for who in PEOPLE if policy.may_take_away_jobs(viewers[who], issue)]
    assert allowed == ["advocate"]


def test_nobody_may_say_me_too_to_their_own_words(issue, as_viewer, session):
    from coprod.people.models import Person

    assert not policy.may_me_too(as_viewer(session.get(Person, issue.author_id)), issue)


def test_a_voice_is_the_one_at_the_place(make, place, issue, as_viewer):
    both = make.person(
        make.place(make.session.get(type(make.area()), place.area_id)), HatKind.STAFF
    )
    make.hat(both, place, HatKind.FAMILY)
    assert policy.voice_of(as_viewer(both), issue) is HatKind.FAMILY


def test_a_hat_that_waits_for_the_advocate_opens_nothing(make, place, issue, as_viewer):
    new = make.person()
    make.hat(new, place, HatKind.USES_SERVICES, confirmed=False)
    assert not policy.may_me_too(as_viewer(new), issue)


@pytest.mark.parametrize("who", [None, "uses_services", "staff", "manager"])
def test_staff_never_call_it_better(who, everyone, issue, as_viewer):
    said = [Said(BetterSays.BETTER, HatKind.USES_SERVICES, raised_it=True)]
    viewer = as_viewer(getattr(everyone, who)) if who else None
    may = policy.may_be_called_better(viewer, issue, said)
    assert may is (who not in {"staff", "manager"})
    assert not policy.may_be_called_better(viewer, issue, [])
