"""A raiser whose name is held back: asked, heard and counted, with no row that says who."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from coprod.db import midnight
from coprod.issues import held, said, say_services, services
from coprod.issues.models import IssuePlace, Support
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.asked import asks_for
from coprod.promises.models import Ask


@pytest.fixture
def hold(session):
    """Changes whether an issue shows its author's name, as they would."""

    def change(viewer, issue, name_held):
        wanted = replace(said.of(session, issue), name_held=name_held)
        say_services.change(session, viewer, issue, wanted)
        session.flush()

    return change


@pytest.fixture
def small(make):
    """A place where a hat would tell who it was."""
    return make.place(uses_services=4)


@pytest.fixture
def raise_unnamed(session, make, small):
    """Something done, and said by somebody whose name, hat and place are held back."""

    def told(hat, **fields):
        author = make.person(small, hat)
        fields = {"author_id": None, "author_hat": None, "name_held": True} | fields
        issue = make.issue(small, author, **fields)
        issue.place_id = None
        session.execute(delete(IssuePlace).where(IssuePlace.issue_id == issue.id))
        held.hold(session, author.id, issue.id)
        make.issue(small, author)  # another, with the name
        asking.claim(session, None, issue, "It is done.")
        return issue, author

    return told


def raised(session, issue):
    asks = select(Ask).where(Ask.issue_id == issue.id, Ask.raised_it).order_by(Ask.id)
    return session.scalars(asks).all()


def backers(session, make, place, issue, says):
    """Three people who said me too, and what they answer."""
    people = [make.person(place) for _ in range(3)]
    hat = HatKind.USES_SERVICES
    session.add_all(Support(issue_id=issue.id, person_id=one.id, hat=hat) for one in people)
    session.flush()
    services.move(session, None, issue, Status.ACCEPTED, "There is more to do.")
    asking.claim(session, None, issue, "It is done.")
    asks = select(Ask).where(Ask.person_id.in_([one.id for one in people]), Ask.time == 1)
    found = session.scalars(asks.order_by(Ask.id)).all()
    for ask in found:
        asking.answer(session, NOBODY, ask, BetterSays(says), "")
    return found


def linked(session, viewer, issue):
    """The link that the raiser is shown, used by a browser where nobody is signed in."""
    (asked,) = [one for one in asks_for(session, viewer) if one.ask.issue_id == issue.id]
    return f"/better/{asked.ask.id}-{asked.mark}"


def test_a_name_held_back_after_it_is_done_is_gone_from_the_asks(
    session, make, small, as_viewer, hold
):
    author, other = make.person(small), make.person(small)
    issue, another = make.issue(small, author), make.issue(small, author)
    backed = Support(issue_id=issue.id, person_id=other.id, hat=HatKind.USES_SERVICES)
    session.add(backed)
    for one in (issue, another):
        asking.claim(session, None, one, "It is done.")
    hold(as_viewer(author), issue, True)
    assert [(ask.person_id, ask.hat) for ask in raised(session, issue)] == [(None, None)] * 2
    assert {ask.person_id for ask in raised(session, another)} == {author.id}
    of_others = select(Ask.person_id).where(Ask.issue_id == issue.id, Ask.raised_it.is_(False))
    assert set(session.scalars(of_others)) == {other.id}
    assert {one.ask.issue_id for one in asks_for(session, as_viewer(author))} == {
        issue.id,
        another.id,
    }


def test_a_name_shown_again_keeps_its_question(session, raise_unnamed, as_viewer, hold):
    issue, author = raise_unnamed(HatKind.USES_SERVICES)
    hold(as_viewer(author), issue, False)
    assert {(ask.person_id, ask.hat) for ask in raised(session, issue)} == {
        (author.id, HatKind.USES_SERVICES)
    }
    (asked,) = asks_for(session, as_viewer(author))
    assert asked.ask.issue_id == issue.id


