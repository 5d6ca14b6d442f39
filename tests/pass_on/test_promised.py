"""What a body outside promised: beside all other promises, and its advocate says what became."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from coprod.db import HERE, today
from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from coprod.issues import queries as issues
from coprod.issues.words import Status
from coprod.pass_on import services
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import NOBODY
from coprod.promises import due, keeping, listing, queries
from coprod.promises.keeping import Changed
from coprod.promises.listing import Show
from coprod.promises.models import Ask, Happened, Promise, PromiseStep
from tests.journeys.pages import words
from tests.pass_on.test_link import send, whole

THEIRS = "The bus company, Ticket team (outside)"


def by() -> date:
    return date.fromisoformat(whole()["promise_by"])


@pytest.fixture
def promised(visitor, link, session):
    """What the bus company promised, by the link and with no account."""
    assert send(visitor, link).status_code == 303
    session.expire_all()
    return session.scalars(select(Promise)).one()


@pytest.fixture
def says(session, as_viewer, promised):
    """Says in somebody's name that it was kept."""

    def kept(person, what="They sell one.", *, all_done=True):
        keeping.keep(session, as_viewer(person), promised, what, all_done=all_done)

    return kept


def test_it_stands_with_all_promises_oldest_first(
    visitor, sign_in, session, promised, answer_here, issue, everyone, as_viewer
):
    for what, days in (("Ours before", -1), ("Ours after", 1)):
        answer_here(what, by() + timedelta(days=days))
    for client in (visitor, sign_in(everyone.family)):
        text = words(client.get("/promises").text)
        assert f"{THEIRS} promised this." in text
        places = [text.index(what) for what in ("Ours before", "A cheap ticket", "Ours after")]
        assert places == sorted(places) and client.statements <= 3, client.asked
    raiser = as_viewer(session.get(Person, issue.author_id))
    assert THEIRS in {one.who for one in queries.asked_of(session, raiser)}
    here = visitor.get(f"/issues/{issue.id}").text
    assert "A cheap ticket" in here and "See what The bus company promised" in here


@pytest.fixture
def answer_here(session, everyone, issue):
    """Promises of the manager's, about the same."""

    def make_one(what, by_when):
        made = Promise(area_id=issue.area_id, issue_id=issue.id, who_id=everyone.manager.id)
        made.what, made.by_when, made.made_on = what, by_when, today()
        session.add(made)
        session.flush()

    return make_one


def test_its_list_goes_on_where_the_page_ended(session, promised, answer_here, issue):
    """Filtered before it is cut: what not everybody may see takes no place of what they may."""
    issue.published = False
    for n in range(30):
        answer_here(f"Ours {n}", by())
    for everyone_reads in (True, False):
        found, after, pages = [], None, 0
        while pages == 0 or after:
            rows, after = listing.page(session, [issue.area_id], everyone_reads, Show.OPEN, after)
            found += [one.what for one in rows]
            pages += 1
        ours = [f"Ours {n}" for n in range(30)]
        assert found == (ours if everyone_reads else ["A cheap ticket", *ours]) and pages == 2


def test_it_is_seen_with_what_it_is_about(visitor, sign_in, session, promised, issue, everyone):
    """Of a thing that is for the area only, nobody else knows to whom it was passed on."""
    url = f"/promises/{promised.id}"
    assert THEIRS in visitor.get(url).text
    issue.published = False
    session.flush()
    for client in (visitor, sign_in(everyone.stranger)):
        assert client.get(url).status_code == 404
        assert "cheap ticket" not in client.get("/promises").text
    assert THEIRS in sign_in(everyone.family).get(url).text
    with pytest.raises(NotFound):
        queries.shown(session, NOBODY, promised.id)


def test_it_goes_and_comes_with_its_answer(
    visitor, sign_in, session, promised, passed, issue, everyone, as_viewer
):
    standing, advocate = issues.standing(session, issue.id), as_viewer(everyone.advocate)
    client, page = sign_in(everyone.advocate), f"/issues/{issue.id}"
    for off in (True, False):
        services.show_answer(session, advocate, passed, standing, off=off, why="A name is in it.")
        session.flush()
        assert client.get(f"/promises/{promised.id}").status_code == (404 if off else 200)
        assert ("cheap ticket" in client.get("/promises").text) is not off
        assert ("A cheap ticket" in client.get(page).text) is not off
        if off:
            assert client.get(f"/promises/{promised.id}/kept").status_code == 404


