"""Looking together, *Is it really better?*, and what the commissioner reads."""

import re
from itertools import pairwise

from sqlalchemy import select

from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.rounds.models import Round
from coprod.rounds.words import RoundState
from improvement_cycles.measure_models import Measure
from tests.journeys.crawl import crawl
from tests.journeys.month.scenes import proves
from tests.journeys.pages import part, press, words


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
def test_nobody_who_is_paid_can_set_better(enter, session, done, stans_link):
    better = {"says": "better", "words": ""}
    for slug in ("fiona", "dev", "colette", "hannah", "imran", "angela"):
        client = enter(slug)
        assert client.post(f"/issues/{done.id}/better", data=better).status_code == 403
        assert "Say if it is better" not in words(client.get(f"/issues/{done.id}").text)
    for slug in ("fiona", "dev"):  # not even with Stan's own link
        assert enter(slug).post(stans_link, data=better).status_code == 403
    session.refresh(done)
    assert done.status is Status.CLAIMED
    assert press(enter("stan"), stans_link, **better).status_code == 303
    session.refresh(done)
    assert done.status is Status.RESOLVED


@proves(
    "Is it really better?",
    "'No' puts it back to 'We are looking at it' and tells Fiona, kindly.",
)
def test_no_puts_it_back_and_tells_fiona_kindly(enter, visitor, session, done, stans_link):
    press(visitor, stans_link, says="same", words="Nobody rang today.")
    session.refresh(done)
    assert done.status is Status.ACCEPTED
    fiona = enter("fiona")
    page = words(fiona.get(f"/issues/{done.id}").text)
    assert "We are looking at it" in page
    assert "it is not better yet. Thank you for trying. Please look again." in page
    turn = part(fiona.get("/").text, "turn")
    assert done.title in turn
    assert "You kept your promise. It is not better yet. Thank you for trying." in turn
    assert fiona.statements <= 8
    assert "You kept your promise." not in words(enter("dev").get("/").text)


@proves(
    "Is it really better?",
    "If Stan never answers, it says 'We think it is done. Nobody has said it is better.'",
)
def test_silence_is_not_better(enter, session, done):
    for slug in ("stan", "fiona", "imran"):
        page = words(enter(slug).get(f"/issues/{done.id}").text)
        assert "We think it is done. Nobody has said it is better." in page
        assert done.title not in part(enter(slug).get("/").text, "better")


@proves(
    "The commissioner reads",
    "There is no address, export or query that gives places side by side, or staff by name.",
)
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
def test_imran_reads_and_replies_and_does_nothing_else(enter, session, issue):
    imran, found = enter("imran"), issue("Talking over my head")
    there = f"/issues/{found.id}"
    assert imran.get(there).status_code == 200
    assert press(imran, there, f"/talk/issue/{found.id}", words="I read this.").status_code == 303
    assert "I read this." in words(imran.get(there).text)
    happening = "/tries/1"
    winter = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    choosing = f"/rounds/{winter.id}"
    for path, sent in {
        f"{there}/me-too": {},
        f"{there}/answer": {"says": "yes"},
        f"{there}/better": {"says": "better"},
        "/say": {"words": "Close it"},
        "/tries/new": {"title": "Mine", "place": "1"},
        f"{happening}/team": {"person": "1", "job": "leads"},
        f"{happening}/borrow": {"place": "1"},
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
        assert imran.post(path, data=sent).status_code in {403, 404, 409}, path
        assert path != f"{there}/me-too" or "Me too:" not in words(imran.get(there).text)
    session.refresh(found)
    assert found.status is Status.DISCUSSION
    session.refresh(winter)
    assert winter.state is RoundState.OPEN