@pytest.mark.parametrize("hat", [HatKind.USES_SERVICES, HatKind.FAMILY])
def test_the_raisers_link_decides_without_a_sign_in(
    hat, session, raise_unnamed, as_viewer, visitor
):
    issue, author = raise_unnamed(hat)
    link = linked(session, as_viewer(author), issue)
    answer = visitor.post(link, data={"says": "better"})
    assert (answer.status_code, answer.location) == (303, f"{link}#thanks")
    session.refresh(issue)
    assert issue.status is Status.RESOLVED


@pytest.mark.parametrize("hat", [HatKind.STAFF, HatKind.MANAGER])
def test_the_link_of_staff_decides_nothing(hat, session, raise_unnamed, as_viewer, visitor):
    issue, author = raise_unnamed(hat)
    assert visitor.post(
        linked(session, as_viewer(author), issue), data={"says": "better"}
    ).status_code == 303  # fmt: skip
    session.refresh(issue)
    assert issue.status is Status.CLAIMED


@pytest.mark.parametrize(
    ("hat", "ends"), [(HatKind.STAFF, Status.ACCEPTED), (HatKind.FAMILY, Status.RESOLVED)]
)
def test_being_better_already_makes_nobodys_word_count(
    hat, ends, session, make, small, raise_unnamed, as_viewer, visitor
):
    """Once the others change their minds, only the word of somebody it was about holds it."""
    issue, author = raise_unnamed(hat)
    others = backers(session, make, small, issue, "better")
    assert issue.status is Status.RESOLVED
    visitor.post(linked(session, as_viewer(author), issue), data={"says": "better"})
    for ask in others:
        asking.answer(session, NOBODY, ask, BetterSays.SAME, "")
    session.refresh(issue)
    assert issue.status is ends


def test_what_counted_once_counts_again(session, raise_unnamed, as_viewer):
    issue, author = raise_unnamed(HatKind.USES_SERVICES)
    asking.say_better(session, as_viewer(author), issue, BetterSays.SAME, "")
    asking.claim(session, None, issue, "Now it is.")
    ask = raised(session, issue)[-2]
    asking.answer(session, NOBODY, ask, BetterSays.BETTER, "")
    assert issue.status is Status.RESOLVED


def test_who_speaks_before_anybody_claims_it_leaves_no_time_of_day(
    session, make, small, as_viewer, hold
):
    author = make.person(small)
    issue = make.issue(small, author, status=Status.ACCEPTED)
    hold(as_viewer(author), issue, True)
    ask = asking.say_better(session, as_viewer(author), issue, BetterSays.A_BIT, "")
    assert ask.claimed_at == midnight()


def test_a_hat_dropped_later_still_counts(session, make, small, as_viewer, hold):
    author = make.person(small)
    issue = make.issue(small, author)
    asking.claim(session, None, issue, "It is done.")
    hold(as_viewer(author), issue, True)
    asking.answer(session, NOBODY, raised(session, issue)[0], BetterSays.BETTER, "")
    assert issue.status is Status.RESOLVED


def test_whether_a_raiser_counts_cannot_be_told_from_the_rows(
    session, raise_unnamed, as_viewer, visitor
):
    seals = []
    for hat in (HatKind.STAFF, HatKind.USES_SERVICES, HatKind.STAFF, HatKind.USES_SERVICES):
        issue, author = raise_unnamed(hat)
        visitor.post(linked(session, as_viewer(author), issue), data={"says": "a_bit"})
        session.expire_all()
        ask = raised(session, issue)[0]
        assert (ask.person_id, ask.hat) == (None, None)
        seals.append(ask.sealed)
    assert len(set(seals)) == len(seals) and {len(seal) for seal in seals} == {64}


def test_a_seal_of_another_issue_does_not_count(session, raise_unnamed, as_viewer):
    one, author = raise_unnamed(HatKind.USES_SERVICES)
    asking.say_better(session, as_viewer(author), one, BetterSays.A_BIT, "")
    copied = raised(session, one)[0].sealed
    other, _staff = raise_unnamed(HatKind.STAFF)
    session.execute(update(Ask).where(Ask.issue_id == other.id).values(sealed=copied))
    asking.answer(session, NOBODY, raised(session, other)[0], BetterSays.BETTER, "")
    assert other.status is Status.CLAIMED
