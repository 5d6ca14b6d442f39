"""One person's try: no list, count, search, file, log or page of anybody else tells of it."""

import re

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Invalid
from coprod.people.hats import HatKind
from coprod.people.models import Area
from improvement_cycles import checks, goes, noticed, ramp, services, tasks, team
from improvement_cycles.measure_models import Measure
from improvement_cycles.models import ImprovementProject
from improvement_cycles.tasks import NewTask
from improvement_cycles.team import NewMember
from improvement_cycles.words import CameBy, TeamJob
from tests.improvement_cycles.counting import fill, new_measure
from tests.improvement_cycles.tries import LOOK
from tests.journeys.crawl import crawl

CANARY = "Zqzebra"
OUTSIDE = [
    "neighbour",
    "family",
    "staff",
    "manager",
    "commissioner",
    "advocate",
    "safeguarding",
    "site_admin",
    "elsewhere",
    "nobody",
]


def words(of):
    return f"{CANARY} {of}"


@pytest.fixture
def private(session, tries):
    """Danny's own try, with something of everything in it: one go was kept, one goes on."""
    cycle = tries.begun(title=words("try"))
    danny = tries.as_(tries.danny)
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    for name, values in {
        "question": {"question": words("question")},
        "different": {"what_will_be_different": words("different")},
        "notice": {"who_would_notice": words("notice")},
        "what": {"title": words("go"), "what_we_will_try": words("what")},
        "guess": {"question_1": words("asked"), "guess_1": words("guess")},
        "statements": {"statements": [str(tries.statement.id)]},
        "who": {f"does_{tries.danny.id}": words("does")},
    }.items():
        tries.answer(cycle, "plan", name, values)
    tries.touches(cycle, tries.danny)
    tries.agree(cycle)
    goes.start(session, danny, tries.go(cycle))
    go = tries.go(cycle)
    project = session.get(ImprovementProject, cycle.project_id)
    fill(session, new_measure(session, project, name=words("measure")), [1, 2, 3] * 6)
    tasks.add(session, danny, go, NewTask(words("task"), tries.danny.id, today()))
    noticed.keep(session, danny, go, words("noticed"), None, None)
    beside = ramp.branch(session, danny, go, CameBy.ELSE_TOO)
    beside.title = words("beside")
    services.note_beside(session, danny, go, words("note"))
    goes.look(danny, go)
    tries.answer(cycle, "look", "box", {"words": words("box"), "group": "people"})
    tries.answer(cycle, "look", "result", {"result_1": words("r"), "lesson_1": words("l")})
    tries.answer(cycle, "look", "knock_on", LOOK["knock_on"])
    goes.to_decide(session, danny, go)
    tries.answer(cycle, "decide", "outcome", {"outcome": "kept"})
    tries.answer(cycle, "decide", "why", {"why": words("why")})
    tries.answer(cycle, "decide", "agreed", {"agreed": [str(tries.danny.id)]})
    tries.answer(cycle, "decide", "upkeep", {"upkeep": str(tries.danny.id)})
    day = checks.months_later(today(), 1).isoformat()
    tries.answer(cycle, "decide", "check_on", {"check_on": day})
    tries.counts_what_gets_worse(cycle)
    tries.answer(cycle, "decide", "worse", {"looked": True, "worse": words("worse")})
    goes.decide(session, danny, go)
    checks.still_there(session, danny, go, checks.months_later(today(), 3))
    cycle.check_on = today()
    session.commit()
    return cycle


@pytest.fixture
def browser_of(make, session, tries, sign_in, visitor):
    area = session.get(Area, tries.place.area_id)
    wears = {
        "neighbour": (tries.place, HatKind.USES_SERVICES),
        "family": (tries.place, HatKind.FAMILY),
        "staff": (tries.place, HatKind.STAFF),
        "manager": (tries.place, HatKind.MANAGER),
        "commissioner": (area, HatKind.COMMISSIONER),
        "advocate": (area, HatKind.ADVOCATE),
        "safeguarding": (area, HatKind.SAFEGUARDING),
        "site_admin": (area, HatKind.SITE_ADMIN),
    }

    def of(who):
        if who == "nobody":
            return visitor
        if who == "elsewhere":
            return sign_in(tries.elsewhere.danny)
        where, hat = wears[who]
        return sign_in(make.person(where, hat))

    return of


def addresses(app, cycle, method, session):
    """Every address that names the try, its go, its measure or what was seen, in its place."""
    measure = session.scalar(select(Measure.id).where(Measure.project_id == cycle.project_id))
    yield from addresses_of(app, method, cycle.id, cycle.project_id, measure)


