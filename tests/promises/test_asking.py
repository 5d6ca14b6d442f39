"""Is it really better? Who is asked, what answers do, and who can never set it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, NotAllowed, NotFound
from coprod.issues import held, services
from coprod.issues.models import StatusChange
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.asked import asks_for
from tests.promises.saying import asks, say


@pytest.mark.parametrize(
    ("says", "becomes"),
    [
        ("better", Status.RESOLVED),
        ("a_bit", Status.CLAIMED),
        ("same", Status.ACCEPTED),
        ("worse", Status.ACCEPTED),
    ],
)
def test_the_raiser_decides(says, becomes, session, claimed):
    say(session, asks(session, claimed, raised_it=True)[0], says)
    assert claimed.status is becomes
    step = session.scalars(select(StatusChange).order_by(StatusChange.id.desc())).first()
    assert step.by_id is None
    if becomes is Status.ACCEPTED:
        assert "Thank you for trying" in step.why


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("better better", Status.CLAIMED),
        ("better better same", Status.RESOLVED),
        ("better same same", Status.ACCEPTED),
        ("better a_bit same same", Status.CLAIMED),
        ("a_bit a_bit a_bit worse", Status.RESOLVED),
        ("same same same - better better", Status.ACCEPTED),
        ("- - - - better better", Status.CLAIMED),
        ("better better - - better better", Status.CLAIMED),
    ],
)
def test_three_answers_and_sixty_in_a_hundred(said, becomes, session, claimed):
    for ask, says in zip(asks(session, claimed), said.split(), strict=False):
        if says != "-":
            say(session, ask, says)
    assert claimed.status is becomes


@pytest.mark.parametrize("kind", [HatKind.STAFF, HatKind.MANAGER])
def test_a_raiser_who_is_staff_never_sets_it(kind, session, make, place, sign_in):
    person = make.person(place, kind)
    issue = make.issue(place, person, author_hat=kind)
    asking.claim(session, None, issue, "It is done.")
    with pytest.raises(NotAllowed):
        say(session, asks(session, issue, raised_it=True)[0], "better")
    assert issue.status is Status.CLAIMED
    sent = {"says": "better"}
    assert sign_in(person).post(f"/issues/{issue.id}/better", data=sent).status_code == 403
    session.refresh(issue)
    assert issue.status is Status.CLAIMED


@pytest.mark.parametrize("who", ["staff", "manager", "family", "advocate", "commissioner"])
def test_nobody_but_the_raiser_uses_the_raisers_page(who, sign_in, everyone, claimed, session):
    client = sign_in(getattr(everyone, who))
    for says in BetterSays:
        answer = client.post(f"/issues/{claimed.id}/better", data={"says": says})
        assert answer.status_code == 403
        assert "Only the people it was about can say it is better." in answer.text
    assert client.get(f"/issues/{claimed.id}/better").status_code == 403
    session.refresh(claimed)
    assert claimed.status is Status.CLAIMED


def test_the_raiser_says_so_signed_in(sign_in, raiser, claimed, session):
    client = sign_in(raiser)
    assert "Say if it is better" in client.get(f"/issues/{claimed.id}").text
    answer = client.post(
        f"/issues/{claimed.id}/better", data={"says": "better", "words": "It comes on time."}
    )
    assert (answer.status_code, answer.location) == (303, f"/issues/{claimed.id}")
    session.refresh(claimed)
    assert claimed.status is Status.RESOLVED
    assert "It comes on time." in client.get(f"/issues/{claimed.id}").text


def test_the_raiser_need_not_wait_for_a_claim(session, as_viewer, raiser, issue):
    issue.status = Status.IN_CYCLE
    session.flush()
    asking.say_better(session, as_viewer(raiser), issue, BetterSays.BETTER, "")
    assert issue.status is Status.RESOLVED


def test_nobody_answered(visitor, claimed):
    text = visitor.get(f"/issues/{claimed.id}").text
    assert "We think it is done. Nobody has said it is better." in text


def test_it_cannot_be_claimed_when_it_is_over(session, issue):
    issue.status = Status.RESOLVED
    with pytest.raises(Conflict):
        asking.claim(session, None, issue, "Again.")


@pytest.fixture
def unnamed(session, make, place):
    author = make.person(place, name="Zebedee Quillfeather")
    issue = make.issue(
        place, author, author_id=None, author_hat=None, name_held=True, published=True
    )
    held.hold(session, author.id, issue.id)
    asking.claim(session, None, issue, "It is done.")
    return issue, author


def test_an_unnamed_raiser_is_asked_without_a_name(session, unnamed, as_viewer, sign_in):
    issue, author = unnamed
    (ask,) = asks(session, issue, raised_it=True)
    assert (ask.person_id, ask.hat) == (None, None)
    (asked,) = asks_for(session, as_viewer(author))
    assert asked.ask.id == ask.id
    link = f"/better/{ask.id}-{asked.mark}"
    client = sign_in(author)
    assert link in client.get("/my-things").text
    assert client.post(link, data={"says": "better"}).status_code == 303
    session.refresh(issue)
    assert issue.status is Status.RESOLVED
    say(session, asks(session, issue, raised_it=True, time=2)[0], "a_bit", viewer=NOBODY)
    session.refresh(ask)
    assert (ask.person_id, ask.hat) == (None, None)


def test_an_unnamed_raiser_who_is_staff_never_sets_it(session, make, place, as_viewer):
    author = make.person(place, HatKind.STAFF)
    issue = make.issue(place, author, author_id=None, author_hat=None, name_held=True)
    held.hold(session, author.id, issue.id)
    asking.claim(session, None, issue, "It is done.")
    (ask,) = asks(session, issue, raised_it=True)
    say(session, ask, "better", viewer=as_viewer(author))
    assert issue.status is Status.CLAIMED
    say(session, ask, "better", viewer=NOBODY)
    assert issue.status is Status.CLAIMED


def test_others_find_their_question_when_it_is_time(session, claimed, as_viewer):
    ask = asks(session, claimed)[0]
    viewer = as_viewer(session.get(Person, ask.person_id))
    assert asks_for(session, viewer) == []
    (asked,) = asks_for(session, viewer, on=today() + timedelta(days=28))
    assert asked.ask.time == 1
    (asked,) = asks_for(session, viewer, on=today() + timedelta(days=182))
    assert asked.ask.time == 2


def test_an_invented_link_finds_nothing(session, claimed):
    ask = asks(session, claimed)[0]
    for mark in ("", "x" * 43, asking.link_mark(session, ask.id + 1)):
        with pytest.raises(NotFound):
            asking.by_link(session, ask.id, mark)


@pytest.mark.parametrize("kind", [HatKind.STAFF, HatKind.MANAGER])
def test_staff_who_said_me_too_answer_and_never_count(
    kind, session, make, place, issue, as_viewer, sign_in
):
    """Signed in, by their own link: it is taken, and it stays "We think it is done"."""
    staff = [make.person(place, kind) for _ in range(5)]
    for person in staff:
        services.me_too(session, as_viewer(person), issue)
    asking.claim(session, None, issue, "It is done.", on=make.days_ago(30))
    for ask, person in zip(asks(session, issue), staff, strict=True):
        link = f"/better/{ask.id}-{asking.link_mark(session, ask.id)}"
        assert sign_in(person).post(link, data={"says": "better"}).status_code == 303
        session.refresh(ask)
        assert (ask.person_id, ask.says) == (person.id, BetterSays.BETTER)
    session.refresh(issue)
    assert issue.status is Status.CLAIMED


def test_staff_do_not_answer_for_somebody_else(session, claimed, everyone, as_viewer):
    ask = asks(session, claimed)[0]
    with pytest.raises(NotAllowed):
        say(session, ask, "better", viewer=as_viewer(everyone.staff))
