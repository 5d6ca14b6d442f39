"""Choosing: three stars, one ballot each, changed until it closes, and nobody's in the open."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from coprod.db import now
from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from coprod.issues.models import Issue
from coprod.people.hats import Group, HatKind
from coprod.people.models import Mute
from coprod.rounds import choosing, planning, queries, sealed
from coprod.rounds.models import Ballot
from coprod.rounds.words import How
from coprod.web import open_session
from tests.rounds.found import at


def ballots(session, running):
    found = select(Ballot).where(Ballot.round_id == running.round.id).order_by(Ballot.id)
    return session.scalars(found.execution_options(populate_existing=True)).all()


@pytest.mark.parametrize(
    ("hat", "group"),
    [
        (HatKind.USES_SERVICES, Group.PEOPLE),
        (HatKind.FAMILY, Group.FAMILIES),
        (HatKind.STAFF, Group.STAFF),
        (HatKind.MANAGER, Group.STAFF),
        (HatKind.COMMISSIONER, None),
        (HatKind.ADVOCATE, None),
        (HatKind.SAFEGUARDING, None),
        (HatKind.SITE_ADMIN, None),
    ],
)
def test_who_chooses_and_for_whom(session, make, as_viewer, running, hat, group):
    viewer = as_viewer(make.person(running.place, hat))
    if group is None:
        with pytest.raises(NotAllowed, match="Each has 3 stars"):
            choosing.give(session, viewer, running.round, running.options[0])
        assert ballots(session, running) == []
    else:
        choosing.give(session, viewer, running.round, running.options[0])
        assert [one.group for one in ballots(session, running)] == [group]


@pytest.mark.parametrize(
    ("hats", "group"),
    [
        ((HatKind.FAMILY, HatKind.USES_SERVICES), Group.PEOPLE),
        ((HatKind.STAFF, HatKind.USES_SERVICES), Group.PEOPLE),
        ((HatKind.FAMILY, HatKind.STAFF), Group.STAFF),
        ((HatKind.FAMILY, HatKind.MANAGER), Group.STAFF),
    ],
)
def test_somebody_with_two_hats_has_one_ballot(session, make, as_viewer, running, hats, group):
    person = make.person()
    area = make.session.get_one(type(make.area()), running.round.area_id)
    for hat in hats:
        make.hat(person, make.place(area), hat)
    viewer = as_viewer(person)
    for option in running.options[:2]:
        choosing.give(session, viewer, running.round, option)
    assert [(one.group, len(one.stars)) for one in ballots(session, running)] == [(group, 2)]


def test_a_stranger_and_a_hat_that_waits_choose_nothing(session, make, as_viewer, running):
    waits = make.person()
    make.hat(waits, running.place, HatKind.USES_SERVICES, confirmed=False)
    for person in (make.person(make.place()), waits):
        with pytest.raises(NotAllowed):
            choosing.give(session, as_viewer(person), running.round, running.options[0])


def test_three_stars_and_not_four(session, as_viewer, running, choose):
    viewer = as_viewer(choose(running, Group.PEOPLE, 0, 1, 2))
    with pytest.raises(Conflict, match="Take one back first"):
        choosing.give(session, viewer, running.round, running.options[3])
    choosing.take(session, viewer, running.round, running.options[0])
    choosing.give(session, viewer, running.round, running.options[3])
    assert ballots(session, running)[0].stars == tuple(running.options[1:4])


def test_a_star_counts_once_however_often_it_is_pressed(session, as_viewer, running, choose):
    viewer = as_viewer(choose(running, Group.PEOPLE, 0, 0, 0, 0))
    assert ballots(session, running)[0].stars == (running.options[0],)
    for _ in range(3):
        choosing.take(session, viewer, running.round, running.options[0])
    assert ballots(session, running) == []


def test_to_want_none_of_it_is_a_choice_and_can_be_taken_back(session, as_viewer, running, choose):
    viewer = as_viewer(choose(running, Group.PEOPLE))
    assert [one.stars for one in ballots(session, running)] == [()]
    choosing.give(session, viewer, running.round, running.options[0])
    choosing.want_none(session, viewer, running.round)
    assert [one.stars for one in ballots(session, running)] == [()]
    choosing.take_back(session, viewer, running.round)
    assert ballots(session, running) == []


def test_the_hat_stays_as_it_was_at_the_first_star(session, make, as_viewer, running, choose):
    person = choose(running, Group.FAMILIES, 0)
    make.hat(
        person,
        make.place(make.session.get_one(type(make.area()), running.round.area_id)),
        HatKind.USES_SERVICES,
    )
    choosing.give(session, as_viewer(person), running.round, running.options[1])
    assert [one.group for one in ballots(session, running)] == [Group.FAMILIES]


def test_only_what_is_in_this_round_can_have_a_star(session, make, as_viewer, running):
    viewer = as_viewer(make.person(running.place))
    with pytest.raises(NotFound):
        choosing.give(session, viewer, running.round, running.options[0] - 1)


def test_a_star_on_what_is_gone_is_free_again(session, make, as_viewer, running, choose):
    from coprod.issues.models import Issue

    viewer = as_viewer(choose(running, Group.PEOPLE, 0, 1, 2))
    issue = session.get_one(Issue, running.issues[running.options[0]])
    issue.taken_back_on = make.days_ago(0)
    session.flush()
    with pytest.raises(Conflict, match="cannot be chosen any more"):
        choosing.give(session, viewer, running.round, running.options[0])
    choosing.give(session, viewer, running.round, running.options[3])
    assert ballots(session, running)[0].stars == tuple(running.options[1:4])


def test_how_somebody_chose_is_said_afterwards(session, make, as_viewer, running, choose):
    viewer = as_viewer(choose(running, Group.PEOPLE, 0))
    helper = make.person(running.place, HatKind.STAFF)
    choosing.say_how(session, viewer, running.round, How.BY_POINTING, helper.id)
    session.flush()
    found = ballots(session, running)[0]
    assert found.how is How.BY_POINTING
    assert found.helper == sealed.helper_mark(session, running.round, helper.id)
    choosing.say_how(session, viewer, running.round, How.BY_HAND, helper.id)
    assert ballots(session, running)[0].helper is None
    stranger = as_viewer(make.person(running.place))
    with pytest.raises(Conflict, match="Choose first"):
        choosing.say_how(session, stranger, running.round, How.WITH_HELP, helper.id)


def test_before_it_opens_and_after_it_is_over_nothing_can_be_chosen(
    session, make, as_viewer, running, choose, advocate
):
    viewer = as_viewer(choose(running, Group.PEOPLE, 0))
    planning.call_off(session, as_viewer(advocate), running.round, "Nobody could come.")
    for change in (choosing.give, choosing.take):
        with pytest.raises(Conflict, match="called off"):
            change(session, viewer, running.round, running.options[1])
    assert ballots(session, running) == []
    assert running.round.secret is None


def test_everybody_has_an_order_of_their_own_and_keeps_it(session, make, as_viewer, running):
    viewers = [as_viewer(make.person(running.place)) for _ in range(12)]
    orders = [
        tuple(one.id for one in queries.for_viewer(session, viewer, running.round))
        for viewer in viewers
    ]
    assert len(set(orders)) > 6
    assert {tuple(sorted(one)) for one in orders} == {tuple(running.options)}
    again = [one.id for one in queries.for_viewer(session, viewers[0], running.round)]
    assert tuple(again) == orders[0]


def test_eight_presses_at_once_are_one_ballot_of_three_stars(
    app, session, make, as_viewer, running
):
    """Eight browsers of one person press six things at the same moment."""
    viewer = as_viewer(make.person(running.place))
    session.commit()
    start = Barrier(8)

    def press(n: int) -> None:
        start.wait()
        with open_session(app=app) as own:
            round_ = own.get_one(type(running.round), running.round.id)
            try:
                choosing.give(own, viewer, round_, running.options[n % 6])
                own.commit()
            except Conflict:
                own.rollback()

    pressing = [Thread(target=press, args=(n,)) for n in range(8)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    found = ballots(session, running)
    assert [len(one.stars) for one in found] == [3]
    assert session.scalar(select(func.count(Ballot.id))) == 1


def test_after_the_hour_it_closes_nothing_counts_although_nobody_has_closed_it(
    session, make, as_viewer, running
):
    running.round.closes_at = now() - timedelta(seconds=1)
    session.flush()
    viewer = as_viewer(make.person(running.place))
    with pytest.raises(Conflict, match="being counted now"):
        choosing.give(session, viewer, running.round, running.options[0])
    assert ballots(session, running) == []


def test_who_helped_is_somebody_of_the_round(session, make, as_viewer, running, choose):
    viewer = as_viewer(choose(running, Group.PEOPLE, 0))
    stranger = make.person(make.place(), HatKind.STAFF)
    for wrong in (stranger.id, 999_999):
        with pytest.raises(Invalid):
            choosing.say_how(session, viewer, running.round, How.WITH_HELP, wrong)


def test_words_of_somebody_muted_fold_and_can_be_chosen(session, sign_in, make, running):
    chooser, muted = make.person(running.place), make.person(running.place)
    issue = session.get(Issue, running.issues[running.options[0]])
    issue.author_id = muted.id
    session.add(Mute(person_id=chooser.id, muted_id=muted.id, at=now()))
    client = sign_in(chooser)
    page = client.get(at(running)).text
    assert "Words of somebody you muted" in page and "Thing 0" not in page and "Thing 1" in page
    assert "Thing 0" in sign_in(muted).get(at(running)).text
    assert client.post(at(running, "stars"), data={"option": running.options[0]}).status_code == 303
    assert ballots(session, running)[0].stars == (running.options[0],)
