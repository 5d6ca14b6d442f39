"""Looking together, *Is it really better?*, and what the commissioner reads."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.rounds.models import Round
from coprod.rounds.words import RoundState
from improvement_cycles.measure_models import Measure
from tests.conftest import ENGINES
from tests.journeys.crawl import crawl
from tests.journeys.month.scenes import proves
from tests.journeys.month.test_half_a_year import half_a_year_on
from tests.journeys.pages import press, words


@proves("Looking together", "c7m1 and c7m2 match 'chart_reading' in this file.")
def test_the_pictures_of_my_tea_say_what_their_numbers_say(enter, session):
    """Every number is compared in tests/improvement_cycles; here, what people read."""
    kath = enter("kath")
    said = {}
    for name in ("People who chose their own tea today, out of eight", "Minutes staff finished"):
        found = session.scalars(select(Measure).where(Measure.name.startswith(name))).one()
        page = kath.get(f"/measures/{found.id}").text
        said[found.role] = words(page[page.index('class="chart__sentence') - 3 :].split("</p>")[0])
    assert "It looks like a real change" in said["outcome"]
    assert "20 dots in a row above" in said["outcome"]
    assert "It looks like a real change" in said["balancing"]
    assert "14 dots in a row above" in said["balancing"]


@proves(
    "Looking together",
    "The decide step needs at least one person who uses services and one person who does the work.",
)
def test_deciding_needs_a_person_and_somebody_who_does_the_work(deciding, somebody):
    kath, go = deciding
    press(kath, f"{go}/decide/outcome", outcome="stopped")
    press(kath, f"{go}/decide/why", why="Nobody wants toast.")
    for agree, missing in (
        (("kath", "maureen"), "A person who does the work must agree: staff or family."),
        (("jo", "angela"), "A person who uses services must agree."),
    ):
        press(kath, f"{go}/decide/agreed", agreed=[str(somebody(one).id) for one in agree])
        refused = kath.post(f"{go}/move", data={"to": "closed"})
        assert refused.status_code == 409
        assert missing in words(refused.text)
    press(kath, f"{go}/decide/agreed", agreed=[str(somebody(one).id) for one in ("kath", "jo")])
    assert press(kath, f"{go}/check", f"{go}/move", to="closed").status_code == 303


@proves(
    "Looking together",
    "'Stop' is as easy to choose as 'keep', and neither is red or green.",
)
def test_stop_is_as_easy_as_keep(deciding):
    kath, go = deciding
    page = kath.get(f"{go}/decide/outcome").text
    cards = re.findall(r'<div class="govuk-radios__item choice">.*?</label>', page, re.DOTALL)
    assert len(cards) == 4
    bare = [re.sub(r'(id|for|value|aria-describedby)="[^"]*"|>[^<]+<', "", one) for one in cards]
    assert all(one == other for one, other in pairwise(bare))  # the same shape, size and colours
    assert "checked" not in "".join(cards)
    after = {}
    for outcome in ("stopped", "kept"):
        press(kath, f"{go}/decide/outcome", outcome=outcome)
        after[outcome] = len(re.findall("Not written yet", kath.get(f"{go}/check").text))
    assert after["stopped"] <= after["kept"]


@proves("Is it really better?", "Staff cannot set 'Better'.")
@proves(
    "Is it really better?",
    "If Stan never answers, it says 'We think it is done. Nobody has said it is better.'",
)
def test_only_stan_can_say_that_it_is_better(meet, session, done, stans_link):
    """His "no" is in test_half_a_year.py."""
    here = f"/issues/{done.id}"
    half_a_year_on(session, done)  # Stan was asked twice, and said nothing
    names = "Fiona Bell", "Colette Ward", "Hannah Lowe", "Imran Sheikh"
    paid, stan = [*map(meet, names)], meet("Stan Cole")
    fiona = paid[0]
    for reader in (stan, *paid):  # each has come in, to the first page
        got_better = reader.part("Things that got better")
        expect(got_better).to_be_visible()
        reader.does_not_see(done.title, got_better)
        reader.starts_at(here)
        reader.sees(NOBODY_SAID, reader.part("Is it really better?"))
    for reader in paid:
        reader.does_not_see("Say if it is better")
        assert reader.forges(f"{here}/better", says="better")[0] == 403
    fiona.starts_at(stans_link)  # not even with Stan's own link
    fiona.chooses("Better")
    fiona.presses("Send my answer")
    fiona.sees("Only the people it was about can say it is better.")
    fiona.starts_at(here)
    fiona.sees(NOBODY_SAID)

    stan.starts_at(here)
    stan.follows("Say if it is better")
    stan.chooses("Better")
    stan.presses("Send my answer")
    fiona.starts_at(here)
    fiona.does_not_see(NOBODY_SAID)
    better = fiona.part("Is it really better?")
    expect(better.get_by_text("Better", exact=True)).to_be_visible()
    fiona.sees("Stan Cole", better)
    assert not [one.surprises for one in (stan, *paid) if one.surprises]
    session.refresh(done)
    assert done.status is Status.RESOLVED


NOBODY_SAID = "We think it is done. Nobody has said it is better."


@proves(
    "The commissioner reads",
    "There is no address, export or query that gives places side by side, or staff by name.",
)
@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_imran_finds_no_table_of_places_and_no_list_of_staff(enter, session):
    """Every page that he can reach is read; the house tests read the code."""
    places = [place.name for place in session.scalars(select(Place))]
    staff = session.scalars(
        select(Person.name)
        .join(Hat, Hat.person_id == Person.id)
        .where(Hat.kind.in_((HatKind.STAFF, HatKind.MANAGER)))
    ).all()
    for path, page in crawl(enter("imran")).items():
        for table in re.findall(r"<table.*?</table>", page.text, re.DOTALL):
            assert sum(place in words(table) for place in places) <= 1, path
            heads = words(" ".join(re.findall(r"<th\b.*?</th>", table, re.DOTALL)))
            assert not [name for name in (*places, *staff) if name in heads], path
        said = words(page.text)
        for name in (*places, *staff):  # "Mill Lane: 12", "Jo Pickering (3)"
            assert not re.search(rf"{re.escape(name)}[:,]? \(?\d+(?! days)\b", said), (path, name)


@proves("The commissioner reads", "He can read and reply. He cannot open, close, pick or vote.")
def test_imran_reads_and_replies_and_does_nothing_else(meet, session, issue):
    imran, found = meet("Imran Sheikh"), issue("Talking over my head")
    winter = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    session.commit()  # whoever comes in by a browser writes too
    there, choosing = f"/issues/{found.id}", f"/rounds/{winter.id}"
    imran.starts_at(there)
    imran.writes("Do you want to say something?", "I read this.")
    imran.presses("Say it")
    said = imran.part("What people say").get_by_role("listitem").filter(has_text="I read this.")
    imran.sees("Imran Sheikh", said)
    imran.starts_at(there)
    imran.sees("I read this.", imran.part("What people say"))
    offers_nothing_more(imran, "Me too", "Answer this", "Plan a try", "Say where it goes")
    imran.starts_at(choosing)
    imran.sees("Talking over my head", imran.part("What you can choose"))
    offers_nothing_more(imran, "star", "None of these", "Looking after", "Call it off", "Add the")
    imran.starts_at("/rounds")
    offers_nothing_more(imran, "Plan a new round")
    for path, sent in {
        f"{there}/me-too": {},
        f"{there}/answer": {"says": "yes"},
        f"{there}/better": {"says": "better"},
        "/say": {"words": "Close it"},
        "/tries/new": {"title": "Mine", "place": "1"},
        "/tries/1/team": {"person": "1", "job": "leads"},
        "/tries/1/borrow": {"place": "1"},
        "/good-life/1/versions/2/agree": {},
        "/good-life/1/new-version": {},
        "/good-life/1/put-away": {},
        "/group/waiting": {"hat": "1"},
        "/rounds/new": {"title": "Mine"},
        f"{choosing}/change": {"title": "Mine"},
        f"{choosing}/pictures": {},
        f"{choosing}/stars": {"option": "1"},
        f"{choosing}/none": {},
        f"{choosing}/take-back": {},
        f"{choosing}/how": {"how": "by_hand"},
        f"{choosing}/papers": {"many": "1"},
        f"{choosing}/papers/take-out": {"code": "12345678"},
        f"{choosing}/put-in": {"step": "code", "code": "12345678"},
        f"{choosing}/last-day": {"closes_on": "2030-01-01", "why": "Mine"},
        f"{choosing}/call-off": {"why": "Mine"},
        "/rounds/1/small-voice": {"issue": "1", "why": "Mine"},
    }.items():
        assert imran.forges(path, **sent)[0] in {403, 404, 409}, path
    assert not imran.surprises
    session.refresh(found)
    assert found.status is Status.DISCUSSION
    session.refresh(winter)
    assert winter.state is RoundState.OPEN


def offers_nothing_more(reader, *words):
    """Neither a button nor a link of the page says one of these."""
    main = reader.page.get_by_role("main")
    for one in words:
        says = re.compile(one, re.IGNORECASE)
        for role in ("button", "link"):
            expect(main.get_by_role(role, name=says)).to_have_count(0)
