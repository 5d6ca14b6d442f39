"""Who may pass on, let words go, look after a link and take an answer off the page."""

import pytest

from coprod.errors import NotAllowed
from coprod.issues import queries
from coprod.issues.models import Doer
from coprod.issues.words import Job
from coprod.pass_on import policy, services
from coprod.pass_on.models import AuthorSays
from coprod.people.hats import HatKind
from coprod.people.models import Area

PASS_ON, TAKE_OFF = "may_pass_on", "may_take_off"


@pytest.mark.parametrize(
    ("hat", "where", "passes_on", "takes_off"),
    [
        (HatKind.USES_SERVICES, "here", True, False),
        (HatKind.FAMILY, "here", True, False),
        (HatKind.STAFF, "here", True, False),
        (HatKind.MANAGER, "here", True, False),
        (HatKind.USES_SERVICES, "near", False, False),
        (HatKind.FAMILY, "near", False, False),
        (HatKind.STAFF, "near", False, False),
        (HatKind.MANAGER, "near", False, False),
        (HatKind.COMMISSIONER, "area", False, False),
        (HatKind.ADVOCATE, "area", True, True),
        (HatKind.SAFEGUARDING, "area", False, False),
        (HatKind.SITE_ADMIN, "area", False, False),
        (HatKind.ADVOCATE, "far", False, False),
        (HatKind.MANAGER, "far", False, False),
    ],
)
def test_who_may(hat, where, passes_on, takes_off, make, place, session, issue, passed, as_viewer):
    at = {
        "here": place,
        "near": make.place(session.get(Area, place.area_id)),
        "area": session.get(Area, place.area_id),
        "far": make.place(),
    }[where]
    viewer = as_viewer(make.person(at, hat))
    standing = queries.standing(session, issue.id)
    assert policy.may_pass_on(viewer, issue, standing) is passes_on
    assert policy.may_take_off(viewer, passed, standing) is takes_off
    assert policy.may_look_after(viewer, passed, standing) is takes_off


def test_an_advocate_who_works_there_takes_nothing_off(make, place, session, passed, as_viewer):
    both = make.person(session.get(Area, place.area_id), HatKind.ADVOCATE)
    make.hat(both, place, HatKind.STAFF)
    standing = queries.standing(session, passed.issue_id)
    assert not policy.may_take_off(as_viewer(both), passed, standing)


def test_who_has_to_agree_can_pass_it_on(everyone, session, issue, as_viewer):
    session.add(Doer(issue_id=issue.id, job=Job.HAS_TO_AGREE, person_id=everyone.commissioner.id))
    session.flush()
    standing = queries.standing(session, issue.id)
    assert policy.may_pass_on(as_viewer(everyone.commissioner), issue, standing)


@pytest.mark.parametrize(
    ("published", "says", "may"),
    [
        (True, None, True),
        (True, AuthorSays.NO, False),
        (True, AuthorSays.YES, True),
        (False, None, False),
        (False, AuthorSays.NO, False),
        (False, AuthorSays.YES, True),
    ],
)
def test_when_words_may_leave(published, says, may):
    assert policy.may_leave(published, says) is may


def test_a_refusal_says_its_rule(everyone, pass_on):
    with pytest.raises(NotAllowed, match="can pass it on"):
        pass_on(everyone.stranger)


@pytest.mark.parametrize("hat", [kind.value for kind in HatKind])
def test_only_the_author_lets_words_go(hat, everyone, session, passed, issue, as_viewer):
    with pytest.raises(NotAllowed, match="who said this"):
        services.say_if_it_can_go(
            session, as_viewer(getattr(everyone, hat)), passed, issue, AuthorSays.YES
        )


@pytest.mark.parametrize("who", [*[kind.value for kind in HatKind], "stranger", "nobody"])
def test_pages_of_the_letter_are_for_who_looks_after_it(who, everyone, passed, sign_in):
    client = sign_in(getattr(everyone, who))
    sees = who in {"manager", "advocate"}
    for page in ("", "/letter"):
        answer = client.get(f"/passed-on/{passed.id}{page}")
        assert answer.status_code == (200 if sees else 404)
    assert client.get(f"/passed-on/{passed.id}/may-it-go").status_code == 404
    for page in ("link", "stop"):
        done = client.post(f"/passed-on/{passed.id}/{page}").status_code
        assert done == (303 if sees else 403), page
