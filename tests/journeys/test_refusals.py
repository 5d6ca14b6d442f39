"""What the site refuses to be: each refusal that can be tried by now, tried on its pages.

The rules about code and tables are in tests/test_house.py; these look at what people meet.
"""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select, update

from coprod.db import Base, today
from coprod.issues.models import Issue, Support
from coprod.issues.words import Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person
from coprod.rounds import closing
from coprod.rounds.models import Round, RoundOption, RoundPick
from coprod.rounds.words import RoundState
from coprod.vision.models import SignUp, StatementVersion
from improvement_cycles.measure_models import Measure
from improvement_cycles.models import ImprovementProject
from tests.journeys import test_refusals_of_talk, test_rounds_unseen, test_unnamed
from tests.journeys.crawl import crawl
from tests.journeys.pages import press, words

WAITING = {  # refusals of parts that are not built yet
    "R16": "about me",
    "R17": "about me",
}
TRIED: set[str] = set()
A_FEW = 3


def refuses(*numbers):
    """Say which refusals a test tries."""

    def note(test):
        TRIED.update(numbers)
        return test

    return note


refuses("R8")(test_rounds_unseen.test_no_page_shows_a_count_or_an_order_that_gives_one_away)
refuses("R10", "R11")(test_refusals_of_talk.test_no_manager_or_provider_reads_first_or_moderates)
refuses("R12")(test_refusals_of_talk.test_no_machine_decides_and_none_scores)
refuses("R19")(test_refusals_of_talk.test_no_disclosure_is_changed_or_deleted)
refuses("R13")(test_unnamed.test_everything_is_the_same_whoever_said_it)


def test_every_refusal_is_tried_or_waits():
    assert {f"R{n}" for n in range(1, 23)} == TRIED | WAITING.keys()
    assert not TRIED & WAITING.keys()


@refuses("R1", "R4")
def test_a_list_shows_one_place_or_all_of_them_and_never_counts_one_person(app, enter):
    hannah = enter("hannah")

    def page(address):
        """What an address shows, but for the token, which holds the second it was made in."""
        token = r'(name="csrf-token" content|name="csrf_token" value)="[^"]*"'
        return re.sub(token, "", hannah.get(address).text)

    assert page("/issues?place=1&place=2") == page("/issues?place=1")
    for rule in app.url_map.iter_rules():
        assert not re.search(r"person|staff|people|who", " ".join(rule.arguments)), rule.rule
    for extra in ("who=1", "person=1", "by=1", "group=place", "order=place", "order=who"):
        assert page(f"/promises?{extra}") == page("/promises")


@pytest.fixture
def every_page(enter):
    """What the people who see most can reach, a few of each sort: words, labels and fields."""
    found = {}
    for slug in ("hannah", "colette", "kath"):
        for path, answer in crawl(enter(slug), alike=A_FEW).items():
            if answer.mimetype == "text/html" and answer.status_code == 200:
                found[slug, path] = answer.text
    return found


@refuses("R2", "R3", "R14", "R15")
def test_no_page_asks_for_or_shows_what_is_refused(every_page, session):
    """No ratings, targets, points, or questions about a person's body or papers."""
    fields = r"target|threshold|rating|score|stars|badge|points|birth|nhs|diagnos|eligib|risk"
    shown = (
        r"\btargets?\b|\bRAG\b|\bratings?\b|\bscores?\b|\bbadges?\b|\bleague\b|\bleader ?board"
        r"|\bstreaks?\b|\bkarma\b|\bpoints\b|\bviews\b|\bdate of birth\b|\bNHS number\b"
        r"|\beligib\w+|\brisk scores?\b|\bcare plans?\b|\bperformance\b"
    )
    said = _what_people_said(session)
    for where, html in every_page.items():
        for name in re.findall(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]*)"', html):
            assert not re.search(fields, name), (where, name)
        page = words(html)
        for found in re.finditer(shown, page, re.IGNORECASE):
            around = page[max(0, found.start() - 12) : found.end() + 12]
            assert around.strip() in said, (where, page[found.start() - 60 : found.end() + 60])


def _what_people_said(session) -> str:
    """All text that is in the database: people may use any word."""
    cells = (
        str(cell)
        for table in Base.metadata.sorted_tables
        for row in session.execute(select(table))
        for cell in row
        if isinstance(cell, str)
    )
    return " ".join(unescape(" ".join(cells)).split())


@refuses("R5")
@pytest.mark.parametrize("lane", [Lane.RIGHTS, Lane.FEW, Lane.FIX])
def test_no_votes_on_rights_safety_or_one_persons_need(lane, enter, issue, session):
    found = issue("Talking over my head")
    found.lane = lane
    session.commit()
    danny = enter("danny")
    there = f"/issues/{found.id}"
    assert "Me too:" not in words(danny.get(there).text)
    refused = danny.post(f"{there}/me-too")
    assert refused.status_code == 409
    assert "It does not need votes." in words(refused.text)
    voted = select(Support).where(Support.issue_id == found.id, Support.person_id == 1)
    assert session.scalars(voted).all() == []


@refuses("R6")
def test_no_page_adds_up_the_hats(enter, issue, session):
    found = issue("Talking over my head")
    shown = {"shown_people": 35, "shown_families": 20, "shown_staff": 115}
    session.execute(update(Issue).where(Issue.id == found.id).values(shown))
    session.commit()
    for slug in ("danny", "colette", "hannah", "imran"):
        client = enter(slug)
        for path in ("/", "/issues", f"/issues/{found.id}"):
            page = words(client.get(path).text)
            for total in (35 + 20, 35 + 115, 20 + 115, 35 + 20 + 115):
                assert not re.search(rf"\b{total}\b", page), (path, total)
        for told in ("35 or more people", "20 or more families", "115 or more staff"):
            assert told in page


