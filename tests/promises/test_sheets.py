"""Sheets of paper that ask *Is it really better?*: each good once, from the advocate."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from coprod.db import today
from coprod.issues import queries, services
from coprod.issues.models import IssuePlace
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import NOBODY
from coprod.promises import asking, heard, policy, sheets
from coprod.promises.models import Ask, BetterSheet, SheetCopy
from tests.journeys.pages import press
from tests.journeys.paper import A4
from tests.journeys.paper import sheets as on_a4
from tests.promises.saying import asks, say

CUT_OFF = """[...document.querySelectorAll(".handout")].filter(
  (sheet) => sheet.scrollHeight > sheet.clientHeight + 1).length"""
PEOPLE, FAMILIES = HatKind.USES_SERVICES, HatKind.FAMILY


@pytest.fixture
def done(session, make, place, issue):
    """It was said to be done 30 days ago: people are asked now. So was something else."""
    for about in (make.issue(place), issue):
        asking.claim(session, None, about, "It is done.", on=make.days_ago(30))
    return issue


@pytest.fixture
def printed(session, everyone, as_viewer):
    """The codes of so many sheets."""

    def make_them(issue, many=4, hat=PEOPLE):
        standing = queries.standing(session, issue.id)
        viewer = as_viewer(everyone.advocate)
        sheet = sheets.make(session, viewer, issue, standing, hat, many)
        return sheets.codes(session, sheet)

    return make_them


@pytest.mark.parametrize("kind", HatKind)
def test_only_an_advocate_who_does_not_work_there_prints_them(
    kind, session, make, place, done, as_viewer, sign_in, everyone
):
    person = getattr(everyone, kind.value)
    standing = queries.standing(session, done.id)
    may = kind is HatKind.ADVOCATE
    assert policy.may_hand_out(as_viewer(person), done, standing) == may
    here = f"/issues/{done.id}/better/sheets"
    sent = sign_in(person).post(here, data={"hat": "uses_services", "many": "2"})
    assert sent.status_code == (303 if may else 403)
    assert ("Print sheets" in sign_in(person).get(f"/issues/{done.id}").text) == may
    if may:
        make.hat(person, place, HatKind.STAFF)
        assert not policy.may_hand_out(as_viewer(person), done, standing)
        assert sign_in(person).get(sent.location).status_code == 403
        session.query(IssuePlace).delete()
        assert not policy.may_hand_out(as_viewer(person), done, queries.standing(session, done.id))


def test_a_sheet_asks_and_works_once(session, sign_in, visitor, everyone, done):
    hannah = sign_in(everyone.advocate)
    made = press(hannah, f"/issues/{done.id}/better/sheets", hat="family", many="3")
    paper = hannah.get(made.location).text
    codes = re.findall(r'id="code-\d">([^<]+)<', paper)
    assert len(set(codes)) == 3 and paper.count("<svg") == 3
    typed = visitor.post("/sheet", data={"code": codes[0].lower().replace("-", " ")})
    page = visitor.get(typed.location)
    assert "A late bus" in page.text and "It never comes on time." in page.text
    done.published = False  # then its words are not for whoever holds a sheet
    assert "It never comes on time." not in visitor.get(typed.location).text
    done.published = True
    assert page.headers["Referrer-Policy"] == "no-referrer"
    looked = visitor.post(typed.location, data={"says": "worse"})
    assert "You chose:" in looked.text and asks(session, done) == []
    once = {"says": "worse", "sure": "yes", "once": "a"}
    for _ in range(2):
        assert visitor.post(typed.location, data=once).location == "/sheet/thanks"
    (said,) = asks(session, done)
    assert (said.says, said.hat, said.person_id, said.words) == ("worse", FAMILIES, None, "")
    used = [visitor.get(f"/sheet/{code}").text for code in (codes[0], "AAAAA-AAAAA", "🚌")]
    assert len(set(used)) == 1 and sheets.NO_CODE in used[0]
    assert visitor.post(typed.location, data={**once, "once": "b"}).status_code == 404
    assert visitor.get(f"/sheet/{codes[1]}").status_code == 200
    for where in (visitor, hannah):  # who printed how many is for all to read
        assert "3 sheets to hand out." in where.get(f"/issues/{done.id}").text


def test_of_a_code_only_a_mark_is_kept_and_nothing_once_it_was_used(session, done, printed):
    first, second = printed(done, 2)
    kept = {one.mark for one in session.scalars(select(SheetCopy))}
    assert not any(code in mark or code[:5] in mark for mark in kept for code in (first, second))
    sheets.answer(session, NOBODY, first, BetterSays.SAME)
    assert session.scalar(select(func.count(SheetCopy.id))) == 1


@pytest.mark.parametrize(
    ("by_link", "on_paper", "ends"),
    [
        ((), ("better",) * 5, Status.CLAIMED),  # a pile that staff picked up
        (("same",), ("better",) * 5, Status.CLAIMED),
        (("same", "a_bit"), ("better",) * 5, Status.CLAIMED),
        (("a_bit",), ("better",) * 2, Status.CLAIMED),  # one friend, and two sheets picked up
        (("a_bit", "better"), ("better",), Status.RESOLVED),
        (("a_bit", "better"), ("better", "same"), Status.RESOLVED),
        ((), ("same", "worse"), Status.CLAIMED),
        ((), ("same", "worse", "same"), Status.ACCEPTED),
        (("better",), ("same", "worse", "same"), Status.ACCEPTED),
    ],
)
def test_what_sheets_come_to(by_link, on_paper, ends, session, claimed, printed, make):
    for ask in session.scalars(select(Ask).where(Ask.issue_id == claimed.id)):
        ask.due_on = today()
    for ask, says in zip(asks(session, claimed), by_link, strict=False):
        say(session, ask, says)
    for code, says in zip(printed(claimed, 5), on_paper, strict=False):
        sheets.answer(session, NOBODY, code, BetterSays(says))
    assert claimed.status is ends


@pytest.mark.parametrize("code", ["thanks", "..", "ABCDE/FGHJ", "1234567890I", "/../?#", "x" * 40])
def test_what_cannot_be_a_code_is_said_at_once(code, visitor):
    answer = visitor.post("/sheet", data={"code": code})
    assert answer.status_code == 422
    assert "A code has 10 letters and numbers. Please look at it again." in answer.text


def test_a_code_is_read_however_it_was_typed(visitor, done, printed):
    (code,) = printed(done, 1)
    answer = visitor.post("/sheet", data={"code": f" {code.lower().replace('-', ' ')} "})
    assert answer.location.endswith(f"/sheet/{code}")


def test_sheets_are_told_by_themselves_and_make_no_group_larger(
    session, visitor, claimed, printed, make
):
    """Else two sheets beside one answer would tell that answer to whoever filled them in."""
    one, *_others = asks(session, claimed)
    one.says, one.answered_on, one.hat = BetterSays.WORSE, make.days_ago(1), PEOPLE
    session.execute(update(Ask).values(due_on=today()))
    first, second, third = printed(claimed, 3)
    for code in (first, second):
        sheets.answer(session, NOBODY, code, BetterSays.BETTER, on=make.days_ago(1))
    page = visitor.get(f"/issues/{claimed.id}").text
    assert f"A few people who use services answered. {heard.TOO_FEW}" in page
    assert f"A few answered on paper. {heard.TOO_FEW}" in page
    sheets.answer(session, NOBODY, third, BetterSays.BETTER, on=make.days_ago(1))
    page = visitor.get(f"/issues/{claimed.id}").text
    assert "A few answers on paper say it is better." in page and "it is worse" not in page
    assert "Sheets alone never make it better." in page


def test_there_are_no_more_answers_than_people_and_no_more_than_twice_the_copies(
    session, place, done, printed, sign_in, everyone
):
    place.uses_services = 2
    codes = printed(done, 3)
    form = {"hat": "uses_services", "many": "2"}
    page = sign_in(everyone.advocate).post(f"/issues/{done.id}/better/sheets", data=form)
    assert page.status_code == 422 and "Write a number from 1 to 1." in page.text
    for wrong in ("", "0", "-1", "ten", "9" * 21, "\x00", "51"):
        sent = sign_in(everyone.advocate).post(
            f"/issues/{done.id}/better/sheets", data=form | {"many": wrong}
        )
        assert sent.status_code == 422 and "Write a number from 1 to 1." in sent.text, wrong
    for _ in range(9):
        place.uses_services += 1
        printed(done, 1, FAMILIES)
    with pytest.raises(sheets.Invalid) as refused:
        printed(done, 1, FAMILIES)
    assert refused.value.errors == {"many": sheets.NO_MORE}
    place.uses_services = 2
    for code in codes[:2]:
        sheets.answer(session, NOBODY, code, BetterSays.A_BIT)
    with pytest.raises(sheets.Conflict, match="as there are people"):
        sheets.answer(session, NOBODY, codes[2], BetterSays.A_BIT)


def test_who_is_asked_by_their_own_link_answers_there_and_staff_nowhere(
    session, make, place, everyone, done, printed, sign_in, as_viewer, raiser
):
    backer = make.person(place)
    services.me_too(session, as_viewer(backer), done)
    (code, *_) = printed(done)
    for person in (backer, raiser):
        page = sign_in(person).get(f"/sheet/{code}")
        assert page.status_code == 409 and sheets.OWN_PAGE in page.text
    for person in (everyone.staff, everyone.manager):
        sent = sign_in(person).post(f"/sheet/{code}", data={"says": "better", "sure": "yes"})
        assert sent.status_code == 403
    other = sign_in(make.person(place)).get(f"/sheet/{code}")
    assert other.status_code == 200


@pytest.mark.parametrize("ends", ["stopped", "old", "new claim", "taken back"])
def test_a_code_ends(ends, session, done, printed, sign_in, everyone, visitor, make):
    code, *_ = printed(done)
    match ends:
        case "stopped":
            here = f"/issues/{done.id}/better/sheets"
            press(sign_in(everyone.advocate), here, f"{here}/stop")
        case "old":
            old = make_old(session, done, make)
            session.execute(update(SheetCopy).values(sheet_id=old))
        case "new claim":
            done.status = Status.ACCEPTED
            asking.claim(session, None, done, "Now it is.")
        case "taken back":
            done.taken_back_on = today()
    assert visitor.get(f"/sheet/{code}").status_code == 404


def make_old(session, issue, make):
    claim = sheets.claim_of(session, issue)
    old = BetterSheet(issue_id=issue.id, claimed_at=claim.claimed_at, hat=PEOPLE, many=4)
    old.by_id, old.on, old.ends_on = issue.author_id, make.days_ago(61), make.days_ago(1)
    session.add(old)
    session.flush()
    return old.id


def test_before_it_is_time_nobody_is_asked_on_paper(
    session, issue, make, printed, sign_in, everyone
):
    asking.claim(session, None, issue, "It is done.", on=today() - timedelta(days=27))
    with pytest.raises(sheets.Conflict, match="too early"):
        printed(issue)
    page = sign_in(everyone.advocate).get(f"/issues/{issue.id}/better/sheets").text
    assert "It is too early." in page and "Make them to print" not in page
    issue.status = Status.ACCEPTED
    with pytest.raises(sheets.Conflict, match="Nobody says"):
        printed(issue)


def test_only_who_made_them_prints_them_and_on_that_day(
    session, make, done, printed, sign_in, everyone, place
):
    printed(done)
    sheet = session.scalars(select(BetterSheet)).one()
    here = f"/issues/{done.id}/better/sheets/{sheet.id}"
    other = make.person(place, HatKind.ADVOCATE)
    assert sign_in(everyone.advocate).get(here).status_code == 200
    assert sign_in(other).get(here).status_code == 404
    old = make_old(session, done, make)
    assert (
        sign_in(everyone.advocate).get(here.replace(f"/{sheet.id}", f"/{old}")).status_code == 404
    )


def test_codes_cannot_be_guessed_for_long(visitor, done, printed, monkeypatch):
    monkeypatch.setattr("coprod.promises.sheet_routes._VISITS", 5)
    code, *_ = printed(done)
    for _ in range(5):
        assert visitor.get("/sheet/AAAAA-AAAAA").status_code == 404
    page = visitor.get(f"/sheet/{code}")
    assert page.status_code == 429 and "Please wait 5 minutes." in page.text


@pytest.mark.parametrize("code", ["", " ", "a" * 41, "\x00"])
def test_what_is_no_code_is_said(code, visitor):
    assert visitor.post("/sheet", data={"code": code}).status_code == 422


@pytest.mark.parametrize("sent", [{}, {"says": "super", "sure": "yes"}, {"sure": "yes"}])
def test_choosing_nothing_is_said_and_uses_nothing_up(sent, visitor, done, printed):
    code, *_ = printed(done)
    answer = visitor.post(f"/sheet/{code}", data=sent)
    assert answer.status_code == 422 and "Choose one of the 4." in answer.text
    assert visitor.get(f"/sheet/{code}").status_code == 200


def test_each_sheet_is_one_page_of_a4_however_long_its_title_is(
    session, done, sign_in, everyone, site, browser
):
    done.title = "WWWWWWWWW " * 20
    hannah = sign_in(everyone.advocate)
    made = press(hannah, f"/issues/{done.id}/better/sheets", hat="family", many="3")
    kept = hannah.get_cookie(hannah.application.config["SESSION_COOKIE_NAME"])
    with browser.new_context() as context:
        context.add_cookies([{"name": kept.key, "value": kept.value, "url": site}])
        paper = context.new_page()
        paper.goto(site + made.location)
        assert paper.get_by_role("heading", level=2).count() >= 3
        assert on_a4(paper) == 3
        paper.emulate_media(media="print")
        paper.set_viewport_size(A4)
        assert paper.evaluate(CUT_OFF) == 0
