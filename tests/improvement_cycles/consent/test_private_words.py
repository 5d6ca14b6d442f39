"""What people said about one person's own try stays with those whom it asked."""

import pytest

from coprod.errors import Invalid
from improvement_cycles.single import ASKED_ALREADY
from tests.improvement_cycles.consent.test_pages import ask_of, go_of
from tests.journeys.pages import press, words


@pytest.fixture
def private(tries, people):
    """Danny's own try, about which Kath is asked; and one of the place with a worry."""
    other = tries.draft(title="Another")
    tries.ready(other)
    tries.says(other, tries.danny, "worry", "The bus?")
    cycle = tries.draft()
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    tries.touches(cycle, people["Kath"])
    tries.ready(cycle)
    return cycle


def of_the_place(tries, cycle):
    tries.answer(cycle, "plan", "kind", {"kind": "start_doing"})


@pytest.mark.parametrize("says", ["worry", "stop"])
def test_a_private_try_with_a_worry_or_a_stop_stays_private(tries, people, private, says):
    tries.says(private, people["Kath"], says, "He is ill at night.")
    tries.says(private, people["Kath"], "ok")  # what was said once stays said
    with pytest.raises(Invalid, match="problem") as refused:
        of_the_place(tries, private)
    assert "So it stays private" in refused.value.errors["kind"]
    assert tries.go(private).project.private


def test_one_that_everybody_agreed_to_can_become_the_places(tries, people, private):
    tries.says(private, people["Kath"], "yes")
    of_the_place(tries, private)
    assert not tries.go(private).project.private


def test_its_page_says_why(sign_in, tries, people, private):
    tries.says(private, people["Kath"], "worry", "He is ill at night.")
    danny = sign_in(tries.danny)
    refused = press(danny, f"/tries/goes/{private.id}/plan/kind", kind="start_doing")
    assert refused.status_code == 422 and "So it stays private" in refused.text
    assert sign_in(tries.hannah).get(f"/tries/{private.project_id}").status_code == 404


def test_what_people_were_asked_about_stays_with_their_advocate(tries, people):
    """Else a worry for the advocate alone would wait for ever. The refusal tells of no worry."""
    asked, quiet = tries.draft(), tries.draft(title="Another")
    for cycle in (asked, quiet):
        tries.touches(cycle, tries.danny, people["Kath"])
        tries.ready(cycle)
    tries.says(asked, people["Kath"], "worry", "He shouts.", alone=True)
    for cycle in (asked, quiet):
        with pytest.raises(Invalid) as refused:
            tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
        assert refused.value.errors == {"kind": ASKED_ALREADY}
        assert not tries.go(cycle).project.private


def test_who_pressed_too_late_is_told_and_comes_back_to_the_question(
    visitor, sign_in, people, private
):
    """The page of the go is not for somebody whom a private try asks."""
    late = visitor.post(ask_of(private), data={"says": "yes"})
    door = visitor.get(late.location).text
    assert "We did not get what you pressed. Sign in and press it again." in words(door)
    assert f'name="next" value="{ask_of(private)}"' in door
    kath = sign_in(people["Kath"])
    assert kath.get(go_of(private)).status_code == 404
    assert "Can we try this?" in words(kath.get(ask_of(private)).text)