@refuses("R7")
def test_no_result_without_enough_people_who_use_services(enter, session):
    """However many staff choose, and whoever looks: it goes on for a week, and picks nothing."""
    winter = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    here, before = f"/rounds/{winter.id}", winter.closes_at
    staff = session.scalars(
        select(Person.slug).join(Hat, Hat.person_id == Person.id).where(Hat.kind == HatKind.STAFF)
    )
    option = select(RoundOption.id).where(RoundOption.round_id == winter.id).limit(1)
    star = {"option": session.scalar(option)}
    for slug in staff:
        enter(slug).post(f"{here}/stars", data=star)
    assert closing.run_due(session, before).endswith("1 kept open for more people.")
    session.commit()
    assert winter.closes_at - before >= timedelta(days=7)
    for slug in ("danny", "colette", "imran", "hannah"):
        page = words(enter(slug).get(here).text)
        assert "It was not ready. Too few people who use services had chosen." in page
        assert "What was picked" not in page
    assert session.scalars(select(RoundPick).where(RoundPick.round_id == winter.id)).all() == []


@refuses("R9")
@pytest.mark.parametrize("slug", ["jo", "colette"])
def test_staff_do_not_set_better_even_of_what_they_raised(slug, enter, session, issue):
    client = enter(slug)
    press(client, "/say", words="The lamp is out")
    press(client, "/say/check")
    found = issue("The lamp is out")
    found.status = Status.CLAIMED
    session.commit()
    sent = client.post(f"/issues/{found.id}/better", data={"says": "better"})
    assert sent.status_code == 403
    session.refresh(found)
    assert found.status is Status.CLAIMED


@refuses("R18")
def test_the_vision_tries_and_promises_are_read_without_signing_in(visitor):
    doors = ("/good-life", "/tries", "/promises")
    read = crawl(visitor, doors, alike=A_FEW)
    for path, answer in read.items():
        if path.startswith((*doors, "/measures")):
            assert answer.status_code == 200, path
    for shape in (r"/good-life/\d+$", r"/tries/\d+$", r"/tries/goes/\d+$", r"/measures/\d+$"):
        assert [path for path in read if re.match(shape, path)], shape
    assert "Answer from head office about night checks" in read["/promises"].text


@refuses("R20")
def test_nothing_is_agreed_to_by_default(enter, session, somebody):
    """What somebody has not chosen is not ticked for them."""
    danny, hannah = enter("danny"), enter("hannah")
    signed = (
        select(StatementVersion.statement_id, StatementVersion.number)
        .join(SignUp, SignUp.version_id == StatementVersion.id)
        .where(SignUp.person_id == somebody("danny").id)
    )
    said = [f"/good-life/{of}/versions/{number}/sign-up" for of, number in session.execute(signed)]
    unsigned = next(
        path
        for path in crawl(danny, ("/good-life",), alike=9)
        if re.fullmatch(r"/good-life/\d+/versions/\d+/sign-up", path) and path not in said
    )
    for client, path in ((danny, unsigned), (danny, "/issues/16/answer"), (hannah, "/tries/1")):
        for ticked in re.findall(r"<input[^>]*\schecked[^>]*>", client.get(path).text):
            raise AssertionError(f"{path}: {ticked}")
    press(danny, "/say", words="A thing to say")
    readers = danny.get("/say/ask/readers").text
    assert re.findall(r'value="(\w+)" checked', readers) == ["here"]  # the fewest


@refuses("R21")
@pytest.mark.parametrize(
    "typed",
    ["I AM NOT HAPPY", "no", "x", "i dont no wot to doo", "🙁", "!!!!!!", "لا أحد يسأل", "1"],
)
def test_nobody_is_turned_away_for_how_they_write(typed, enter, session):
    danny = enter("danny")
    assert press(danny, "/say", words=typed).location == "/say/check"
    assert press(danny, "/say/check").status_code == 303
    newest = select(Issue).order_by(Issue.id.desc()).limit(1)
    assert session.scalars(newest).one().words == typed


@pytest.fixture
def count(session):
    """Begin to count something for the try about tea; where its page is."""
    tea = select(ImprovementProject.id).where(ImprovementProject.title == "My tea, my choice")

    def begin(client, kind):
        new = f"/tries/{session.scalars(tea).one()}/measures/new"
        assert press(client, new, name="Suppers", kind=kind).status_code == 303
        begun = select(Measure.id).where(Measure.name == "Suppers")
        return f"/measures/{session.scalars(begun).one()}"

    return begin


@refuses("R22")
def test_too_early_to_say_under_12_dots(enter, visitor, count):
    kath = enter("kath")
    page = count(kath, "count")
    for n in range(12):
        for client in (kath, visitor):
            said = words(client.get(page).text)
            assert "Too early to say" in said or "There are no dots" in said, n
        day = (today() - timedelta(days=30 - n)).isoformat()
        sent = press(kath, f"{page}/dot", value=str(n), on=day)
        assert sent.status_code == 303
    assert "Too early to say" not in words(kath.get(page).text)


@refuses("R22")
def test_too_early_to_say_of_a_share_of_few_people(enter, visitor, count):
    kath = enter("kath")
    here = count(kath, "share")
    for n in range(14):
        day = (today() - timedelta(days=30 - n)).isoformat()
        press(kath, f"{here}/dot", value=str(n % 6), out_of="7", on=day)
    page = visitor.get(here).text
    assert "Too early to say" in words(page)
    assert "<table" not in page and "<path" not in page
    assert visitor.get(f"{here}/dots.csv").status_code == 403
