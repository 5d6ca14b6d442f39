"""A month in Alderbrook, scene by scene: each line of `must_be_true` that can hold by now."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from coprod.db import today
from coprod.issues.models import Issue, Support
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat, Person, Place
from coprod.promises import asking
from coprod.promises.models import Ask, Promise
from improvement_cycles.measure_models import Measure
from tests.journeys.crawl import crawl
from tests.journeys.pages import part, press, words
from tests.journeys.scenes import PROVED, WAITING, month, proves


def test_every_line_of_the_month_is_proved_or_waits():
    lines = month()
    assert [line for line in lines if line not in PROVED and line not in WAITING] == []
    assert sorted(PROVED.keys() & WAITING.keys()) == []
    assert sorted((PROVED.keys() | WAITING.keys()) - set(lines)) == []


@pytest.fixture
def enter(sign_in, somebody):
    """Sign somebody in, by the name they type."""
    return lambda slug: sign_in(somebody(slug))


@pytest.fixture
def issue(session):
    """An issue of the demo, by its title."""
    return lambda title: session.scalars(select(Issue).where(Issue.title == title)).one()


@proves(
    "Maureen opens the month",
    "The late promise is shown on the front page with who and how late.",
)
def test_a_late_promise_is_on_the_first_page_with_who_and_how_late(enter, visitor):
    for client in (enter("maureen"), enter("imran"), visitor):
        late = part(client.get("/").text, "late")
        assert "Answer from head office about night checks" in late
        assert "Colette Ward promised this. It is 8 days late." in late


@proves("Danny says something", "Four taps from front page to sent.")
@proves("Danny says something", "No field is needed except the words or the voice.")
def test_danny_says_something_in_four_taps_and_only_words_are_needed(enter, issue):
    danny = enter("danny")
    assert 'href="/say"' in danny.get("/").text  # 1
    sent = press(danny, "/say", words="Can I have a key?")  # 2
    assert sent.location == "/say/check"
    sent = press(danny, "/say/check")  # 3
    assert sent.status_code == 303
    said = issue("Can I have a key?")
    assert "Thank you. It is sent." in words(danny.get(f"/say/{said.id}").text)


@proves(
    "Danny says something",
    "Jo's name is shown as helper and Jo's account cannot press 'Me too' as Danny.",
)
def test_jo_is_named_as_helper_and_presses_only_for_herself(enter, issue, session, somebody):
    page = words(enter("maureen").get(f"/issues/{issue('I have to be in by 10').id}").text)
    assert "Said with help to type. Jo Pickering helped." in page
    found, jo, danny = issue("Talking over my head"), somebody("jo"), somebody("danny")
    told = {"person": danny.id, "person_id": danny.id, "hat": "uses_services"}
    enter("jo").post(f"/issues/{found.id}/me-too", data=told)
    supports = select(Support.person_id, Support.hat).where(Support.issue_id == found.id)
    added = [row for row in session.execute(supports) if row.person_id in {jo.id, danny.id}]
    assert added == [(jo.id, "staff")]


@proves(
    "Hannah does the rounds",
    "A vote on a rights issue is refused by the server with a plain reason.",
)
def test_a_vote_on_a_right_is_refused(enter, issue, session):
    for title in ("I am tired. Who helps me?", "I was told I can only visit from 2 to 4"):
        found = issue(title)
        counted = select(func.count()).where(Support.issue_id == found.id)
        before = session.scalar(counted)
        for slug in ("danny", "bev", "marek", "colette"):
            client = enter(slug)
            page = client.get(f"/issues/{found.id}").text
            assert "Me too:" not in words(page)
            refused = client.post(f"/issues/{found.id}/me-too")
            own = slug == "bev" and "visit" in title
            assert refused.status_code == (403 if own else 409)
            assert own or "This is a right. It does not need votes." in words(refused.text)
        assert session.scalar(counted) == before


@proves(
    "A plan on one page",
    "A try cannot start without a person who uses services in the team, a guess, and "
    "'who does what'.",
)
def test_a_try_needs_a_person_a_guess_and_who_does_what(enter):
    jo = enter("jo")
    begun = press(jo, "/tries/new", title="The 42 on my own")
    go = begun.location.removesuffix("/plan/kind")
    for to in ("planned", "doing"):
        refused = jo.post(f"{go}/move", data={"to": to})
        assert refused.status_code == 409
    page = words(jo.get(f"{go}/check").text)
    for says in (
        "The team needs a person who uses services. Their job must be more than to attend.",
        "Ask at least one question. Write a guess for each.",
        "Say who does what.",
    ):
        assert says in page
    assert "Lock the guess and start" not in page
    assert "The plan and the guess were locked" not in words(jo.get(go).text)


@proves(
    "A plan on one page",
    "A try about one person belongs to that person. Danny can hide it from everyone.",
)
def test_dannys_own_try_is_his_to_hide(enter, visitor, somebody):
    danny = enter("danny")
    go = press(danny, "/tries/new", title="The 42 on my own").location.removesuffix("/plan/kind")
    press(danny, f"{go}/plan/kind", kind="one_persons")
    project = re.search(r"/tries/\d+(?=\")", danny.get(go).text)[0]
    jo = {"person": str(somebody("jo").id), "job": "helps"}
    assert press(danny, f"{project}/team", **jo).status_code == 303
    everyone_else = [visitor, *map(enter, ("maureen", "colette", "hannah", "imran", "marek"))]
    for client in everyone_else:
        assert client.get(project).status_code == client.get(go).status_code == 404
        assert "The 42 on my own" not in client.get("/tries").text
    assert enter("jo").get(project).status_code == 200
    assert enter("jo").post(f"{project}/hide", data={"hidden": "yes"}).status_code == 403
    press(danny, project, f"{project}/hide", hidden="yes")
    assert enter("jo").get(project).status_code == 404
    assert danny.get(project).status_code == 200


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


@pytest.fixture
def deciding(enter, session, somebody):
    """The go of a try that Kath and Jo looked at together. Kath is about to decide."""
    kath = enter("kath")
    go = press(kath, "/tries/new", title="Toast at ten").location.removesuffix("/plan/kind")
    project = re.search(r"/tries/\d+(?=\")", kath.get(go).text)[0]
    for slug, job in (("jo", "helps"), ("maureen", "tells"), ("angela", "helps")):
        press(kath, f"{project}/team", person=str(somebody(slug).id), job=job)
    for name, answer in {
        "kind": {"kind": "start_doing"},
        "question": {"question": "Do people like toast at ten?"},
        "different": {"what_will_be_different": "People eat when they are hungry."},
        "notice": {"who_would_notice": "Kath. She smells it."},
        "statements": {"statements": "1"},
        "what": {"title": "A week of toast", "what_we_will_try": "Toast at ten."},
        "guess": {"question_1": "How many come?", "guess_1": "Four."},
        "who": {f"does_{somebody('kath').id}": "makes the toast"},
    }.items():
        assert press(kath, f"{go}/plan/{name}", **answer).status_code == 303
    for to in ("planned", "doing", "studying"):
        assert press(kath, go, f"{go}/move", to=to).status_code == 303
    press(kath, f"{go}/look/result", result_1="Six came.", lesson_1="People are hungry at ten.")
    press(kath, f"{go}/look/knock-on", landed="no")
    assert press(kath, go, f"{go}/move", to="deciding").status_code == 303
    return kath, go


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


@pytest.fixture
def done(enter, session):
    """Stan said something, Fiona promised, and says that her promise is kept."""
    stan, fiona = enter("stan"), enter("fiona")
    press(stan, "/say", words="Please ring before you come")
    press(stan, "/say/check")
    found = session.scalars(select(Issue).where(Issue.title == "Please ring before you come")).one()
    here = f"/issues/{found.id}/answer"
    by = (today() + timedelta(days=7)).isoformat()
    for step, answer in {
        "": {"says": "yes"},
        "/why": {"why": "It is your home."},
        "/promise": {"what": "Ring from the car"},
        "/who": {"who": str(fiona_id(session))},
        "/by": {"by_when": by},
        "/check": {},
    }.items():
        assert press(fiona, here + step, **answer).status_code == 303
    promise = session.scalars(select(Promise).where(Promise.issue_id == found.id)).one()
    assert press(fiona, f"/promises/{promise.id}/kept", all_done="yes").status_code == 303
    session.refresh(found)
    assert found.status is Status.CLAIMED
    return found


def fiona_id(session):
    return session.scalars(select(Person.id).where(Person.slug == "fiona")).one()


@pytest.fixture
def stans_link(session, done):
    ask = session.scalars(select(Ask).where(Ask.issue_id == done.id, Ask.raised_it, Ask.time == 1))
    found = ask.one()
    return f"/better/{found.id}-{asking.link_mark(session, found.id)}"


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
    }.items():
        assert imran.post(path, data=sent).status_code in {403, 404, 409}, path
        assert path != f"{there}/me-too" or "Me too:" not in words(imran.get(there).text)
    session.refresh(found)
    assert found.status is Status.DISCUSSION
