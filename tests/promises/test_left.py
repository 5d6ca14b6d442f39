"""A promise of somebody who left: who says what became of it, and how that shows."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from coprod import first_page
from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.issues.models import IssuePlace
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat
from coprod.promises import keeping, makers, policy, waiting
from coprod.promises.keeping import Changed
from coprod.promises.models import Happened, Promise, PromiseStep
from coprod.web import open_session
from tests.journeys.pages import words
from tests.rounds.found import at_once


def soon():
    return today() + timedelta(days=9)


SAW = {"edits": "0"}  # of the promise, when the page was opened


@pytest.fixture
def leaves(session):
    def out(person):
        session.execute(delete(Hat).where(Hat.person_id == person.id))
        session.flush()

    return out


@pytest.fixture
def new_manager(make, place):
    return make.person(place, HatKind.MANAGER, name="New manager")


@pytest.fixture
def area(session, place):
    return session.get(Area, place.area_id)


def may(session, viewer, promise):
    return policy.may_say_what_became(viewer, makers.made(session, promise.id))


def test_nobody_else_may_while_they_are_here_whatever_hat_they_wear(
    session, make, everyone, area, promise, as_viewer, new_manager
):
    """In another place of the area they can still say it themselves."""
    hat = session.scalars(select(Hat).where(Hat.person_id == everyone.manager.id)).one()
    hat.place_id, hat.kind = make.place(area).id, HatKind.FAMILY
    session.flush()
    for person in (everyone.advocate, new_manager, everyone.staff):
        assert not may(session, as_viewer(person), promise)
    assert may(session, as_viewer(everyone.manager), promise)


def test_who_may_once_they_left(
    session, make, everyone, area, place, promise, as_viewer, new_manager
):
    other_manager = make.person(make.place(area), HatKind.MANAGER)
    far_advocate = make.person(make.area(), HatKind.ADVOCATE)
    make.hat(everyone.manager, make.place(), HatKind.MANAGER)  # elsewhere is no part of here
    here = Hat.person_id == everyone.manager.id, Hat.area_id == area.id
    session.execute(delete(Hat).where(*here))
    may_not = [other_manager, far_advocate, everyone.staff, everyone.family, everyone.commissioner]
    may_not += [everyone.uses_services, everyone.stranger, everyone.nobody]
    for people, may_say in (([everyone.advocate, new_manager], True), (may_not, False)):
        for person in people:
            assert may(session, as_viewer(person), promise) is may_say, person.name


def test_a_hat_that_nobody_confirmed_is_no_part(
    session, everyone, promise, as_viewer, leaves, make, place
):
    leaves(everyone.manager)
    make.hat(everyone.manager, place, HatKind.MANAGER).confirmed_at = None
    session.flush()
    assert may(session, as_viewer(everyone.advocate), promise)


def test_the_advocate_is_asked_once_it_is_late_and_until_it_is_said(
    session, make, everyone, place, promise, as_viewer, leaves
):
    advocate = as_viewer(everyone.advocate)

    def asked(viewer=advocate):
        found = first_page.ask(session, viewer, place.area_id, [waiting.ASKS])
        return [row.one for row in found["not_here"]]

    promise.by_when = today() - timedelta(days=2)
    session.flush()
    assert asked() == []  # its maker is here
    leaves(everyone.manager)
    assert asked() == ["Fix the bus"]
    far_advocate = make.person(make.area(), HatKind.ADVOCATE)
    for other in (far_advocate, everyone.staff, everyone.family):
        assert asked(as_viewer(other)) == []
    make.hat(everyone.advocate, place, HatKind.STAFF)
    assert asked(as_viewer(everyone.advocate)) == []  # the place pays them
    keeping.not_kept(session, advocate, promise, "Nobody was there.")
    session.flush()
    assert asked() == []


def test_of_several_places_no_other_manager_speaks(
    session, make, everyone, issue, area, promise, as_viewer, leaves, new_manager
):
    session.add(IssuePlace(issue_id=issue.id, place_id=make.place(area).id))
    leaves(everyone.manager)
    assert not may(session, as_viewer(new_manager), promise)
    assert may(session, as_viewer(everyone.advocate), promise)


def test_no_advocate_speaks_about_a_place_that_pays_them(
    session, make, everyone, place, promise, as_viewer, leaves
):
    leaves(everyone.manager)
    make.hat(everyone.advocate, place, HatKind.STAFF)
    assert not may(session, as_viewer(everyone.advocate), promise)


@pytest.mark.parametrize("who", ["advocate", "new_manager"])
def test_what_was_said_shows_who_left_and_who_says_so(
    who, session, sign_in, visitor, everyone, promise, issue, leaves, new_manager
):
    everyone.new_manager = new_manager
    person, url = getattr(everyone, who), f"/promises/{promise.id}"
    leaves(everyone.manager)
    assert "Our manager has left." in visitor.get(url).text
    client = sign_in(person)
    assert "It was kept" in client.get(url).text
    assert client.post(f"{url}/kept", data={"all_done": "no"}).status_code == 422
    sent = {"what": "Half a bus", "by_when": soon().isoformat(), "why": "No money.", "edits": "0"}
    assert client.post(f"{url}/change", data=sent).status_code == 303
    assert client.post(f"{url}/not-kept", data={"why": "It broke."}).status_code == 303
    done = {"all_done": "yes", "words": "It runs."}
    assert client.post(f"{url}/kept", data=done).status_code == 303
    hat = HatKind.ADVOCATE if who == "advocate" else HatKind.MANAGER
    steps = session.scalars(select(PromiseStep).order_by(PromiseStep.id)).all()
    assert [(step.happened, step.by_id, step.by_hat) for step in steps] == [
        (Happened.MADE, everyone.manager.id, None),
        *((one, person.id, hat) for one in (Happened.CHANGED, Happened.NOT_KEPT, Happened.KEPT)),
    ]
    for page in (url, f"/issues/{issue.id}", "/promises?show=kept"):
        text = words(visitor.get(page).text)
        said = f"{person.name}, {hat}, says:"
        for why in ("No money.", "It broke.", "It runs."):
            assert f"{said} {why}" in text
        decided = f"is not here to say it. Who decided {person.name}, {hat}, for Our manager."
        assert text.count(decided) == 2, page


KEPT = {"all_done": "no", "words": "The bus runs."}
NOT_KEPT = {"why": "The bus broke."}


@pytest.mark.parametrize("first", ["who left", "advocate"])
@pytest.mark.parametrize(("page", "sent"), [("kept", KEPT), ("not-kept", NOT_KEPT)])
def test_who_left_and_the_advocate_at_once_read_each_other_and_lose_nothing(
    first, page, sent, session, sign_in, everyone, promise, leaves
):
    """Both opened the page before either of them had sent it."""
    leaves(everyone.manager)
    clients = [sign_in(everyone.manager), sign_in(everyone.advocate)]
    quick, slow = clients if first == "who left" else reversed(clients)
    url = f"/promises/{promise.id}"
    assert 'name="edits" value="0"' in slow.get(f"{url}/{page}").text
    assert quick.post(f"{url}/not-kept", data={"why": "Snow."} | SAW).status_code == 303
    late = slow.post(f"{url}/{page}", data=sent | SAW)
    assert late.status_code == 409
    told = words(late.text)
    assert "Somebody said something about this promise while you wrote." in told
    assert ("Our advocate, advocate, says: Snow." in told) is (first == "advocate")
    assert ("Why: Snow." in told) is (first == "who left")
    mine = sent.get("words") or sent["why"]
    assert f'value="{mine}"' in late.text and 'name="edits" value="1"' in late.text
    assert slow.post(f"{url}/{page}", data=sent | {"edits": "1"}).status_code == 303
    steps = session.scalars(select(PromiseStep.words).order_by(PromiseStep.id)).all()
    assert steps[1:] == ["Snow.", mine]


def test_what_was_kept_meanwhile_is_told_with_the_words_of_both(
    session, sign_in, everyone, promise, leaves
):
    leaves(everyone.manager)
    url = f"/promises/{promise.id}"
    assert sign_in(everyone.advocate).post(f"{url}/kept", data=KEPT | SAW).status_code == 303
    late = sign_in(everyone.manager).post(f"{url}/not-kept", data=NOT_KEPT | SAW)
    assert late.status_code == 409
    assert "kept already. Our advocate, advocate, says: “The bus runs.”" in words(late.text)
    assert "The bus broke." in late.text and "Press the button again" not in late.text


@pytest.mark.parametrize("page", ["kept", "not-kept", "change"])
def test_the_history_is_read_only_to_tell_who_comes_second_and_may_be_empty(
    page, session, sign_in, everyone, promise
):
    old = Promise(
        area_id=promise.area_id,
        issue_id=promise.issue_id,
        what="Mend the lamp",
        who_id=everyone.manager.id,
        by_when=soon(),
        made_on=promise.made_on,
        edits=1,
    )
    session.add(old)
    session.flush()
    client, url = sign_in(everyone.manager), f"/promises/{old.id}/{page}"
    history = "FROM promise_step LEFT OUTER JOIN"
    assert client.get(url).status_code == 200
    assert not any(history in sent for sent in client.asked)
    late = {"what": "Mend it", "by_when": soon().isoformat()} | KEPT | NOT_KEPT | SAW
    stale = client.post(url, data=late)
    assert stale.status_code == 409 and "while you wrote." in stale.text
    assert any(history in sent for sent in client.asked)
    old.kept_on = old.made_on
    session.flush()
    for answer in (client.get(url), client.post(url, data=late)):
        assert answer.status_code == 409 and "This promise was kept already." in answer.text


def test_two_outcomes_at_the_same_moment_are_one_and_the_other_is_told(
    app, session, everyone, promise, leaves, as_viewer
):
    leaves(everyone.manager)
    viewers = [as_viewer(everyone.manager), as_viewer(everyone.advocate)]
    promise_id = promise.id
    session.commit()

    def says(viewer):
        def say():
            with open_session(app=app) as own:
                found = own.get_one(Promise, promise_id)
                try:
                    keeping.not_kept(own, viewer, found, "Snow.", seen=0)
                except Conflict:
                    return "told"
                own.commit()
                return "said"

        return say

    assert sorted(at_once(*map(says, viewers))) == ["said", "told"]
    assert session.scalars(select(PromiseStep.words)).all().count("Snow.") == 1


def test_what_was_done_and_the_rule_hold_for_every_way_in(
    session, everyone, promise, as_viewer, leaves
):
    leaves(everyone.manager)
    with pytest.raises(Invalid):
        keeping.keep(session, as_viewer(everyone.advocate), promise, "", all_done=False)
    changed = Changed(what="X", by_when=soon(), why="Y", edits=0)
    with pytest.raises(NotAllowed, match="If they have left, an advocate or a manager there can"):
        keeping.change(session, as_viewer(everyone.staff), promise, changed)
