"""What becomes of a promise: kept, changed or not, by its maker, never silently."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError

from coprod.db import today
from coprod.drafts.models import Draft
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.issues.models import Support
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.promises import asking, keeping, queries
from coprod.promises.keeping import Changed
from coprod.promises.models import Ask, Happened, Promise, PromiseStep
from tests.promises.saying import asks, say


def soon():
    return today() + timedelta(days=9)


def happened(session, promise):
    found = select(PromiseStep.happened).where(PromiseStep.promise_id == promise.id)
    return list(session.scalars(found.order_by(PromiseStep.id)))


def test_kept_and_done_asks_everyone_affected(session, everyone, issue, promise, as_viewer):
    for who in ("family", "staff"):
        person = getattr(everyone, who)
        session.add(Support(issue_id=issue.id, person_id=person.id, hat=HatKind(who)))
    session.flush()
    keeping.keep(session, as_viewer(everyone.manager), promise, "It runs.", all_done=True)
    assert issue.status is Status.CLAIMED and promise.kept_on == today()
    assert happened(session, promise) == [Happened.MADE, Happened.KEPT]
    asks = session.scalars(select(Ask).order_by(Ask.id)).all()
    assert [(ask.person_id, ask.raised_it, ask.time) for ask in asks] == [
        (who, raised, time)
        for who, raised in (
            (issue.author_id, True),
            (everyone.family.id, False),
            (everyone.staff.id, False),
        )
        for time in (1, 2)
    ]
    assert {(ask.due_on - today()).days for ask in asks} == {28, 182}


def test_kept_with_more_to_do_asks_nobody(session, everyone, issue, promise, as_viewer):
    keeping.keep(session, as_viewer(everyone.manager), promise, "", all_done=False)
    assert issue.status is Status.ACCEPTED and session.scalar(select(Ask)) is None


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.THANKED, Status.MERGED])
def test_a_promise_is_kept_also_when_the_issue_is_over(
    status, session, sign_in, everyone, issue, promise
):
    issue.status = status
    client, page = sign_in(everyone.manager), f"/promises/{promise.id}/kept"
    assert "We ask the people" not in client.get(page).text
    assert client.post(page, data={"all_done": "yes", "words": "It runs."}).status_code == 303
    session.refresh(promise)
    session.refresh(issue)
    assert (promise.kept_on, issue.status) == (today(), status)
    assert session.scalar(select(Ask)) is None


def test_done_said_again_asks_nobody_anew_and_loses_no_answer(
    session, sign_in, everyone, claimed, answer
):
    """Else whoever does not like the answers could begin the 4 weeks again, time after time."""
    asked = asks(session, claimed)[0]
    say(session, asked, "worse", words="Still late.")
    answer(everyone.staff, claimed, what="A second bus", by_when=soon())
    promise = session.scalars(select(Promise)).one()
    client, page = sign_in(everyone.staff), f"/promises/{promise.id}/kept"
    assert "We ask the people" not in client.get(page).text
    assert client.post(page, data={"all_done": "yes", "words": "It runs."}).status_code == 303
    session.expire_all()
    assert promise.kept_on == today() and claimed.status is Status.CLAIMED
    assert session.scalar(select(func.count(Ask.claimed_at.distinct()))) == 1
    assert (asked.says, asked.words) == ("worse", "Still late.")
    with pytest.raises(Conflict, match="said before you"):
        asking.claim(session, None, claimed, "Done again.")


def test_a_promise_is_kept_by_somebody_who_moved_away(
    session, everyone, issue, promise, as_viewer, make
):
    session.execute(delete(Hat).where(Hat.person_id == everyone.manager.id))
    make.hat(everyone.manager, make.place(), HatKind.MANAGER)
    keeping.keep(session, as_viewer(everyone.manager), promise, "It runs.", all_done=True)
    assert (promise.kept_on, issue.status) == (today(), Status.ACCEPTED)


@pytest.mark.parametrize("who", ["staff", "uses_services", "advocate", "commissioner"])
def test_only_its_maker_says_what_became_of_it(who, session, everyone, promise, as_viewer):
    viewer = as_viewer(getattr(everyone, who))
    with pytest.raises(NotAllowed, match="Only the person who promised it"):
        keeping.keep(session, viewer, promise, "", all_done=True)
    with pytest.raises(NotAllowed):
        keeping.not_kept(session, viewer, promise, "No.")
    changed = Changed(what="X", by_when=soon(), why="Y", edits=0)
    with pytest.raises(NotAllowed):
        keeping.change(session, viewer, promise, changed)


def test_not_kept_is_said_and_it_stays_open(session, everyone, promise, as_viewer):
    keeping.not_kept(session, as_viewer(everyone.manager), promise, "The bus broke.")
    assert promise.kept_on is None
    assert happened(session, promise) == [Happened.MADE, Happened.NOT_KEPT]


def test_a_change_keeps_the_old_words(session, everyone, promise, as_viewer):
    old = promise.by_when
    changed = Changed(what="Half a bus", by_when=soon(), why="No money.", edits=0)
    keeping.change(session, as_viewer(everyone.manager), promise, changed)
    session.flush()
    assert (promise.what, promise.by_when, promise.edits) == ("Half a bus", soon(), 1)
    steps = session.scalars(select(PromiseStep).order_by(PromiseStep.id)).all()
    assert [(step.what, step.by_when) for step in steps] == [
        ("Fix the bus", old),
        ("Half a bus", soon()),
    ]


@pytest.mark.parametrize("days", [None, -1, 2_000_000])
def test_a_change_needs_a_day_to_come_soon(days, session, everyone, promise, as_viewer):
    day = None if days is None else today() + timedelta(days=days)
    changed = Changed(what="X", by_when=day, why="Y", edits=0)
    with pytest.raises(Invalid):
        keeping.change(session, as_viewer(everyone.manager), promise, changed)


def test_a_kept_promise_is_kept_once(session, everyone, promise, as_viewer):
    viewer = as_viewer(everyone.manager)
    keeping.keep(session, viewer, promise, "", all_done=False)
    with pytest.raises(Conflict):
        keeping.keep(session, viewer, promise, "", all_done=False)


@pytest.mark.parametrize(
    "attack", [update(PromiseStep).values(words="Never said."), delete(PromiseStep)]
)
def test_the_history_of_a_promise_cannot_be_changed(attack, session, promise):
    session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(attack)
    session.rollback()
    assert session.scalar(select(func.count(PromiseStep.id))) == 1


def test_a_second_writer_sees_both_texts_and_loses_nothing(sign_in, everyone, promise, session):
    client = sign_in(everyone.manager)
    first = {"what": "First words", "by_when": soon().isoformat(), "why": "So.", "edits": "0"}
    url = f"/promises/{promise.id}/change"
    assert client.post(url, data=first).status_code == 303
    answer = client.post(url, data=first | {"what": "Second words"})
    assert answer.status_code == 409
    assert "First words" in answer.text and "Second words" in answer.text
    again = first | {"what": "Second words", "edits": "1"}
    assert 'name="edits" value="1"' in answer.text
    assert client.post(url, data=again).status_code == 303
    session.refresh(promise)
    assert promise.what == "Second words"


def test_five_presses_keep_it_once(sign_in, everyone, promise, session):
    client = sign_in(everyone.manager)
    for _press in range(5):
        sent = {"all_done": "yes", "words": "It runs.", "once": "same"}
        answer = client.post(f"/promises/{promise.id}/kept", data=sent)
        assert answer.status_code in {303, 409}
    session.rollback()
    assert session.scalar(select(func.count(PromiseStep.id))) == 2


@pytest.mark.parametrize("page", ["kept", "not-kept", "change"])
def test_pages_say_what_is_missing(page, sign_in, everyone, promise):
    url = f"/promises/{promise.id}/{page}"
    client = sign_in(everyone.manager)
    assert client.get(url).status_code == 200
    assert client.post(url, data={"what": ""}).status_code == 422
    assert sign_in(everyone.family).get(url).status_code == 403
    assert sign_in(everyone.stranger).get(f"/promises/{10**14}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("page", "field", "others"),
    [
        ("kept", "words", {"all_done": "no"}),
        ("not-kept", "why", {}),
        ("change", "why", {"what": "X", "by_when": soon().isoformat(), "edits": "0"}),
    ],
)
def test_words_are_kept_as_they_are_typed(page, field, others, sign_in, everyone, promise, session):
    client, url = sign_in(everyone.manager), f"/promises/{promise.id}/{page}"
    assert f'{{"form": "{url}"}}' in client.get(url).text
    client.post("/drafts/save", data={"form": url, field: "Half a sent"} | others)
    assert "Half a sent" in client.get(url).text
    assert client.post(url, data={field: "A whole sentence."} | others).status_code == 303
    assert session.scalar(select(Draft)) is None


def test_a_change_that_was_half_typed_still_notices_a_second_writer(sign_in, everyone, promise):
    client, url = sign_in(everyone.manager), f"/promises/{promise.id}/change"
    typed = {"what": "Mine", "by_when": soon().isoformat(), "why": "So.", "edits": "0"}
    client.post("/drafts/save", data={"form": url} | typed)
    client.post(f"/promises/{promise.id}/not-kept", data={"why": "The bus broke."})
    assert 'name="edits" value="0"' in client.get(url).text
    assert client.post(url, data=typed).status_code == 409


def test_a_promise_kept_meanwhile_is_not_changed_however_often_it_is_pressed(
    sign_in, everyone, promise
):
    client, url = sign_in(everyone.manager), f"/promises/{promise.id}"
    client.post(f"{url}/kept", data={"all_done": "no"})
    late = client.post(f"{url}/change", data={"what": "Mine", "by_when": soon(), "why": "So."})
    assert late.status_code == 409
    assert "Press the button again" not in late.text and "Mine" in late.text


def test_late_ones_come_oldest_first_with_their_days(session, everyone, issue, answer, make):
    hidden = make.issue(session.get(type(make.place()), issue.place_id), title="Only for us")
    for about, days in ((issue, 8), (issue, 30), (hidden, 3), (issue, -4)):
        on = make.days_ago(days)
        answer(everyone.manager, about, what=f"{days}", by_when=on, on=make.days_ago(40))
    found = queries.late(session, [issue.area_id], today())
    assert [(one.what, one.days_late, one.title) for one in found] == [
        ("30", 30, "A late bus"),
        ("8", 8, "A late bus"),
        ("3", 3, "Only for us"),
    ]
    assert found[0].who == "Our manager" and found[0].label == "Late by 30 days"
    seen = queries.late(session, [issue.area_id], today(), everyone=True)
    assert [one.what for one in seen] == ["30", "8"]
    assert queries.late(session, [make.area().id], today()) == []
    assert session.scalar(select(func.count(Promise.id))) == 4
