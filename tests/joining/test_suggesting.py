"""Saying that two are the same: who may, what can be joined, and what the advocate does with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from coprod.errors import Conflict
from coprod.issues import queries as issues
from coprod.issues.words import Lane, Status
from coprod.joining import fitting, queries, services
from coprod.joining.models import Joining, JoinState
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.sign_in import queries as coming
from coprod.sign_in import services as coming_in
from coprod.web import open_session
from tests.joining.steps import log
from tests.journeys.pages import press


def test_what_somebody_suggests_waits_for_the_advocate(
    session, everyone, suggest, as_viewer, sign_in
):
    joining = suggest(everyone.staff)
    assert joining.state is JoinState.SUGGESTED
    advocate = sign_in(everyone.advocate)
    assert "Are these the same?" in advocate.get("/").text
    assert "Are these the same?" not in sign_in(everyone.staff).get("/").text
    page = f"/joins/{joining.id}"
    for _ in range(5):
        assert press(advocate, page, f"{page}/ask").status_code == 303
    session.expire_all()
    assert joining.state is JoinState.ASKED
    assert log(session, joining) == ["suggested", "asked"]


def test_the_advocate_leaves_a_suggestion_apart_with_a_reason(
    session, everyone, suggest, sign_in, issue
):
    joining = suggest(everyone.staff)
    advocate, here = sign_in(everyone.advocate), f"/joins/{joining.id}/apart"
    assert press(advocate, here, why="").status_code == 422
    for _ in range(2):
        assert advocate.post(here, data={"why": "Two pots."}).status_code == 303
    session.expire_all()
    assert joining.state is JoinState.APART
    assert log(session, joining) == ["suggested", "apart"]
    assert "Two pots." in advocate.get(f"/issues/{issue.id}").text
    assert advocate.get(here).status_code == 409


def test_there_is_a_limit_for_a_day(everyone, sign_in, issue, into, monkeypatch):
    monkeypatch.setattr(services, "_MOST_A_DAY", 0)
    answer = press(sign_in(everyone.staff), f"/issues/{issue.id}/same-as", into=str(into.id))
    assert answer.status_code == 429


@pytest.mark.parametrize(
    ("which", "field", "value", "says"),
    [
        ("into", "lane", Lane.RIGHTS, fitting.A_RIGHT),
        ("issue", "lane", Lane.RIGHTS, fitting.A_RIGHT),
        ("issue", "lane", Lane.FEW, fitting.OTHER_LANE),
        ("into", "status", Status.RESOLVED, fitting.IS_OVER),
        ("issue", "status", Status.MERGED, fitting.IS_OVER),
        ("into", "status", Status.THANKED, fitting.IS_OVER),
        ("into", "taken_back_on", date(2026, 1, 2), fitting.TAKEN_BACK),
    ],
)
def test_what_cannot_be_joined(which, field, value, says, everyone, suggest, issue, into, session):
    setattr({"issue": issue, "into": into}[which], field, value)
    session.flush()
    with pytest.raises(Conflict) as refused:
        suggest(everyone.advocate)
    assert str(refused.value) == says


def test_two_rights_can_be_joined(everyone, suggest, issue, into):
    issue.lane = into.lane = Lane.RIGHTS
    assert suggest(everyone.advocate).state is JoinState.ASKED


def test_not_with_itself_nor_across_areas(everyone, suggest, issue, make, session):
    with pytest.raises(Conflict, match="same one"):
        suggest(everyone.advocate, (issue, issue))
    with pytest.raises(Conflict, match="different areas"):
        suggest(everyone.advocate, (issue, make.issue(make.place(), published=True)))


def test_never_three_in_a_row(everyone, suggest, joined, issue, into, make, place):
    third = make.issue(place, title="Tea three")
    with pytest.raises(Conflict, match="over, or joined"):
        suggest(everyone.advocate, (third, issue))
    with pytest.raises(Conflict, match="joined to this already"):
        suggest(everyone.advocate, (into, third))
    assert suggest(everyone.advocate, (third, into))  # several may join the same


def test_once_at_a_time_and_not_both_ways(everyone, suggest, issue, into):
    suggest(everyone.staff)
    for pair in ((issue, into), (into, issue)):
        with pytest.raises(Conflict, match="said so already"):
            suggest(everyone.advocate, pair)


def test_the_list_of_what_it_may_be(session, sign_in, everyone, issue, into, make, place):
    client, here = sign_in(everyone.staff), f"/issues/{issue.id}/same-as"
    assert "Say that this is the same as another" in client.get(f"/issues/{issue.id}").text
    page = client.get(here).text
    assert "Cold tea" in page and "Cold tea elsewhere" not in page
    assert "We found nothing like it." in client.get(f"{here}?words=zebra").text
    for odd in ("%", "\x00", "a" * 300, "🚌"):
        assert client.get(here, query_string={"words": odd}).status_code == 200
    assert press(client, here).status_code == 422
    for odd in (10**20, "x", 0, into.id + 99):
        answer = press(client, here, into=str(odd))
        assert answer.status_code == 409, odd
    sent = {"once": "one", "into": str(into.id), "why": "Same pot"}
    places = {client.post(here, data=sent).location for _ in range(5)}
    assert len(places) == 1
    assert len(session.scalars(select(Joining)).all()) == 1


def test_what_fits_is_offered_however_much_beside_it_does_not(
    session, everyone, as_viewer, issue, make, place
):
    """100 newer ones are more like it: of another lane, over, or of another area of theirs."""
    fits = make.issue(place, title="Cold tea", words="We want it hot.")
    there = make.place()
    make.hat(everyone.staff, there, HatKind.STAFF)
    odd = ((place, {"lane": Lane.RIGHTS}), (place, {"status": Status.RESOLVED}), (there, {}))
    for n in range(100):
        where, fields = odd[n % 3]
        make.issue(where, title=issue.title, words=issue.words, **fields)
    viewer = as_viewer(everyone.staff)
    for words in ("", "tea"):
        offered = queries.offered(session, viewer, issue, words)
        assert [one.id for one in offered] == [fits.id], words


def test_two_ways_round_at_once_are_one(app, session, everyone, issue, into):
    token = coming_in.start(session, everyone.advocate.id)
    session.commit()

    def ask(pair) -> str:
        with app.app_context(), open_session() as own:
            viewer = coming.by_token(own, token).viewer
            both = tuple(issues.one(own, viewer, one) for one in pair)
            part = queries.part_of(own, viewer, *both)
            try:
                services.suggest(own, viewer, both, part, "")
                own.commit()
            except Conflict:
                return "late"
            return "asked"

    pairs = [(issue.id, into.id), (into.id, issue.id)]
    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(ask, pairs)) == ["asked", "late"]
    session.expire_all()
    assert session.get(Person, everyone.advocate.id)
    assert len(session.scalars(select(Joining)).all()) == 1
