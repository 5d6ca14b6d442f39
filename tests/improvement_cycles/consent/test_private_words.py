"""What people said about one person's own try stays with those whom it asked."""

import pytest

from coprod.errors import Invalid
from tests.journeys.pages import press


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
