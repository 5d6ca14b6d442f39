"""What somebody said before, offered while the next person types; and what it never does."""

import re

from sqlalchemy import select

from coprod.drafts.models import Draft
from coprod.issues import held
from coprod.issues.models import Support
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.sign_in.models import SignIn
from tests.issues.say.test_journey import HTMX


def test_typing_offers_what_was_said_before_and_never_a_whole_page(sign_in, make, place, danny):
    make.issue(place, title="The kitchen is locked", words="The kitchen is locked at night.")
    make.issue(make.place(), title="A locked kitchen elsewhere")
    client = sign_in(danny)
    answer = client.post("/say/similar", data={"words": "kitchen lock"}, headers=HTMX)
    assert "Somebody said something like this" in answer.text and "Me too" in answer.text
    assert "elsewhere" not in answer.text and "<html" not in answer.text
    assert client.post("/say/similar", data={"words": "zzz"}, headers=HTMX).text.strip() == ""


def test_nobody_is_sent_to_the_door_in_the_middle_of_a_sentence(
    sign_in, session, make, place, danny
):
    make.issue(place, title="The kitchen is locked", published=True)
    client = sign_in(danny)
    session.query(SignIn).update({"idle_minutes": 0})
    answer = client.post("/say/similar", data={"words": "kitchen lock"}, headers=HTMX)
    assert (answer.status_code, answer.text.strip()) == (200, "")
    assert "HX-Redirect" not in answer.headers and "HX-Trigger" not in answer.headers
    assert session.scalars(select(Draft)).all() == []


def test_the_same_number_is_told_once(sign_in, make, place, danny):
    make.issue(place, title="The kitchen is locked", words="The kitchen is locked at night.")
    client = sign_in(danny)
    for before, told in ((None, True), ("", True), ("0", True), ("2", True), ("1", False)):
        sent = {"words": "kitchen lock"} | ({} if before is None else {"before": before})
        answer = client.post("/say/similar", data=sent, headers=HTMX)
        assert ("HX-Trigger" in answer.headers) is told, before
        assert '<input type="hidden" name="before" value="1">' in answer.text


def test_me_too_is_offered_only_to_who_can_press_it(sign_in, session, make, place, danny):
    theirs = make.issue(place, title="A locked kitchen", words="Locked.")
    backed = make.issue(place, title="The kitchen is locked", words="At night.")
    mine = make.issue(place, danny, title="My kitchen is locked", words="Locked.")
    session.add(Support(issue_id=backed.id, person_id=danny.id, hat=HatKind.USES_SERVICES))
    session.add(Support(issue_id=theirs.id, person_id=theirs.author_id, hat=HatKind.STAFF))
    area = make.session.get(Area, place.area_id)
    offered = _offered(sign_in(danny))
    assert offered == {theirs.id: ("me-too", "false"), backed.id: ("not-me-too", "true")}
    assert _offered(sign_in(make.person(area, HatKind.ADVOCATE))) == {}
    for one in (mine, backed, theirs):
        one.author_id, one.name_held = None, True
    held.hold(session, danny.id, theirs.id)
    assert _offered(sign_in(danny)).keys() == {mine.id, backed.id}


def _offered(client) -> dict[int, tuple[str, str]]:
    page = client.post("/say/similar", data={"words": "kitchen lock"}, headers=HTMX).text
    form = r'action="/issues/(\d+)/([a-z-]+)".*?aria-pressed="(\w+)"'
    return {int(one): (to, on) for one, to, on in re.findall(form, page, re.DOTALL)}


def test_without_javascript_the_same_is_offered_before_sending(sign_in, make, place, danny):
    issue = make.issue(place, title="The kitchen is locked", words="The kitchen is locked.")
    client = sign_in(danny)
    client.post("/say", data={"words": "my kitchen is always locked"})
    page = client.get("/say/check")
    assert "Somebody said something like this" in page.text
    pressed = client.post(f"/issues/{issue.id}/me-too")
    assert pressed.status_code == 303
