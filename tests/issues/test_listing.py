"""What is going on: what is there, in which order, page by page, and at what cost."""

import re
from datetime import timedelta

import pytest

from coprod.db import HERE, now, today
from coprod.issues import listing
from coprod.issues.lane_labels import SYMBOL
from coprod.issues.listing import Order, Wanted
from coprod.issues.models import IssuePlace, IssueStatement
from coprod.issues.words import IssueKind, Lane, Status
from coprod.symbols import symbol


@pytest.fixture
def many(make, place):
    """60 issues of one author, some alike in when they moved; every third is published."""
    author = make.person(place)
    return [
        make.issue(
            place,
            author,
            title=f"Thing {n}",
            published=n % 3 == 0,
            status=[*Status][n % 4],
            kind=[*IssueKind][n % 2],
            lane=[*Lane][n % 3],
            moved_at=now() - timedelta(hours=n % 7),
        )
        for n in range(60)
    ]


def every_page(session, area_ids, public, wanted):
    found, after = [], ""
    while True:
        page = listing.page(
            session, area_ids, public, Wanted(**{**_fields(wanted), "after": after})
        )
        assert len(page.lines) <= listing.PER_PAGE
        found += page.lines
        if not page.next:
            return [line.id for line in found]
        after = page.next


def _fields(wanted):
    return {name: getattr(wanted, name) for name in Wanted.__slots__}


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("order", [*Order])
@pytest.mark.parametrize(
    "narrow",
    [{}, {"kind": IssueKind.IDEA}, {"status": Status.TRIAGE}, {"lane": Lane.RIGHTS}, "place"],
)
def test_every_page_together_is_the_whole_list_in_order(
    narrow, order, public, session, many, issue, place, make
):
    make.issue(make.place(session.get(type(make.area()), place.area_id)), title="Same area")
    wanted = Wanted(order=order, **({"place": place.id} if narrow == "place" else narrow))
    expected = [
        one
        for one in [issue, *many]
        if (one.published or not public)
        and (wanted.kind in {None, one.kind})
        and (wanted.status in {None, one.status})
        and (wanted.lane in {None, one.lane})
        and (order is not Order.WAITING or one.status in {Status.TRIAGE, Status.DISCUSSION})
    ]
    key = {
        Order.NEWEST: lambda one: -one.id,
        Order.WAITING: lambda one: one.id,
        Order.CHANGED: lambda one: (-one.moved_at.timestamp(), -one.id),
    }[order]
    found = every_page(session, [place.area_id], public, wanted)
    if narrow != "place":
        found = [one for one in found if one in {issue.id for issue in expected}]
    assert found == [one.id for one in sorted(expected, key=key)]


def changed(visitor, after=""):
    """What a page of "changed lately" lists, and where it says that the next one starts."""
    page = visitor.get("/issues?order=changed" + (f"&after={after}" if after else "")).text
    titles = re.findall(r"Thing (\d+)\b", page)
    further = re.search(r"[?&;]after=([^\"&]+)", page)
    return [*dict.fromkeys(map(int, titles))], further and further[1]


@pytest.fixture
def lately(make, place):
    """60 that are open, the first changed last, 8 on each day."""
    noon = now().replace(hour=12)
    return [
        make.issue(
            place,
            title=f"Thing {n}",
            published=True,
            moved_at=noon - timedelta(days=2 + n // 8, minutes=n),
        )
        for n in range(60)
    ]


@pytest.mark.parametrize(("name", "when"), [("moved_at", now), ("taken_back_on", today)])
def test_nothing_is_skipped_when_the_last_line_changes_meanwhile(
    visitor, session, lately, name, when
):
    first, after = changed(visitor)
    setattr(lately[first[-1]], name, when())
    session.flush()
    seen = set(first)
    while after:
        found, after = changed(visitor, after)
        seen |= set(found)
    assert seen == set(range(60))


def test_an_address_tells_nobody_when_something_unseen_changed(
    visitor, session, make, place, lately
):
    """Whatever number stands beside the day, a day begins where it begins."""
    hidden = make.issue(place, moved_at=lately[20].moved_at + timedelta(seconds=30))
    gone = make.issue(place, moved_at=lately[20].moved_at, taken_back_on=today(), published=True)
    elsewhere = make.issue(make.place(), moved_at=lately[20].moved_at, published=True)
    day = lately[20].moved_at.astimezone(HERE).date()
    told = {tuple(changed(visitor, f"{day}.{one.id}")[0]) for one in (hidden, gone, elsewhere)}
    assert told == {tuple(range(16, 41))}
    assert changed(visitor, hidden.id)[0] == changed(visitor)[0]


def test_a_statement_narrows_the_list(session, many, make, place):
    statement = make.statement(session.get(type(make.area()), place.area_id))
    for issue in many[10:50]:
        session.add(IssueStatement(issue_id=issue.id, statement_id=statement.id, version=1))
    session.flush()
    wanted = Wanted(statement=statement.id)
    expected = sorted((one.id for one in many[10:50]), reverse=True)
    assert every_page(session, [place.area_id], False, wanted) == expected


def test_visitors_see_only_what_is_open(visitor, sign_in, everyone, many, issue):
    issue.published = False
    text = visitor.get("/issues").text
    assert "Thing 57" in text and "Thing 58" not in text
    assert "A late bus" not in text and "Somewhere else" not in text
    assert "Thing 58" in sign_in(everyone.staff).get("/issues").text


def test_what_was_taken_back_is_gone(visitor, session, issue):
    issue.taken_back_on = today()
    assert "A late bus" not in visitor.get("/issues").text
    assert visitor.get(f"/issues/{issue.id}").status_code == 404


@pytest.mark.parametrize("rows", [5, 25, 100])
def test_the_cost_does_not_grow(rows, visitor, sign_in, session, everyone, make, place):
    for n in range(rows):
        make.issue(place, make.person(place), title=f"Thing {n}", published=True)
    client = sign_in(everyone.family)
    orders = ("", "?order=waiting", "?order=changed")
    for query in (*orders, f"?place={place.id}", "?kind=idea", "?lane=rights"):
        visitor.get(f"/issues{query}")
        assert visitor.statements <= 2, visitor.asked
        client.get(f"/issues{query}")
        assert client.statements <= 5, client.asked


@pytest.mark.parametrize(
    "query",
    [
        "place=100000000000000000000",
        "place=-1",
        "place=²",
        "statement=x",
        "kind=nothing",
        "status=%00",
        "lane=fast",
        "order=best",
        "after=99999999999999999999",
        "after=%F0%9F%98%80",
        "words=%00",
        "words=%25",
        "words=" + "a" * 5001,
        "words=%ED%A0%80",
        "order=changed&after=1.2.3",
        "order=changed&after=2026-02-30.1",
        "order=changed&after=9999-12-31.1",
        "order=changed&after=0001-01-01.1",
    ],
)
def test_an_invented_address_is_a_page_all_the_same(query, visitor, issue):
    assert visitor.get(f"/issues?{query}").status_code == 200


def test_the_place_that_was_chosen_is_named(visitor, session, make, place, issue):
    other = make.place(session.get(type(make.area()), place.area_id), name="Rose House")
    elsewhere = make.place(name="Not yours")
    issue.published = True
    session.add(IssuePlace(issue_id=issue.id, place_id=other.id))
    for words in ("", "&words=bus"):
        assert "Place: Rose House." in visitor.get(f"/issues?place={other.id}{words}").text
    assert "Place:" not in visitor.get(f"/issues?place={elsewhere.id}").text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "Older"),
        ("order=changed", "Older"),
        ("order=waiting", "See more"),
        ("words=bus", "See more"),
    ],
)
def test_the_way_to_the_next_page_says_what_is_there(visitor, make, place, query, says):
    for n in range(30):
        make.issue(place, title=f"A late bus {n}", published=True)
    assert f">{says}</a>" in visitor.get(f"/issues?{query}").text


