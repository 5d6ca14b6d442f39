"""Paper ballots: two people put in the same, one of them an advocate; then it counts, once."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import Group, HatKind
from coprod.rounds import choosing, closing, papers, sealed
from coprod.rounds.models import Ballot, PaperEntry
from coprod.rounds.papers import Outcome, Paper
from coprod.rounds.words import How


@pytest.fixture
def hannah(make, running, as_viewer):
    area = make.session.get_one(type(make.area()), running.round.area_id)
    return as_viewer(make.person(area, HatKind.ADVOCATE))


@pytest.fixture
def maureen(make, running, as_viewer):
    return as_viewer(make.person(running.place))


@pytest.fixture
def codes(session, hannah, running):
    numbers = papers.print_more(session, hannah, running.round, 5)
    return papers.codes(session, running.round, numbers)


@pytest.fixture
def paper(running, codes):
    def fill(*which, n=0, **fields):
        stars = tuple(running.options[one] for one in which)
        plain = {"group": Group.PEOPLE, "how": How.BY_POINTING, "code": codes[n]}
        return Paper(**plain | fields, stars=stars)

    return fill


def counted(session, running):
    found = select(Ballot.stars).where(Ballot.round_id == running.round.id)
    return session.scalars(found.order_by(Ballot.id)).all()


def test_every_paper_has_a_code_of_its_own(codes):
    assert len(set(codes)) == 5
    assert all(len(one) == 8 and one.isdigit() for one in codes)


def test_a_paper_counts_when_two_put_in_the_same(session, running, hannah, maureen, paper):
    assert papers.put_in(session, maureen, running.round, paper(0, 1)) is Outcome.WAITS
    assert counted(session, running) == []
    assert papers.put_in(session, maureen, running.round, paper(0, 1)) is Outcome.WAITS
    assert papers.put_in(session, hannah, running.round, paper(1, 0)) is Outcome.COUNTS
    assert counted(session, running) == [tuple(running.options[:2])]
    for viewer in (maureen, hannah):
        with pytest.raises(Conflict, match="in already"):
            papers.put_in(session, viewer, running.round, paper(0, 1))
    assert len(counted(session, running)) == 1


def test_where_two_differ_both_look_again(session, running, hannah, maureen, paper):
    papers.put_in(session, maureen, running.round, paper(0, 1))
    assert papers.put_in(session, hannah, running.round, paper(0, 2)) is Outcome.DIFFERS
    assert counted(session, running) == []
    assert len(papers.waiting(session, running.round)) == 2
    assert papers.put_in(session, maureen, running.round, paper(0, 2)) is Outcome.COUNTS
    assert papers.waiting(session, running.round) == []


def test_two_without_an_advocate_are_not_enough(
    session, make, as_viewer, running, hannah, maureen, paper
):
    stan = as_viewer(make.person(running.place, HatKind.FAMILY))
    assert papers.put_in(session, maureen, running.round, paper(0)) is Outcome.WAITS
    assert papers.put_in(session, stan, running.round, paper(0)) is Outcome.WAITS
    assert papers.put_in(session, hannah, running.round, paper(0)) is Outcome.COUNTS


@pytest.mark.parametrize(
    ("hat", "may"),
    [
        (HatKind.USES_SERVICES, True),
        (HatKind.FAMILY, True),
        (HatKind.STAFF, True),
        (HatKind.ADVOCATE, True),
        (HatKind.MANAGER, False),
        (HatKind.COMMISSIONER, False),
        (HatKind.SITE_ADMIN, False),
    ],
)
def test_who_puts_in_papers(session, make, as_viewer, running, paper, hat, may):
    viewer = as_viewer(make.person(running.place, hat))
    if may:
        assert papers.put_in(session, viewer, running.round, paper(0)) is Outcome.WAITS
    else:
        with pytest.raises(NotAllowed, match="A manager does not"):
            papers.put_in(session, viewer, running.round, paper(0))


def test_what_is_wrong_with_a_paper_is_said_at_its_place(session, make, running, maureen, paper):
    stranger = make.person(make.place(), HatKind.STAFF)
    for bad, field in (
        (paper(0, code="1"), "code"),
        (paper(0, 1, 2, 3), "chosen"),
        (paper(0, how=None), "how"),
        (paper(0, group=None), "group"),
        (paper(0, person_id=maureen.id), "person"),  # only the advocate says whose it is
        (paper(0, helper_id=stranger.id), "helper"),
        (paper(0, helper_id=10**9), "helper"),
        (paper(0, place_id=10**9), "place"),
    ):
        with pytest.raises(Invalid) as refused:
            papers.put_in(session, maureen, running.round, bad)
        assert list(refused.value.errors) == [field]
    assert session.scalars(select(PaperEntry)).all() == []


def test_somebody_with_an_account_has_one_voice_on_paper_and_on_the_site(
    session, make, as_viewer, running, hannah, maureen, paper, choose
):
    person = choose(running, Group.PEOPLE, 4)
    assert papers.put_in(session, maureen, running.round, paper(0)) is Outcome.WAITS
    theirs = paper(0, person_id=person.id)
    assert papers.put_in(session, hannah, running.round, theirs) is Outcome.OWN_COUNTS
    assert counted(session, running) == [(running.options[4],)]
    other = make.person(running.place)
    papers.put_in(session, hannah, running.round, paper(0, n=1, person_id=other.id))
    assert papers.put_in(session, maureen, running.round, paper(0, n=1)) is Outcome.COUNTS
    choosing.give(session, as_viewer(other), running.round, running.options[5])  # theirs to change
    assert counted(session, running)[-1] == (running.options[0], running.options[5])
    with pytest.raises(Conflict, match="in already"):  # the same paper for somebody else
        papers.put_in(session, maureen, running.round, paper(0, n=1))


def test_nobody_but_the_advocate_can_tell_by_a_paper_who_has_chosen(
    session, make, running, hannah, maureen, paper, choose
):
    """Whether somebody has chosen on the site or not, whoever is not the advocate sees the same."""
    told = []
    people = (choose(running, Group.PEOPLE, 4), make.person(running.place))
    for n, person in enumerate(people):
        papers.put_in(session, hannah, running.round, paper(0, n=n, person_id=person.id))
        told.append(papers.put_in(session, maureen, running.round, paper(0, n=n)))
    assert told == [Outcome.COUNTS, Outcome.COUNTS]


def test_what_somebody_chose_on_the_site_is_not_taken_out_with_a_paper(
    session, make, as_viewer, running, hannah, maureen, paper, codes, choose
):
    person = make.person(running.place)
    papers.put_in(session, hannah, running.round, paper(0, person_id=person.id))
    choosing.give(session, as_viewer(person), running.round, running.options[3])
    papers.take_out(session, hannah, running.round, codes[0])
    assert counted(session, running) == [(running.options[3],)]
    other = make.person(running.place)
    papers.put_in(session, hannah, running.round, paper(0, n=1, person_id=other.id))
    papers.put_in(session, maureen, running.round, paper(0, n=1))
    choosing.give(session, as_viewer(other), running.round, running.options[5])
    with pytest.raises(Conflict, match="That is theirs"):
        papers.take_out(session, hannah, running.round, codes[1])


def test_a_choice_that_was_taken_back_is_not_put_back_by_one(
    session, make, as_viewer, running, hannah, maureen, paper
):
    person = make.person(running.place)
    papers.put_in(session, hannah, running.round, paper(0, person_id=person.id))
    papers.put_in(session, maureen, running.round, paper(0))
    choosing.take_back(session, as_viewer(person), running.round)
    with pytest.raises(Conflict, match="in already"):
        papers.put_in(session, maureen, running.round, paper(0))
    assert counted(session, running) == []


def test_two_who_are_paid_by_the_place_are_not_enough(
    session, make, as_viewer, running, hannah, paper
):
    both = make.person(running.place, HatKind.STAFF)
    area = make.session.get_one(type(make.area()), running.round.area_id)
    make.hat(both, area, HatKind.ADVOCATE)
    jo = as_viewer(make.person(running.place, HatKind.STAFF))
    for viewer in (as_viewer(both), jo):
        assert papers.put_in(session, viewer, running.round, paper(0)) is Outcome.WAITS
    assert papers.put_in(session, hannah, running.round, paper(0)) is Outcome.COUNTS


def test_who_helped_with_a_paper_is_who_is_noted(session, make, running, hannah, maureen, paper):
    jo = make.person(running.place, HatKind.STAFF)
    papers.put_in(session, maureen, running.round, paper(0, helper_id=jo.id))
    assert papers.put_in(session, hannah, running.round, paper(0)) is Outcome.DIFFERS
    papers.put_in(session, hannah, running.round, paper(0, helper_id=jo.id))
    found = session.scalars(select(Ballot).where(Ballot.round_id == running.round.id)).one()
    assert found.helper == sealed.helper_mark(session, running.round, jo.id)


def test_a_paper_that_was_put_in_wrong_is_taken_out_and_put_in_again(
    session, running, hannah, maureen, paper, codes
):
    for viewer in (maureen, hannah):
        papers.put_in(session, viewer, running.round, paper(0))
    with pytest.raises(NotAllowed):
        papers.take_out(session, maureen, running.round, codes[0])
    papers.take_out(session, hannah, running.round, codes[0])
    assert counted(session, running) == []
    assert papers.put_in(session, maureen, running.round, paper(1)) is Outcome.WAITS


def test_a_paper_that_waits_when_the_round_closes_is_not_counted_and_not_kept(
    session, running, maureen, paper, choose, close
):
    papers.put_in(session, maureen, running.round, paper(0))
    for _ in range(8):
        choose(running, Group.PEOPLE, 1)
    assert close(running)
    assert session.scalars(select(PaperEntry)).all() == []
    assert running.round.did_people == 8
    with pytest.raises(Conflict, match="has closed"):
        papers.put_in(session, maureen, running.round, paper(0))


def test_only_the_advocate_prints_and_not_without_end(session, running, hannah, maureen):
    with pytest.raises(NotAllowed):
        papers.print_more(session, maureen, running.round, 5)
    for many in (0, 51):
        with pytest.raises(Invalid):
            papers.print_more(session, hannah, running.round, many)
    running.round.papers = papers.MOST_PAPERS - 1
    with pytest.raises(Invalid, match="problem"):
        papers.print_more(session, hannah, running.round, 2)
    closing.destroy(session, running.round)
