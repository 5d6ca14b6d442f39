"""A try from its first word to its second go, page by page, as a browser without JavaScript."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.people.hats import HatKind
from coprod.people.models import Area
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import GoState, TryStatus

LATE = {"name": "Late finishes", "kind": "count"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Browser:
    """Follows what the pages offer: fills in a page's own form, hidden fields and all."""

    def __init__(self, client):
        self.client = client

    def fill(self, url, **values):
        page = self.client.get(url)
        assert page.status_code == 200, (url, page.status_code)
        form = page.text.split("<form", 1)[1].split("</form>", 1)[0] if "<form" in page.text else ""
        main = page.text.split("<main", 1)[1]
        form = main.split("<form", 1)[1].split("</form>", 1)[0]
        sent = dict(HIDDEN.findall(form)) | values
        sent.pop("csrf_token", None)
        answer = self.client.post(url, data=sent)
        assert answer.status_code == 303, (url, answer.status_code, answer.text[:3000])
        return answer.location

    def press(self, url, to):
        answer = self.client.post(f"{url}/move", data={"to": to})
        assert answer.status_code == 303, (to, answer.text)
        return answer.location


@pytest.fixture
def place(make):
    return make.place()


def test_plan_try_look_decide_and_the_second_go(  # noqa: PLR0915  as long as its journey
    session, make, sign_in, visitor, place
):
    statement = make.statement(session.get(Area, place.area_id))
    danny = make.person(place, name="Danny")
    marek = make.person(place, HatKind.STAFF, name="Marek")
    browser = Browser(sign_in(danny))

    url = browser.fill("/tries/new", title="Home when I like")
    url = browser.fill(url, kind="start_doing")
    url = browser.fill(url, question="Can people stay out?")
    url = browser.fill(url, what_will_be_different="People come home when they like.")
    url = browser.fill(url, who_would_notice="Danny would.")
    url = browser.fill(url, statements=str(statement.id))
    assert url.endswith("/plan/team")
    team = browser.client.get(url).location
    joined = browser.client.post(team, data={"person": str(marek.id), "job": "helps"})
    assert joined.status_code == 303
    project_id = int(team.split("/")[2])
    (cycle,) = session.scalars(select(Cycle).where(Cycle.project_id == project_id))
    go = f"/tries/goes/{cycle.id}"
    url = browser.fill(f"{go}/plan/what", title="Two people", what_we_will_try="Start late.")
    url = browser.fill(url, question_1="Will it work?", guess_1="Twice a week.")
    url = browser.fill(url, **{f"does_{danny.id}": "picks his nights"})
    url = browser.fill(url, when="Tuesdays", where="Mill Lane")
    url = browser.fill(url, for_whom="Danny and Leon")
    url = browser.fill(url)
    url = browser.fill(url, people=[str(danny.id)])
    url = browser.fill(url, off_site="")
    url = browser.fill(url, what_we_count="Nights out")
    assert url == f"{go}/check"
    assert "Everything is there" in browser.client.get(url).text
    url = browser.press(go, "planned")
    assert "It is not ready yet. The advocate is looking at it." in browser.client.get(url).text
    assert browser.fill(f"{go}/can-we-try", says="yes") == f"{go}/can-we-try"
    assert "Lock the guess and start" in browser.client.get(url).text
    assert browser.press(go, "doing") == go
    assert "We are here now" in browser.client.get(go).text

    url = browser.fill(f"{go}/try/happened", what_happened="Both went out.")
    url = browser.fill(url, surprise="Two others went too.")
    assert browser.fill(url, time_people="6 hours", money="Nothing") == go
    browser.press(go, "studying")

    url = browser.fill(f"{go}/look/result", result_1="Three times.", lesson_1="It works.")
    url = browser.fill(url, words="I can stay for the end of the match.")
    url = browser.fill(url, landed="no")
    assert browser.fill(url, what_we_learned="It works for two.") == go
    Browser(sign_in(marek)).fill(f"{go}/look/box", words="I was tired.")
    looked = visitor.get(go).text
    assert "I can stay for the end of the match." in looked and "I was tired." in looked
    browser.press(go, "deciding")

    url = browser.fill(f"{go}/decide/outcome", outcome="grown")
    url = browser.fill(url, why="Open it to everyone.")
    assert browser.fill(url, agreed=[str(danny.id), str(marek.id)]) == f"{go}/check"
    second = browser.press(go, "closed")
    page = browser.client.get(second).text
    assert "Go 2" in page and "No guess yet." in page
    assert "Open it to everyone." in visitor.get(f"/tries/{project_id}").text


