"""The raiser's own page of *Is it really better?*: what it says, and when it is there."""

import pytest

from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.promises.asking import NOT_ASKED_NOW, NOTHING_TO_SAY, RAISER_MAY_SAY

DONE = "Somebody says this is done."


@pytest.mark.parametrize("status", sorted(RAISER_MAY_SAY))
def test_somebody_says_it_is_done_only_when_somebody_did(status, session, sign_in, raiser, issue):
    issue.status = status
    session.flush()
    page = sign_in(raiser).get(f"/issues/{issue.id}/better")
    assert page.status_code == 200
    assert (DONE in page.text) == (status is Status.CLAIMED)


@pytest.mark.parametrize("status", sorted(set(Status) - RAISER_MAY_SAY))
def test_before_and_beside_the_work_there_is_nothing_to_say(
    status, session, sign_in, raiser, issue
):
    issue.status = status
    session.flush()
    client, path = sign_in(raiser), f"/issues/{issue.id}/better"
    for answer in (client.get(path), client.post(path, data={"says": "better"})):
        assert answer.status_code == 409
        assert NOT_ASKED_NOW.get(status, NOTHING_TO_SAY) in answer.text
    session.refresh(issue)
    assert issue.status is status


@pytest.mark.parametrize("kind", [HatKind.STAFF, HatKind.MANAGER])
def test_staff_who_raised_it_are_not_offered_what_they_may_not_say(
    kind, session, make, place, sign_in
):
    person = make.person(place, kind)
    issue = make.issue(place, person, author_hat=kind, status=Status.CLAIMED)
    client = sign_in(person)
    page = client.get(f"/issues/{issue.id}/better").text
    offered = [says for says in BetterSays if f'value="{says}"' in page]
    assert offered == [BetterSays.A_BIT, BetterSays.SAME, BetterSays.WORSE]
    sent = client.post(f"/issues/{issue.id}/better", data={"says": "better"})
    assert sent.status_code == 403
