"""Who is paid by a place by now does not set "Better" about it, whatever they were before (R9)."""

from contextlib import nullcontext

import pytest
from sqlalchemy import update

from coprod.errors import NotAllowed
from coprod.issues import held
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.models import Ask
from tests.promises.saying import asks, say


@pytest.fixture
def hire(session):
    def give(person_id, kind):
        session.execute(update(Hat).where(Hat.person_id == person_id).values(kind=kind))
        session.flush()

    return give


@pytest.fixture(params=["named", "unnamed"])
def theirs(request, session, issue, raiser):
    """The ask of whoever raised it, with their name shown or held back."""
    if request.param == "unnamed":
        issue.author_id, issue.author_hat, issue.name_held = None, None, True
        held.hold(session, raiser.id, issue.id)
    asking.claim(session, None, issue, "It is done.")
    return asks(session, issue, raised_it=True)[0]


@pytest.mark.parametrize("hat", [HatKind.STAFF, HatKind.MANAGER])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_raiser_who_works_there_by_now_does_not_set_better(
    signed_in, hat, session, issue, raiser, theirs, hire, as_viewer
):
    hire(raiser.id, hat)
    viewer = as_viewer(raiser) if signed_in else NOBODY
    named = theirs.person_id is not None
    with pytest.raises(NotAllowed) if named else nullcontext():  # without a name it is not counted
        say(session, theirs, BetterSays.BETTER, viewer, counting=True)
    assert issue.status is Status.CLAIMED
    say(session, theirs, BetterSays.A_BIT, viewer, counting=True)
    assert issue.status is Status.CLAIMED
    say(session, theirs, BetterSays.WORSE, viewer, counting=True)
    assert issue.status is Status.ACCEPTED  # whoever raised it can always say no


def test_the_link_offers_them_what_they_may_say(visitor, session, issue, raiser, hire):
    asking.claim(session, None, issue, "It is done.")
    ask = asks(session, issue, raised_it=True)[0]
    link = f"/better/{ask.id}-{asking.link_mark(session, ask.id)}"
    assert 'value="better"' in visitor.get(link).text
    hire(raiser.id, HatKind.STAFF)
    offered = visitor.get(link).text
    assert 'value="better"' not in offered and 'value="a_bit"' in offered
    assert visitor.post(link, data={"says": "better"}).status_code == 403
    session.refresh(issue)
    assert issue.status is Status.CLAIMED


def test_who_said_me_too_and_works_there_by_now_is_heard_as_staff(session, claimed, hire, make):
    people = [one for one in asks(session, claimed) if one.hat is HatKind.USES_SERVICES]
    say(session, people[0], BetterSays.WORSE, on=make.days_ago(3))
    hire(people[0].person_id, HatKind.MANAGER)
    for ask in people:
        say(session, ask, BetterSays.BETTER)
    assert claimed.status is Status.CLAIMED  # two count, and three are needed
    theirs = session.query(Ask).filter_by(issue_id=claimed.id, person_id=people[0].person_id)
    assert theirs.count() > 2 and {one.hat for one in theirs} == {HatKind.MANAGER}  # one voice