def test_keeping_it_ends_the_try(session, tries, sign_in):
    cycle = tries.deciding()
    browser, go = Browser(sign_in(tries.danny)), f"/tries/goes/{cycle.id}"
    url = browser.fill(f"{go}/decide/outcome", outcome="kept")
    url = browser.fill(url, why="It is ours.")
    url = browser.fill(url, agreed=[str(tries.danny.id), str(tries.marek.id)])
    url = browser.fill(url, upkeep=str(tries.danny.id))
    url = browser.fill(url, check_on=(today() + timedelta(days=180)).isoformat())
    assert "We looked at it together" not in browser.client.get(url).text
    late = browser.fill(f"/tries/{cycle.project_id}/measures/new?role=balancing", **LATE)
    page = browser.client.get(url).text
    assert "Late finishes" in page and "Put in a dot" in page
    browser.fill(f"/measures/{late.split('/')[2]}/dot", value="0")
    page = browser.client.get(url).text
    assert "Too early to say." in page and "We looked at it together" in page
    assert browser.fill(url, looked="y", worse="No.") == f"{go}/check"
    assert "We looked at it together. No." in browser.client.get(f"{go}/check").text
    browser.press(go, "closed")
    session.expire_all()
    assert session.get(ImprovementProject, cycle.project_id).status is TryStatus.KEPT
    assert "Danny keeps it going." in browser.client.get(go).text


@pytest.mark.parametrize(
    ("state", "to", "says"),
    [
        ("begun", "planned", "Say what will be different"),
        ("studying", "deciding", "landed on somebody else"),
        ("deciding", "closed", "A person who uses services must agree."),
    ],
)
def test_a_move_that_is_not_ready_says_what_to_do_and_links_to_it(tries, sign_in, state, to, says):
    cycle = getattr(tries, state)()
    answer = sign_in(tries.danny).post(f"/tries/goes/{cycle.id}/move", data={"to": to})
    assert answer.status_code == 409
    assert says in answer.text and "There is a bit more to do first" in answer.text


@pytest.mark.parametrize("to", ["draft", "closed", "stopped_early", "nowhere", ""])
def test_a_move_that_is_none_is_refused(session, tries, sign_in, to):
    cycle = tries.doing()
    answer = sign_in(tries.danny).post(f"/tries/goes/{cycle.id}/move", data={"to": to})
    assert answer.status_code in {404, 409}
    session.refresh(cycle)
    assert cycle.state is GoState.DOING


def test_pressing_start_twice_starts_once(session, tries, sign_in):
    cycle = tries.planned()
    browser = sign_in(tries.danny)
    sent = {"to": "doing", "once": "one-press"}
    answers = [browser.post(f"/tries/goes/{cycle.id}/move", data=sent) for _ in "123"]
    assert {(one.status_code, one.location) for one in answers} == {
        (303, f"/tries/goes/{cycle.id}")
    }


def test_a_pause_and_an_early_stop(session, tries, sign_in):
    cycle = tries.doing()
    browser, go = Browser(sign_in(tries.danny)), f"/tries/goes/{cycle.id}"
    day = (today() + timedelta(days=30)).isoformat()
    paused = browser.client.post(f"{go}/pause", data={"why": "Jo is ill.", "look_again_on": day})
    assert paused.status_code == 303
    assert "having a pause" in browser.client.get(go).text
    browser.press(go, "go_on")
    assert browser.client.post(f"{go}/stop-early", data={"learned": ""}).status_code == 422
    sent = {"learned": "The bus does not run.", "once": "one-press"}
    stops = [browser.client.post(f"{go}/stop-early", data=sent) for _ in "12"]
    assert {(one.status_code, one.location) for one in stops} == {(303, go)}
    browser.client.post(f"{go}/note", data={"words": "We ask the bus company."})
    page = browser.client.get(go).text
    assert "The bus does not run." in page and "We ask the bus company." in page
    assert browser.press(go, "next") != go


def test_people_outside_the_team_read_and_do_not_write(sign_in, make, tries):
    cycle = tries.studying()
    go = f"/tries/goes/{cycle.id}"
    for person in (make.person(tries.place), tries.imran):
        browser = sign_in(person)
        assert "What to do now" not in browser.get(go).text
        assert browser.get(f"{go}/look/result").status_code == 403
        assert browser.post(f"{go}/move", data={"to": "deciding"}).status_code == 403
        assert browser.post(f"{go}/note", data={"words": "Hm"}).status_code == 403
    manager = sign_in(tries.colette)
    assert manager.get(f"{go}/look/box").status_code == 200
    assert manager.get(f"{go}/look/result").status_code == 403
    assert "in your own box" in manager.get(go).text


def test_htmx_is_sent_on_to_the_next_question(tries, sign_in):
    cycle = tries.studying()
    answer = sign_in(tries.danny).post(
        f"/tries/goes/{cycle.id}/move", data={"to": "doing"}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/tries/goes/{cycle.id}")


def test_an_error_keeps_what_was_typed(tries, sign_in):
    cycle = tries.draft()
    sent = {"question_1": "Will it work on Sundays?", "guess_1": "", "seen": ""}
    page = sign_in(tries.danny).post(f"/tries/goes/{cycle.id}/plan/guess", data=sent)
    assert page.status_code == 422
    assert "Will it work on Sundays?" in page.text and "Write your guess." in page.text
