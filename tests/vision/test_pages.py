"""The pages: who sees what, in what order, and at what cost."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from coprod.drafts import services as drafts
from coprod.vision.labels import SPOTS
from coprod.vision.models import LineKind, StatementStatus

ORDER = (
    "It looks like this",
    "It does not look like this",
    "What it takes from services",
    "What it takes from us",
    "What people say now",
    "Being tried now, and kept",
    "Got better, and the person said so",
    "Stopped, and what we learned",
    "Still not right",
    "Pictures over time",
    "Last looked at together",
    "Who wrote it",
    "Who signed up",
)


@pytest.fixture
def area(make, place):
    from coprod.people.models import Area

    return make.session.get(Area, place.area_id)


def test_agreed_words_are_read_without_signing_in(visitor, make, area):
    statement = make.statement(area)
    assert "Mine" in visitor.get("/good-life").text
    text = visitor.get(f"/good-life/{statement.id}").text
    assert "My home is mine" in text
    assert "<form" not in text, "there is nothing to press for somebody who is not signed in"
    assert visitor.get(f"/good-life/{statement.id}/versions").status_code == 200
    assert visitor.get(f"/good-life/{statement.id}/versions/1").status_code == 200


def test_the_page_keeps_its_order(visitor, make, area):
    text = visitor.get(f"/good-life/{make.statement(area).id}").text
    at = [text.index(heading) for heading in ORDER]
    assert at == sorted(at)
    assert len(SPOTS) == 6


def test_drafts_are_for_their_area_only(sign_in, visitor, session, draft, everyone):
    url = f"/good-life/{draft.id}"
    for path in (url, f"{url}/versions", f"{url}/versions/1"):
        assert visitor.get(path).status_code == 404
        assert sign_in(everyone.stranger).get(path).status_code == 404
        assert sign_in(everyone.nobody).get(path).status_code == 404
        assert sign_in(everyone.manager).get(path).status_code == 200
    assert "I have my own key." not in visitor.get("/good-life").text
    assert "I have my own key." in sign_in(everyone.family).get("/good-life").text


def test_new_words_for_an_agreed_statement_are_a_draft_too(
    sign_in, visitor, session, agree, draft, everyone
):
    agree()
    url = f"/good-life/{draft.id}"
    client = sign_in(everyone.family)
    assert client.post(f"{url}/new-version").location == f"{url}/versions/2"
    client.post(
        f"{url}/versions/2/write/words", data={"answer": "Every door is mine.", "edits": "0"}
    )
    assert "Every door is mine." in client.get(f"{url}/versions/2").text
    assert "I have my own key." in visitor.get(url).text
    for path in (url, f"{url}/versions"):
        assert "Every door is mine." not in visitor.get(path).text
    assert visitor.get(f"{url}/versions/2").status_code == 404
    assert sign_in(everyone.stranger).get(f"{url}/versions/2").status_code == 404
    assert sign_in(everyone.stranger).post(f"{url}/new-version").status_code == 403


@pytest.mark.parametrize(
    "path", ["/good-life/1000000", "/good-life/1/versions/77", f"/good-life/{10**20}"]
)
def test_what_is_not_there_is_nowhere(visitor, make, area, path):
    make.statement(area)
    assert visitor.get(path).status_code == 404


def test_a_list_costs_the_same_for_one_and_for_twenty_five(visitor, sign_in, make, area, place):
    client = sign_in(make.person(place))
    make.statement(area)
    visitor.get("/good-life"), client.get("/good-life")
    before = visitor.statements, client.statements
    for status in (StatementStatus.AGREED, StatementStatus.DRAFT) * 12:
        make.statement(area, status=status)
    visitor.get("/good-life"), client.get("/good-life")
    assert (visitor.statements, client.statements) == before
    assert before[0] <= 2
    assert before[1] <= 5


def test_a_statement_costs_the_same_however_many_signed_up(
    visitor, sign_in, make, area, place, session
):
    from coprod.people.hats import HatKind
    from coprod.vision.models import SignUp, StatementLine, Writer

    statement = make.statement(area)
    client, url = sign_in(make.person(place)), f"/good-life/{statement.id}"
    visitor.get(url), client.get(url)
    before = visitor.statements, client.statements
    from sqlalchemy import select

    from coprod.vision.models import StatementVersion

    version_id = session.scalar(
        select(StatementVersion.id).where(StatementVersion.statement_id == statement.id)
    )
    for n in range(25):
        person = make.person(place)
        of = {"version_id": version_id, "person_id": person.id, "hat": HatKind.USES_SERVICES}
        session.add(SignUp(**of, says="yes"))
        session.add(Writer(**of))
        session.add(StatementLine(version_id=version_id, kind=LineKind.TAKES_US, words=f"{n}."))
    visitor.get(url), client.get(url)
    assert (visitor.statements, client.statements) == before


def test_each_line_of_what_it_takes_has_one_button(app, sign_in, make, area, place):
    statement = make.statement(area)
    text = sign_in(make.person(place)).get(f"/good-life/{statement.id}").text
    buttons = re.findall(r'action="/say/from-line/\d+"', text)
    if "issues.from_line" in app.view_functions:
        assert len(buttons) == 2
        assert len(set(buttons)) == 2
    else:
        assert not buttons


def test_a_whole_draft_is_written_one_question_at_a_time(sign_in, everyone, principle):
    client = sign_in(everyone.uses_services)
    sent = client.post(f"/good-life/new/{principle.id}", data={"answer": "I choose my tea."})
    answers = {
        "short": "My tea.",
        "picture": "mug",
        "looks-like": "I pour it.\r\nI pick the mug.",
        "not-like": "Tea at four for all.",
        "services": "Kettles.",
        "us": "",
        "when-wrong": "",
        "for-whom": "0",
        "writers": str(everyone.uses_services.id),
    }
    url = sent.location
    for edits, (slug, answer) in enumerate(answers.items()):
        assert url.endswith(f"/write/{slug}")
        page = client.get(url).text
        assert f"Question {edits + 2} of 10" in page
        response = client.post(url, data={"answer": answer, "edits": str(edits)})
        assert response.status_code == 303, response.text
        url = response.location
    text = client.get(url).text
    for words in (
        "I choose my tea.",
        "I pick the mug.",
        "Kettles.",
        "All of us here",
        "Still missing",
    ):
        assert words in text


def test_two_writers_see_both_texts_and_lose_nothing(sign_in, everyone, draft):
    client = sign_in(everyone.uses_services)
    url = f"/good-life/{draft.id}/versions/1/write/short"
    client.post(url, data={"answer": "First words.", "edits": "3"})
    response = client.post(url, data={"answer": "Second words.", "edits": "3"})
    assert response.status_code == 409
    assert "First words." in response.text
    assert "Second words." in response.text
    again = re.search(r'name="edits" value="(\d+)"', response.text)[1]
    assert client.post(url, data={"answer": "Second words.", "edits": again}).status_code == 303


@pytest.mark.parametrize(
    ("slug", "answer", "status"),
    [
        ("words", "", 422),
        ("words", "w " * 21, 422),
        ("words", "x" * 5001, 422),
        ("words", "a\x00b\ud800", 303),
        ("words", "MY HOME 🏠 \u202eمیرا", 303),
        ("picture", "a-dragon", 422),
        ("writers", "x", 422),
        ("writers", str(10**20), 422),
        ("for-whom", str(10**20), 422),
        ("looks-like", "\n\n", 422),
        ("no-such-question", "a", 404),
    ],
)
def test_bad_answers(sign_in, everyone, draft, slug, answer, status):
    data = {"answer": answer.encode("utf-8", "surrogatepass"), "edits": "3"}
    response = sign_in(everyone.uses_services).post(
        f"/good-life/{draft.id}/versions/1/write/{slug}", data=data
    )
    assert response.status_code == status


@pytest.mark.parametrize("edits", ["", "x", "-1", "9" * 30, "²"])
def test_a_number_of_edits_that_is_none_is_a_stale_one(sign_in, everyone, draft, edits):
    response = sign_in(everyone.uses_services).post(
        f"/good-life/{draft.id}/versions/1/write/short", data={"answer": "Mine.", "edits": edits}
    )
    assert response.status_code == 409


def test_agreeing_on_the_page(sign_in, visitor, everyone, draft):
    url = f"/good-life/{draft.id}/versions/1"
    writer = sign_in(everyone.uses_services)
    refused = writer.post(f"{url}/agree", data={"months": "6"})
    assert refused.status_code == 409
    assert "Still missing" in refused.text
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        sign_in(person).post(f"{url}/sign-up", data={"says": "yes"})
    assert writer.get(f"{url}/agree").status_code == 200
    assert writer.post(f"{url}/agree", data={"months": "7"}).status_code == 422
    assert writer.post(f"{url}/agree", data={"months": "6"}).location == f"/good-life/{draft.id}"
    assert "I have my own key." in visitor.get(f"/good-life/{draft.id}").text


def test_a_manager_gets_no_page_to_edit_on(sign_in, everyone, draft, principle):
    client = sign_in(everyone.manager)
    url = f"/good-life/{draft.id}/versions/1"
    for path in (
        f"/good-life/new/{principle.id}",
        f"{url}/write/words",
        f"{url}/agree",
        f"{url}/throw-away",
    ):
        assert client.get(path).status_code == 403
        assert client.post(path, data={"answer": "Ours.", "months": "6"}).status_code == 403


def test_a_draft_is_thrown_away_after_being_asked(sign_in, everyone, draft):
    client, url = sign_in(everyone.uses_services), f"/good-life/{draft.id}/versions/1/throw-away"
    assert "You cannot get them back" in client.get(url).text
    assert client.post(url).location == "/good-life"
    assert client.get(f"/good-life/{draft.id}").status_code == 404


def test_a_writer_takes_their_name_off(sign_in, everyone, draft):
    url = f"/good-life/{draft.id}/versions/1/take-my-name-off"
    response = sign_in(everyone.uses_services).post(url)
    assert response.location == f"/good-life/{draft.id}/versions/1#writers"
    assert "Nobody has put their name here" in sign_in(everyone.family).get(response.location).text


def test_an_area_with_nothing_written_says_so(visitor, make):
    make.area()
    assert "There is nothing here yet." in visitor.get("/good-life").text


def test_who_wrote_it_comes_back_after_a_time_out_as_it_was_ticked(
    draft, everyone, make, place, sign_in, session
):
    """A kept "12" is the person 12, and not the persons 1 and 2."""
    theirs = make.person(place)
    while theirs.id < 12:
        theirs = make.person(place)
    url = f"/good-life/{draft.id}/versions/1/write/writers"
    ticked = [str(theirs.id), str(everyone.family.id)]
    drafts.keep(session, everyone.uses_services.id, url, MultiDict({"answer": ticked}), unsent=True)
    page = sign_in(everyone.uses_services).get(url).text
    assert sorted(re.findall(r'value="(\d+)" checked', page)) == sorted(ticked)
    drafts.keep(session, everyone.uses_services.id, url, MultiDict({"answer": ["x", "9" * 30]}))
    assert "checked" not in sign_in(everyone.uses_services).get(url).text