def test_words_find_what_is_open(visitor, make, place, issue):
    make.issue(place, title="The kettle is broken", words="The kettle leaks.", published=True)
    make.issue(place, title="A secret kettle", words="Nobody knows the kettle.")
    text = visitor.get("/issues?words=kettle").text
    assert "The kettle is broken" in text
    assert "secret" not in text and "A late bus" not in text


def test_silence_is_said_with_its_days(visitor, make, place):
    make.issue(place, title="Quiet", raised_on=make.days_ago(34), published=True)
    text = visitor.get("/issues").text
    assert "No answer yet, 34 days." in text and "answers next" in text


def test_the_list_tells_whose_turn_it_is(visitor, sign_in, session, make, place, everyone):
    from coprod.issues.models import Doer
    from coprod.issues.words import Job

    make.issue(place, title="No leader", status=Status.ACCEPTED, published=True)
    led = make.issue(place, title="Led", status=Status.ACCEPTED, published=True)
    session.add(Doer(issue_id=led.id, job=Job.LEADS, person_id=everyone.family.id))
    session.flush()
    text = visitor.get("/issues").text
    assert "Nobody's job yet" in text.replace("&#39;", "'") and "Somebody leads" in text
    assert "Our family" not in text
    assert "Our family leads" in sign_in(everyone.staff).get("/issues").text


LANES = ("Your rights", "Few people, big difference", "Just fix it")


def test_a_card_says_which_lane_it_is_in_unless_it_is_the_usual_one(visitor, make, place):
    for lane in Lane:
        make.issue(place, title=f"In {lane}", lane=lane, published=True)
    make.issue(place, title="Kind", lane=Lane.RIGHTS, kind=IssueKind.THANKS, published=True)
    html = visitor.get("/issues").text
    cards = {card.split("</a>")[0].split(">")[-1]: card for card in html.split("<li class=")[1:]}
    for lane, said in zip((Lane.RIGHTS, Lane.FEW, Lane.FIX), LANES, strict=True):
        assert said in cards[f"In {lane}"]
        assert sum(name in cards[f"In {lane}"] for name in LANES) == 1
        assert str(symbol(SYMBOL[lane]).file) in cards[f"In {lane}"]
    for usual in ("In talk", "Kind"):
        assert not any(name in cards[usual] for name in (*LANES, "Talk and choose"))


def test_one_lane_is_chosen_with_the_words_of_the_cards(visitor, make, place):
    make.issue(place, title="A lock", lane=Lane.RIGHTS, published=True)
    make.issue(place, title="A secret lock", lane=Lane.RIGHTS)
    make.issue(place, title="A bus lock", published=True)
    offered = visitor.get("/issues/choose?lane=rights").text
    assert '<option value="rights" selected>Your rights</option>' in offered
    assert all(name in offered for name in ("Talk and choose", *LANES))
    for words in ("", "&words=lock"):
        told = visitor.get(f"/issues?lane=rights&order=changed{words}").text
        assert "How it is settled: Your rights." in told and "A lock" in told
        assert "A bus lock" not in told and "secret" not in told
        assert "lane=rights" in told.split("Waiting longest")[0]
    assert "A bus lock" in visitor.get("/issues?lane=fast").text


def test_choosing_offers_places_and_statements_of_this_area(visitor, make, place):
    make.statement(make.session.get(type(make.area()), place.area_id))
    elsewhere = make.place(name="Far away")
    text = visitor.get("/issues/choose").text
    assert place.name in text and elsewhere.name not in text
    assert "Mine 1." in text or "Mine" in text