def addresses_of(app, method, cycle, project, measure):
    ids = {"cycle_id": cycle, "project_id": project, "about_id": project, "measure_id": measure}
    ids |= {"step": "try", "name": "happened"}
    part = re.compile(r"<(?:any\((\w+)[^)]*\):|\w+(?:\([^)]*\))?:)?(\w+)>")
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.arguments & {"cycle_id", "project_id", "measure_id"}:
            yield part.sub(lambda found: str(ids.get(found[2], found[1] or 1)), rule.rule)


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_is_told_of_it_on_any_page_they_can_reach(
    private, session, tries, browser_of, who
):
    browser = browser_of(who)
    doors = ("/", "/tries", "/tries/stopped-doing", "/my-things", "/your-turn", "/issues", "/group")
    doors += (f"/good-life/{tries.statement.id}", f"/issues?words={CANARY}", "/talk/mine")
    doors += ("/what-the-site-does", "/promises", f"/meetings/pack/{tries.place.id}")
    read = crawl(browser, doors, alike=12)
    # A page of a search says again what was searched for, and nothing that was found.
    told = [
        path
        for path, answer in read.items()
        if re.search(f"{CANARY} " if CANARY in path else CANARY, answer.text)
    ]
    assert told == []
    assert not [path for path in read if f"/tries/goes/{private.id}" in path]


@pytest.mark.parametrize("who", OUTSIDE)
def test_every_address_of_it_is_nowhere_for_everybody_else(
    app, private, session, tries, browser_of, who
):
    browser = browser_of(who)
    for method in ("GET", "POST"):
        for url in addresses(app, private, method, session):
            answer = browser.open(url, method=method)
            assert CANARY not in answer.text, (method, url)
            if answer.status_code == 302:
                assert who == "nobody" and "/sign-in" in answer.location, (method, url)
            else:
                assert answer.status_code == 404, (method, url, answer.status_code)


@pytest.mark.parametrize("who", ["manager", "nobody"])
def test_its_addresses_read_as_those_of_a_try_that_never_was(
    app, private, session, browser_of, who
):
    browser = browser_of(who)
    never = (999_999,) * 3
    for method in ("GET", "POST"):
        real = addresses(app, private, method, session)
        for url, nothing in zip(real, addresses_of(app, method, *never), strict=True):
            pages = [browser.open(one, method=method) for one in (url, nothing)]
            told, untold = ((page.status_code, said(page)) for page in pages)
            assert told == untold, (method, url)


def said(answer):
    """What a page says, without its address and what is new each time."""
    return re.sub(r'(value|content)="[^"]*"|CSRF[^}]*|[0-9]+', "", answer.text)


def test_only_its_owner_chooses_who_is_in_its_team(private, session, tries, sign_in):
    go = tries.go(private)
    team.put(session, tries.as_(tries.danny), go, NewMember(tries.marek.id, TeamJob.HELPS))
    team.put(session, tries.as_(tries.danny), go, NewMember(tries.angela.id, TeamJob.HELPS))
    session.commit()
    marek, url = sign_in(tries.marek), f"/tries/{private.project_id}/team"
    page = marek.get(url).text
    assert "Leave the team" in page and "Take Angela out" not in page
    assert "Put somebody in the team" not in page
    asked = {"person": str(tries.colette.id), "job": "helps"}
    assert marek.post(url, data=asked).status_code == 403
    assert marek.post(f"{url}/leave", data={"person": str(tries.angela.id)}).status_code == 403
    assert set(tries.go(private).team) == {tries.danny.id, tries.marek.id, tries.angela.id}
    assert marek.post(f"{url}/leave", data={"person": str(tries.marek.id)}).status_code == 303
    own = sign_in(tries.danny)
    assert "Put somebody in the team" in own.get(url).text
    assert own.post(f"{url}/leave", data={"person": str(tries.angela.id)}).status_code == 303


def test_nobody_makes_a_try_of_somebody_else_their_own(session, tries, make):
    cycle, kath = tries.begun(), make.person(tries.place, name="Kath")
    team.put(session, tries.as_(tries.danny), tries.go(cycle), NewMember(kath.id, TeamJob.HELPS))
    for person in (kath, tries.danny):
        with pytest.raises(Invalid) as refused:
            tries.answer(cycle, "plan", "kind", {"kind": "one_persons"}, person)
        assert "theirs too" in refused.value.errors["kind"]
    assert session.get(ImprovementProject, cycle.project_id).owner_id is None


@pytest.mark.parametrize("hidden", [False, True])
def test_whoever_is_in_its_team_sees_it_unless_its_owner_hides_it(
    private, session, tries, sign_in, hidden
):
    go = tries.go(private)
    team.put(session, tries.as_(tries.danny), go, NewMember(tries.marek.id, TeamJob.HELPS))
    services.hide(tries.as_(tries.danny), go.project, hidden)
    session.commit()
    marek, danny = sign_in(tries.marek), sign_in(tries.danny)
    url = f"/tries/goes/{private.id}"
    assert marek.get(url).status_code == (404 if hidden else 200)
    assert (words("noticed") in marek.get(url).text) is not hidden
    assert (CANARY in marek.get("/my-things").text) is not hidden
    assert (CANARY in marek.get("/").text) is not hidden
    own = danny.get(url)
    for of in ("go", "guess", "task", "noticed", "note", "box", "why", "measure", "beside"):
        assert words(of) in own.text, of
