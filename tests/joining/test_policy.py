"""Who may suggest, ask, answer, decide for somebody and undo."""

import pytest

from coprod.errors import NotAllowed
from coprod.joining import policy, queries, services, supports
from coprod.joining.models import JoinAsk, Side
from coprod.people.hats import HatKind
from coprod.people.models import Area


@pytest.mark.parametrize(
    ("hat", "where", "suggests", "moderates"),
    [
        (HatKind.USES_SERVICES, "here", True, False),
        (HatKind.FAMILY, "here", True, False),
        (HatKind.STAFF, "here", True, False),
        (HatKind.MANAGER, "here", True, False),
        (HatKind.USES_SERVICES, "near", True, False),
        (HatKind.MANAGER, "near", True, False),
        (HatKind.COMMISSIONER, "area", True, False),
        (HatKind.ADVOCATE, "area", True, True),
        (HatKind.SAFEGUARDING, "area", False, False),
        (HatKind.SITE_ADMIN, "area", False, False),
        (HatKind.ADVOCATE, "far", False, False),
        (HatKind.FAMILY, "far", False, False),
    ],
)
def test_who_may(hat, where, suggests, moderates, make, place, session, issue, into, as_viewer):
    at = {
        "here": place,
        "near": make.place(session.get(Area, place.area_id)),
        "area": session.get(Area, place.area_id),
        "far": make.place(),
    }[where]
    viewer = as_viewer(make.person(at, hat))
    part = queries.part_of(session, viewer, issue, into)
    told = (issue.area_id, part.places)
    assert policy.may_suggest(viewer, issue) is suggests
    assert policy.may_ask(viewer, *told, part.mine) is moderates
    assert policy.may_undo(viewer, *told, part.mine) is moderates
    assert policy.may_decide_for(viewer, *told, True) is moderates
    assert not policy.may_decide_for(viewer, *told, False)
    assert not policy.may_say(viewer, part.mine)


def test_authors_ask_answer_and_undo(session, issue, into, as_viewer, anna, ben):
    for author, side in ((anna, Side.ISSUE), (ben, Side.INTO)):
        viewer = as_viewer(author)
        part = queries.part_of(session, viewer, issue, into)
        assert list(part.mine) == [side]
        assert policy.may_say(viewer, part.mine)
        assert policy.may_ask(viewer, issue.area_id, part.places, part.mine)
        assert policy.may_undo(viewer, issue.area_id, part.places, part.mine)
        assert not policy.may_decide_for(viewer, issue.area_id, part.places, True)


def test_an_advocate_who_works_at_either_place_only_suggests(
    make, place, session, issue, into, suggest
):
    both = make.person(session.get(Area, place.area_id), HatKind.ADVOCATE)
    make.hat(both, place, HatKind.STAFF)
    assert suggest(both).state == "suggested"


@pytest.mark.parametrize("who", [kind.value for kind in HatKind])
def test_nobody_answers_for_an_author(who, everyone, suggest, say):
    joining = suggest(everyone.advocate)
    with pytest.raises(NotAllowed, match="Only the people who said these"):
        say(getattr(everyone, who), joining)


def test_nobody_says_for_another_if_their_me_too_follows(
    session, joined, everyone, as_viewer, make, place
):
    ask = JoinAsk(joining_id=joined.id, person_id=make.person(place).id, until=joined.joined_on)
    with pytest.raises(NotAllowed, match="said me too"):
        supports.say_if_it_follows(session, as_viewer(everyone.family), ask, joined, follows=True)


def test_strangers_are_refused_in_the_words_of_the_rule(everyone, suggest):
    with pytest.raises(NotAllowed, match="People of the area"):
        suggest(everyone.stranger)


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_who_is_not_of_the_area_finds_nothing(who, everyone, joined, sign_in, issue):
    client = sign_in(getattr(everyone, who))
    for page in ("", "/apart", "/undo", "/decide", "/follow"):
        assert client.get(f"/joins/{joined.id}{page}").status_code == 404
    assert client.get(f"/issues/{issue.id}/same-as").status_code == 404


def test_services_ask_the_rule_too(session, joined, as_viewer, everyone, issue, into):
    viewer = as_viewer(everyone.family)
    part = queries.part_of(session, viewer, issue, into)
    for act in (
        lambda: services.ask(session, viewer, joined, part),
        lambda: services.leave_apart(session, viewer, joined, part, "No."),
        lambda: services.undo(session, viewer, joined, part, "No."),
        lambda: services.decide_for(session, viewer, joined, part, ([Side.ISSUE], "yes"), "So."),
    ):
        with pytest.raises(NotAllowed):
            act()
