"""Pages about paper ballots: printed with big pictures, and put in step by step by two people."""

import re

import pytest

from coprod.db import now
from coprod.issues.models import Photo
from coprod.people.hats import Group
from coprod.rounds import queries
from tests.journeys.pages import words
from tests.rounds.found import at, stars

DOOR = r'src="[^"]*(?:#door|1F6AA)'


@pytest.fixture
def maureen(sign_in, make, running):
    return sign_in(make.person(running.place))


@pytest.fixture
def printed(running, hannah):
    """The codes of two papers, and the page that prints them."""
    made = hannah.post(at(running, "papers"), data={"many": "2"})
    shown = hannah.get(made.location).text
    codes = [a + b for a, b in re.findall(r"Code: (\d{4}) (\d{4})", shown)]
    assert len(codes) == 2
    return codes, shown


@pytest.fixture
def paper(running, printed):
    """What is on the first paper, and its code as people type it."""
    code = printed[0][0]
    return {
        "code": f" {code[:4]} {code[4:]} ",
        "chosen": [str(one) for one in running.options[:2]],
        "group": "people",
        "how": "by_pointing",
    }


def test_a_paper_is_put_in_by_two_in_two_steps(session, running, hannah, maureen, printed, paper):
    (code, _other), sheet = printed
    put_in = at(running, "put-in")
    first = maureen.get(put_in).text
    assert "Step 1 of 2" in words(first) and 'name="chosen"' not in first
    step = {"step": "code", "code": paper["code"]}
    second = maureen.post(put_in, data=step)
    assert second.status_code == 200
    assert f"What is on paper {code[:4]} {code[4:]}?" in second.text
    titles = re.findall(r"Thing \d", sheet)[:6]  # the first paper's own order
    assert re.findall(r'<label[^>]*dir="auto">(Thing \d)', second.text) == titles
    assert maureen.post(put_in, data=paper).location.endswith("done=waits")
    assert "It waits for a second person." in maureen.get(f"{put_in}?done=waits").text
    assert f"{code[:4]} {code[4:]}" in hannah.get(at(running, "papers")).text
    assert hannah.post(put_in, data=paper).location.endswith("done=counts")
    assert stars(session, running) == [tuple(running.options[:2])]
    assert maureen.post(put_in, data=step).status_code == 409  # it is in already
    assert hannah.post(at(running, "papers/take-out"), data={"code": code}).status_code == 303
    assert stars(session, running) == []


def test_a_wrong_code_is_said_before_anything_else_is_asked(running, maureen, printed, paper):
    for code, says in (("AAAA", "This one is not in this round."), ("x" * 300, "letters or fewer")):
        for sent in ({"step": "code", "code": code}, paper | {"code": code}):
            wrong = maureen.post(at(running, "put-in"), data=sent)
            assert wrong.status_code == 422
            assert "Step 1 of 2" in wrong.text
            assert says in wrong.text or "not in this round" in wrong.text
    lacking = maureen.post(at(running, "put-in"), data=paper | {"how": ""})
    assert lacking.status_code == 422
    assert "Choose how they chose." in lacking.text and "Step 2 of 2" in lacking.text


def test_where_two_differ_the_advocate_sees_where_and_nobody_else_does(
    session, make, running, hannah, maureen, printed, paper
):
    put_in = at(running, "put-in")
    theirs = make.person(running.place, name="Kath Brennan")
    maureen.post(put_in, data=paper)
    mine = paper | {"chosen": str(running.options[4]), "person": str(theirs.id)}
    differs = hannah.post(put_in, data=mine)
    assert differs.status_code == 409
    told = words(differs.text)
    assert "Stars You put in Thing 4 The other person put in Thing 0 Thing 1" in told
    assert "How they chose You" not in told  # there they do not differ
    step = {"step": "code", "code": paper["code"]}
    again = hannah.post(put_in, data=step)  # another day: her own reading is there to be put right
    assert "The other person put in" in again.text
    box = re.search(rf'value="{running.options[4]}"[^>]*>', again.text)
    assert "checked" in box[0]
    assert f'<option value="{theirs.id}" selected>Kath Brennan' in again.text
    hers = maureen.post(put_in, data=step).text
    assert "Another person put in something else." in hers
    assert "The other person put in" not in hers and "Thing 4 The" not in words(hers)
    assert stars(session, running) == []


def test_what_can_be_chosen_is_shown_as_a_photo_or_else_a_picture_with_its_words(
    session, running, hannah, danny, printed, paper, choose, close
):
    issue = running.issues[running.options[0]]
    two = [
        Photo(issue_id=issue, name=f"{n}.jpg", width=400, height=300, size=1, at=now(), shows=shows)
        for n, shows in enumerate(("The late bus", "Another"))
    ]
    session.add_all(two)
    session.flush()
    photo = f'/photos/{two[0].id}" alt="The late bus" width="400" height="300"'
    pages = {
        "print": lambda: hannah.get(at(running, "papers/print?first=1&last=1")).text,
        "pictures": lambda: hannah.get(at(running, "pictures")).text,
        "ballot": lambda: danny.get(at(running)).text,
        "put in": lambda: (
            danny.post(at(running, "put-in"), data={"step": "code", "code": paper["code"]}).text
        ),
    }
    for name, fetch in pages.items():
        shown = fetch()
        assert shown.count(photo) == 1 and f"photos/{two[1].id}" not in shown, name
        assert "It never comes on time." in shown or name == "put in"
    for chosen, has_photo in (("door", False), ("nonsense", False), ("", True)):
        sent = {f"picture-{running.options[0]}": chosen}
        answer = hannah.post(at(running, "pictures"), data=sent)
        assert "The pictures are saved." in hannah.get(answer.location).text
        assert {photo in fetch() for fetch in pages.values()} == {has_photo}
    assert [one.chosen for one in queries.options(session, running.round.id)] == [False] * 6
    hannah.post(at(running, "pictures"), data={f"picture-{running.options[1]}": "door"})
    for _ in range(3):
        choose(running, Group.PEOPLE, 0, 1)
    assert close(running)
    session.commit()
    result = danny.get(at(running)).text  # what was picked looks as it did when it was chosen
    assert result.count(photo) == 1 and len(re.findall(DOOR, result)) == 1