def test_it_is_late_by_its_day_and_on_the_first_page(session, sign_in, promised, everyone):
    gone = today() - timedelta(days=3)
    session.execute(update(Promise).values(by_when=gone, first_by=gone))
    night = datetime.combine(today(), time(0, 10), HERE)
    assert due.write_late(session, night) == "Promises that became late: 1."
    session.expire_all()
    for who in (everyone.advocate, everyone.family):
        page = words(sign_in(who).get("/").text)
        said = "The bus company, Ticket team (outside) promised this. It is 3 days late."
        assert page.count(said) == 1
        asked = "What became of it: A cheap ticket" in page
        assert asked is (who is everyone.advocate)
    text = words(sign_in(everyone.family).get("/promises?show=late").text)
    assert "Late by 3 days" in text and "Late Since" in text
    sent = {
        "what": "A cheap ticket",
        "by_when": by().isoformat(),
        "why": "They say so.",
        "edits": "0",
    }
    advocate = sign_in(everyone.advocate)
    assert advocate.post(f"/promises/{promised.id}/change", data=sent).status_code == 303
    page = words(advocate.get("/").text)  # they spoke of it: it is late, and not their turn now
    assert "What became of it" not in page and said + " It was for" in page


@pytest.mark.parametrize("who", ["manager", "staff", "family", "uses_services", "commissioner"])
def test_nobody_but_the_advocate_says_what_became_of_it(who, session, everyone, promised, says):
    """Not the manager either, who passed it on."""
    with pytest.raises(NotAllowed, match="If they are outside, an advocate can"):
        says(getattr(everyone, who))
    assert promised.kept_on is None


def test_no_advocate_does_about_a_place_that_pays_them(make, everyone, place, says):
    make.hat(everyone.advocate, place, HatKind.STAFF)
    with pytest.raises(NotAllowed):
        says(everyone.advocate)


def test_the_advocate_says_it_was_kept_by_name_and_people_are_asked(
    session, sign_in, visitor, everyone, promised, issue
):
    client, url = sign_in(everyone.advocate), f"/promises/{promised.id}"
    assert "It was kept" in client.get(f"/issues/{issue.id}").text
    assert "It was kept" in client.get(url).text
    assert client.post(f"{url}/kept", data={"all_done": "yes", "words": ""}).status_code == 422
    sent = {"all_done": "yes", "words": "They sell one.", "once": "same"}
    for _press in range(5):
        assert client.post(f"{url}/kept", data=sent).status_code in {303, 409}
    session.expire_all()
    kept = session.scalars(select(PromiseStep).order_by(PromiseStep.id)).all()[1:]
    told = [(step.happened, step.by_id, step.by_hat, step.words) for step in kept]
    assert told == [
        (Happened.KEPT, everyone.advocate.id, HatKind.ADVOCATE, "They sell one."),
    ]
    assert issue.status is Status.CLAIMED
    times = select(Ask.time).where(Ask.raised_it).order_by(Ask.time)
    assert session.scalars(times).all() == [1, 2]
    for page in (url, "/promises?show=kept", f"/issues/{issue.id}"):
        text = words(visitor.get(page).text)
        assert "Our advocate, advocate, says: They sell one." in text
        assert "has left" not in text


def test_it_changes_and_is_not_kept_with_every_word_kept(
    session, sign_in, visitor, everyone, promised
):
    client, url = sign_in(everyone.advocate), f"/promises/{promised.id}"
    later = by() + timedelta(days=20)
    sent = {"what": "A day ticket", "by_when": later.isoformat(), "why": "It costs less."}
    assert client.post(f"{url}/change", data=sent | {"edits": "0"}).status_code == 303
    assert (
        client.post(f"{url}/not-kept", data={"why": "They wait for a machine."}).status_code == 303
    )
    text = words(visitor.get(url).text)
    for said in (
        "It was: A cheap ticket Now it is: A day ticket",
        "Our advocate, advocate, says: It costs less.",
        "Our advocate, advocate, says: They wait for a machine.",
    ):
        assert said in text


def test_a_promise_kept_meanwhile_stays_kept(session, as_viewer, everyone, promised, says):
    says(everyone.advocate)
    changed = Changed(what="X", by_when=by(), why="Y", edits=1)
    with pytest.raises(Conflict):
        keeping.change(session, as_viewer(everyone.advocate), promised, changed)


def test_what_was_done_is_always_said(everyone, says):
    with pytest.raises(Invalid):
        says(everyone.advocate, "")


def test_it_is_still_kept_when_its_issue_was_taken_back(sign_in, everyone, promised, issue):
    issue.taken_back_on = today()
    client, url = sign_in(everyone.advocate), f"/promises/{promised.id}"
    sent = {"all_done": "no", "words": "They sell one."}
    assert client.post(f"{url}/kept", data=sent).location == url
    assert "They sell one." in client.get(url).text
    assert sign_in(everyone.stranger).get(url).status_code == 404
